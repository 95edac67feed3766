"""What is wrong with an entry file, and where."""

from collections.abc import Iterable
from typing import NamedTuple


class Location(NamedTuple):
    """A line of an entry file; `line` counts from 1."""

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


class Problem(NamedTuple):
    """One fault: where it is, and a sentence that says what is wrong and what was expected."""

    at: Location
    message: str

    def __str__(self) -> str:
        return f"{self.at}: {self.message}"


class Broken(Exception):
    """Raised with every problem found, never only the first."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))
