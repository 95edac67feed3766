"""The little markup of entry texts: `code` in backticks and $maths$ in dollars."""

import re
from typing import Literal, NamedTuple

PIECE = re.compile(r"`([^`]+)`|\$([^$]+)\$")


class Piece(NamedTuple):
    """A run of text of one kind."""

    kind: Literal["text", "code", "math"]
    text: str


def pieces(text: str) -> list[Piece]:
    """Split a text into plain, code and maths runs."""
    found: list[Piece] = []
    end = 0
    for match in PIECE.finditer(text):
        if match.start() > end:
            found.append(Piece("text", text[end : match.start()]))
        found.append(Piece("code", match[1]) if match[1] else Piece("math", match[2]))
        end = match.end()
    if end < len(text):
        found.append(Piece("text", text[end:]))
    return found
