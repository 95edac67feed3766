"""What to look for in a script: every old spelling as Python with holes.

In a pattern `_` is any expression, or any one part of a dotted name; `int` is any whole number; `...` is any further
arguments, items or statements, and a call without it has exactly the arguments shown. A dotted name of a library is
what the script's imports make of it. Any other name stands for all that end in this word, as people name things:
`loss.data[0]` finds `self.train_loss.data[0]`, because `weight.data[0]` is right to this day.
"""

import ast
import io
import re
import tokenize
from dataclasses import dataclass

from .entry import Entry, Old

LIBRARIES = ("torch", "torchvision", "torchvisin", "numpy")
"""First parts of dotted names; one of them is a misspelling that has an entry."""

HOLE, NUMBER, REST = "_", "int", "..."
RESERVED = re.compile(r"\b(async|lambda)(?=\s*=(?!=))")


@dataclass(frozen=True)
class Pattern:
    """One form of the old spelling `record`: its `text`, and the last `name` in it, by which a script is searched.

    `renames` holds `old new` pairs that repair it: `dimension= dim=` for a keyword, `uniform uniform_` for a name.
    """

    record: str
    text: str
    name: str
    renames: tuple[str, ...] = ()

    @property
    def tokens(self) -> list[str]:
        """The text in pieces, for matchers that have no Python parser."""
        return [token for token, _ in _tokens(self.text)]


def to_json(pattern: Pattern) -> dict[str, str | list[str]]:
    """The pattern as JSON values."""
    return {
        "record": pattern.record,
        "text": pattern.text,
        "name": pattern.name,
        "tokens": pattern.tokens,
        "renames": list(pattern.renames),
    }


def patterns(entry: Entry, old: Old) -> tuple[Pattern, ...]:
    """What finds `old`, a record of `entry`: its `match` where it has one, else what its spelling gives away.

    Empty where no form of the code tells old from new.
    """
    texts = old.match if old.match is not None else _derive(entry, old)
    changes = () if old.fix or old.today == "works" else renames(old.code, old.use)
    found = []
    for text in texts:
        name = last_name(parse(text))
        whole = all(change.split()[0] == name or change.split()[0].endswith("=") for change in changes)
        found.append(Pattern(old.id, text, name, changes if whole else ()))
    return tuple(found)


def disguise(code: str) -> str:
    """Make keyword arguments that Python reserved later, such as `async=`, parse; columns stay as they are.

    The parser reads the ordinal ª as a letter of a name and normalizes it to `a` (PEP 3131).
    """
    return RESERVED.sub(lambda found: found[0].replace("a", "ª", 1), code)


def parse(text: str) -> ast.AST:
    """The one statement or expression of a pattern or spelling. Raises `SyntaxError`."""
    if text.startswith("def ") and text.rstrip().endswith(")"):
        text += ": ..."
    body = ast.parse(disguise(text.removesuffix(":") + (": ..." if text.endswith(":") else ""))).body
    if len(body) != 1:
        raise SyntaxError(f"{len(body)} statements")
    return body[0].value if isinstance(body[0], ast.Expr) else body[0]


def dotted(node: ast.AST) -> str | None:
    """`a.b.c` for a chain of names, `None` for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (value := dotted(node.value)):
        return f"{value}.{node.attr}"
    return None


def library_name(node: ast.AST) -> str | None:
    """The dotted name of a library that a node of a pattern is, if it is one."""
    name = dotted(node)
    return name if name and name.partition(".")[0] in LIBRARIES else None


def last_name(node: ast.AST) -> str:
    """The name a node ends in: `cat` for `torch.cat(x)`, `data` for `loss.data[0]`; the kind for other statements."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.FunctionDef(name=name):
            return name
        case ast.ClassDef():
            return "class"
        case ast.Call(func=inner) | ast.Subscript(value=inner):
            return last_name(inner)
    return type(node).__name__


def renames(code: str, use: str) -> tuple[str, ...]:
    """The `old new` pairs that turn `code` into `use`, when renaming names and keywords is all it takes."""
    try:
        before, after = _tokens(code), _tokens(use)
    except (SyntaxError, tokenize.TokenError):
        return ()
    if len(before) != len(after):
        return ()
    pairs: dict[str, str] = {}
    for (old, role), (new, _) in zip(before, after, strict=True):
        if old == new:
            continue
        if not role or not new.isidentifier() or pairs.setdefault(old + role, new + role) != new + role:
            return ()
    return tuple(f"{old.strip('.')} {new.strip('.')}" for old, new in pairs.items())


def _tokens(code: str) -> list[tuple[str, str]]:
    """Each token with its role: `=` for the name of a keyword argument, `.` for a name after a dot."""
    read = tokenize.generate_tokens(io.StringIO(disguise(code)).readline)
    texts = [
        token.string.replace("ª", "a") for token in read if token.type != tokenize.COMMENT and token.string.strip()
    ]
    found, depth = [], 0
    for before, text, after in zip(["", *texts], texts, [*texts[1:], ""], strict=False):
        depth += (text in "([{") - (text in ")]}")
        role = "." if before == "." else "=" if after == "=" and depth and before in "(," else ""
        found.append((text, role if text.isidentifier() else ""))
    return found


def _derive(entry: Entry, old: Old) -> list[str]:
    try:
        node = parse(old.spelling)
    except SyntaxError:
        return []
    node = _Qualify(_imports(old.code)).visit(node)
    if not isinstance(node, ast.Call) or not isinstance(_receiver(node), ast.Name | None):
        return [ast.unparse(node if isinstance(node, ast.FunctionDef) else _Generalize().visit(node))]
    name = library_name(node.func)
    function = name or last_name(node.func)
    calls = _calls(old.use)
    if function == (entry.name if name else entry.name.rpartition(".")[2]):
        return _call(node, entry, calls.get(function, {}))
    if function in calls:
        return _call(node, None, calls[function])
    if name and old.today != "works":
        return [name]
    return [f"{name or f'{HOLE}.{function}'}({REST})"]


def _receiver(call: ast.Call) -> ast.AST | None:
    """What a method is called on; `None` for a function of a library."""
    return call.func.value if isinstance(call.func, ast.Attribute) and not library_name(call.func) else None


def _call(call: ast.Call, entry: Entry | None, used: dict[str, str]) -> list[str]:
    """A call by what is out of date in it: unknown keywords, else telling values, else its arguments as a whole."""
    signatures = entry.signatures if entry else ()
    known = {argument.name: argument.default for signature in signatures for argument in signature.arguments}
    spelled = {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
    function = library_name(call.func) or f"{HOLE}.{last_name(call.func)}"
    new = [value for name, value in used.items() if name not in spelled]
    if unknown := [name for name in spelled if name not in known and name not in used]:
        return [f"{function}({REST}, {name}={_unknown(spelled[name], new)})" for name in unknown]
    telling = {name: value for name, value in spelled.items() if _differs(value, known.get(name), used.get(name))}
    if telling:
        words = [f"{name}={_telling(value, name in used)}" for name, value in telling.items()]
        return [f"{function}({', '.join([REST, *words])})"]
    words = [f"{name}={HOLE}" for name in spelled]
    return [f"{ast.unparse(_Generalize().visit(call.func))}({', '.join([*map(_argument, call.args), *words])})"]


def _unknown(value: ast.expr, new: list[str]) -> str:
    """The value of a keyword that is gone matters when it is a flag and no new keyword carries it on."""
    flag = isinstance(value, ast.Constant) and isinstance(value.value, bool)
    return ast.unparse(value) if flag and new and ast.unparse(value) not in new else HOLE


def _telling(value: ast.expr, used: bool) -> str:
    return ast.unparse(value) if isinstance(value, ast.Constant) or used and isinstance(value, ast.Name) else HOLE


def _argument(value: ast.expr) -> str:
    """What is left of a positional argument: names and texts are examples, flags and kinds of values are not."""
    match value:
        case ast.List():
            return f"[{REST}]"
        case ast.Constant(value=bool() | None):
            return ast.unparse(value)
        case ast.Constant(value=int()):
            return NUMBER
    return HOLE


def _differs(value: ast.expr, *others: str | None) -> bool:
    return all(_constant(value) != _constant(ast.parse(other, mode="eval").body) for other in others if other)


def _constant(node: ast.expr) -> object:
    try:
        return ast.literal_eval(node)
    except ValueError:
        return ast.dump(node)


class _Qualify(ast.NodeTransformer):
    """Write names as the imports of a script make them."""

    def __init__(self, imports: dict[str, str]):
        self.imports = imports

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return ast.parse(self.imports.get(node.id, node.id), mode="eval").body


class _Generalize(ast.NodeTransformer):
    """Leave holes for one-letter names, operands and arguments."""

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        return node if library_name(node) else self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.Name(HOLE) if len(node.id) == 1 else node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        sides = [ast.Name(HOLE) if isinstance(side, ast.Name) else self.visit(side) for side in (node.left, node.right)]
        return ast.BinOp(sides[0], node.op, sides[1])

    def visit_Call(self, node: ast.Call) -> ast.AST:
        arguments = [ast.parse(_argument(value), mode="eval").body for value in node.args]
        return ast.Call(self.visit(node.func), arguments, [])


def _imports(code: str) -> dict[str, str]:
    try:
        tree = ast.parse(disguise(code))
    except SyntaxError:
        return {}
    froms = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {alias.asname or alias.name: f"{node.module}.{alias.name}" for node in froms for alias in node.names}


def _calls(code: str) -> dict[str, dict[str, str]]:
    """The keywords of each call, by the dotted name of a library function or the last name of a method."""
    tree = _Qualify(_imports(code)).visit(ast.parse(code))
    return {
        library_name(node.func) or last_name(node.func): {
            keyword.arg: ast.unparse(keyword.value) for keyword in node.keywords if keyword.arg
        }
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    }
