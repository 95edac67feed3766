from reflib.model import load_catalog
from reflib.verify.update import update


def test_a_wrong_output_is_rewritten_in_place_and_shown(entries):
    path = entries / "tensor/small.toml"
    right = path.read_text("utf-8")
    path.write_text(right.replace("tensor(10.)", "?").replace("'add_all'\"", "'?'\""), "utf-8")
    diff = update(load_catalog(entries).checks, entries.parent)
    assert "-?\n+tensor(10.)" in diff
    assert path.read_text("utf-8") == right


def test_what_cannot_run_here_is_left_alone(entries):
    path = entries / "tensor/small.toml"
    path.write_text(path.read_text("utf-8").replace("\n'cuda'", "\n'elsewhere'"), "utf-8")
    assert update(load_catalog(entries).checks, entries.parent) == ""


def test_nothing_changes_when_all_is_right(entries):
    assert update(load_catalog(entries).checks, entries.parent) == ""
