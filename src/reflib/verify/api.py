"""Check what an entry says of its name against the installed torch: it resolves, and takes these arguments."""

import importlib
import inspect
import re
from typing import Any

import torch

from ..model import Entry
from ..model.signature import Signature

FACTORY = {
    "out",
    "dtype",
    "layout",
    "device",
    "requires_grad",
    "pin_memory",
    "generator",
    "names",
    "memory_format",
}


def resolve(name: str) -> Any:
    """The object a dotted name stands for, None for an attribute that only instances of a class have.

    Raises `AttributeError` that names the missing part.
    """
    if name.split(".")[0] == "torchvision":
        from ..snippets.torchvision_cpu import import_torchvision

        import_torchvision()
    parts = name.split(".")
    found = importlib.import_module(parts[0])
    for number, part in enumerate(parts[1:], 2):
        try:
            found = getattr(found, part)
        except AttributeError:
            if inspect.isclass(found) and _set_on_instances(found, part) and number == len(parts):
                return None
            if not inspect.ismodule(found):
                raise
            found = importlib.import_module(".".join(parts[:number]))
    return found


def _set_on_instances(cls: type, name: str) -> bool:
    """Whether a method of the class assigns the attribute, as `Linear` does its `bias`."""
    return re.search(rf"\bself\.{re.escape(name)}\s*[:=]", inspect.getsource(cls)) is not None


def disagreements(entry: Entry) -> list[str]:
    """Sentences that say where an entry and the installed torch disagree; empty when they agree."""
    try:
        target = resolve(entry.name)
    except (AttributeError, ImportError) as error:
        if entry.status == "removed":
            return []
        return [f"`{entry.name}` is {entry.status} but does not exist in torch {torch.__version__}: {error}"]
    found = []
    if entry.status == "deprecated" and "deprecated" not in (inspect.getdoc(target) or "").lower():
        found.append(f"`{entry.name}` is said to be deprecated, but its docstring does not say so")
    for alias in entry.alias:
        if alias.startswith(("torch.", "torchvision.")):
            try:
                resolve(alias)
            except (AttributeError, ImportError) as error:
                found.append(f"alias `{alias}` does not exist: {error}")
    if not entry.signatures:
        if callable(target) and entry.kind in ("function", "method", "class"):
            found.append(f"`{entry.name}` is callable, expected a `signature`")
        return found
    references = reference_signatures(target, entry.name)
    if references and entry.status != "removed":
        found += [
            f"`{ours.text}` agrees with no form torch knows: {'; '.join(theirs for theirs, _ in references)}"
            for ours in entry.signatures
            if not any(_agree(ours, names) for _, names in references)
        ]
    return found


Names = dict[str, str | None]


def reference_signatures(target: Any, name: str) -> list[tuple[str, Names]]:
    """Every call form of a name as (text, {argument: default}), from Python, the docstring and the operators."""
    forms = []
    try:
        parameters = inspect.signature(target).parameters.values()
        if not any(p.kind in (p.VAR_POSITIONAL, p.VAR_KEYWORD) for p in parameters) or not inspect.getdoc(target):
            names = {p.name: None if p.default is p.empty else repr(p.default) for p in parameters}
            return [(f"{name}({', '.join(names)})", _without_self(names))]
    except (ValueError, TypeError):
        pass
    last = name.rpartition(".")[2]
    for match in re.finditer(
        rf"^\s*(?:[\w.]*\.)?{re.escape(last)}\((.*?)\)\s*(?:->.*)?$", inspect.getdoc(target) or "", re.M
    ):
        forms.append((match[0].strip(), _split(match[1])))
    for schema in torch._C._jit_get_schemas_for_operator(f"aten::{last}"):
        names = {a.name: repr(a.default_value) if a.has_default_value() else None for a in schema.arguments}
        forms.append((str(schema), _without_self(names) | {extra: "None" for extra in FACTORY - names.keys()}))
    return forms


def _agree(ours: Signature, theirs: Names) -> bool:
    """Whether all our arguments are theirs, in defaults too, and all their required ones are ours."""
    names = {argument.name for argument in ours.arguments}
    required = {name for name, default in theirs.items() if default is None} - {"input", "self"}
    return (
        names <= theirs.keys() | {"input"}
        and required <= names
        and all(_same_default(argument.default, theirs.get(argument.name)) for argument in ours.arguments)
    )


def _same_default(ours: str | None, theirs: str | None) -> bool:
    if ours is None or theirs is None:
        return True
    return _plain(ours) == _plain(theirs)


def _plain(default: str) -> str:
    text = default.replace('"', "'").removeprefix("torch.")
    text = re.sub(r"<module '([\w.]+)'.*>", r"\1", text)
    text = re.sub(r"<(\w+\.\w+): .*>", r"\1", text)  # a member of an enumeration
    text = re.sub(r"<function (\w+) at .*>", r"\1", text)
    text = re.sub(r"<class '(?:\w+\.)*(\w+)'>", r"\1", text)
    try:
        return str(float(text))
    except ValueError:
        return text


def _without_self(names: Names) -> Names:
    return {name: default for name, default in names.items() if name not in ("self", "cls")}


def _split(arguments: str) -> Names:
    """Arguments of a docstring's call form, which need not be Python: `zeros(*size, *, out=None)`."""
    names: Names = {}
    for part in re.split(r",\s*(?![^\[(]*[\])])", arguments):
        name, _, default = part.partition("=")
        name = name.split(":")[0].strip().lstrip("*")
        if re.fullmatch(r"\w+", name):
            names[name] = default.strip() or None
    return names
