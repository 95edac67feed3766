from dataclasses import replace

from reflib.model import Location, Old
from reflib.verify.old import differences, message_matches, observe

RANGE = Old(
    id="torch.arange~torch.range(a, b)",
    spelling="torch.range(a, b)",
    today="warns",
    message="UserWarning: torch.range is deprecated and will be removed...",
    code="torch.range(0, 2)",
    use="torch.arange(0, 3)",
    note=None,
    requires=(),
    at=Location("entries/a.toml", 1),
)


def test_what_old_code_does_is_observed():
    assert observe("torch.ones(1)") == ("works", "")
    assert observe("torch.net") == ("raises", "AttributeError: module 'torch' has no attribute 'net'")
    today, message = observe("torch.range(0, 1)")
    assert today == "warns" and message.startswith("UserWarning: torch.range is deprecated")


def test_a_warning_given_once_a_process_is_seen_every_time():
    assert observe("torch.range(0, 1)") == observe("torch.range(0, 1)")


def test_a_true_record_has_no_differences():
    assert differences(RANGE) == []


def test_every_part_of_a_record_is_checked():
    assert "warns" in differences(replace(RANGE, today="works", message=""))[0]
    assert "message of" in differences(replace(RANGE, message="UserWarning: other"))[0]
    assert "replacement of" in differences(replace(RANGE, use="torch.range(0, 3)"))[0]


def test_a_message_is_whole_lines_from_the_start():
    assert message_matches("TypeError: a b", "TypeError: a b\nmore")
    assert message_matches("TypeError: a ...", "TypeError: a b (here)\nmore")
    assert not message_matches("TypeError: a", "TypeError: a b")
    assert not message_matches("", "TypeError: a")
