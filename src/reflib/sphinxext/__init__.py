"""Sphinx extension: function tables, entry pages, paired languages, maths without scripts."""

from pathlib import Path

from sphinx.application import Sphinx

from . import families, gallery, handbook, language, maths, pages, site, table

HERE = Path(__file__).parent


def setup(app: Sphinx) -> dict[str, bool]:
    """Register every component."""
    for component in (language, gallery, maths, table, families, handbook, pages, site):
        component.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
