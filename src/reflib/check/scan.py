"""Search a script for every pattern of the handbook."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ..model import Catalog, Old
from ..model.patterns import HOLE, REST, Pattern, last_name, library_name, parse, patterns
from .match import matches
from .names import Scope, walk
from .source import Source, read

TORCH = ("torch", "torchvision", "torchvisin")
SEVERITY = {"raises": "error", "never existed": "error", "warns": "warning", "works": "note"}
Place = tuple[int, int]
"""A line from 1 and a byte offset from 0, as the parser counts."""
NEEDS_NO_GPU = "no gpu"
SEARCHED = (ast.Name, ast.Attribute, ast.Call, ast.Subscript, ast.Assign, ast.AugAssign, ast.FunctionDef, ast.ClassDef)


@dataclass(frozen=True)
class Edit:
    """Replace the word `old` at a line from 1 and a column from 0 by `new`."""

    line: int
    column: int
    old: str
    new: str


@dataclass(frozen=True)
class Finding:
    """An outdated place: line and column from 1, the record that answers it, and what repairs it mechanically.

    `old` is `None` where Python 3 cannot read the script; `message` says why.
    """

    line: int
    column: int
    severity: str
    entry: str
    old: Old | None
    message: str
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True)
class Rule:
    """A pattern made ready: `rank` grows with what it says, so that the most specific rule speaks."""

    entry: str
    old: Old
    pattern: Pattern
    tree: ast.AST
    rank: int

    @cached_property
    def kinds(self) -> tuple[type[ast.AST], ...]:
        """The nodes it can match."""
        return (ast.Name, ast.Attribute) if library_name(self.tree) else (type(self.tree),)

    @property
    def severity(self) -> str:
        """What works, and what fails only on some machines, is a note."""
        return "note" if NEEDS_NO_GPU in self.old.requires else SEVERITY[self.old.today]


Rules = dict[str, list[Rule]]


def rules(catalog: Catalog) -> Rules:
    """The patterns of all records, by their last name, the most specific first; `_` fits any name."""
    found: Rules = {}
    for entry in catalog:
        for old in entry.old:
            for pattern in patterns(entry, old):
                rank = sum(token not in (HOLE, REST) for token in pattern.tokens)
                rule = Rule(entry.name, old, pattern, parse(pattern.text), rank)
                found.setdefault(pattern.name, []).append(rule)
    anything = found.pop(HOLE, [])
    return {name: sorted([*found.get(name, ()), *anything], key=lambda rule: -rule.rank) for name in [HOLE, *found]}


def check(text: str, known: Rules) -> list[Finding]:
    """All findings in a script, in reading order. Raises `ValueError` for text that no Python holds."""
    source = read(text)
    findings: dict[tuple[int, int], Finding] = {}
    nodes = list(walk(source.tree))
    for node, scope in nodes if _speaks_of_torch(nodes) else ():
        said: set[str] = set()
        for rule, (line, offset) in _hits(node, scope, known):
            at = line, source.column(line, offset) + 1
            new = rule.old.id not in said
            said.add(rule.old.id)
            if new and at not in findings:
                edits = () if source.error else tuple(_edits(source, rule.pattern, node))
                findings[at] = Finding(*at, rule.severity, rule.entry, rule.old, rule.old.message, edits)
    found = list(findings.values())
    if error := source.error:
        found.append(Finding(error.lineno or 1, error.offset or 1, "error", "", None, error.msg))
    return sorted(found, key=lambda finding: (finding.line, finding.column))


def _speaks_of_torch(nodes: list[tuple[ast.AST, Scope]]) -> bool:
    """Whether a script uses torch; a fragment without any import is taken to."""
    modules = [alias.name for node, _ in nodes if isinstance(node, ast.Import) for alias in node.names]
    modules += [node.module or "" for node, _ in nodes if isinstance(node, ast.ImportFrom)]
    names = [node.id for node, _ in nodes if isinstance(node, ast.Name)] if modules else TORCH
    return any(name.partition(".")[0] in TORCH for name in (*modules, *names))


def _hits(node: ast.AST, scope: Scope, known: Rules) -> Iterator[tuple[Rule, Place]]:
    """The rules that a node breaks, the most specific first, each with the place it is about."""
    if isinstance(node, ast.ImportFrom):
        for alias in node.names:
            for full, place in ((node.module or "", node), (f"{node.module}.{alias.name}", alias)):
                for rule in known.get(full.rpartition(".")[2], ()):
                    if library_name(rule.tree) == full and not node.level:
                        yield rule, (place.lineno, place.col_offset)
    elif isinstance(node, SEARCHED) and not isinstance(getattr(node, "ctx", None), ast.Del):
        called = node.func if isinstance(node, ast.Call) else node
        name = (scope.resolve(called) or last_name(node)).rpartition(".")[2]
        for rule in known.get(name, known[HOLE]):
            if isinstance(node, rule.kinds) and matches(rule.tree, node, scope):
                yield rule, _place(rule.tree, node)


def _place(pattern: ast.AST, node: ast.AST) -> Place:
    """What is out of date in a node: the first keyword that the pattern names, else the name of what is called."""
    if isinstance(pattern, ast.Call) and isinstance(node, ast.Call):
        wanted = pattern.keywords[0].arg if pattern.keywords else ""
        named = [keyword for keyword in node.keywords if keyword.arg == wanted]
        return (named[0].lineno, named[0].col_offset) if named else _place(pattern.func, node.func)
    if isinstance(pattern, ast.Subscript) and isinstance(node, ast.Subscript):
        return _place(pattern.value, node.value)
    if isinstance(node, ast.Attribute) and not library_name(pattern):
        return _end_of(node)
    return node.lineno, node.col_offset  # type: ignore[attr-defined]


def _end_of(node: ast.Attribute) -> Place:
    """Where the last name of a chain begins."""
    return node.end_lineno or 0, (node.end_col_offset or 0) - len(node.attr.encode())


def _edits(source: Source, pattern: Pattern, node: ast.AST) -> Iterator[Edit]:
    """Rename what the pattern names, where the script has it under that name and the new one is free."""
    renames = dict(change.split() for change in pattern.renames)
    called = node.func if isinstance(node, ast.Call) else node
    places: list[tuple[str, Place]] = []
    if isinstance(called, ast.Attribute):
        places.append((called.attr, _end_of(called)))
    elif isinstance(called, ast.Name):
        places.append((called.id, (called.lineno, called.col_offset)))
    elif isinstance(node, ast.ImportFrom):
        places += [(alias.name, (alias.lineno, alias.col_offset)) for alias in node.names]
    if isinstance(node, ast.Call):
        taken = {f"{keyword.arg}=" for keyword in node.keywords}
        if not taken.isdisjoint(renames.values()):
            return
        places += [(f"{keyword.arg}=", (keyword.lineno, keyword.col_offset)) for keyword in node.keywords]
    for old, (line, offset) in places:
        if old in renames:
            yield Edit(line, source.column(line, offset), old.rstrip("="), renames[old].rstrip("="))
