"""Every name of the old handbook has an entry that answers it."""

from collections.abc import Iterator

from ..model import Catalog, Problem

NAME = "handbook"
WHY = "A reader who comes with the old articles must find every name they use."


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield every item whose entry does not exist."""
    for item in catalog.items:
        if item.entry not in catalog.entries:
            yield Problem(item.at, f"{item.id} is answered by {item.entry}, which has no entry")
