"""Findings as lines of text or as JSON values."""

from typing import Any

from ..model import Old, Text
from ..model.words import WORDS
from .scan import NEEDS_NO_GPU, Finding

LANGUAGES = {"zh": ("zh",), "en": ("en",), "both": ("en", "zh")}
NO_GPU = Text("without a GPU", "没有 GPU 时")
SHORT = 3
"""Lines of a replacement that are told in one; more stand below."""
UNREADABLE = Text("does not parse as Python 3", "无法按 Python 3 解析")


def as_text(path: str, finding: Finding, language: str = "both") -> str:
    """`path:line:column: spelling → message; use: replacement (entry)`; longer replacements stand below.

    In one language, the note of the record follows.
    """
    languages = LANGUAGES[language]

    def words(text: Text) -> str:
        return " / ".join(text[one] for one in languages)

    where, old = f"{path}:{finding.line}:{finding.column}", finding.old
    if old is None:
        return f"{where}: {words(UNREADABLE)}: {finding.message}"
    today = words(WORDS[old.today]) + (f" ({words(NO_GPU)})" if NEEDS_NO_GPU in old.requires else "")
    today += f": {old.message.splitlines()[0]}" if old.message else ""
    lines = replacement(old)
    use = "; ".join(lines).replace(":; ", ": ") if len(lines) <= SHORT else "…"
    text = f"{where}: {old.spelling} → {today}; {words(WORDS['use']).lower()}: {use} ({finding.entry})"
    below = old.use.splitlines() if len(lines) > SHORT else []
    below += [old.note[language]] if old.note and language != "both" else []
    return "\n".join([text, *(f"    {line}".rstrip() for line in below)])


def as_json(path: str, finding: Finding) -> dict[str, Any]:
    """The finding as JSON values; `edits` holds line, column from 0, old and new word of each safe repair."""
    old = finding.old
    return {
        "path": path,
        "line": finding.line,
        "column": finding.column,
        "severity": finding.severity,
        "entry": finding.entry or None,
        "spelling": old.spelling if old else None,
        "today": old.today if old else "raises",
        "message": finding.message,
        "use": old.use if old else None,
        "note": {"en": old.note.en, "zh": old.note.zh} if old and old.note else None,
        "edits": [[edit.line, edit.column, edit.old, edit.new] for edit in finding.edits],
    }


def replacement(old: Old) -> list[str]:
    """The lines of `use` that differ from `code`."""
    code = old.code.splitlines()
    return [line.strip() for line in old.use.splitlines() if line.strip() and line not in code]
