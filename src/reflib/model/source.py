"""An entry file with its positions, and the problems found in it."""

import re
import tomllib
from pathlib import Path
from typing import Any

from .lines import KeyPath, key_lines, leaf_paths
from .problem import Broken, Location, Problem
from .schema import violations


class Source:
    """A parsed TOML file that knows the line of every key and collects problems.

    `shown` is its name in messages. Raises `Broken` at once when the file is not TOML or does not fit `schema`.
    """

    def __init__(self, path: Path, shown: str, schema: Any):
        self.shown = shown
        self.problems: list[Problem] = []
        self.text = path.read_text("utf-8")
        try:
            self.data: dict[str, Any] = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"line (\d+)", str(error))
            line = int(found[1]) if found else len(self.text.splitlines())
            raise Broken([Problem(Location(shown, line), f"not TOML: {error}")]) from None
        self.lines = key_lines(self.text)
        for key in leaf_paths(self.data):
            if key not in self.lines:
                dotted = ".".join(map(str, key))
                self.report(key, f"no line found for `{dotted}`, expected one `key = value` a line")
        for key, message in violations(self.data, schema):
            self.report(key, message)
        self.raise_problems()

    def locate(self, key: KeyPath) -> Location:
        """The line of a key, or of the nearest table around it."""
        while key and key not in self.lines:
            key = key[:-1]
        return Location(self.shown, self.lines.get(key, 1))

    def locate_block(self, key: KeyPath) -> Location:
        """The first line of a block string's text; TOML drops the newline right after the quotes."""
        at = self.locate(key)
        opening = self.text.splitlines()[at.line - 1].rstrip()
        return Location(at.path, at.line + 1) if opening.endswith(("'''", '"""')) else at

    def report(self, key: KeyPath, message: str) -> None:
        """Note a problem at a key."""
        self.problems.append(Problem(self.locate(key), message))

    def raise_problems(self) -> None:
        """Raise `Broken` with all problems reported so far, if any."""
        if self.problems:
            raise Broken(self.problems)
