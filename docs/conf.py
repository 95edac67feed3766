"""Configuration of both sites. The tag chooses: `-t en`, `-t zh`, neither for both languages on one page.

`-t gallery` runs the gallery scripts alone, once, before the sites are built side by side.
"""

import os
import tomllib
from pathlib import Path

from sphinx_gallery.sorting import ExplicitOrder

ROOT = Path(__file__).parent.parent
COURSE = tomllib.loads((ROOT / "gallery/course.toml").read_text("utf-8"))
METADATA = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

site_lang = next((lang for lang in ("en", "zh") if tags.has(lang)), "both")  # noqa: F821  (Sphinx gives `tags`)
language = "zh_CN" if site_lang == "zh" else "en"

project = {"en": "PyTorch Handbook", "zh": "PyTorch 手册"}.get(site_lang, "PyTorch Handbook · PyTorch 手册")
version = release = METADATA["version"]
copyright = "the reflib contributors"

extensions = ["myst_parser", "sphinx_gallery.load_style", "sphinx_copybutton", "reflib.sphinxext"]
exclude_patterns = [
    "root",
    "gallery/**/*.ipynb",
    "gallery/**/*.py",
    "sg_execution_times.rst",
    "**/sg_execution_times.rst",
    "**/README.*",
]
myst_enable_extensions = ["colon_fence", "dollarmath"]
myst_heading_anchors = 0
smartquotes = False
nitpicky = True
default_role = "literal"
suppress_warnings = ["config.cache"]

reflib_repository = METADATA["urls"]["Repository"]
reflib_gallery = str(ROOT / "gallery")
html_theme = "furo"
html_title = project
published = "SITE_URL" in os.environ and site_lang != "both"  # both in one are for reading offline
html_baseurl = f"{os.environ['SITE_URL'].rstrip('/')}/{site_lang}/" if published else ""
html_favicon = "root/favicon.svg"
html_copy_source = False
html_show_sphinx = True
html_use_index = False
html_domain_indices = False
html_math_renderer = "mathml"
html_permalinks_icon = "#"
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "sidebar/languages.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}
html_theme_options = {
    "source_repository": reflib_repository,
    "source_branch": "main",
    "source_directory": "docs/",
    "top_of_page_buttons": ["view", "edit"],
}
templates_path: list[str] = []
html_static_path: list[str] = []

copybutton_prompt_text = r">>> |\.\.\. "
copybutton_prompt_is_regexp = True
copybutton_only_copy_prompt_lines = True
copybutton_exclude = ".linenos, .go, .gt"

if tags.has("gallery"):  # noqa: F821
    extensions = ["sphinx_gallery.gen_gallery"]
    root_doc = "gallery/index"
    include_patterns = ["gallery/index.rst"]
    html_math_renderer = "mathjax"
    suppress_warnings += ["toc.not_readable", "ref.doc"]  # its pages are read later, twice
    sphinx_gallery_conf = {
        "examples_dirs": str(ROOT / "gallery"),
        "gallery_dirs": "gallery",
        "filename_pattern": r"/plot_",
        "download_all_examples": False,
        "show_memory": False,
        "show_signature": False,
        "plot_gallery": "True",
        "abort_on_example_error": True,
        "remove_config_comments": True,
        "image_scrapers": ("matplotlib",),
        "reset_modules": ("matplotlib",),
        "subsection_order": [f"../gallery/{chapter}" for chapter in COURSE],
        "within_subsection_order": ExplicitOrder([f"plot_{name}.py" for names in COURSE.values() for name in names]),
        "nested_sections": True,
        "min_reported_time": 1e9,
    }
