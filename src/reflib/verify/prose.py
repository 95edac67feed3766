"""Find the code of a Markdown page that claims an output."""

import re

FENCE = re.compile(r"^(?P<fence>`{3,})pycon[^\n]*\n(?P<code>.*?)^(?P=fence)\s*$", re.M | re.S)


def pycon_blocks(text: str) -> list[tuple[int, str]]:
    """The fenced `pycon` blocks of a page: (line of the first prompt, code)."""
    return [(text.count("\n", 0, match.start("code")) + 1, match["code"]) for match in FENCE.finditer(text)]
