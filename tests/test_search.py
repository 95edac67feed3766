"""What the index holds, and what it leaves out to stay small."""

import json
from pathlib import Path

from reflib.model import load_catalog
from reflib.search import EVERYWHERE, HAN, LONGEST, build_index, index_script

SAMPLE = build_index(load_catalog(Path(__file__).parent / "samples/valid"), [("guide/views", "Views", "视图")])
FULL = build_index(load_catalog())
MESSAGE = "AttributeError: module 'torch' has no attribute 'add_all'"


def test_entries_are_packed_by_column():
    assert [list(column) for column in SAMPLE["entries"]] == [
        ["torch.sum"],
        [0],
        ["Add all elements, or those along dim."],
        ["对全部元素求和，或沿 dim 求和。"],
        [[]],
        ["dim keepdim"],
        [[["torch.add_all(input)", MESSAGE]]],
        [[]],
    ]
    assert SAMPLE["pages"] == [("guide/views", "Views", "视图")]


def test_a_page_is_named_where_it_is_not_the_entrys_name():
    names, pages = FULL["entries"][:2]
    assert dict(zip(names, pages, strict=True))["torch.Tensor"] == "torch.Tensor-class"


def test_parameters_that_tell_nothing_apart_are_left_out():
    assert not EVERYWHERE & {name for names in FULL["entries"][5] for name in names.split()}


def test_messages_are_cut():
    old, errors = FULL["entries"][6:]
    messages = [spelling[1] for rows in old for spelling in rows if len(spelling) > 1]
    assert max(map(len, messages)) == LONGEST
    assert max(len(error) for rows in errors for error in rows) <= LONGEST


def test_the_character_tables_hold_only_what_occurs():
    sounds = SAMPLE["pinyin"].split("|")
    assert {"qiu求", "he和", "tu图"} < set(sounds)
    assert sorted(HAN.findall("".join(sounds))) == sorted(set("对全部元素求和或沿视图"))
    pairs = SAMPLE["simplified"]
    assert dict(zip(pairs[::2], pairs[1::2], strict=True)) == {"圖": "图", "對": "对", "視": "视"}


def test_the_script_is_the_index_as_json():
    start = "window.handbookIndex="
    script = index_script(SAMPLE)
    assert script.startswith(start) and script.endswith(";\n")
    assert json.loads(script[len(start) : -2]) == json.loads(json.dumps(SAMPLE))
