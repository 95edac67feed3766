"""Every kind of broken file stops with `path:line: what is wrong, what was expected`."""

from pathlib import Path

import pytest

from reflib.model import Broken, load_catalog
from reflib.model.load import load_family
from reflib.model.schema import SHARED
from reflib.model.source import Source

SAMPLES = Path(__file__).parent.parent / "samples"
BROKEN = sorted((SAMPLES / "broken").glob("*.toml"))


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_broken_file_names_line_fault_and_expectation(path):
    shared = Source(SAMPLES / "valid" / "shared.toml", "shared.toml", SHARED)
    with pytest.raises(Broken) as caught:
        load_family(path, "tensor/broken", path.name, shared)
    assert f"{caught.value}\n" == path.with_suffix(".txt").read_text("utf-8")


def test_faults_across_files_are_listed_together():
    with pytest.raises(Broken) as caught:
        load_catalog(SAMPLES / "duplicate")
    assert str(caught.value).splitlines() == [
        "duplicate/sections.toml:1: lists duplicate/tensor/c.toml, which does not exist",
        "duplicate/tensor/b.toml:4: duplicate `torch.abs`, expected only duplicate/tensor/a.toml:4",
        "duplicate/tensor/d.toml:1: in no section, expected it in sections.toml",
    ]


def test_every_fact_knows_its_line():
    entry = load_catalog(SAMPLES / "valid").entries["torch.sum"]
    lines = (SAMPLES / "valid/tensor/small.toml").read_text("utf-8").splitlines()

    def text(at):
        return lines[at.line - 1]

    assert text(entry.at) == "[[entry]]"
    assert text(entry.where("summary", "zh")).startswith("summary.zh =")
    assert text(entry.examples[0].at).startswith(">>> x = torch.tensor")
    assert text(entry.examples[1].at).startswith(">>> torch.ones")
    assert text(entry.old[0].at) == "[[entry.old]]"
    assert [str(parameter.at) for parameter in entry.parameters] == [
        "valid/shared.toml:1",
        "valid/tensor/small.toml:4",
        "valid/tensor/small.toml:16",
    ]


def test_defaults_come_from_the_signature():
    entry = load_catalog(SAMPLES / "valid").entries["torch.sum"]
    assert [(p.name, p.default) for p in entry.parameters] == [
        ("input", None),
        ("dim", None),
        ("keepdim", "False"),
    ]
