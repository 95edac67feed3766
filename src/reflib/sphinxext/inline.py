"""Entry texts as docutils nodes and as HTML."""

import re
from html import escape

from docutils import nodes
from sphinx import addnodes

from ..model.markup import pieces
from .maths import mathml

NAME = re.compile(r"torch(vision)?(\.\w+)+")


def to_nodes(text: str) -> list[nodes.Node]:
    """Nodes for a text; code that names an entry becomes a reference to it."""
    made: list[nodes.Node] = []
    for kind, content in pieces(text):
        if kind == "math":
            made.append(nodes.math(content, content))
        elif kind == "code":
            made.append(name_node(content) if NAME.fullmatch(content) else nodes.literal(content, content))
        else:
            made.append(nodes.Text(content))
    return made


def name_node(name: str) -> addnodes.pending_xref:
    """A reference to an entry; plain code when there is none."""
    literal = nodes.literal(name, name, classes=["xref", "py", "py-obj"])
    return addnodes.pending_xref("", literal, refdomain="py", reftype="obj", reftarget=name, refwarn=False)


def to_html(text: str, links: dict[str, str]) -> str:
    """HTML for a text; `links` maps entry names to addresses."""
    made = []
    for kind, content in pieces(text):
        if kind == "math":
            made.append(mathml(content))
        elif kind == "code":
            code = f"<code>{escape(content)}</code>"
            made.append(f'<a href="{links[content]}">{code}</a>' if content in links else code)
        else:
            made.append(escape(content))
    return "".join(made)
