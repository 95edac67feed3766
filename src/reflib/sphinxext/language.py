"""One paired source, the language chosen when it is read: `site_lang = en | zh | both`.

In prose a `:::{en}` block stands right above its `:::{zh}` block; headings, captions and alt texts hold both
halves as `English | 中文`. The half of the other language never reaches the document.
"""

import re

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

TAGS = {"en": "en", "zh": "zh-CN"}
SEPARATOR = " | "
HAN = re.compile(r"[\u3400-\u9fff]")
WIDE = "[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"
BROKEN_LINE = re.compile(rf"(?<={WIDE})\n(?={WIDE})")

logger = logging.getLogger(__name__)


def half(text: str, language: str) -> str:
    """The half of `English | 中文` in a language; all of it for `both`, or when it has no two halves."""
    parts = text.split(SEPARATOR)
    if len(parts) != 2 or language == "both":
        return text
    return parts[0 if language == "en" else 1].strip()


class LanguageBlock(SphinxDirective):
    """`:::{en}` and `:::{zh}`: content for one language."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        block = nodes.container(classes=["language", f"language-{self.name}"], language=self.name)
        self.set_source_info(block)
        block += self.parse_content_to_nodes(allow_section_headings=False)
        return [block]


class ChooseLanguage(SphinxTransform):
    """Check the pairs, then keep the chosen half of every pair, heading, caption and alt text."""

    default_priority = 380  # before the title is collected and references are resolved

    def apply(self) -> None:
        """Run on one document."""
        language = self.config.site_lang
        for block in list(self.document.findall(nodes.container)):
            if "language" in block:
                _check_partner(block)
        for block in list(self.document.findall(nodes.container)):
            if block.get("language") not in (None, language) and language != "both":
                block.parent.remove(block)
            elif block.get("language") == language:
                block.replace_self(block.children)
        for block in self.document.findall(nodes.TextElement):
            if not isinstance(block, nodes.FixedTextElement):
                _join_lines(block)
        titles = list(self.document.findall(nodes.title))
        if titles:
            halves = titles[0].astext().split(SEPARATOR)
            self.env.metadata[self.env.docname]["titles"] = (halves[0], halves[-1])
        for title in titles:
            _keep_half(title, language)
        for image in self.document.findall(lambda node: isinstance(node, nodes.Element) and "alt" in node):
            image["alt"] = half(image["alt"], language)
        for toctree in self.document.findall(addnodes.toctree):
            for key in ("caption", "rawcaption"):
                if toctree.get(key):
                    toctree[key] = half(toctree[key], language)


def _check_partner(block: nodes.container) -> None:
    siblings = block.parent.children
    index = siblings.index(block)
    if block["language"] == "en":
        partner = siblings[index + 1] if index + 1 < len(siblings) else None
        expected = "zh"
    else:
        partner = siblings[index - 1] if index else None
        expected = "en"
    if not isinstance(partner, nodes.container) or partner.get("language") != expected:
        side = "below" if expected == "zh" else "above"
        _warn(block, f"`{block['language']}` block without its `{expected}` half, expected right {side} it")
    prose = [text for text in block.findall(nodes.Text) if not isinstance(text.parent, nodes.literal)]
    if any(map(HAN.search, prose)) != (block["language"] == "zh"):
        _warn(block, f"`{block['language']}` block is not in its language")


def _join_lines(block: nodes.TextElement) -> None:
    """Drop line breaks between Chinese characters, which browsers would show as spaces."""
    children = list(block.children)
    neighbours = zip([None, *children], children, [*children[1:], None], strict=False)
    for index, (before, child, after) in enumerate(neighbours):
        if not isinstance(child, nodes.Text):
            continue
        around = (before.astext()[-1:] if before else "", after.astext()[:1] if after else "")
        joined = BROKEN_LINE.sub("", around[0] + child + around[1])
        kept = joined[len(around[0]) : len(joined) - len(around[1])]
        if kept != child:
            block[index] = nodes.Text(kept)


def _keep_half(title: nodes.title, language: str) -> None:
    for index, child in enumerate(title.children):
        if isinstance(child, nodes.Text) and SEPARATOR in child:
            before, after = child.split(SEPARATOR, 1)
            if language == "en":
                title.children[index:] = [nodes.Text(before)] if before else []
            elif language == "zh":
                title.children[: index + 1] = [nodes.Text(after)] if after else []
            for kept in title.children:
                kept.parent = title
            return
    if title.astext() and not HAN.search(title.astext()) and " " in title.astext():
        _warn(title, f"heading {title.astext()!r} has one language, expected `English | 中文`")


def _warn(node: nodes.Node, message: str) -> None:
    logger.warning(message, location=node, type="reflib", subtype="language")


def setup(app: Sphinx) -> None:
    """Register `site_lang`, the two directives and the transform."""
    app.add_config_value("site_lang", "both", "env", types=frozenset({str}))
    for name in TAGS:
        app.add_directive(name, LanguageBlock)
    app.add_transform(ChooseLanguage)
