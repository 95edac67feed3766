"""The `families` directive: every section with its families, as a compact list for front and index pages."""

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from ..model import Family, Section
from .site import catalog_of
from .table import reading_order


class Families(SphinxDirective):
    """A term a section; its families, each with the number of its entries, stand below it."""

    def run(self) -> list[nodes.Node]:
        language = reading_order(self.config.site_lang)[0]
        sections = catalog_of(self.config).sections
        return [nodes.definition_list("", *(_item(section, language) for section in sections), classes=["families"])]


def _item(section: Section, language: str) -> nodes.definition_list_item:
    links = nodes.paragraph()
    for number, family in enumerate(section.families):
        links += [nodes.Text(" · ")] if number else []
        links += [_link(family, language), nodes.inline("", f" {len(family.entries)}", classes=["count"])]
    return nodes.definition_list_item("", nodes.term("", section.title[language]), nodes.definition("", links))


def _link(family: Family, language: str) -> addnodes.pending_xref:
    title = family.title[language]
    return addnodes.pending_xref(
        "",
        nodes.inline("", title),
        refdomain="std",
        reftype="doc",
        reftarget=f"/reference/{family.id}",
        refexplicit=True,
    )


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("families", Families)
