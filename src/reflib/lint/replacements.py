"""Old spellings lead somewhere else, once."""

from collections.abc import Iterator

from ..model import Catalog, Location, Problem

NAME = "replacements"
WHY = "A reader who pastes an old spelling must land on exactly one answer."


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield spellings answered twice, and replacements that repeat the old code."""
    first: dict[str, Location] = {}
    for entry in catalog:
        for old in entry.old:
            if old.spelling in first:
                yield Problem(old.at, f"old spelling {old.spelling!r} is already answered at {first[old.spelling]}")
            first.setdefault(old.spelling, old.at)
            if old.code.strip() == old.use.strip():
                yield Problem(old.at, f"`use` of {old.spelling!r} repeats `code`, expected the replacement")
