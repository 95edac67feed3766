"""The `function-table` directive: one family of entries as a bilingual table."""

from collections.abc import Iterable

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from ..model import Entry
from ..model.words import WORDS
from .inline import name_node, to_nodes
from .language import TAGS
from .site import catalog_of, entries_folder

HEADINGS = {"en": "In English", "zh": "中文说明"}

Cell = list[nodes.Node]


def reading_order(language: str) -> tuple[str, str]:
    """Both languages, the build's own first."""
    return ("zh", "en") if language == "zh" else ("en", "zh")


class FunctionTable(SphinxDirective):
    """`{function-table} tensor/creation`: a row an entry, in both languages."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        family = catalog_of(self.config).families.get(self.arguments[0])
        if family is None:
            raise self.error(f"no family {self.arguments[0]!r}, expected one of the entry files")
        self.env.note_dependency(str(entries_folder(self.config) / f"{family.id}.toml"))
        languages = reading_order(self.config.site_lang)
        own = languages[0]
        headings: list[Cell] = [[nodes.Text(WORDS["name"][own])], *([nodes.Text(HEADINGS[lang])] for lang in languages)]
        table = make_table(
            "function-table", (26, 37, 37), headings, (_cells(entry, languages) for entry in family.entries)
        )
        for entry, row in zip(family.entries, next(table.findall(nodes.tbody)).children, strict=True):
            row["ids"] = [entry.name]
            for cell, language in zip(row.children[1:], languages, strict=True):
                cell.children[0]["lang"] = TAGS[language]
        intro = [nodes.paragraph("", "", *to_nodes(family.intro[own]))] if family.intro else []
        return [*intro, table]


def make_table(name: str, widths: tuple[int, ...], headings: list[Cell], rows: Iterable[list[Cell]]) -> nodes.table:
    """A table of class `name`, its columns `widths` percent wide."""
    group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in widths), cols=len(widths))
    group += nodes.thead("", _row(headings))
    group += nodes.tbody("", *map(_row, rows))
    return nodes.table("", group, classes=[name, "colwidths-given"])


def _cells(entry: Entry, languages: tuple[str, str]) -> list[Cell]:
    name: Cell = [name_node(entry.name)]
    if entry.status != "current":
        label = WORDS[entry.status][languages[0]]
        name += [nodes.Text(" "), nodes.inline(label, label, classes=["status", entry.status])]
    return [name, *(to_nodes(entry.summary[language]) for language in languages)]


def _row(cells: list[Cell]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", *cell)) for cell in cells))


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("function-table", FunctionTable)
