"""Which gallery script uses which entry, read from the scripts: gallery pages link entries, entries link back."""

import ast
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.transforms import SphinxTransform

from ..check.names import walk
from ..model import Catalog, Text
from .inline import name_node
from .language import half
from .site import catalog_of
from .table import reading_order

ROLE = re.compile(r":py:\w+:`([\w.]+)`")
RUN = Text("Run it yourself", "自己运行")
ENTRIES = Text("Entries used here", "用到的条目")


class Script(NamedTuple):
    """A gallery script: its page, its title in both languages as `English | 中文`, and the entries it uses."""

    docname: str
    title: str
    names: tuple[str, ...]


def used_names(source: str, known: set[str]) -> tuple[str, ...]:
    """The `known` names that a script calls or its text refers to, in alphabetical order."""
    nodes_in_scope = walk(ast.parse(source))
    called = {scope.resolve(node) for node, scope in nodes_in_scope if isinstance(node, ast.Attribute | ast.Name)}
    named = called | set(ROLE.findall(source))
    return tuple(sorted(name for name in known if name in named))


@cache
def _read(folder: Path, known: frozenset[str]) -> tuple[Script, ...]:
    scripts = []
    for path in sorted(folder.glob("*/plot_*.py")):
        source = path.read_text("utf-8")
        title = (ast.get_docstring(ast.parse(source)) or path.stem).split("\n")[0]
        docname = f"{folder.name}/{path.relative_to(folder).with_suffix('').as_posix()}"
        scripts.append(Script(docname, title, used_names(source, set(known))))
    return tuple(scripts)


def gallery_scripts(config: Config) -> tuple[Script, ...]:
    """Every script of the gallery; none where the site has no gallery."""
    catalog: Catalog = catalog_of(config)
    return _read(Path(config.reflib_gallery), frozenset(catalog.entries)) if config.reflib_gallery else ()


class LinkEntries(SphinxTransform):
    """Close every gallery page with the command that runs it and the entries it uses."""

    default_priority = 382

    def apply(self) -> None:
        """Run on one document; pages that are no scripts are left alone."""
        script = next((one for one in gallery_scripts(self.config) if one.docname == self.env.docname), None)
        if script is None:
            return
        language = reading_order(self.config.site_lang)[0]
        command = f"nox -s gallery -- {script.docname}.py"
        links = nodes.paragraph()
        for number, name in enumerate(script.names):
            links += [nodes.Text(" · ")] if number else []
            links += name_node(name)
        block = nodes.container("", nodes.rubric("", RUN[language]), classes=["script-links"])
        block += nodes.literal_block(command, command, language="sh")
        if script.names:
            block += [nodes.rubric("", ENTRIES[language]), links]
        self.document.children[-1].append(block)


def scripts_of(config: Config, name: str, language: str) -> list[tuple[str, str]]:
    """The gallery pages that use an entry: (address, title)."""
    scripts = gallery_scripts(config)
    return [(f"{one.docname}.html", half(one.title, language)) for one in scripts if name in one.names]


def setup(app: Sphinx) -> None:
    """Register the transform and the folder of scripts."""
    app.add_config_value("reflib_gallery", "", "env", types=frozenset({str}))
    app.connect("builder-inited", lambda app: _read.cache_clear())
    app.add_transform(LinkEntries)
