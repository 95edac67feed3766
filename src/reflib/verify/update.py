"""Rewrite expected outputs and messages from a real run on the CPU."""

import difflib
import json
import re
from collections.abc import Iterable
from pathlib import Path

from ..model import Example, Old
from .compare import difference
from .devices import lacking
from .examples import run_doctest
from .old import message_matches, observe

INTERNAL = re.compile(r" \(Triggered internally at .*\)$")


def update(checks: Iterable[Example | Old], base: Path) -> str:
    """Run checks and rewrite those that differ, in the files below `base` that they came from.

    Returns a unified diff of what changed, empty when nothing did. Only outputs, `today` and `message` are
    touched, so prompts, comments and layout stay.
    """
    diffs: list[str] = []
    by_file: dict[str, list[Example | Old]] = {}
    for check in checks:
        by_file.setdefault(check.at.path, []).append(check)
    for shown, listed in sorted(by_file.items()):
        before = (base / shown).read_text("utf-8").split("\n")
        after = list(before)
        for check in sorted(listed, key=lambda check: -check.at.line):  # later lines first: none moves
            if lacking(check.requires, "cpu"):
                continue
            if isinstance(check, Example):
                update_example(after, check)
            else:
                update_old(after, check)
        if after != before:
            (base / shown).write_text("\n".join(after), "utf-8")
            diffs += difflib.unified_diff(before, after, shown, shown, n=1, lineterm="")
    return "\n".join(diffs)


def update_example(lines: list[str], example: Example) -> None:
    """Replace in `lines` (a file's) the outputs of an example that differ from what a run prints."""
    outputs = run_doctest(example.code, example.at, "cpu").outputs
    for step, got in reversed(list(zip(example.steps, outputs, strict=True))):
        if difference(step.want, got) is None:
            continue
        start = example.at.line - 1 + step.lineno + step.source.count("\n")
        end = start + step.want.count("\n")
        printed = got.rstrip("\n").split("\n") if got else []
        lines[start:end] = [" " * step.indent + (line or "<BLANKLINE>") for line in printed]


def update_old(lines: list[str], old: Old) -> None:
    """Replace in `lines` what an old spelling does today, and its message."""
    today, message = observe(old.code)
    expected = "raises" if old.today == "never existed" else old.today
    if today == expected and message_matches(old.message, message):
        return
    first_line = INTERNAL.sub(" ...", message.split("\n")[0])
    for number in range(old.at.line, len(lines)):
        if lines[number].startswith("[["):
            break
        if today != expected and lines[number].startswith("today ="):
            lines[number] = f'today = "{today}"'
        if lines[number].startswith("message ="):
            lines[number] = f"message = {json.dumps(first_line, ensure_ascii=False)}"
