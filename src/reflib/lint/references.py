"""Names that an entry points to have an entry."""

from collections.abc import Iterator

from ..model import Catalog, Problem

NAME = "references"
WHY = "A link to a missing page is worse than no link."


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield every `see` name without an entry."""
    for entry in catalog:
        for name in entry.see:
            if name not in catalog.entries:
                yield Problem(entry.where("see"), f"`see` names {name}, which has no entry")
            if name == entry.name:
                yield Problem(entry.where("see"), f"`see` names {name} itself")
