"""Sphinx extension: function tables, entry pages, paired languages, finding, maths without scripts."""

from sphinx.application import Sphinx

from . import (
    all_entries,
    errata,
    errors,
    families,
    finding,
    gallery,
    handbook,
    language,
    maths,
    pages,
    prose_search,
    resolver,
    search_box,
    site,
    table,
    usage,
)

DIRECTIVES = (table, families, all_entries, errors, handbook, errata, search_box)
COMPONENTS = (language, gallery, maths, *DIRECTIVES, usage, pages, site, finding, prose_search, resolver)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register every component."""
    for component in COMPONENTS:
        component.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
