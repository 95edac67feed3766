"""Run an old spelling and its replacement, and say whether the record about them is true."""

import doctest
import warnings

from ..model import Old
from .sandbox import sandbox

ELSEWHERE = (DeprecationWarning, FutureWarning, PendingDeprecationWarning)


def is_deprecation(warning: warnings.WarningMessage) -> bool:
    """Whether a warning says that something is on its way out; torch says it with `UserWarning` as well."""
    return issubclass(warning.category, ELSEWHERE) or "deprecated" in str(warning.message)


def observe(code: str) -> tuple[str, str]:
    """Execute `code`: (`raises` | `warns` | `works`, the message as `Type: text`, empty when it works)."""
    import torch

    with sandbox("cpu") as caught:
        try:
            exec(compile(code, "<old spelling>", "exec"), {"torch": torch, "__name__": "__main__"})
        except Exception as error:
            return "raises", f"{type(error).__name__}: {error}"
    if caught:
        return "warns", f"{caught[0].category.__name__}: {caught[0].message}"
    return "works", ""


def differences(old: Old) -> list[str]:
    """Sentences that say where the record and a run disagree; empty when the record is true."""
    found = []
    today, message = observe(old.code)
    expected = "raises" if old.today == "never existed" else old.today
    if today != expected:
        found.append(f"`{old.spelling}` {today} ({message or 'no message'}), expected: {old.today}")
    elif not message_matches(old.message, message):
        found.append(f"the message of `{old.spelling}` differs\n  expected: {old.message}\n  got: {message}")
    today, message = observe(old.use)
    if today != "works":
        found.append(f"the replacement of `{old.spelling}` {today}: {message}")
    return found


def message_matches(want: str, got: str) -> bool:
    """Whether `want` is the beginning of `got`, in whole lines; `...` in it stands for anything."""
    if not want:
        return not got
    wanted = [line.rstrip() for line in want.strip().splitlines()]
    actual = [line.rstrip() for line in got.strip().splitlines()][: len(wanted)]
    return doctest._ellipsis_match("\n".join(wanted), "\n".join(actual))  # type: ignore[attr-defined]
