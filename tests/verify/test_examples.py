import os
import warnings

import torch

from reflib.model import Location
from reflib.verify.examples import run_doctest

AT = Location("entries/a.toml", 10)


def test_matching_output_passes():
    assert run_doctest(">>> torch.ones(2)\ntensor([1., 1.])\n", AT, "cpu").failures == []


def test_a_failure_names_file_line_and_difference():
    code = ">>> x = torch.ones(2)\n>>> x + 1\ntensor([2., 3.])\n"
    (failure,) = run_doctest(code, AT, "cpu").failures
    assert failure.at == Location("entries/a.toml", 11)
    report = str(failure)
    assert report.startswith("entries/a.toml:11: ")
    assert "tensor([2., 3.])" in report and "tensor([2., 2.])" in report


def test_missing_output_is_a_failure():
    assert run_doctest(">>> torch.ones(1)\n", AT, "cpu").failures


def test_an_exception_is_a_failure_unless_expected():
    assert run_doctest(">>> torch.ones(1, 'a')\n", AT, "cpu").failures
    expected = ">>> [][0]\nTraceback (most recent call last):\n    ...\nIndexError: list index out of range\n"
    assert run_doctest(expected, AT, "cpu").failures == []


def test_a_traceback_is_shown_without_its_frames():
    wrong = ">>> [][0]\nTraceback (most recent call last):\nIndexError: other\n"
    (output,) = run_doctest(wrong, AT, "cpu").outputs
    assert output == "Traceback (most recent call last):\n    ...\nIndexError: list index out of range\n"


def test_where_packages_lie_is_not_shown():
    (output,) = run_doctest(">>> torch.nn\n?\n", AT, "cpu").outputs
    assert output == "<module 'torch.nn' from '.../torch/nn/__init__.py'>\n"


def test_settings_do_not_leak_into_the_next_example():
    code = """\
>>> torch.set_default_dtype(torch.float64)
>>> torch.set_printoptions(precision=1)
>>> _ = torch.set_grad_enabled(False)
>>> torch.set_num_threads(1)
>>> open("left.txt", "w").close()
>>> torch.get_default_dtype()
torch.float64
"""
    before = torch.get_rng_state(), torch.get_num_threads(), os.getcwd()
    assert run_doctest(code, AT, "cpu").failures == []
    assert torch.get_default_dtype() == torch.float32
    assert torch.is_grad_enabled()
    assert repr(torch.tensor(0.12345)) == "tensor(0.1235)"
    assert torch.equal(torch.get_rng_state(), before[0])
    assert (torch.get_num_threads(), os.getcwd()) == before[1:]


def test_random_numbers_are_the_same_every_time():
    outcomes = [run_doctest(">>> torch.rand(1).item()\n?\n", AT, "cpu").outputs for _ in range(2)]
    assert outcomes[0] == outcomes[1]


def test_warnings_are_collected():
    with warnings.catch_warnings(record=True) as outside:
        outcome = run_doctest(">>> torch.range(0, 1)\ntensor([0., 1.])\n", AT, "cpu")
    assert len(outcome.warnings) == 1 and not outside


def test_a_namespace_is_kept_from_block_to_block():
    space: dict = {}
    run_doctest(">>> a = 1\n", AT, "cpu", space)
    assert run_doctest(">>> a + 1\n2\n", AT, "cpu", space).failures == []
