"""Entry pages, rendered from one template outside the toctree: about 3 ms a page."""

from collections.abc import Iterator
from typing import Any

from pygments import highlight
from pygments.lexers import get_lexer_by_name
from sphinx.application import Sphinx

from ..model import Catalog, Entry, Example, Text
from ..model.ledger import RECORDED, state
from ..model.words import WORDS, needs
from .errata import VERDICTS
from .inline import to_html
from .language import TAGS
from .maths import mathml
from .site import catalog_of
from .table import reading_order
from .usage import scripts_of

DEVICES = {"cpu": "CPU", "cuda": "CUDA"}


def collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield every entry page as (page name, context, template)."""
    catalog = catalog_of(app.config)
    links = {name: f"{catalog.page(name)}.html" for name in catalog.entries}
    ledgers = catalog.ledgers
    languages = reading_order(app.config.site_lang)
    formatter = app.builder.highlighter.get_formatter()  # type: ignore[attr-defined]
    lexers = {name: get_lexer_by_name(name) for name in ("python", "pycon", "text")}

    def html(text: str) -> str:
        return to_html(text, links)

    def code(source: str, lexer: str = "python") -> str:
        return highlight(source.strip("\n"), lexers[lexer], formatter)

    def badges(example: Example) -> list[dict[str, str]]:
        return [_badge(example, device, ledgers[device].get(example.id), languages[0]) for device in _devices(example)]

    shared = {
        "html": html,
        "code": code,
        "mathml": mathml,
        "badges": badges,
        "links": links,
        "verdicts": VERDICTS,
        "languages_shown": languages,
        "tags": TAGS,
        "word": lambda key: WORDS[key][languages[0]],
        "needs": lambda requirement: needs(requirement)[languages[0]],
        "repository": app.config.reflib_repository,
    }
    for family in catalog.families.values():
        for position, entry in enumerate(family.entries):
            context = _context(catalog, entry, position, languages[0])
            context["scripts"] = scripts_of(app.config, entry.name, languages[0])
            yield catalog.page(entry.name), {**shared, **context}, "entry.html"


def _context(catalog: Catalog, entry: Entry, position: int, language: str) -> dict[str, Any]:
    claims = [(chapter.id, claim) for chapter in catalog.errata for claim in chapter.claims if entry.name in claim.see]
    family = catalog.families[entry.family]
    section = next(section for section in catalog.sections if section.id == family.section)

    def neighbour(offset: int) -> dict[str, str] | None:
        at = position + offset
        if not 0 <= at < len(family.entries):
            return None
        name = family.entries[at].name
        return {"link": f"{catalog.page(name)}.html", "title": name}

    return {
        "title": entry.name,
        "entry": entry,
        "section_title": section.title[language],
        "family_title": family.title[language],
        "family_link": f"reference/{family.id}.html",
        "claims": claims,
        "prev": neighbour(-1),
        "next": neighbour(1),
        "metatags": f'<meta name="description" content="{_plain(entry.summary, language)}">',
    }


def _plain(text: Text, language: str) -> str:
    return text[language].replace("`", "").replace('"', "&quot;")


def _devices(example: Example) -> list[str]:
    """The devices an example is meant for: one that needs a GPU is no matter of the CPU."""
    needs = {what.split(":")[0] for what in example.requires}
    return [
        device
        for device in RECORDED
        if not (device == "cpu" and "cuda" in needs or device == "cuda" and "no gpu" in needs)
    ]


def _badge(example: Example, device: str, row, language: str) -> dict[str, str]:
    found = state(example, row)
    words = WORDS[found][language]
    detail = f" · torch {row.torch.split('+')[0]}" if row and found == "verified" else ""
    where = f" · {row.device}" if detail and device == "cuda" else ""
    return {"state": found.replace(" ", "-"), "text": f"{DEVICES[device]} {words}{detail}{where}"}


def setup(app: Sphinx) -> None:
    """Register the page collector."""
    app.connect("html-collect-pages", collect_pages)
