"""Chinese typography and the glossary's terms."""

import re
from collections.abc import Iterator

from ..model import Catalog, Problem
from .texts import texts

NAME = "notation"
WHY = "Half-width punctuation and two words for one concept read as a machine translation."

QUOTED = re.compile(r"`[^`]*`|\$[^$]*\$")
HALF_WIDTH = re.compile(r"(?<=[\u3400-\u9fff])[,:;!?]|[,:;!?](?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])\.(?:\s|$)")
CROWDED = re.compile(r"[\u3400-\u9fff][A-Za-z0-9`$]|[A-Za-z0-9`$][\u3400-\u9fff]")
TERMS = {
    "元素级": "逐元素",
    "按元素": "逐元素",
    "广播机制": "广播",
    "规约": "归约",
    "缩减": "归约",
    "原地": "就地",
    "数据型": "数据类型",
    "步长": "步幅",
    "批次": "批",
    "下标": "索引",
    "拷": "复制",
    "载入": "加载",
    "零维": "0 维",
}


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield half-width punctuation, missing spaces around Latin text, and terms the glossary replaces."""
    for text, _, zh in texts(catalog):
        plain = QUOTED.sub(lambda match: match[0][0], text.zh)
        if found := HALF_WIDTH.search(plain):
            yield Problem(zh, f"half-width {found[0].strip()!r} in {text.zh[:40]!r}, expected the full-width mark")
        if found := CROWDED.search(text.zh):
            yield Problem(zh, f"no space inside {found[0]!r} in {text.zh[:40]!r}")
        for wrong, right in TERMS.items():
            if wrong in text.zh.replace(right, ""):
                yield Problem(zh, f"{wrong!r} in {text.zh[:40]!r}, expected the glossary's {right!r}")
