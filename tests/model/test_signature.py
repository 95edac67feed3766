import pytest

from reflib.model.signature import Argument, parse_signature


def test_arguments_defaults_and_result():
    signature = parse_signature("normal(mean, std=1.0, *, out=None) -> (Tensor, LongTensor)")
    assert signature.name == "normal"
    assert signature.arguments == (
        Argument("mean"),
        Argument("std", "1.0"),
        Argument("out", "None", keyword_only=True),
    )
    assert signature.returns == "(Tensor, LongTensor)"


def test_variadic_arguments_keep_their_kind():
    arguments = parse_signature("zeros(*size, dtype=None, **options)").arguments
    assert [(argument.kind, argument.name) for argument in arguments] == [
        ("*", "size"),
        ("", "dtype"),
        ("**", "options"),
    ]


def test_what_is_not_python_is_quoted():
    with pytest.raises(ValueError, match=r"'zeros\(\*size, \*, out\)' is not Python"):
        parse_signature("zeros(*size, *, out)")
