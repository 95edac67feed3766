"""What the names of a script mean: imports and aliases, seen from the scope they are used in."""

import ast
from collections.abc import Iterator

CONVENTIONS = {
    "torch": "torch",
    "torchvision": "torchvision",
    "nn": "torch.nn",
    "F": "torch.nn.functional",
    "init": "torch.nn.init",
    "optim": "torch.optim",
    "lr_scheduler": "torch.optim.lr_scheduler",
    "Variable": "torch.autograd.Variable",
    "datasets": "torchvision.datasets",
    "models": "torchvision.models",
    "transforms": "torchvision.transforms",
    "np": "numpy",
}
"""What readers of a fragment take for granted, where nothing in it says otherwise."""

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
SCOPES = (*FUNCTIONS, ast.ClassDef)

Meaning = str | ast.expr | None


class Scope:
    """The names bound in a module, class or function; `None` means something else than an import or an alias."""

    def __init__(self, node: ast.AST, parent: "Scope | None" = None):
        self.parent, self.is_class = parent, isinstance(node, ast.ClassDef)
        self.bound: dict[str, list[Meaning]] = {}
        for name, meaning in _bindings(node):
            self.bound.setdefault(name, []).append(meaning)

    def resolve(self, node: ast.AST, depth: int = 0) -> str | None:
        """The full dotted name of an expression, `torch.nn.Linear` for `nn.Linear`; `None` for anything local."""
        if isinstance(node, ast.Attribute):
            value = self.resolve(node.value, depth)
            return f"{value}.{node.attr}" if value else None
        return self._lookup(node.id, depth) if isinstance(node, ast.Name) else None

    def knows(self, name: str) -> bool:
        """Whether the script itself binds a name."""
        return any(name in scope.bound for scope in self._visible())

    def _visible(self) -> Iterator["Scope"]:
        scope: Scope | None = self
        while scope:
            if scope is self or not scope.is_class:
                yield scope
            scope = scope.parent

    def _lookup(self, name: str, depth: int) -> str | None:
        for scope in self._visible():
            if name in scope.bound:
                meanings = scope.bound[name]
                first = meanings[0]
                if isinstance(first, ast.expr):
                    return scope.resolve(first, depth + 1) if len(meanings) == 1 and depth < 8 else None
                return first if all(meaning == first for meaning in meanings) else None
        return CONVENTIONS.get(name)


def walk(tree: ast.Module) -> Iterator[tuple[ast.AST, Scope]]:
    """Every node of a script with the scope it stands in."""
    stack: list[tuple[ast.AST, Scope]] = [(tree, Scope(tree))]
    while stack:
        node, scope = stack.pop()
        yield node, scope
        inner = Scope(node, scope) if isinstance(node, SCOPES) else scope
        stack.extend((child, inner) for child in ast.iter_child_nodes(node))


def _bindings(scope: ast.AST) -> Iterator[tuple[str, Meaning]]:
    if isinstance(scope, FUNCTIONS):
        arguments = scope.args
        for argument in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]:
            yield argument.arg, None
        for extra in (arguments.vararg, arguments.kwarg):
            if extra:
                yield extra.arg, None
    aliases = set()
    for node in _own(scope):
        match node:
            case ast.Import(names=names):
                for alias in names:
                    yield (
                        alias.asname or alias.name.partition(".")[0],
                        alias.name if alias.asname else alias.name.partition(".")[0],
                    )
            case ast.ImportFrom(names=names):
                module = "." * node.level + (node.module or "")
                for alias in names:
                    yield alias.asname or alias.name, f"{module}.{alias.name}"
            case ast.Assign(targets=[ast.Name() as target], value=ast.Name() | ast.Attribute() as value):
                aliases.add(target)
                yield target.id, value
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()) if node not in aliases:
                yield name, None
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name, None
            case (
                ast.ExceptHandler(name=str() as name)
                | ast.MatchAs(name=str() as name)
                | ast.MatchStar(name=str() as name)
            ):
                yield name, None


def _own(scope: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a scope in order, without what stands in the scopes inside it."""
    stack = list(reversed(list(ast.iter_child_nodes(scope))))
    while stack:
        node = stack.pop()
        yield node
        if not isinstance(node, SCOPES):
            stack.extend(reversed(list(ast.iter_child_nodes(node))))
