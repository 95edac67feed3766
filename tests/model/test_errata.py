from pathlib import Path

import pytest

from reflib.model import Broken
from reflib.model.errata import load_errata

CHAPTER = (Path(__file__).parent.parent / "samples/claim.toml").read_text("utf-8")


@pytest.fixture
def write(tmp_path):
    def write(name: str, text: str) -> Path:
        (tmp_path / name).write_text(text, "utf-8")
        return tmp_path

    return write


def test_a_claim_is_a_statement_a_truth_and_a_run(write):
    (chapter,) = load_errata(write("maths.toml", CHAPTER))
    (claim,) = chapter.claims
    assert (chapter.id, claim.id, claim.says.zh) == ("maths", "claim/001", "一半总是向上舍入。")
    assert claim.run.at.line == 12 and claim.run.output == "tensor(0.)\n"


def test_a_claim_is_made_once(write):
    write("a.toml", CHAPTER)
    with pytest.raises(Broken, match=r"b.toml:4: duplicate `claim/001`, expected only .*a.toml:4"):
        load_errata(write("b.toml", CHAPTER))


def test_a_run_shows_something(write):
    with pytest.raises(Broken, match=r"maths.toml:11: the run of `claim/001` shows no output"):
        load_errata(write("maths.toml", CHAPTER.replace("tensor(0.)\n", "")))


def test_verdicts_come_from_a_list(write):
    with pytest.raises(Broken, match=r"maths.toml:6: `verdict` is 'bad', expected one of wrong, outdated"):
        load_errata(write("maths.toml", CHAPTER.replace('"wrong"', '"bad"')))
