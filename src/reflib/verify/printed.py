"""Cut printed output into items: an `Array` for a tensor, NumPy array or NumPy scalar, a string for the rest.

>>> [item if isinstance(item, str) else item.shape for item in items("loss 0.5 tensor([1., 2.])")]
['loss', ' ', '0.5', ' ', (2,)]
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

DEFAULT_DTYPES = {  # what a printed array leaves out
    "tensor": {"bool": "bool", "int": "int64", "float": "float32", "complex": "complex64"},
    "array": {"bool": "bool", "int": "int64", "float": "float64", "complex": "complex128"},
}

REAL = r"(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"
FLOAT = r"(?:\d+\.\d*(?:e[+-]?\d+)?|\d+e[+-]?\d+|nan|inf)"
OPTION = r",\s*(?:\w+=(?:'[^']*'|\([^()]*\)|<[^<>]*>|[^,()<>=]+)|\.\.\.)"
ITEM = re.compile(
    rf"\b(?P<kind>tensor|array)\((?P<data>[^()=<>]*?)(?P<options>(?:{OPTION})*)\)"
    rf"|\bnp\.(?P<scalar>[a-z]+\d+)\((?P<value>[^()]*)\)"
    rf"|(?P<number>(?<![\w.])[+-]?{REAL}j?(?![\w.]))"
    r"|\.\.\.|\s|\w+|."
)
KINDS = {
    "bool": re.compile(r"True|False"),
    "int": re.compile(r"[+-]?\d+"),
    "float": re.compile(rf"[+-]?{FLOAT}"),
    "complex": re.compile(rf"(?:[+-]?{FLOAT})?[+-]?{FLOAT}j"),
}

Node = str | list["Node"]  # the values of an array: nested lists, numbers still as text


@dataclass(frozen=True)
class Array:
    """A printed tensor, array or NumPy scalar; `"..."` in `shape` is a length that the text leaves open."""

    kind: str
    values: Node
    shape: tuple[int | str, ...]
    dtype: str
    options: str


def items(text: str) -> list[Array | str]:
    """Cut `text` into arrays, numbers, words, signs and spaces, in their order."""
    return [_array(m) or m[0] for m in ITEM.finditer(text)]


def _array(m: re.Match[str]) -> Array | None:
    """The array in a match of ITEM; None where it is other text, or brackets that do not close."""
    if m["kind"] is None and m["scalar"] is None:
        return None
    kind, data, options = m["kind"] or "array", m["data"] or m["value"] or "", m["options"] or ""
    try:
        values = json.loads(re.sub(r"[^\[\],]+", lambda v: json.dumps(v[0]), re.sub(r"\s", "", data)))
    except ValueError:
        return None
    named = re.search(r"\bdtype=(?:torch\.)?([^,]+)", options)
    size = re.search(r"\bsize=\(([\d, ]*)\)", options)
    kinds = {kind_of(value) for _, value in leaves(values) if value != "..."} or {"float"}
    inferred = DEFAULT_DTYPES[kind].get(kinds.pop(), "object") if len(kinds) == 1 else "mixed"
    shape = tuple(map(int, re.findall(r"\d+", size[1]))) if size else _shape(values)
    rest = re.sub(r",\s*(?:dtype=[^,]+|size=\([^()]*\))", "", options)
    return Array(kind, values, shape, m["scalar"] or (named[1] if named else inferred), rest)


def _shape(node: Node) -> tuple[int | str, ...]:
    if isinstance(node, str):
        return ("...",) if node == "..." else ()
    inner = next((child for child in node if child != "..."), None)
    return ("..." if "..." in node else len(node), *(() if inner is None else _shape(inner)))


def leaves(node: Node, index: tuple[int, ...] = ()) -> Iterator[tuple[tuple[int, ...], str]]:
    """Every value of an array as (its index, its text)."""
    if isinstance(node, str):
        yield index, node
    else:
        for i, child in enumerate(node):
            yield from leaves(child, (*index, i))


@cache
def kind_of(value: str) -> str:
    """One of KINDS, or "other"."""
    return next((kind for kind, pattern in KINDS.items() if pattern.fullmatch(value)), "other")
