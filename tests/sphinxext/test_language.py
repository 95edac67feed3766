"""One paired page, read three ways, and pages that lack a half."""

import io
from pathlib import Path

import pytest
from sphinx.application import Sphinx

CONF = """
extensions = ["myst_parser", "reflib.sphinxext"]
myst_enable_extensions = ["colon_fence"]
root_doc = "index"
smartquotes = False
html_math_renderer = "mathml"
reflib_entries = {entries!r}
"""
VALID = Path(__file__).parent.parent / "samples/valid"

PAIRED = """
(start)=
# Start here | 从这里开始

:::{en}
English text.
:::
:::{zh}
中文
文字，不要写
forward，也不
折行。
:::
"""


@pytest.fixture
def read(tmp_path):
    """Read one page in a language: (its text, the warnings)."""

    def read(page, language="both"):
        (tmp_path / "conf.py").write_text(CONF.format(entries=str(VALID)), "utf-8")
        (tmp_path / "index.md").write_text(page, "utf-8")
        warnings = io.StringIO()
        app = Sphinx(
            tmp_path, tmp_path, tmp_path / "out", tmp_path / "cache", "dummy",
            {"site_lang": language}, status=None, warning=warnings, freshenv=True,
        )  # fmt: skip
        app.build()
        lines = [line for line in warnings.getvalue().splitlines() if "reflib.language" in line]
        return app.env.get_doctree("index").astext().strip(), lines

    return read


def test_a_language_keeps_its_half(read):
    assert read(PAIRED, "en") == ("Start here\n\nEnglish text.", [])
    assert read(PAIRED, "zh") == ("从这里开始\n\n中文文字，不要写\nforward，也不折行。", [])


def test_both_keeps_both(read):
    text, warnings = read(PAIRED)
    assert text == "Start here | 从这里开始\n\nEnglish text.\n\n中文文字，不要写\nforward，也不折行。"
    assert warnings == []


@pytest.mark.parametrize(
    ("page", "line", "message"),
    [
        ("# A | 甲\n\n:::{en}\nEnglish.\n:::\n", 3, "`en` block without its `zh` half"),
        ("# A | 甲\n\n:::{zh}\n中文。\n:::\n", 3, "`zh` block without its `en` half"),
        (
            "# A | 甲\n\n:::{en}\nEnglish.\n:::\n:::{zh}\nEnglish.\n:::\n",
            6,
            "`zh` block is not in its language",
        ),
        ("# Only English here\n", 1, "heading 'Only English here' has one language"),
    ],
)
def test_a_missing_half_is_found_with_its_line(read, page, line, message):
    _, (warning, *rest) = read(page)
    assert f"index.md:{line}: WARNING: {message}" in warning
    assert rest == []
