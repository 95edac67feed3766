"""Which line of a TOML file holds which key; `tomllib` parses values but forgets positions.

Entry files keep to a plain layout (one `key = value` a line, `[[table]]` headings, literal block strings), so
a line scanner finds every key. Where it and `tomllib` disagree on the keys, the layout is not the plain one,
and `load` reports it.
"""

import re
from collections.abc import Iterator
from typing import Any

KeyPath = tuple[str | int, ...]

HEADING = re.compile(r"\s*(\[\[?)([^\[\]]+)\]\]?\s*(?:#.*)?$")
ASSIGNMENT = re.compile(r"\s*((?:[\w-]+|\"[^\"]+\")(?:\s*\.\s*(?:[\w-]+|\"[^\"]+\"))*)\s*=\s*(.*)$")


def key_lines(text: str) -> dict[KeyPath, int]:
    """Map every key path of `text`, such as `("entry", 2, "summary", "zh")`, to its line, from 1."""
    found: dict[KeyPath, int] = {}
    prefix: KeyPath = ()
    counts: dict[KeyPath, int] = {}
    closing = ""
    for number, line in enumerate(text.splitlines(), 1):
        if closing:
            if closing in line:
                closing = ""
        elif heading := HEADING.match(line):
            prefix = _table(heading[1] == "[[", heading[2].strip().split("."), counts)
            found[prefix] = number
        elif assignment := ASSIGNMENT.match(line):
            path = prefix + tuple(part.strip().strip('"') for part in assignment[1].split("."))
            for end in range(len(prefix) + 1, len(path) + 1):
                found.setdefault(path[:end], number)
            closing = _unclosed(assignment[2])
    return found


def _table(is_array: bool, names: list[str], counts: dict[KeyPath, int]) -> KeyPath:
    path: KeyPath = ()
    for depth, name in enumerate(names):
        path += (name,)
        if is_array and depth == len(names) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path += (counts[path],)
    return path


def _unclosed(value: str) -> str:
    """The delimiter that a later line must bring, or an empty string when the value ends on its line."""
    for quote in ("'''", '"""'):
        if value.startswith(quote):
            return "" if quote in value[3:] else quote
    return "]" if value.startswith("[") and "]" not in value else ""


def leaf_paths(value: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    """Yield the key path of every value that is not itself a table."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaf_paths(inner, (*path, key))
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for index, inner in enumerate(value):
            yield from leaf_paths(inner, (*path, index))
    else:
        yield path
