"""Finding on the site: the prebuilt index, the palette and the table filter, and the addresses of old names."""

import json
import re
from pathlib import Path
from typing import Any

from rjsmin import jsmin
from sphinx.application import Sphinx

from ..model import Catalog, Family
from ..model.words import WORDS
from ..search import Page, build_index, index_script
from .site import catalog_of
from .table import reading_order

SCRIPTS = ("index", "documents", "scorer", "palette", "filter")
PROSE = ("guide", "gallery", "contributing", "errors", "old-code")
DOTTED = re.compile(r"(?:torch|torchvision)(?:\.\w+)+")


def search_words(families: dict[str, Family], language: str) -> dict[str, str]:
    """The interface words that the scripts show, and the titles of the families."""
    words = {key.removeprefix("search."): text[language] for key, text in WORDS.items()}
    return words | {f"family-{id_.replace('/', '-')}": family.title[language] for id_, family in families.items()}


def prose_pages(app: Sphinx) -> list[Page]:
    """Guides and gallery pages with their titles in both languages."""
    pages = []
    for docname in sorted(app.env.found_docs):
        title = app.env.metadata.get(docname, {}).get("titles")
        if title and docname.split("/")[0] in PROSE:
            pages.append((docname, title[0], title[1]))
    return pages


def write_index(app: Sphinx) -> None:
    """Write the index into the built site's static folder."""
    folder = Path(app.outdir) / "_static/search"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.js").write_text(index_script(build_index(catalog_of(app.config), prose_pages(app))), "utf-8")


def write_scripts(app: Sphinx) -> None:
    """Write the scripts over their copies without comments and blanks, a third of what readers would load."""
    source = Path(__file__).parent / "static/search"
    for path in source.rglob("*.js"):
        target = Path(app.outdir) / "_static/search" / path.relative_to(source)
        target.write_text(jsmin(path.read_text("utf-8")), "utf-8")


def old_addresses(catalog: Catalog) -> dict[str, str]:
    """Pages of names that have gone, and of the official site's files, with the entry page each leads to."""
    addresses: dict[str, str] = {}
    taken = {catalog.page(entry.name).casefold() for entry in catalog}
    for entry in catalog:
        page = f"{catalog.page(entry.name)}.html"
        for spelling in (*(old.spelling for old in entry.old), *entry.alias):
            name = DOTTED.match(spelling)
            if name and name[0].casefold() not in taken:
                taken.add(name[0].casefold())
                addresses[name[0]] = f"{page}#old" if spelling not in entry.alias else page
        official = re.search(r"/(generated/[\w.]+)\.html$", entry.official_url)
        if official and official[1].casefold() not in taken:
            taken.add(official[1].casefold())
            addresses[official[1]] = f"../{page}"
    return addresses


def write_redirects(app: Sphinx) -> None:
    """Write a page that leads on for every old address; as pages of the theme they would double the work."""
    for address, target in old_addresses(catalog_of(app.config)).items():
        context = {"title": address, "target": target, "language": app.config.language.replace("_", "-")}
        path = Path(app.outdir) / f"{address}.html"
        path.parent.mkdir(exist_ok=True)
        path.write_text(app.builder.templates.render("redirect.html", context), "utf-8")


def _words(app: Sphinx) -> dict[str, str]:
    return search_words(catalog_of(app.config).families, reading_order(app.config.site_lang)[0])


def _page_context(app: Sphinx, pagename: str, templatename: str, context: dict, doctree) -> None:
    context["search_words"] = _words(app)


def write_files(app: Sphinx, error: Exception | None) -> None:
    """Write what is no page of its own, after a build that went well."""
    if error is None and app.builder.format == "html":
        write_scripts(app)
        write_index(app)
        write_redirects(app)


def setup(app: Sphinx) -> None:
    """Register scripts, index and redirects."""

    def add_scripts(app: Sphinx) -> None:
        words = json.dumps(_words(app), ensure_ascii=False)
        for name in SCRIPTS:
            attributes: dict[str, Any] = {"data-words": words} if name in ("palette", "filter") else {}
            app.add_js_file(f"search/{name}.js", loading_method="defer", **attributes)

    app.connect("builder-inited", add_scripts)
    app.connect("html-page-context", _page_context)
    app.connect("build-finished", write_files)
