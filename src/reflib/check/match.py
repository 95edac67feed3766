"""Whether a piece of a script is an instance of a pattern; `reflib.model.patterns` says what patterns mean."""

import ast
import re
from functools import cache
from itertools import zip_longest

from ..model.patterns import HOLE, NUMBER, last_name, library_name
from .names import Scope

IGNORED = {"ctx", "kind", "type_comment"}


def matches(pattern: ast.AST, node: ast.AST, scope: Scope) -> bool:
    """Whether `node`, seen from `scope`, is what `pattern` describes."""
    if full := library_name(pattern):
        return _same_name(full, scope.resolve(node))
    if isinstance(pattern, ast.Name):
        return pattern.id == HOLE or _named(pattern.id, node)
    match pattern, node:
        case ast.Call(), ast.Call():
            return _call(pattern, node, scope)
        case ast.FunctionDef(), ast.FunctionDef():
            return _function(pattern, node, scope)
        case ast.ClassDef(), ast.ClassDef():
            return _any(pattern.bases, node.bases, scope) and _any(pattern.body, node.body, scope)
        case ast.Constant(value=want), ast.Constant(value=got):
            return type(want) is type(got) and want == got
        case ast.List(elts=items), ast.List() if _is_rest(items):
            return True
        case ast.Attribute(value=ast.Name()), ast.Attribute() if scope.resolve(node):
            return False  # a function of a module, not a method
    fields = [name for name in pattern._fields if name not in IGNORED]
    same = type(pattern) is type(node)
    return same and all(_field(getattr(pattern, name), getattr(node, name), scope) for name in fields)


def _field(pattern: object, value: object, scope: Scope) -> bool:
    if isinstance(pattern, ast.AST):
        return isinstance(value, ast.AST) and matches(pattern, value, scope)
    if isinstance(pattern, list) and isinstance(value, list):
        pairs = zip(pattern, value, strict=False)
        return len(pattern) == len(value) and all(_field(want, got, scope) for want, got in pairs)
    return pattern == value


def _call(pattern: ast.Call, node: ast.Call, scope: Scope) -> bool:
    if isinstance(pattern.func, ast.Name):
        builtin = isinstance(node.func, ast.Name) and node.func.id == pattern.func.id and not scope.knows(node.func.id)
        if not builtin:
            return False
    elif not matches(pattern.func, node.func, scope):
        return False
    open_ended = _is_rest(pattern.args[-1:])
    wanted = pattern.args[:-1] if open_ended else pattern.args
    if any(isinstance(value, ast.Starred) for value in node.args[: len(wanted) or None]) and (wanted or not open_ended):
        return False
    if len(node.args) < len(wanted) or not open_ended and len(node.args) > len(wanted):
        return False
    given = {keyword.arg: keyword.value for keyword in node.keywords}
    if not open_ended and len(given) > len(pattern.keywords):
        return False
    return all(matches(want, got, scope) for want, got in zip(wanted, node.args, strict=False)) and all(
        keyword.arg in given and matches(keyword.value, given[keyword.arg], scope) for keyword in pattern.keywords
    )


def _function(pattern: ast.FunctionDef, node: ast.FunctionDef, scope: Scope) -> bool:
    """A method by its name and first parameter, undecorated: a static method is another thing."""
    first, mine = ([argument.arg for argument in function.args.args[:1]] for function in (pattern, node))
    same = pattern.name == node.name and first == mine and not node.decorator_list
    return same and (_is_rest(pattern.body) or _field(pattern.body, node.body, scope))


def _any(patterns: list, nodes: list, scope: Scope) -> bool:
    return all(any(matches(pattern, node, scope) for node in nodes) for pattern in patterns)


def _is_rest(items: list) -> bool:
    """Whether a list of arguments, items or statements is `...`."""
    if len(items) != 1:
        return False
    value = items[0].value if isinstance(items[0], ast.Expr) else items[0]
    return isinstance(value, ast.Constant) and value.value is ...


def _same_name(pattern: str, name: str | None) -> bool:
    parts = zip_longest(pattern.split("."), (name or "").split("."))
    return all(want in (got, HOLE) and got is not None for want, got in parts)


def _named(word: str, node: ast.AST) -> bool:
    if word == NUMBER:
        return isinstance(node, ast.Constant) and type(node.value) is int
    named = isinstance(node, ast.Name | ast.Attribute | ast.Call)
    return named and bool(_word(word).fullmatch(last_name(node)))


@cache
def _word(word: str) -> re.Pattern[str]:
    """`loss` as in `train_loss`, `lossD`, `loss_G`, `loss2`; not as in `losses`."""
    return re.compile(rf"(?:.*_)?{re.escape(word)}(?:_\w{{1,2}}|[A-Z0-9])?")
