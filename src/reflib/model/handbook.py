"""Every name as the old handbook wrote it, and the entry that answers it."""

from dataclasses import dataclass
from pathlib import Path

from .problem import Location
from .source import Source

ITEMS = {"item": [{"id": str, "written": str, "entry": str, "also?": [str]}]}


@dataclass(frozen=True)
class Item:
    """One name: how it was `written`, how else, and the `entry` that answers it."""

    id: str
    written: str
    also: tuple[str, ...]
    entry: str
    at: Location


def load_items(path: Path) -> tuple[Item, ...]:
    """The items of a file in its order; none when there is no file. Raises `Broken`."""
    if not path.exists():
        return ()
    source = Source(path, f"{path.parent.name}/{path.name}", ITEMS)
    return tuple(
        Item(raw["id"], raw["written"], tuple(raw.get("also", ())), raw["entry"], source.locate(("item", index)))
        for index, raw in enumerate(source.data["item"])
    )
