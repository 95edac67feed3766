import subprocess
import sys
from pathlib import Path

import pytest

from reflib.model import load_catalog
from reflib.terminal import find, show

CATALOG = load_catalog(Path(__file__).parent / "samples/valid")
SUM = CATALOG.entries["torch.sum"]


def test_show_has_every_fact_in_both_languages():
    text = show(CATALOG, SUM)
    for fact in (
        "Add all elements",
        "对全部元素求和",
        "keepdim: bool = False",
        "tensor(10.)",
        "torch.add_all(input)",
    ):
        assert fact in text


def test_show_in_one_language_leaves_the_other_out():
    assert "对全部元素求和" not in show(CATALOG, SUM, "en")
    assert "Add all elements" not in show(CATALOG, SUM, "zh")
    assert "CUDA: not run yet" in show(CATALOG, SUM, "en")
    assert "CUDA: 尚未运行" in show(CATALOG, SUM, "zh")


@pytest.mark.parametrize("words", [["sum"], ["KEEPDIM"], ["add_all"], ["求和", "dim"]])
def test_find_looks_at_names_texts_parameters_and_old_spellings(words):
    assert find(CATALOG, words) == [SUM]


def test_commands_import_neither_torch_nor_sphinx():
    code = (
        "import sys; from reflib.cli import main\n"
        "main(['show', 'torch.zeros']); main(['find', 'zeros'])\n"
        "sys.exit(bool({'torch', 'numpy', 'sphinx'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert "全为 0" in done.stdout
