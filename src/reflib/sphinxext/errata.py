"""The `errata` directive: one chapter of claims, each with what is true and the run that shows it."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from ..model import Text
from ..model.errata import Claim
from .inline import name_node, to_nodes
from .site import catalog_of, entries_folder
from .table import reading_order

VERDICTS = {
    "wrong": Text("wrong", "有误"),
    "outdated": Text("outdated", "已过时"),
    "misleading": Text("misleading", "易误导"),
    "mistranslated": Text("mistranslated", "误译"),
    "typo": Text("typing error", "笔误"),
    "incomplete": Text("incomplete", "不完整"),
    "holds": Text("holds", "成立"),
}
SAYS = Text("They say", "原说法")
TRUTH = Text("Today", "事实")
SEE = Text("See", "参见")


class Errata(SphinxDirective):
    """`{errata} nn`: the claims of a chapter, in order."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        chapters = {chapter.id: chapter for chapter in catalog_of(self.config).errata}
        chapter = chapters.get(self.arguments[0])
        if chapter is None:
            raise self.error(f"no chapter {self.arguments[0]!r}, expected one of {', '.join(chapters)}")
        path = entries_folder(self.config).parent / "errata" / f"{chapter.id}.toml"
        self.env.note_dependency(str(path))
        language = reading_order(self.config.site_lang)[0]
        return [_block(claim, language) for claim in chapter.claims]


def _block(claim: Claim, language: str) -> nodes.container:
    anchor = claim.id.replace("/", "-")
    verdict = VERDICTS[claim.verdict][language]
    head = nodes.paragraph("", "", classes=["claim-head"])
    head += nodes.reference("", claim.id, refuri=f"#{anchor}", internal=True)
    head += [nodes.Text(" "), nodes.inline("", verdict, classes=["verdict", claim.verdict])]
    see = nodes.paragraph("", f"{SEE[language]} ")
    for number, name in enumerate(claim.see):
        see += [nodes.Text(" · ")] if number else []
        see += name_node(name)
    code = nodes.literal_block(claim.run.text, claim.run.text, language="pycon")
    parts = [head, _statement(SAYS, claim.says, language), _statement(TRUTH, claim.truth, language), code, see]
    return nodes.container("", *parts, ids=[anchor], classes=["claim"])


def _statement(label: Text, text: Text, language: str) -> nodes.paragraph:
    return nodes.paragraph("", "", nodes.strong("", label[language]), nodes.Text(" "), *to_nodes(text[language]))


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("errata", Errata)
