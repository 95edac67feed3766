"""The glossary's words in prose; `reflib lint` holds the entries and the errata to them."""

import re
from pathlib import Path

from reflib.lint.notation import TERMS

ROOT = Path(__file__).parent.parent
GLOSSARY = ROOT / "docs/contributing/glossary.md"
PROSE = [*(ROOT / "docs").glob("*.md"), *(ROOT / "docs/guide").glob("*.md"), *(ROOT / "gallery").rglob("*.py")]


def used(path: Path) -> list[str]:
    """Words in a file that the glossary replaces, with their lines."""
    lines = enumerate(path.read_text("utf-8").splitlines(), 1)
    return [
        f"{path.name}:{at}: {wrong}"
        for at, line in lines
        for wrong, right in TERMS.items()
        if wrong in line.replace(right, "")
    ]


def test_prose_has_the_glossarys_words():
    assert [place for path in PROSE for place in used(path)] == []


def test_the_glossary_names_every_word_that_is_held():
    rows = [row.split("|") for row in GLOSSARY.read_text("utf-8").splitlines() if re.match(r"\| \w", row)]
    avoided = "，".join(row[3] for row in rows)
    assert [wrong for wrong in TERMS if wrong not in avoided] == []
