"""The facts of the handbook as frozen dataclasses; every one knows the file and line it came from."""

import doctest
import re
from dataclasses import dataclass, field
from functools import cached_property

from .problem import Location
from .signature import Signature

TORCH = re.compile(r"\btorch\.(?!\w*\s+import)")
IMPORT = re.compile(r"^>>> import torch$", re.M)
ERROR = re.compile(r"^(?:\w+\.)*\w+(?:Error|Warning|Exception): .+$", re.M)


@dataclass(frozen=True)
class Text:
    """One statement in both languages."""

    en: str
    zh: str

    def __getitem__(self, language: str) -> str:
        return {"en": self.en, "zh": self.zh}[language]


@dataclass(frozen=True)
class Parameter:
    """A documented parameter; `default` is source text from the signature, `None` when it is required."""

    name: str
    type: str
    default: str | None
    text: Text
    at: Location


@dataclass(frozen=True)
class Example:
    """A doctest. `id` is unique in the catalogue; `at.line` is the line of its first `>>>`.

    `not_emulated` says why the emulated device cannot run it; empty when it can.
    """

    id: str
    code: str
    requires: tuple[str, ...]
    not_emulated: str
    about: Text | None
    at: Location

    @cached_property
    def steps(self) -> list[doctest.Example]:
        """The prompts in order, each with its source and expected output."""
        return doctest.DocTestParser().get_examples(self.code)

    @property
    def text(self) -> str:
        """The doctest as readers see and copy it, with the `import torch` it relies on."""
        implied = TORCH.search(self.code) and not IMPORT.search(self.code)
        return (">>> import torch\n" if implied else "") + self.code

    @property
    def source(self) -> str:
        """The code without prompts or outputs."""
        return "".join(step.source for step in self.steps)

    @property
    def output(self) -> str:
        """The expected outputs alone, in order."""
        return "".join(step.want for step in self.steps)

    @property
    def errors(self) -> list[str]:
        """The error messages among the outputs, each with the name of its exception."""
        return ERROR.findall(self.output)


@dataclass(frozen=True)
class Old:
    """A spelling readers still type or paste: what `code` does today, and `use`, which replaces it.

    `match` holds patterns that find it in scripts, where its spelling alone does not say them (see `patterns`);
    `fix` is "by hand" where renaming would change the result.
    """

    id: str
    spelling: str
    today: str
    message: str
    code: str
    use: str
    note: Text | None
    requires: tuple[str, ...]
    at: Location
    match: tuple[str, ...] | None = None
    fix: str = ""


@dataclass(frozen=True)
class Entry:
    """Everything the handbook says about one name of the API.

    `alias` holds other names readers call it by, in either language; those that begin with `torch` exist in it.
    """

    name: str
    family: str
    kind: str
    status: str
    summary: Text
    note: Text | None
    signatures: tuple[Signature, ...]
    returns: Text | None
    shape: str | None
    formula: str | None
    parameters: tuple[Parameter, ...]
    examples: tuple[Example, ...]
    old: tuple[Old, ...]
    alias: tuple[str, ...]
    see: tuple[str, ...]
    official_url: str
    at: Location
    lines: dict[tuple[str | int, ...], int] = field(repr=False, compare=False)

    @property
    def checks(self) -> "tuple[Example | Old, ...]":
        """Everything of the entry that a run proves: its examples and its old spellings."""
        return (*self.examples, *self.old)

    def where(self, *key: str | int) -> Location:
        """The line of a fact, such as `where("summary", "zh")`; the entry's own where it has none."""
        return Location(self.at.path, self.lines.get(key, self.at.line))


@dataclass(frozen=True)
class Family:
    """One file of entries, shown as one bilingual table. `id` reads `tensor/creation`."""

    id: str
    section: str
    title: Text
    intro: Text | None
    entries: tuple[Entry, ...]
    at: Location


@dataclass(frozen=True)
class Section:
    """A chapter of the reference: an ordered group of families."""

    id: str
    title: Text
    families: tuple[Family, ...]
