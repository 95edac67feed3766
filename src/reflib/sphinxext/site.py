"""What every page shares: the catalogue, references to entries, the sidebar, and the way to the other language."""

from functools import cache
from pathlib import Path

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.domains.python import ModuleEntry, ObjectEntry
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.locale import _ as sphinx_text

from ..model import Broken, Catalog, load_catalog
from ..model.build import OFFICIAL
from ..model.catalog import ENTRIES
from .language import TAGS
from .reference import write_errata, write_reference

HERE = Path(__file__).parent
OTHER = {"en": "zh", "zh": "en"}
NAMES = {"en": "English", "zh": "中文"}
FURO_ZH = {
    "Back to top": "回到顶部",
    "Edit this page": "修改此页",
    "Home": "首页",
    "Next": "下一页",
    "On this page": "本页目录",
    "Previous": "上一页",
    "Skip to content": "跳到正文",
}
"""What furo says in English only; the rest of the furniture is in Sphinx's own catalogue."""


def entries_folder(config: Config) -> Path:
    """The folder of entry files."""
    return Path(config.reflib_entries or ENTRIES)


_cached = cache(load_catalog)


def catalog_of(config: Config) -> Catalog:
    """The catalogue of this build, read once."""
    return _cached(entries_folder(config))


def whole_catalog(env: BuildEnvironment) -> Catalog:
    """The catalogue, for a page that shows all of it: a change in any family's file renders that page again."""
    catalog = catalog_of(env.config)
    for family in catalog.families.values():
        env.note_dependency(str(entries_folder(env.config) / f"{family.id}.toml"))
    return catalog


def _load(app: Sphinx) -> None:
    _cached.cache_clear()
    try:
        catalog = catalog_of(app.config)
    except Broken as broken:
        raise ExtensionError(f"entry files are broken:\n{broken}") from None
    write_reference(Path(app.srcdir) / "reference", catalog)
    if catalog.errata:
        write_errata(Path(app.srcdir) / "errata", catalog)


def _add_folders(app: Sphinx, config: Config) -> None:
    config.templates_path.append(str(HERE / "templates"))
    config.html_static_path.append(str(HERE / "static"))


def _register_objects(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Give every entry a Python-domain object, so that references, intersphinx and docsets find its page."""
    catalog, domain = catalog_of(app.config), env.domains.python_domain
    for entry in catalog:
        page = catalog.page(entry.name)
        domain.objects[entry.name] = ObjectEntry(page, entry.name, entry.kind, False)
        if entry.kind == "module":
            domain.modules[entry.name] = ModuleEntry(page, entry.name, entry.summary.en, "", False)


def _link_official(app: Sphinx, env: BuildEnvironment, node: pending_xref, content: nodes.Element):
    """Names of torch that have no entry lead to the official page; those of torchvision stay plain code."""
    target = node.get("reftarget", "")
    package = target.split(".")[0]
    if node.get("refdomain") != "py" or package not in ("torch", "torchvision"):
        return None
    if package == "torchvision":
        return content
    return nodes.reference("", "", content, refuri=OFFICIAL.replace("{name}", target), internal=False)


def _page_context(app: Sphinx, pagename: str, templatename: str, context: dict, doctree) -> None:
    """Collapse the sidebar, whose full tree costs furo quadratic time, and link the same page in the other language."""
    if tree := context.get("toctree"):

        def sidebar(**options) -> str:
            html = tree(**{**options, "collapse": True})
            return html.replace('role="heading"', 'role="heading" aria-level="2"')  # captions, which lack their level

        context["toctree"] = sidebar
    language = app.config.site_lang
    if language not in OTHER:
        return
    if language == "zh":
        context["_"] = context["gettext"] = lambda message: FURO_ZH.get(message) or sphinx_text(message)
    up = "../" * (pagename.count("/") + 1)
    base = app.config.html_baseurl.rstrip("/").rpartition("/")[0]
    for lang in TAGS:
        address = f"{lang}/{pagename}.html"
        context.setdefault("languages", []).append(
            {
                "tag": TAGS[lang],
                "name": NAMES[lang],
                "href": up + address,
                "absolute": f"{base}/{address}" if base else up + address,
                "current": lang == language,
            }
        )


def setup(app: Sphinx) -> None:
    """Register configuration, style and the handlers above."""
    app.add_config_value("reflib_entries", "", "env", types=frozenset({str}))
    app.add_config_value("reflib_repository", "", "html", types=frozenset({str}))
    app.connect("builder-inited", _load)
    app.connect("env-before-read-docs", _register_objects)
    app.connect("missing-reference", _link_official)
    app.connect("html-page-context", _page_context, priority=100)  # before furo reads the tree
    app.connect("config-inited", _add_folders)
    app.add_css_file("reflib.css", priority=700)
    app.add_js_file("scrolling.js", loading_method="defer")
