"""Signatures as the handbook writes them: `clamp(input, min=None, max=None, *, out=None) -> Tensor`."""

import ast
from dataclasses import dataclass


@dataclass(frozen=True)
class Argument:
    """One argument: `kind` is "", "*" or "**" for plain, variadic and keyword-variadic ones."""

    name: str
    default: str | None = None
    kind: str = ""
    keyword_only: bool = False


@dataclass(frozen=True)
class Signature:
    """A call form: its text, its arguments in order, and what it returns as text."""

    text: str
    name: str
    arguments: tuple[Argument, ...]
    returns: str | None


def parse_signature(text: str) -> Signature:
    """Read one line of Python call syntax. Raises `ValueError` that quotes the line when it is not."""
    try:
        function = ast.parse(f"def {text}: ...").body[0]
    except SyntaxError as error:
        raise ValueError(f"signature {text!r} is not Python: {error.msg}, expected `name(a, b=1, *, c)`") from None
    assert isinstance(function, ast.FunctionDef)
    arguments = function.args
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults = [None] * (len(positional) - len(arguments.defaults)) + [*arguments.defaults]
    parsed = [Argument(a.arg, _text(d)) for a, d in zip(positional, defaults, strict=True)]
    if arguments.vararg:
        parsed.append(Argument(arguments.vararg.arg, kind="*"))
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        parsed.append(Argument(argument.arg, _text(default), keyword_only=True))
    if arguments.kwarg:
        parsed.append(Argument(arguments.kwarg.arg, kind="**"))
    return Signature(text, function.name, tuple(parsed), _text(function.returns))


def _text(node: ast.expr | None) -> str | None:
    return None if node is None else ast.unparse(node)
