"""The page for old code: readers paste a script, and every old spelling in it is answered, all in their browser."""

import json
import textwrap
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from ..check.names import CONVENTIONS
from ..check.report import NO_GPU, SHORT, replacement
from ..check.scan import NEEDS_NO_GPU, TORCH
from ..model import Catalog, Entry, Old
from ..model.patterns import LIBRARIES, patterns, to_json
from ..model.words import WORDS
from .inline import to_html
from .site import catalog_of
from .table import reading_order

PYTHON = ("tokens", "expressions", "statements", "scopes")
SCRIPTS = ("old", *(f"python/{name}" for name in PYTHON), "outdated", "pasted", "resolver")
SHOWN = ("raises", "never existed", "warns", "works", "use", "resolver.found", "resolver.none")

HTML = """<div class="resolver">
<label for="resolver-input">{label}</label>
<textarea id="resolver-input" rows="12" spellcheck="false" autocomplete="off" autocapitalize="off" \
placeholder="{placeholder}"></textarea>
<div class="resolver-bar"><button type="button" data-example="{example}">{button}</button>
<p class="resolver-summary" role="status" aria-live="polite"></p></div>
<section class="resolver-output" aria-label="{output}" hidden></section>
</div>"""


class Resolver(SphinxDirective):
    """`{resolver}`: the box; its content is the example that a button pastes."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        language = reading_order(self.config.site_lang)[0]
        keys = ("label", "placeholder", "button", "output")
        words = {key: escape(WORDS[f"resolver.{key}"][language]) for key in keys}
        self.env.metadata[self.env.docname]["resolver"] = True
        html = HTML.format(example=escape("\n".join(self.content)), **words)
        return [nodes.raw("", html, format="html")]


def old_data(catalog: Catalog, language: str) -> dict[str, Any]:
    """Every old spelling that a pattern finds, and the names that patterns and fragments of scripts rely on."""
    records = [_record(catalog, entry, old, language) for entry in catalog for old in entry.old]
    return {"libraries": LIBRARIES, "torch": TORCH, "conventions": CONVENTIONS, "records": records}


def _record(catalog: Catalog, entry: Entry, old: Old, language: str) -> dict[str, Any]:
    return {
        "entry": entry.name,
        "page": catalog.page(entry.name),
        "today": old.today,
        "message": old.message.partition("\n")[0],
        "use": shown_use(old),
        "note": to_html(old.note[language], {}) if old.note else "",
        "without": NO_GPU[language] if NEEDS_NO_GPU in old.requires else "",
        "match": [to_json(pattern)["text"] for pattern in patterns(entry, old)],
    }


def shown_use(old: Old) -> str:
    """The lines of the replacement that are new, where they are few; else all of it."""
    if len(replacement(old)) > SHORT:
        return old.use.strip()
    code = old.code.splitlines()
    return textwrap.dedent("\n".join(line for line in old.use.splitlines() if line.strip() and line not in code))


def data_script(catalog: Catalog, language: str) -> str:
    """The data as a script, which also works from a folder, where browsers refuse to fetch."""
    values = json.dumps(old_data(catalog, language), ensure_ascii=False, separators=(",", ":"))
    return f"window.handbookOld={values};\n"


def _write_data(app: Sphinx, error: Exception | None) -> None:
    if error is None and app.builder.format == "html":
        path = Path(app.outdir) / "_static/search/old.js"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(data_script(catalog_of(app.config), reading_order(app.config.site_lang)[0]), "utf-8")


def _add_scripts(app: Sphinx, pagename: str, templatename: str, context: dict, doctree: nodes.document | None) -> None:
    if not app.env.metadata.get(pagename, {}).get("resolver"):
        return
    language = reading_order(app.config.site_lang)[0]
    words = {key.removeprefix("resolver."): WORDS[key][language] for key in SHOWN}
    for name in SCRIPTS:
        attributes: dict[str, Any] = {"data-words": json.dumps(words, ensure_ascii=False)} if name == "resolver" else {}
        app.add_js_file(f"search/{name}.js", loading_method="defer", **attributes)


def setup(app: Sphinx) -> None:
    """Register the directive, its scripts and their data."""
    app.add_directive("resolver", Resolver)
    app.connect("html-page-context", _add_scripts)
    app.connect("build-finished", _write_data)
