"""Each rule finds its fault, at its line, and is quiet about what is right."""

import shutil
from pathlib import Path

import pytest

from reflib.lint import bilingual, errata, handbook, ledger, notation, pairs, references, replacements
from reflib.model import load_catalog

VALID = Path(__file__).parent.parent / "samples/valid"
CHAPTER = (VALID.parent / "claim.toml").read_text("utf-8")


@pytest.fixture
def check(tmp_path):
    """Run a rule on the sample after replacing text in it: the messages, with their lines."""

    def check(rule, *changes):
        root = Path(shutil.copytree(VALID, tmp_path / "entries", dirs_exist_ok=True))
        path = root / "tensor/small.toml"
        text = path.read_text("utf-8")
        for before, after in changes:
            assert before in text
            text = text.replace(before, after)
        path.write_text(text, "utf-8")
        return [f"{problem.at.line}: {problem.message}" for problem in rule.check(load_catalog(root))]

    return check


@pytest.mark.parametrize("rule", [bilingual, notation, references, replacements])
def test_the_valid_sample_is_clean(check, rule):
    assert check(rule) == []


def test_each_half_is_in_its_language(check):
    assert check(bilingual, ("对全部元素求和，或沿 `dim` 求和。", "Add all.")) == [
        "11: no Chinese in the Chinese text 'Add all.'"
    ]
    assert "10: Chinese in the English text" in check(bilingual, ("Add all elements", "求和"))[0]


def test_quoted_chinese_may_stand_in_english(check):
    assert check(bilingual, ("Add all elements", "Add all elements (`求和`)")) == []


def test_half_width_marks_and_missing_spaces(check):
    assert "half-width ','" in check(notation, ("求和，或", "求和,或"))[0]
    assert "no space inside" in check(notation, ("或沿 `dim` 求和", "或沿`dim` 求和"))[0]


def test_terms_are_the_glossarys(check):
    assert "expected the glossary's '归约'" in check(notation, ("被归约的", "被规约的"))[0]


def test_see_names_an_entry(check):
    changes = ("[[entry.examples]]", 'see = ["torch.gone"]\n[[entry.examples]]')
    assert check(references, changes) == ["28: `see` names torch.gone, which has no entry"]


def test_an_old_spelling_is_answered_once_and_changes_something(check):
    same = ('use = "torch.sum(torch.ones(2))"', 'use = "torch.add_all(torch.ones(2))"')
    assert "repeats `code`" in check(replacements, same)[0]
    again = """use = "a"
[[entry.old]]
spelling = "torch.add_all(input)"
today = "works"
code = "a"
use = "b"
"""
    assert "already answered" in check(replacements, ('use = "torch.sum(torch.ones(2))"', again))[0]


def test_every_cpu_check_needs_a_passing_row(check):
    assert check(ledger) == [
        "20: torch.sum#1 is not run on cpu, expected a passing row: run `nox -s verify -- --record`",
        "37: torch.sum~torch.add_all(input) is not run on cpu, expected a passing row: run `nox -s verify -- --record`",
    ]


def test_old_names_and_claims_need_an_entry(tmp_path):
    root = Path(shutil.copytree(VALID, tmp_path / "entries"))
    (tmp_path / "handbook").mkdir()
    (tmp_path / "handbook/items.toml").write_text('[[item]]\nid = "a"\nwritten = "torch.net"\nentry = "torch.gone"\n')
    (tmp_path / "errata").mkdir()
    (tmp_path / "errata/maths.toml").write_text(CHAPTER.replace("claim/001", "claim/002"), "utf-8")
    catalog = load_catalog(root)
    assert [problem.message for problem in handbook.check(catalog)] == [
        "a is answered by torch.gone, which has no entry"
    ]
    assert [problem.message for problem in errata.check(catalog)] == [
        "claim/001 is missing, expected claims numbered without gaps",
        "claim/002 names torch.round, which has no entry",
    ]


def locked_then(tmp_path, *changes):
    root = Path(shutil.copytree(VALID, tmp_path / "entries"))
    pairs.write_lock(load_catalog(root))
    path = root / "tensor/small.toml"
    for before, after in changes:
        path.write_text(path.read_text("utf-8").replace(before, after), "utf-8")
    return [f"{problem.at.line}: {problem.message}" for problem in pairs.check(load_catalog(root))]


def test_a_half_that_changed_alone_is_told_from_a_new_text(tmp_path):
    en, zh = ("Add all elements", "Add the elements"), ("对全部元素求和", "把全部元素相加")
    assert locked_then(tmp_path / "neither") == []
    assert "10: the English text 'Add the elements" in locked_then(tmp_path / "en", en)[0]
    assert "11: the Chinese text '把全部元素相加" in locked_then(tmp_path / "zh", zh)[0]
    assert "10: the text 'Add the elements" in locked_then(tmp_path / "both", en, zh)[0]
