"""Every claim of the old articles is answered, and points to entries that exist."""

from collections.abc import Iterator

from ..model import Catalog, Location, Problem

NAME = "errata"
WHY = "Claims are numbered without gaps: a missing number is a claim that nobody answered."


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield missing numbers, and `see` names without an entry."""
    claims = [claim for chapter in catalog.errata for claim in chapter.claims]
    present = {claim.id for claim in claims}
    for number in range(1, len(claims) + 1):
        if f"claim/{number:03}" not in present:
            yield Problem(Location("errata", 1), f"claim/{number:03} is missing, expected claims numbered without gaps")
    for claim in claims:
        for name in claim.see:
            if name not in catalog.entries:
                yield Problem(claim.at, f"{claim.id} names {name}, which has no entry")
