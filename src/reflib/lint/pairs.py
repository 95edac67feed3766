"""Both halves of a text change together: a lock of hash pairs tells when one changed alone."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from ..model import Catalog, Problem, Text
from .texts import texts

NAME = "pairs"
WHY = "A half that was left behind says what no longer holds, and only the readers of that language see it."

AGREE = "expected both halves to say the same: read them, then run `reflib agree`"

Pair = tuple[str, str]
"""The hashes of an English text and of its Chinese one; 8 hex digits each."""


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield texts whose pair of halves nobody has agreed to."""
    locked = read_lock(catalog)
    english, chinese = ({pair[side] for pair in locked} for side in (0, 1))
    for text, en, zh in texts(catalog):
        pair = _pair(text)
        if pair in locked:
            continue
        if pair[0] in english:
            yield Problem(zh, f"the Chinese text {text.zh[:40]!r} is new to its English one, {AGREE}")
        elif pair[1] in chinese:
            yield Problem(en, f"the English text {text.en[:40]!r} is new to its Chinese one, {AGREE}")
        else:
            yield Problem(en, f"the text {text.en[:40]!r} is new, {AGREE}")


def read_lock(catalog: Catalog) -> set[Pair]:
    """The pairs that were agreed to; none where there is no lock."""
    path = _path(catalog)
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return {(line[:8], line[9:]) for line in lines}


def write_lock(catalog: Catalog) -> tuple[int, int]:
    """Agree to every pair as it stands; returns how many were added and how many dropped."""
    before, now = read_lock(catalog), {_pair(text) for text, _, _ in texts(catalog)}
    path = _path(catalog)
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(f"{en} {zh}\n" for en, zh in sorted(now)), "utf-8")
    return len(now - before), len(before - now)


def _path(catalog: Catalog) -> Path:
    return catalog.folder / "ledger/pairs.txt"


def _pair(text: Text) -> Pair:
    en, zh = (hashlib.sha256(half.encode()).hexdigest()[:8] for half in (text.en, text.zh))
    return en, zh
