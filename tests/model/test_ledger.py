from dataclasses import replace
from pathlib import Path

from reflib.model import load_catalog
from reflib.model.ledger import Row, fingerprint, read_ledger, state, write_ledger

SAMPLES = Path(__file__).parent.parent / "samples"
EXAMPLE = load_catalog(SAMPLES / "valid").entries["torch.sum"].examples[0]


def row(result="passed"):
    return Row(EXAMPLE.id, fingerprint(EXAMPLE), "2.13.0+cpu", "CPU", result)


def test_state_of_a_check():
    assert state(EXAMPLE, None) == "not run"
    assert state(EXAMPLE, row()) == "verified"
    assert state(EXAMPLE, row("failed")) == "failing"


def test_a_changed_example_makes_its_row_stale():
    edited = replace(EXAMPLE, code=EXAMPLE.code.replace("4., 6.", "4., 7."))
    assert state(edited, row()) == "stale"
    assert state(replace(EXAMPLE, requires=("numpy",)), row()) == "stale"


def test_rows_survive_a_round_trip_in_order(tmp_path):
    rows = {id_: replace(row(), id=id_) for id_ in ("b#1", "a#1")}
    write_ledger("cpu", rows, tmp_path)
    assert list(read_ledger("cpu", tmp_path)) == ["a#1", "b#1"]
    assert read_ledger("cpu", tmp_path) == rows
    assert read_ledger("cuda", tmp_path) == {}
