"""The `function-table` directive: one family of entries as a bilingual table."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from ..model import Entry, Text
from ..model.words import WORDS
from .inline import name_node, to_nodes
from .language import TAGS
from .site import catalog_of, entries_folder

HEADINGS = {"en": "In English", "zh": "中文说明"}


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
        table = nodes.table(classes=["function-table"])
        group = nodes.tgroup(cols=3)
        table += group
        for width in (26, 37, 37):
            group += nodes.colspec(colwidth=width)
        name = Text("Name", "名称")[languages[0]]
        group += nodes.thead("", _row([nodes.Text(name)], *([nodes.Text(HEADINGS[lang])] for lang in languages)))
        body = nodes.tbody()
        group += body
        for entry in family.entries:
            body += _entry_row(entry, languages)
        intro = [_paragraph(family.intro, language) for language in languages[:1]] if family.intro else []
        return [*intro, table]


def _paragraph(text: Text, language: str) -> nodes.paragraph:
    return nodes.paragraph("", "", *to_nodes(text[language]))


def _entry_row(entry: Entry, languages: tuple[str, str]) -> nodes.row:
    name: list[nodes.Node] = [name_node(entry.name)]
    if entry.status != "current":
        label = WORDS[entry.status][languages[0]]
        name += [nodes.Text(" "), nodes.inline(label, label, classes=["status", entry.status])]
    row = _row(name, *(to_nodes(entry.summary[language]) for language in languages))
    row["ids"] = [entry.name]
    for cell, language in zip(row.children[1:], languages, strict=True):
        cell["classes"] = [f"summary-{language}"]
        cell.children[0]["lang"] = TAGS[language]
    return row


def _row(*cells: list[nodes.Node]) -> nodes.row:
    row = nodes.row()
    for content in cells:
        row += nodes.entry("", nodes.paragraph("", "", *content))
    return row


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("function-table", FunctionTable)
