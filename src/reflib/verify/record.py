"""What a run adds to a device's ledger."""

from dataclasses import dataclass, field
from pathlib import Path

import torch

from ..model import Catalog, Example, Old
from ..model.ledger import Row, fingerprint, read_ledger, write_ledger
from .devices import device_name


@dataclass
class Recorder:
    """Collects the results of one run on one device."""

    device: str
    rows: dict[str, Row] = field(default_factory=dict)

    def add(self, check: Example | Old, passed: bool, output: str | None = None) -> None:
        """Note a result; `output` only where it differs in text from the expected one."""
        self.rows[check.id] = Row(
            id=check.id,
            hash=fingerprint(check),
            torch=torch.__version__,
            device=device_name(self.device),
            result="passed" if passed else "failed",
            output=output,
        )

    def save(self, catalog: Catalog, folder: Path) -> int:
        """Merge the run into the ledger in `folder`, drop rows of checks that are gone; how many rows it holds."""
        known = {check.id for check in catalog.checks}
        merged = {**read_ledger(self.device, folder), **self.rows}
        kept = {id_: row for id_, row in merged.items() if id_ in known}
        write_ledger(self.device, kept, folder)
        return len(kept)
