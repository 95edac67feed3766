"""The keys an entry file may hold, as data, and the check against them.

A dict lists keys (`?` marks an optional one, `*` stands for any name), a one-item list means "a list of",
a tuple lists the allowed words, and `str` is a non-empty string.
"""

from collections.abc import Iterator
from typing import Any

from .lines import KeyPath

KINDS = ("function", "class", "method", "attribute", "module")
STATUSES = ("current", "deprecated", "renamed", "removed")
TODAY = ("raises", "warns", "works", "never existed")
FIX = ("by hand",)

TEXT = {"en": str, "zh": str}
PARAMETER = {"type": str, "en": str, "zh": str}
EXAMPLE = {"code": str, "about?": TEXT, "requires?": [str], "not_emulated?": str}
OLD = {
    "spelling": str,
    "today": TODAY,
    "message?": str,
    "code": str,
    "use": str,
    "note?": TEXT,
    "requires?": [str],
    "match?": [str],
    "fix?": FIX,
}
ENTRY = {
    "name": str,
    "kind?": KINDS,
    "status?": STATUSES,
    "summary": TEXT,
    "note?": TEXT,
    "signature?": str,
    "returns?": TEXT,
    "shape?": str,
    "formula?": str,
    "param?": {"*": PARAMETER},
    "example?": str,
    "examples?": [EXAMPLE],
    "requires?": [str],
    "not_emulated?": str,
    "alias?": [str],
    "see?": [str],
    "official?": str,
    "old?": [OLD],
}
FAMILY = {
    "title": TEXT,
    "intro?": TEXT,
    "official?": str,
    "kind?": KINDS,
    "requires?": [str],
    "param?": {"*": PARAMETER},
    "entry": [ENTRY],
}
SHARED = {"param": {"*": PARAMETER}}
SECTIONS = {"section": [{"id": str, "title": TEXT, "families": [str]}]}


def violations(value: Any, schema: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Yield a key path and a sentence for every place where `value` does not fit `schema`."""
    key = str(path[-1]) if path else "the file"
    if schema is str:
        if not isinstance(value, str) or not value.strip():
            yield path, f"`{key}` is {value!r}, expected a non-empty string"
    elif isinstance(schema, tuple):
        if value not in schema:
            yield path, f"`{key}` is {value!r}, expected one of {', '.join(schema)}"
    elif isinstance(schema, list):
        if not isinstance(value, list):
            yield path, f"`{key}` is {value!r}, expected a list"
            return
        for index, item in enumerate(value):
            inner = (*path, index) if isinstance(item, dict) else path
            yield from violations(item, schema[0], inner)
    elif not isinstance(value, dict):
        yield path, f"`{key}` is {value!r}, expected a table with {_names(schema)}"
    else:
        yield from _table_violations(value, schema, path)


def _table_violations(value: dict, schema: dict, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    allowed = {name.rstrip("?"): inner for name, inner in schema.items()}
    for name, inner in value.items():
        if name in allowed or "*" in allowed:
            yield from violations(inner, allowed.get(name, allowed.get("*")), (*path, name))
        else:
            yield (*path, name), f"unknown key `{name}`, expected one of {_names(schema)}"
    for name in schema:
        if name != "*" and not name.endswith("?") and name not in value:
            yield path, f"missing `{'.'.join([*_words(path), name])}`, expected {_names(schema)}"


def _words(path: KeyPath) -> list[str]:
    """The part of a key path inside its entry, as one would type it."""
    words: list[str] = []
    for key in path:
        words = [] if isinstance(key, int) else [*words, key]
    return words


def _names(schema: dict) -> str:
    return ", ".join(name.rstrip("?") for name in schema)
