"""The `error-messages` directive: every message that an example raises, with what to do and the example."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from ..model import Text
from ..model.words import WORDS
from .inline import to_nodes
from .site import whole_catalog
from .table import Cell, make_table, reading_order

MESSAGE = Text("Message", "报错信息")
ANSWER = Text("What to know", "说明")


class ErrorMessages(SphinxDirective):
    """A row a message, in the order of the families."""

    def run(self) -> list[nodes.Node]:
        catalog = whole_catalog(self.env)
        language = reading_order(self.config.site_lang)[0]
        headings: list[Cell] = [[nodes.Text(text[language])] for text in (WORDS["example"], MESSAGE, ANSWER)]
        rows = []
        for entry in catalog:
            for number, example in enumerate(entry.examples, 1):
                link = f"{catalog.page(entry.name)}.html#example-{number}"
                text = example.about or entry.note or entry.summary
                for message in example.errors:
                    name = nodes.reference("", "", nodes.literal(entry.name, entry.name), refuri=link, internal=True)
                    rows.append([[name], [nodes.literal(message, message)], to_nodes(text[language])])
        return [make_table("function-table", (24, 42, 34), headings, rows)]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("error-messages", ErrorMessages)
