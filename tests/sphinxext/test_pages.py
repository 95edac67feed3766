"""The sample catalogue, built to HTML in one language."""

import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.inventory import InventoryFile

VALID = Path(__file__).parent.parent / "samples/valid"
MODULE = """
[[entry]]
name = "torch"
kind = "module"
summary.en = "The package."
summary.zh = "顶层包。"
example = '''
>>> torch.__name__
'torch'
'''
[[entry.examples]]
about.en = "Names are spelt out."
about.zh = "名称要写全。"
code = '''
>>> torch.zero
Traceback (most recent call last):
  ...
AttributeError: module 'torch' has no attribute 'zero'
'''
"""
CONF = """
extensions = ["myst_parser", "reflib.sphinxext"]
myst_enable_extensions = ["colon_fence"]
html_theme = "furo"
html_math_renderer = "mathml"
nitpicky = True
site_lang = "zh"
language = "zh_CN"
reflib_entries = {entries!r}
reflib_repository = "https://example.org/repository"
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    entries = shutil.copytree(VALID, folder / "entries")
    with (entries / "tensor/small.toml").open("a", encoding="utf-8") as file:
        file.write(MODULE)
    (folder / "conf.py").write_text(CONF.format(entries=str(entries)) + 'exclude_patterns = ["out"]\n', "utf-8")
    (folder / "index.md").write_text(
        "# Start | 首页\n\n{py:obj}`torch.sum` {py:obj}`torch`\n\n```{error-messages}\n```\n\n"
        "```{toctree}\nreference/index\n```\n"
    )
    app = Sphinx(folder, folder, folder / "out", folder / "cache", "html", status=None, warningiserror=True)
    app.build()
    return folder / "out"


def text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def test_an_entry_page_has_every_fact(site):
    page = (site / "torch.sum.html").read_text("utf-8")
    shown = text(page)
    for fact in (
        "对全部元素求和",
        "Add all elements",
        "keepdim",
        "tensor(10.)",
        "CPU 尚未运行",
        "需要 GPU",
        "从未存在",
        "add_all",
    ):
        assert fact in shown
    assert "https://docs.pytorch.org/docs/stable/generated/torch.sum.html" in page
    assert "https://example.org/repository/edit/main/src/reflib/entries/tensor/small.toml#L8" in page


def test_a_table_has_the_widths_of_its_columns(site):
    table = (site / "index.html").read_text("utf-8")
    assert re.findall(r'<col style="width: (.*?)"', table) == ["24.0%", "42.0%", "34.0%"]


def test_an_error_message_leads_to_the_example_that_raises_it(site):
    index = (site / "index.html").read_text("utf-8")
    row = re.search(r'<tr class="row-even"><td>.*?</tr>', index, re.S)[0]
    assert 'href="torch.html#example-2"' in row
    assert "AttributeError: module 'torch' has no attribute 'zero'" in unescape(text(row))
    assert "名称要写全。" in row
    assert 'id="example-2"' in (site / "torch.html").read_text("utf-8")


def test_the_builds_own_language_comes_first(site):
    page = (site / "torch.sum.html").read_text("utf-8")
    assert page.index("对全部元素求和") < page.index("Add all elements, or those")
    table = (site / "reference/tensor/small.html").read_text("utf-8")
    assert table.index("对全部元素求和") < table.index("Add all elements, or those")


def test_the_themes_own_words_are_chinese_too(site):
    page = (site / "reference/tensor/small.html").read_text("utf-8")
    assert "上一页" in page and "回到顶部" in page
    assert "Previous" not in page and "Back to top" not in page


def test_pages_link_their_twin_in_the_other_language(site):
    assert 'hreflang="en" href="../en/torch.sum.html"' in (site / "torch.sum.html").read_text("utf-8")
    table = (site / "reference/tensor/small.html").read_text("utf-8")
    assert 'hreflang="en" href="../../../en/reference/tensor/small.html"' in table


def test_references_and_the_inventory_lead_to_the_entry_page(site):
    assert 'href="torch.sum.html#torch.sum"' in (site / "index.html").read_text("utf-8")
    inventory = InventoryFile.load((site / "objects.inv").open("rb"), "", lambda base, uri: uri)
    assert inventory["py:module"]["torch"].uri == "torch.html#torch"
    assert inventory["py:function"]["torch.sum"].uri == "torch.sum.html#torch.sum"


def test_scripts_are_served_without_comments(site):
    script = (site / "_static/search/scorer.js").read_text("utf-8")
    assert "handbookSearch" in script
    assert "@ts-check" not in script
