"""Read a script as Python 3, and repair what Python 2 wrote otherwise, so that the rest can still be searched."""

import ast
import io
import re
import tokenize
import warnings
from dataclasses import dataclass

from ..model.patterns import disguise

EXCEPT = re.compile(r"(\bexcept\s+[\w.]+)(\s*,\s*\w+\s*)(?=:)")
STATEMENT = re.compile(r"(\w+) ?")
HEADER = re.compile(r"expected an indented block after .* on line (\d+)")
REPAIRS = 500
"""Lines to repair before giving up: what needs more is not Python."""
NEWLINE = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")


@dataclass(frozen=True)
class Source:
    """A script: its lines, its syntax tree, and what stopped Python 3 from reading it, if anything did.

    A repair keeps the lines, and nearly always the columns, of the script as written.
    """

    lines: list[str]
    tree: ast.Module
    error: SyntaxError | None = None

    def column(self, line: int, offset: int) -> int:
        """The column, in characters from 0, of a byte offset that the parser gave for a line from 1."""
        return len(self.lines[line - 1].encode()[:offset].decode(errors="ignore"))


def decode(data: bytes) -> tuple[str, str]:
    """The text of a script and its encoding, as Python reads it. Raises `SyntaxError` or `UnicodeDecodeError`."""
    encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    return data.decode(encoding), encoding


def read(text: str) -> Source:
    """Parse a script. Raises `ValueError` for text that no Python holds, such as null bytes."""
    if "\0" in text:
        raise ValueError("holds null bytes, expected a Python script")
    lines = NEWLINE.split(text)
    tree, error = _parse(text)
    if tree:
        return Source(lines, tree)
    repaired = NEWLINE.split(EXCEPT.sub(lambda found: found[1] + " " * len(found[2]), disguise(text)))
    for _ in range(REPAIRS):
        tree, fault = _parse("".join(repaired))
        if tree:
            return Source(repaired, tree, error)
        assert fault
        _repair(repaired, fault)
    return Source(lines, ast.Module([], []), error)


def _parse(text: str) -> tuple[ast.Module | None, SyntaxError | None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(text), None
        except SyntaxError as error:
            return None, error
        except (RecursionError, MemoryError):
            raise ValueError("nested too deeply") from None


def _repair(lines: list[str], fault: SyntaxError) -> None:
    """Change one line so that the parser gets past it: bracket a statement of Python 2, or leave the line out."""
    row = min(fault.lineno or 1, len(lines)) - 1
    line = lines[row]
    if isinstance(fault, TabError):
        lines[:] = [line.expandtabs() for line in lines]
    elif header := HEADER.match(fault.msg):
        row = int(header[1]) - 1
        lines[row] = f"{lines[row].rstrip()} pass\n"
    elif fault.msg.startswith("Missing parentheses in call to") and fault.offset and fault.end_offset:
        last = (fault.end_lineno or row + 1) - 1
        end = fault.end_offset - 1 if last == row else len(lines[last].rstrip())
        lines[last] = f"{lines[last][:end]}){lines[last][end:]}"
        start = fault.offset - 1
        lines[row] = lines[row][:start] + STATEMENT.sub(r"\1(", lines[row][start:], count=1)
    else:
        body = line.strip()
        instead = "" if body == "pass" else "if 1:" if body.endswith(":") and body != "if 1:" else "pass"
        lines[row] = f"{line[: len(line) - len(line.lstrip())]}{instead}\n"
