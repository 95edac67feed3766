"""Addresses of old names, the pages that lead on from them, and Chinese in Sphinx's own search."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from sphinx.application import Sphinx

from reflib.model import load_catalog
from reflib.sphinxext.finding import DOTTED, old_addresses
from reflib.sphinxext.prose_search import SPLIT_QUERY, SearchPairs

VALID = Path(__file__).parent.parent / "samples/valid"
CATALOG = load_catalog()
ADDRESSES = old_addresses(CATALOG)
CONF = """
extensions = ["myst_parser", "reflib.sphinxext"]
html_theme = "furo"
html_math_renderer = "mathml"
site_lang = "zh"
language = "zh_CN"
reflib_entries = {entries!r}
"""


def test_every_old_dotted_name_leads_to_an_entry_that_answers_it():
    own = {CATALOG.page(entry.name).casefold() for entry in CATALOG}
    answers: dict[str, set[str]] = {}
    for entry in CATALOG:
        for spelling in (*(old.spelling for old in entry.old), *entry.alias):
            if name := DOTTED.match(spelling):
                answers.setdefault(name[0].casefold(), set()).add(f"{CATALOG.page(entry.name)}.html")
    led = {name.casefold(): target.removesuffix("#old") for name, target in ADDRESSES.items()}
    lost = [name for name, pages in answers.items() if name not in own and led.get(name) not in pages]
    assert lost == []
    assert ADDRESSES["torch.eig"] == "torch.linalg.eig.html#old"


def test_official_file_names_lead_to_the_entry():
    assert ADDRESSES["generated/torch.clamp"] == "../torch.clamp.html"
    assert ADDRESSES["generated/torch.nn.Conv2d"] == "../torch.nn.Conv2d.html"


def test_no_two_files_differ_by_case_alone():
    files = [*ADDRESSES, *(CATALOG.page(entry.name) for entry in CATALOG)]
    assert len({file.casefold() for file in files}) == len(files)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    (folder / "conf.py").write_text(CONF.format(entries=str(VALID)) + 'exclude_patterns = ["out"]\n', "utf-8")
    (folder / "index.md").write_text("# Start | 首页\n\n```{toctree}\nreference/index\n```\n", "utf-8")
    Sphinx(folder, folder, folder / "out", folder / "cache", "html", status=None, warningiserror=True).build()
    return folder / "out"


@pytest.mark.parametrize(
    ("page", "target"),
    [("torch.add_all", "torch.sum.html#old"), ("generated/torch.sum", "../torch.sum.html")],
)
def test_a_page_that_has_gone_leads_on(site, page, target):
    html = (site / f"{page}.html").read_text("utf-8")
    assert f'http-equiv="refresh" content="0; url={target}"' in html
    assert f'<a href="{target}">' in html
    assert 'content="noindex"' in html


def test_the_index_is_written_and_every_page_loads_it_before_its_readers(site):
    assert '"torch.sum"' in (site / "_static/search/index.js").read_text("utf-8")
    loaded = re.findall(r"_static/search/(\w+)\.js", (site / "torch.sum.html").read_text("utf-8"))
    assert loaded[:5] == ["index", "documents", "scorer", "palette", "filter"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("交叉熵", ["交叉", "叉熵"]),
        ("用 F.cross_entropy 计算损失。", ["用", "F", "cross_entropy", "计算", "算损", "损失"]),
        ("，。", []),
    ],
)
def test_text_and_query_are_split_into_the_same_pairs(text, parts):
    assert SearchPairs({}).split(text) == parts
    script = f"{SPLIT_QUERY}console.log(JSON.stringify(splitQuery({json.dumps(text)})))"
    assert json.loads(subprocess.run(["node", "-e", script], capture_output=True, check=True).stdout) == parts


def test_stop_words_are_left_out_and_chinese_is_kept():
    search = SearchPairs({})
    assert [word for word in ("the", "tensor", "张量", "") if search.word_filter(word)] == ["tensor", "张量"]
