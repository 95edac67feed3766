"""The search index: what readers may type for an entry, packed small, shipped as a script.

Pinyin and traditional characters are covered by two character tables, so no entry carries its own readings.
"""

import json
import re
from collections.abc import Sequence
from typing import Any

from .model import Catalog, Entry

HAN = re.compile(r"[\u3400-\u9fff]")
MARKUP = re.compile(r"[`$]")
EVERYWHERE = {"input", "out", "dtype", "layout", "device", "requires_grad", "pin_memory", "args", "kwargs"}
"""Parameters that so many entries take that they tell none apart."""
LONGEST = 100
"""Characters of a message that are kept: enough to tell it from the others."""

Page = tuple[str, str, str]
"""A page of prose: (address without suffix, English title, Chinese title)."""


def build_index(catalog: Catalog, pages: Sequence[Page] = ()) -> dict[str, Any]:
    """The index as plain JSON values, as `documents.js` reads them; entries column by column, which packs smaller."""
    index: dict[str, Any] = {
        "entries": list(zip(*(_entry(catalog, entry) for entry in catalog), strict=True)),
        "pages": list(pages),
    }
    characters = sorted(set(HAN.findall(json.dumps(index, ensure_ascii=False))))
    return index | {"pinyin": _readings(characters), "simplified": _traditional(characters)}


def index_script(index: dict[str, Any]) -> str:
    """The index as a script, which also works from a folder, where browsers refuse to fetch data."""
    return f"window.handbookIndex={json.dumps(index, ensure_ascii=False, separators=(',', ':'))};\n"


def _entry(catalog: Catalog, entry: Entry) -> list[Any]:
    page = catalog.page(entry.name)
    return [
        entry.name,
        page if page != entry.name else 0,
        MARKUP.sub("", entry.summary.en),
        MARKUP.sub("", entry.summary.zh),
        list(entry.alias),
        " ".join(name for p in entry.parameters if (name := p.name.lstrip("*")) not in EVERYWHERE),
        [[old.spelling, old.message[:LONGEST]] if old.message else [old.spelling] for old in entry.old],
        [error[:LONGEST] for example in entry.examples for error in example.errors],
    ]


def _readings(characters: list[str]) -> str:
    """`hang行航|zhuan转专|...`: the characters that occur, by the sound each has most often."""
    from pypinyin import Style, pinyin

    sounds: dict[str, str] = {}
    for character in characters:
        sound = pinyin(character, style=Style.NORMAL)[0][0]
        sounds[sound] = sounds.get(sound, "") + character
    return "|".join(sound + sounds[sound] for sound in sorted(sounds))


def _traditional(characters: list[str]) -> str:
    """`轉转量量...`: pairs of a traditional character and the simplified one that occurs for it."""
    from opencc import OpenCC

    to_traditional = OpenCC("s2t")
    pairs = ((to_traditional.convert(character), character) for character in characters)
    return "".join(
        traditional + simple for traditional, simple in pairs if traditional != simple and len(traditional) == 1
    )
