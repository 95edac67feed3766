"""Editorial rules, one a file. A rule is a module with a `NAME`, a `WHY` and `check(catalog)`."""

from ..model import Catalog, Problem
from . import bilingual, errata, handbook, ledger, notation, pairs, references, replacements

RULES = (bilingual, pairs, notation, references, replacements, handbook, errata, ledger)


def problems(catalog: Catalog) -> list[Problem]:
    """Everything the rules find, in order of file and line; each message ends with its rule's name."""
    found = [
        problem._replace(message=f"{problem.message} [{rule.NAME}]")
        for rule in RULES
        for problem in rule.check(catalog)
    ]
    return sorted(found)
