"""Apply the repairs that are safe: renamed functions and keywords, a few characters each."""

import difflib
from collections.abc import Iterable

from .scan import Finding
from .source import NEWLINE


def apply(text: str, findings: Iterable[Finding]) -> str:
    """The script with every edit of `findings` made; nothing else in it changes."""
    lines = NEWLINE.split(text)
    edits = {(edit.line, edit.column): edit for finding in findings for edit in finding.edits}
    for (row, column), edit in sorted(edits.items(), reverse=True):
        line = lines[row - 1]
        if line.startswith(edit.old, column):
            lines[row - 1] = line[:column] + edit.new + line[column + len(edit.old) :]
    return "".join(lines)


def diff(before: str, after: str, name: str) -> str:
    """The unified diff of a repair; empty when nothing changed."""
    lines = difflib.unified_diff(before.splitlines(True), after.splitlines(True), name, name)
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
