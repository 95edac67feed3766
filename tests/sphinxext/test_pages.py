"""The sample catalogue, built to HTML in one language."""

import re
from pathlib import Path

import pytest
from sphinx.application import Sphinx

VALID = Path(__file__).parent.parent / "samples/valid"
CONF = f"""
extensions = ["myst_parser", "reflib.sphinxext"]
myst_enable_extensions = ["colon_fence"]
html_theme = "furo"
html_math_renderer = "mathml"
nitpicky = True
site_lang = "zh"
language = "zh_CN"
reflib_entries = {str(VALID)!r}
reflib_repository = "https://example.org/repository"
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    (folder / "conf.py").write_text(CONF, "utf-8")
    (folder / "index.md").write_text("# Start | 首页\n\n{py:obj}`torch.sum`\n\n```{toctree}\nreference/index\n```\n")
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
        "从未存在",
        "add_all",
    ):
        assert fact in shown
    assert "https://docs.pytorch.org/docs/stable/generated/torch.sum.html" in page
    assert "https://example.org/repository/edit/main/src/reflib/valid/tensor/small.toml#L8" in page


def test_the_builds_own_language_comes_first(site):
    page = (site / "torch.sum.html").read_text("utf-8")
    assert page.index("对全部元素求和") < page.index("Add all elements, or those")
    table = (site / "reference/tensor/small.html").read_text("utf-8")
    assert table.index("对全部元素求和") < table.index("Add all elements, or those")


def test_pages_link_their_twin_in_the_other_language(site):
    assert 'hreflang="en" href="../en/torch.sum.html"' in (site / "torch.sum.html").read_text("utf-8")
    table = (site / "reference/tensor/small.html").read_text("utf-8")
    assert 'hreflang="en" href="../../../en/reference/tensor/small.html"' in table


def test_references_and_the_inventory_lead_to_the_entry_page(site):
    assert 'href="torch.sum.html#torch.sum"' in (site / "index.html").read_text("utf-8")
    from sphinx.util.inventory import InventoryFile

    inventory = InventoryFile.load((site / "objects.inv").open("rb"), "", lambda base, uri: uri)
    assert inventory["py:function"]["torch.sum"].uri == "torch.sum.html#torch.sum"
