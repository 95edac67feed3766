"""All bilingual texts of a catalogue, each with its lines."""

from collections.abc import Iterator

from ..model import Catalog, Location, Text


def texts(catalog: Catalog) -> Iterator[tuple[Text, Location, Location]]:
    """Yield (text, line of its English, line of its Chinese) for every statement of every entry."""
    for family in catalog.families.values():
        for text in filter(None, (family.title, family.intro)):
            yield text, family.at, family.at
        for entry in family.entries:
            for key in ("summary", "note", "returns"):
                if text := getattr(entry, key):
                    yield text, entry.where(key, "en"), entry.where(key, "zh")
            for parameter in entry.parameters:
                yield parameter.text, parameter.at, parameter.at
            for example in entry.examples:
                if example.about:
                    yield example.about, example.at, example.at
            for old in entry.old:
                if old.note:
                    yield old.note, old.at, old.at
    for chapter in catalog.errata:
        for claim in chapter.claims:
            yield claim.says, claim.at, claim.at
            yield claim.truth, claim.at, claim.at
