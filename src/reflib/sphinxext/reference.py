"""The pages that follow from the catalogue alone: a page a family, a page a chapter of errata, and their indexes."""

import os
from pathlib import Path

from ..model import Catalog, Text

INTRO = """\
:::{en}
Every table shows both languages. A name leads to its page: signature, parameters, example, old spellings.
:::
:::{zh}
每张表都并列中英文说明。点击名称进入该条目的页面：签名、参数、检验过的示例和旧写法。
:::

```{families}
```
"""


ERRATA = """\
:::{en}
What the five old articles say that is wrong, outdated or misleading today, each in a sentence of ours, with what is
true and a run that shows it. Every run is checked like the examples.
:::
:::{zh}
五篇旧文章里如今有误、过时或易误导的说法，用我们自己的话各概括成一句，并附上事实和能说明问题的运行结果。每段运行与示例一样经过检验。
:::
"""


def write_reference(folder: Path, catalog: Catalog) -> None:
    """Write `folder/<section>/<family>.md` and the indexes; files that are right already stay untouched."""
    sections = [f"{section.id}/index" for section in catalog.sections]
    pages = {"index.md": _index(Text("Reference", "参考"), sections, INTRO)}
    for section in catalog.sections:
        names = [family.id.partition("/")[2] for family in section.families]
        pages[f"{section.id}/index.md"] = _index(section.title, names)
        for family in section.families:
            pages[f"{family.id}.md"] = f"{_heading(family.title)}\n```{{function-table}} {family.id}\n```\n"
    _write(folder, pages)


def write_errata(folder: Path, catalog: Catalog) -> None:
    """Write `folder/<chapter>.md` and an index; files that are right already stay untouched."""
    pages = {"index.md": _index(Text("Errata", "勘误"), [chapter.id for chapter in catalog.errata], ERRATA)}
    for chapter in catalog.errata:
        pages[f"{chapter.id}.md"] = f"{_heading(chapter.title)}\n```{{errata}} {chapter.id}\n```\n"
    _write(folder, pages)


def _write(folder: Path, pages: dict[str, str]) -> None:
    for name, text in pages.items():
        path = folder / name
        if not path.exists() or path.read_text("utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_suffix(f".{os.getpid()}")
            draft.write_text(text, "utf-8")
            draft.replace(path)  # whole at once: the build of another language may be reading it
    for path in folder.rglob("*.md"):
        if path.relative_to(folder).as_posix() not in pages:
            path.unlink(missing_ok=True)


def _heading(title: Text) -> str:
    return f"# {title.en} | {title.zh}\n"


def _index(title: Text, names: list[str], intro: str = "") -> str:
    toctree = "\n".join(["```{toctree}", ":hidden:" if "{families}" in intro else ":maxdepth: 1", "", *names, "```"])
    return f"{_heading(title)}\n{intro}\n{toctree}\n"
