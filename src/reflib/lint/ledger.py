"""Every check that can run on a CPU has run on one, as it stands now, and passed."""

from collections.abc import Iterator

from ..model import Catalog, Problem
from ..model.ledger import state

NAME = "ledger"
WHY = "The badges of the site are read from the ledgers: a row that is missing, stale or failing is no evidence."

GPU = "cuda"


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield CPU checks that are not verified, and CUDA checks that failed as they stand."""
    cpu, cuda = catalog.ledgers["cpu"], catalog.ledgers["cuda"]
    for one in catalog.checks:
        needs_gpu = any(what.split(":")[0] == GPU for what in one.requires)
        found = state(one, cpu.get(one.id))
        if found != "verified" and not needs_gpu:
            yield Problem(
                one.at,
                f"{one.id} is {found} on cpu, expected a passing row: run `nox -s verify -- --record`",
            )
        if state(one, cuda.get(one.id)) == "failing":
            yield Problem(one.at, f"{one.id} fails on cuda with torch {cuda[one.id].torch}")
