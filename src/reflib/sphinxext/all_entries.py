"""The `all-entries` directive: every entry in one table, its facts as row classes for the facets of `filter.js`."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from ..model import Entry, Text
from ..model.ledger import Row, state
from ..model.words import WORDS
from .inline import name_node, to_nodes
from .site import whole_catalog
from .table import make_table, reading_order

MEANING = Text("What it does", "作用")


class AllEntries(SphinxDirective):
    """A row an entry: its name, family and summary."""

    def run(self) -> list[nodes.Node]:
        catalog = whole_catalog(self.env)
        language = reading_order(self.config.site_lang)[0]
        headings = [WORDS["name"], WORDS["search.family"], MEANING]
        rows = [
            [
                [name_node(entry.name)],
                [nodes.Text(catalog.families[entry.family].title[language])],
                to_nodes(entry.summary[language]),
            ]
            for entry in catalog
        ]
        table = make_table("function-table", (30, 20, 50), [[nodes.Text(text[language])] for text in headings], rows)
        table["classes"].append("all-entries")
        for entry, row in zip(catalog, next(table.findall(nodes.tbody)).children, strict=True):
            row["classes"] = facets(entry, catalog.ledgers)
        return [table]


def facets(entry: Entry, ledgers: dict[str, dict[str, Row]]) -> list[str]:
    """Row classes: family, status, devices on which every example is verified, and whether it has an old spelling."""
    classes = [f"family-{entry.family.replace('/', '-')}", f"status-{entry.status}"]
    for device, rows in ledgers.items():
        if any(state(example, rows.get(example.id)) == "verified" for example in entry.examples):
            classes.append(f"verified-{device}")
    return [*classes, "old-yes" if entry.old else "old-no"]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("all-entries", AllEntries)
