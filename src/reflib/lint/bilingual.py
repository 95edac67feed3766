"""Each half is written in its own language."""

import re
from collections.abc import Iterator

from ..model import Catalog, Problem
from .texts import texts

NAME = "bilingual"
WHY = "A half left in the other language passes every other check and is seen by readers first."

HAN = re.compile(r"[\u3400-\u9fff]")
WORD = re.compile(r"[A-Za-z]{2,}")
QUOTED = re.compile(r"`[^`]*`|\$[^$]*\$|「[^」]*」|\"[^\"]*\"")


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield English halves with Chinese characters outside quotes, and Chinese halves without any."""
    for text, en, zh in texts(catalog):
        if HAN.search(QUOTED.sub("", text.en)):
            yield Problem(en, f"Chinese in the English text {text.en[:40]!r}")
        if not HAN.search(text.zh):
            yield Problem(zh, f"no Chinese in the Chinese text {text.zh[:40]!r}")
        if not WORD.search(text.en):
            yield Problem(en, f"no English in the English text {text.en[:40]!r}")
