import tomllib

from reflib.model.lines import key_lines, leaf_paths

TEXT = """\
# comment = 1
title.en = "a"
list = [
  "x",
]
block = '''
inside = 2
'''
[[entry]]
name = "one"
[[entry.old]]
code = "1"
[[entry.old]]
code = "2"
[[entry]]
name = "two"
[[entry.old]]
code = "3"
"""


def test_keys_are_found_on_their_lines():
    lines = key_lines(TEXT)
    assert lines["title", "en"] == 2
    assert lines["block",] == 6
    assert ("inside",) not in lines
    assert lines["entry", 0, "old", 1, "code"] == 14
    assert lines["entry", 1, "old", 0, "code"] == 18


def test_scanner_and_tomllib_see_the_same_keys():
    assert set(leaf_paths(tomllib.loads(TEXT))) <= key_lines(TEXT).keys()
