"""The `search-box` directive: on the front page, a box that opens the palette."""

from html import escape

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from ..model.words import WORDS
from .table import reading_order

BOX = '<button type="button" class="search-box" data-palette aria-haspopup="dialog">{} <kbd>/</kbd></button>'


class SearchBox(SphinxDirective):
    """A button that looks like the box it opens."""

    def run(self) -> list[nodes.Node]:
        language = reading_order(self.config.site_lang)[0]
        return [nodes.raw("", BOX.format(escape(WORDS["search.placeholder"][language])), format="html")]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("search-box", SearchBox)
