import shutil
from pathlib import Path

import pytest

from reflib.cli import main

VALID = Path(__file__).parent / "samples/valid"


def test_show_takes_the_end_of_a_name(capsys):
    assert main(["--entries", str(VALID), "show", "sum", "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("torch.sum\nAdd all elements")


def test_an_unknown_name_is_an_error(capsys):
    assert main(["--entries", str(VALID), "show", "torch.net"]) == 1
    assert "torch.net: no entry" in capsys.readouterr().err


def test_find_without_a_match_exits_with_1(capsys):
    assert main(["--entries", str(VALID), "find", "nothing"]) == 1


def test_broken_files_are_listed_not_raised(capsys):
    assert main(["--entries", str(VALID.parent / "duplicate"), "find", "x"]) == 1
    assert "duplicate/tensor/b.toml:4: duplicate" in capsys.readouterr().err


def test_new_entry_appends_a_skeleton(tmp_path, capsys):
    root = Path(shutil.copytree(VALID, tmp_path / "entries"))
    assert main(["--entries", str(root), "new-entry", "tensor/small", "torch.cumsum"]) == 0
    added = (root / "tensor/small.toml").read_text("utf-8").partition('name = "torch.cumsum"')[2]
    assert 'signature = "cumsum(input, dim' in added
    assert 'param.dtype.zh = "？"' in added
    assert "param.dim." not in added and "param.input." not in added  # the family and shared.toml describe them


@pytest.mark.parametrize("arguments", [["tensor/none", "torch.cumsum"], ["tensor/small", "torch.sum"]])
def test_new_entry_needs_a_family_and_a_new_name(arguments, capsys):
    assert main(["--entries", str(VALID), "new-entry", *arguments]) == 1
