"""The plugin as a reader runs it: `pytest -p reflib.verify.plugin`."""

import json

import pytest


@pytest.fixture
def run(pytester):
    def run(*arguments):
        return pytester.runpytest("-p", "reflib.verify.plugin", "-v", *map(str, arguments))

    return run


def test_ids_name_file_entry_and_device(run, entries):
    result = run(entries)
    result.stdout.fnmatch_lines(
        [
            "*small.toml::torch.sum[[]cpu[]] PASSED*",
            "*small.toml::torch.sum#2[[]cpu[]] SKIPPED*",
            "*small.toml::torch.sum[[]signature[]] PASSED*",
            "*small.toml::torch.sum~torch.add_all(input)[[]cpu[]] PASSED*",
        ]
    )


def test_what_waits_is_counted_and_named(run, entries):
    result = run(entries)
    result.stdout.fnmatch_lines(["2 checks ran on cpu", "1 wait (needs cuda): torch.sum#2[[]cpu[]]"])


def test_a_wrong_output_fails_at_its_line(run, entries):
    path = entries / "tensor/small.toml"
    path.write_text(path.read_text("utf-8").replace("tensor([4., 6.])", "tensor([4., 7.])"), "utf-8")
    line = path.read_text("utf-8").split(">>> x.sum(0)")[0].count("\n") + 1
    result = run(entries)
    result.stdout.fnmatch_lines([f"entries/tensor/small.toml:{line}: *7*6*"])
    assert result.ret == 1


def test_a_wrong_signature_fails(run, entries):
    path = entries / "tensor/small.toml"
    path.write_text(path.read_text("utf-8").replace("keepdim=False", "keepdim=True"), "utf-8")
    run(entries).stdout.fnmatch_lines(["*`sum(input, dim, keepdim=True) -> Tensor` agrees with no form torch knows*"])


def test_a_current_entry_must_not_warn(run, entries):
    path = entries / "tensor/small.toml"
    text = path.read_text("utf-8").replace(">>> x.sum()", ">>> _ = torch.range(0, 1)\n>>> x.sum()")
    path.write_text(text, "utf-8")
    run(entries).stdout.fnmatch_lines(["*status is current, but the example warns: torch.range is deprecated*"])


def test_the_emulated_device_runs_examples_only(run, entries):
    run(entries, "--device", "emulated").stdout.fnmatch_lines(["1 checks ran on emulated"])


def test_pages_of_prose_are_run(run, pytester):
    page = pytester.path / "page.md"
    page.write_text("# Page\n\n```pycon\n>>> 1 + 1\n2\n```\n\n```pycon\n>>> 2 + 2\n5\n```\n", "utf-8")
    run(page).stdout.fnmatch_lines(["page.md:9: *"])


def test_recording_writes_a_row_for_what_ran(run, entries):
    run(entries, "--record").stdout.fnmatch_lines(["the cpu ledger holds 2 rows"])
    rows = [json.loads(line) for line in (entries.parent / "ledger/cpu.jsonl").read_text("utf-8").splitlines()]
    assert [(row["id"], row["result"]) for row in rows] == [
        ("torch.sum#1", "passed"),
        ("torch.sum~torch.add_all(input)", "passed"),
    ]
