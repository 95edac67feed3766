"""The record of what was checked where: one JSON line a check, one file a device, written only by a run."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from .entry import Example, Old

RECORDED = ("cpu", "cuda")
CHECKER = 1
"""Raise when the comparison changes what it accepts: every row is then stale."""


@dataclass(frozen=True)
class Row:
    """One check: its id, the hash of what was checked, and the result (`passed` or `failed`)."""

    id: str
    hash: str
    torch: str
    device: str
    result: str
    output: str | None = None


def fingerprint(check: Example | Old) -> str:
    """A hash of a check's code, expected result and checker; 16 hex digits."""
    if isinstance(check, Old):
        parts = [check.today, check.message, check.code, check.use]
    else:
        parts = [check.code]
    body = "\0".join([str(CHECKER), *check.requires, *parts])
    return hashlib.sha256(body.encode()).hexdigest()[:16]


def read_ledger(device: str, folder: Path) -> dict[str, Row]:
    """Rows of one device by check id; empty when nothing was recorded."""
    path = folder / f"{device}.jsonl"
    if not path.exists():
        return {}
    rows = (Row(**json.loads(line)) for line in path.read_text("utf-8").splitlines())
    return {row.id: row for row in rows}


def write_ledger(device: str, rows: dict[str, Row], folder: Path) -> None:
    """Write rows in order of id, so that a changed row is a one-line diff."""
    lines = [
        json.dumps({k: v for k, v in asdict(rows[id_]).items() if v is not None}, ensure_ascii=False)
        for id_ in sorted(rows)
    ]
    folder.mkdir(exist_ok=True)
    (folder / f"{device}.jsonl").write_text("".join(f"{line}\n" for line in lines), "utf-8")


def state(check: Example | Old, row: Row | None) -> str:
    """How far a check can be trusted: `verified`, `stale`, `failing` or `not run`."""
    if row is None:
        return "not run"
    if row.hash != fingerprint(check):
        return "stale"
    return "verified" if row.result == "passed" else "failing"
