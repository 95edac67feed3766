"""All entries together: sections, families, and the lookups everything else is built from."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from .entry import Entry, Example, Family, Old, Section, Text
from .errata import Chapter, load_errata
from .handbook import Item, load_items
from .ledger import RECORDED, Row, read_ledger
from .load import load_family
from .problem import Broken, Location, Problem
from .schema import SECTIONS, SHARED
from .source import Source

ENTRIES = Path(__file__).parent.parent / "entries"


class Catalog:
    """The handbook's facts, in reading order."""

    def __init__(
        self,
        sections: tuple[Section, ...],
        errata: tuple[Chapter, ...] = (),
        items: tuple[Item, ...] = (),
        folder: Path = ENTRIES.parent,
    ):
        self.sections, self.errata, self.items, self.folder = sections, errata, items, folder

    @cached_property
    def families(self) -> dict[str, Family]:
        """Families by id, such as `tensor/creation`."""
        return {family.id: family for section in self.sections for family in section.families}

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Entries by name."""
        return {entry.name: entry for family in self.families.values() for entry in family.entries}

    @property
    def checks(self) -> list[Example | Old]:
        """Everything a run proves: examples, old spellings, and the runs of the errata."""
        checks = [check for entry in self for check in entry.checks]
        return checks + [claim.run for chapter in self.errata for claim in chapter.claims]

    @cached_property
    def ledgers(self) -> dict[str, dict[str, Row]]:
        """The recorded results by device and check id, read from the folder beside the entries."""
        return {device: read_ledger(device, self.folder / "ledger") for device in RECORDED}

    def page(self, name: str) -> str:
        """The page of an entry, without suffix: its name, made unique on disks that ignore case."""
        clashes = self._folded[name.casefold()] > 1 and self.entries[name].kind == "class"
        return f"{name}-class" if clashes else name

    @cached_property
    def _folded(self) -> Counter[str]:
        return Counter(name.casefold() for name in self.entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())


def load_catalog(root: Path = ENTRIES, ending: str = "") -> Catalog:
    """Load every family that `root/sections.toml` lists, and the errata and the index beside `root`.

    With `ending`, only families that have an entry whose name ends in it: enough to show one, in a tenth of the time.
    Raises `Broken` with the problems of all files.
    """
    wanted = re.compile(rf'^name = ".*{re.escape(ending)}"$', re.M)
    order = Source(root / "sections.toml", f"{root.name}/sections.toml", SECTIONS)
    shared = Source(root / "shared.toml", f"{root.name}/shared.toml", SHARED)
    problems = _unlisted(root, order)
    sections = []
    for raw in order.data["section"]:
        families = []
        for name in raw["families"]:
            path = root / raw["id"] / f"{name}.toml"
            shown = f"{root.name}/{raw['id']}/{name}.toml"
            if not path.exists():
                problems.append(Problem(order.locate(()), f"lists {shown}, which does not exist"))
                continue
            if ending and not wanted.search(path.read_text("utf-8")):
                continue
            try:
                families.append(load_family(path, f"{raw['id']}/{name}", shown, shared))
            except Broken as broken:
                problems += broken.problems
        sections.append(Section(raw["id"], Text(**raw["title"]), tuple(families)))
    try:
        errata = load_errata(root.parent / "errata") if not ending else ()
        items = load_items(root.parent / "handbook/items.toml") if not ending else ()
    except Broken as broken:
        raise Broken(problems + broken.problems) from None
    catalog = Catalog(tuple(sections), errata, items, root.parent)
    problems += _duplicates(catalog)
    if problems:
        raise Broken(problems)
    return catalog


def _duplicates(catalog: Catalog) -> list[Problem]:
    first: dict[str, Location] = {}
    problems = []
    for family in catalog.families.values():
        for entry in family.entries:
            if entry.name in first:
                problems.append(Problem(entry.at, f"duplicate `{entry.name}`, expected only {first[entry.name]}"))
            first.setdefault(entry.name, entry.at)
    return problems


def _unlisted(root: Path, order: Source) -> list[Problem]:
    listed = {f"{raw['id']}/{name}" for raw in order.data["section"] for name in raw["families"]}
    present = {path.relative_to(root).with_suffix("").as_posix() for path in root.glob("*/*.toml")}
    return [
        Problem(Location(f"{root.name}/{name}.toml", 1), "in no section, expected it in sections.toml")
        for name in sorted(present - listed)
    ]
