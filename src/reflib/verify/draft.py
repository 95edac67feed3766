"""A skeleton for a new entry: today's signature, every parameter, and question marks for what a person writes."""

import inspect
import tomllib
from collections.abc import Collection
from pathlib import Path

from .api import reference_signatures, resolve


def draft(name: str, described: Collection[str] = ()) -> str:
    """The TOML of an unwritten entry, but for the parameters that are `described` elsewhere.

    Raises `AttributeError` when torch has no such name.
    """
    target = resolve(name)
    last = name.rpartition(".")[2]
    forms = [names for _, names in reference_signatures(target, name)]
    arguments = forms[0] if forms else {}
    written = ", ".join(f"{n}={d}" if d is not None else n for n, d in arguments.items())
    kind = "class" if inspect.isclass(target) else "module" if inspect.ismodule(target) else "function"
    lines = ["", "[[entry]]", f'name = "{name}"']
    lines += [f'kind = "{kind}"'] if kind != "function" else []
    lines += ['summary.en = "?"', 'summary.zh = "？"', f'signature = "{last}({written})"']
    for argument in (argument for argument in arguments if argument not in described):
        lines += [f'param.{argument}.{key} = "{mark}"' for key, mark in (("type", "?"), ("en", "?"), ("zh", "？"))]
    return "\n".join([*lines, "example = '''", f">>> {name}", "?", "'''", ""])


def append_draft(path: Path, name: str) -> None:
    """Add the skeleton of `name` to a family file; what its family or all families share is described there."""
    files = (path, path.parent.parent / "shared.toml")
    described = {key for file in files for key in tomllib.loads(file.read_text("utf-8")).get("param", {})}
    with path.open("a", encoding="utf-8") as file:
        file.write(draft(name, described))
