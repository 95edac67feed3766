"""The scorer under node: how often the right entry comes first, and what the index costs a reader."""

import gzip
import json
import subprocess
from pathlib import Path

import pytest

from reflib import sphinxext
from reflib.model import load_catalog
from reflib.search import build_index, index_script

HERE = Path(__file__).parent
SCRIPTS = Path(sphinxext.__file__).parent / "static/search"
QUERIES = json.loads((HERE / "queries.json").read_text("utf-8"))
LOADED = 45 * 1024
"""Bytes, gzipped, that a reader loads before the first hit."""


def find(index, queries):
    """The first three hits of each query, as `{"name": ..., "reason": ...}`."""
    command = ["node", str(HERE / "run.cjs"), str(SCRIPTS / "scorer.js")]
    given = json.dumps({"index": index, "queries": queries})
    return json.loads(subprocess.run(command, input=given, capture_output=True, text=True, check=True).stdout)


@pytest.fixture(scope="module")
def index():
    return build_index(load_catalog())


@pytest.fixture(scope="module")
def hits(index):
    return [[hit["name"] for hit in found] for found in find(index, [case["query"] for case in QUERIES])]


@pytest.mark.parametrize(("places", "share"), [(1, 0.95), (3, 0.99)])
def test_the_right_entry_is_near_the_top(hits, places, share):
    misses = [
        f"{case['query'][-70:]!r}: {found}, expected one of {case['expect']}"
        for case, found in zip(QUERIES, hits, strict=True)
        if not set(found[:places]) & set(case["expect"])
    ]
    assert len(misses) <= (1 - share) * len(QUERIES), "\n".join(misses)


def test_every_expected_name_is_an_entry(index):
    assert {name for case in QUERIES for name in case["expect"]} <= set(index["entries"][0])


def test_index_and_scorer_are_small(index):
    scripts = [(SCRIPTS / name).read_text("utf-8") for name in ("documents.js", "scorer.js")]
    assert len(gzip.compress("".join([index_script(index), *scripts]).encode(), 9)) <= LOADED


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("sum", None),
        ("ｔｏｒｃｈ．ｓｕｍ", None),
        ("torch.smu", None),
        ("add all elements", None),
        ("求和", None),
        ("對全部元素", None),
        ("qiuhe", None),
        ("qbys", None),
        ("keepdim", {"kind": "param", "text": "keepdim"}),
        ("torch.sum(x, keepdim=True)", {"kind": "param", "text": "keepdim"}),
        ("add_all", {"kind": "old", "text": "torch.add_all(input)"}),
        (
            "Traceback (most recent call last):\n  File 'train.py', line 2\n"
            "AttributeError: module 'torch' has no attribute 'add_all'",
            {"kind": "message", "text": "AttributeError: module 'torch' has no attribute 'add_all'"},
        ),
    ],
)
def test_one_entry_is_found_in_many_ways(query, reason):
    sample = build_index(load_catalog(HERE.parent / "samples/valid"))
    assert find(sample, [query, "qqqqqq"]) == [[{"name": "torch.sum", "reason": reason}], []]
