"""The `old-handbook` directive: every name as older articles wrote it, with the entry that answers it."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from ..model import Catalog, Text
from ..model.handbook import Item
from .inline import name_node, to_nodes
from .site import catalog_of, entries_folder
from .table import make_table, reading_order

WRITTEN = Text("As it was written", "原来的写法")
ANSWER = Text("Today", "如今")
MEANING = Text("What it does", "作用")


class OldHandbook(SphinxDirective):
    """A row an item, in the order of the old handbook."""

    def run(self) -> list[nodes.Node]:
        catalog = catalog_of(self.config)
        self.env.note_dependency(str(entries_folder(self.config).parent / "handbook/items.toml"))
        language = reading_order(self.config.site_lang)[0]
        headings = [[nodes.Text(text[language])] for text in (WRITTEN, ANSWER, MEANING)]
        rows = [_cells(catalog, item, language) for item in catalog.items]
        return [make_table("handbook-table", (36, 28, 36), headings, rows)]


def _cells(catalog: Catalog, item: Item, language: str) -> list[list[nodes.Node]]:
    written: list[nodes.Node] = [nodes.literal(item.written, item.written)]
    for spelling in item.also:
        written += [nodes.Text(" · "), nodes.literal(spelling, spelling)]
    return [written, [name_node(item.entry)], to_nodes(catalog.entries[item.entry].summary[language])]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("old-handbook", OldHandbook)
