"""The reference section of the source tree, written from the catalogue: a page a family, an index a section."""

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


def write_reference(folder: Path, catalog: Catalog) -> None:
    """Write `folder/<section>/<family>.md` and the indexes; files that are right already stay untouched."""
    sections = [f"{section.id}/index" for section in catalog.sections]
    pages = {"index.md": _index(Text("Reference", "参考"), sections, INTRO)}
    for section in catalog.sections:
        names = [family.id.partition("/")[2] for family in section.families]
        pages[f"{section.id}/index.md"] = _index(section.title, names)
        for family in section.families:
            pages[f"{family.id}.md"] = f"{_heading(family.title)}\n```{{function-table}} {family.id}\n```\n"
    for name, text in pages.items():
        path = folder / name
        if not path.exists() or path.read_text("utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    for path in folder.rglob("*.md"):
        if path.relative_to(folder).as_posix() not in pages:
            path.unlink()


def _heading(title: Text) -> str:
    return f"# {title.en} | {title.zh}\n"


def _index(title: Text, names: list[str], intro: str = "") -> str:
    toctree = "\n".join(["```{toctree}", ":hidden:" if intro else ":maxdepth: 1", "", *names, "```"])
    return f"{_heading(title)}\n{intro}\n{toctree}\n"
