"""Finding on the built site: the palette, the table filter, old addresses, and Sphinx's own search page."""

import gzip
import json
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

SEARCH = Path(__file__).parent.parent / "search"
QUERIES = [case["query"] for case in json.loads((SEARCH / "queries.json").read_text("utf-8"))]
LOADED = 45 * 1024
"""Bytes, gzipped, that a reader loads before the first hit."""


@pytest.fixture
def palette(page, origin):
    """The closed palette of an English page."""
    page.goto(f"{origin}/en/torch.zeros.html")
    return page.locator("dialog.palette")


def ask(page, query):
    """Type a query into the palette, and return its options."""
    page.keyboard.press("Control+k")
    page.locator(".palette input").fill(query)
    return page.get_by_role("option")


@pytest.mark.parametrize("key", ["Control+k", "Control+K", "Meta+k", "/"])
def test_keys_open_the_palette_and_escape_gives_the_focus_back(page, palette, key):
    page.get_by_role("link", name="Skip to content").focus()
    page.keyboard.press(key)
    expect(palette.get_by_role("combobox", name="Search")).to_be_focused()
    page.keyboard.press("Escape")
    expect(palette).to_be_hidden()
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()


def test_a_slash_inside_a_field_is_a_slash(page, palette):
    assert ask(page, "a").count()
    page.keyboard.press("/")
    expect(palette.get_by_role("combobox")).to_have_value("a/")


def test_the_visible_box_opens_the_palette_by_click_and_by_typing_but_not_by_focus(page, palette):
    box = page.locator("input.sidebar-search")
    box.focus()
    expect(palette).to_be_hidden()
    page.keyboard.type("cat")
    expect(palette.get_by_role("combobox")).to_have_value("cat")
    palette.get_by_role("button", name="Close").click()
    expect(palette).to_be_hidden()
    expect(box).to_be_focused()
    expect(box).to_have_value("")
    box.click()
    expect(palette.get_by_role("combobox")).to_be_focused()


@pytest.mark.parametrize(
    ("path", "opener", "width"), [("index", ".search-box", 1280), ("torch.zeros", ".language-link[data-palette]", 375)]
)
def test_buttons_open_the_palette(page, origin, path, opener, width):
    page.set_viewport_size({"width": width, "height": 812})
    page.goto(f"{origin}/en/{path}.html")
    page.locator(f"{opener}:visible").first.click()
    expect(page.get_by_role("combobox", name="Search")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_query_is_ranked_and_enter_goes_to_the_entry(page, palette):
    expect(ask(page, "clamp").first).to_contain_text("torch.clamp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/torch.clamp.html")


def test_arrow_keys_move_the_active_option(page, palette):
    options = ask(page, "conv")
    box, last = palette.get_by_role("combobox"), options.count() - 1
    expect(box).to_have_attribute("aria-expanded", "true")
    steps = {"ArrowDown": 1, "PageDown": 6, "PageUp": 1, "ArrowUp": 0}
    for key, at in [*steps.items(), ("ArrowUp", last), ("ArrowDown", 0)]:
        page.keyboard.press(key)
        chosen = page.locator("[role=option][aria-selected=true]")
        expect(chosen).to_have_count(1)
        expect(chosen).to_have_attribute("id", box.get_attribute("aria-activedescendant"))
        assert options.nth(at).get_attribute("aria-selected") == "true", key
        expect(chosen).to_be_in_viewport()


def test_nothing_found_is_said_and_the_list_is_closed(page, palette):
    expect(ask(page, "qqqqqq")).to_have_count(0)
    expect(palette.get_by_role("combobox")).to_have_attribute("aria-expanded", "false")
    expect(palette.get_by_role("status")).to_have_text("Nothing found.")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(palette).to_be_visible()


@pytest.mark.parametrize("composing", ["isComposing: true", "keyCode: 229"])
def test_keys_of_an_input_method_are_left_alone(page, palette, composing):
    options = ask(page, "juanji")
    first = options.first.get_attribute("id")
    box = palette.get_by_role("combobox")
    for key in ("ArrowDown", "Enter"):
        event = f"new KeyboardEvent('keydown', {{key: '{key}', {composing}, bubbles: true, cancelable: true}})"
        assert box.evaluate(f"box => box.dispatchEvent({event})"), "the key was taken from the input method"
    expect(box).to_have_attribute("aria-activedescendant", first)
    assert page.url.endswith("torch.zeros.html")


def test_an_empty_box_shows_the_pages_visited_last(page, palette):
    page.keyboard.press("/")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(palette.get_by_role("status")).to_contain_text("Type a name")
    page.keyboard.press("Escape")
    for query in ("torch.clamp", "torch.cat"):
        ask(page, query)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{query}.html")
    page.keyboard.press("/")
    expect(page.locator(".palette-name")).to_have_text(["torch.cat", "torch.clamp"])
    expect(page.locator(".palette-text").first).to_have_text("recent")


@pytest.mark.parametrize(
    ("lang", "query", "reason"),
    [
        ("en", "torch.eig", "Old spelling: torch.eig"),
        ("zh", "torch.eig", "旧写法：torch.eig"),
        ("en", "keepdim", "parameter: keepdim"),
        ("zh", "keepdim", "参数：keepdim"),
        ("en", "concatenate", "Also found under: torch.concatenate"),
        ("zh", "夹紧", "相关检索词：夹紧"),
        ("en", "grad can be implicitly created only for scalar outputs", "message: RuntimeError: grad"),
        ("zh", "RuntimeError: grad can be implicitly created only for scalar outputs", "报错信息：RuntimeError: grad"),
    ],
)
def test_why_an_entry_is_shown_is_said_in_the_pages_language(page, origin, lang, query, reason):
    page.goto(f"{origin}/{lang}/index.html")
    expect(ask(page, query).first.locator(".palette-reason")).to_contain_text(reason)


def test_chromium_ranks_as_node_does(page, site, palette):
    scripts = site / "en/_static/search"
    index = (scripts / "index.js").read_text("utf-8").removeprefix("window.handbookIndex=").rstrip(";\n")
    given = json.dumps({"index": json.loads(index), "queries": QUERIES})
    command = ["node", str(SEARCH / "run.cjs"), str(scripts / "scorer.js")]
    run = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    in_node = [found[0]["name"] if found else None for found in json.loads(run.stdout)]
    in_page = page.evaluate("queries => queries.map(q => handbookSearch.find(q, 1)[0]?.doc.name ?? null)", QUERIES)
    assert len(in_node) == len(QUERIES)
    assert in_page == in_node


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_scripts_that_answer_are_small(site, lang):
    scripts = [site / lang / f"_static/search/{name}.js" for name in ("index", "documents", "scorer")]
    assert len(gzip.compress(b"".join(script.read_bytes() for script in scripts), 9)) <= LOADED


@pytest.mark.parametrize("query", ["交叉熵", "jiaochashang", "cross entropy", "CrossEntropyLoss"])
def test_a_table_is_filtered_as_the_palette_searches(page, origin, query):
    page.goto(f"{origin}/en/reference/nn/loss.html")
    rows = page.locator("table.function-table tbody tr:visible")
    total = rows.count()
    page.get_by_role("searchbox", name="Filter").fill(query)
    expect(rows.filter(has_text="torch.nn.CrossEntropyLoss")).to_have_count(1)
    shown = rows.count()
    assert shown < total
    expect(page.locator(".table-filter output")).to_have_text(f"{shown} / {total}")
    page.get_by_role("searchbox", name="Filter").fill("")
    expect(rows).to_have_count(total)


def test_facets_narrow_the_table_of_all_entries(page, origin):
    page.goto(f"{origin}/en/all.html")
    rows = page.locator("table.all-entries tbody tr:visible")
    total = rows.count()
    page.get_by_label("Old spelling").select_option(label="answered")
    answered = rows.count()
    page.get_by_label("Family").select_option(label="Loss functions")
    both = rows.count()
    assert 0 < both < answered < total
    assert set(rows.locator("td:nth-child(2)").all_inner_texts()) == {"Loss functions"}
    page.get_by_label("Family").select_option(label="Family: any")
    expect(rows).to_have_count(answered)


def test_the_search_page_finds_chinese(page, origin):
    page.goto(f"{origin}/zh/search.html?q=交叉熵")
    expect(page.locator("#search-results li").get_by_role("link", name="损失函数")).to_be_visible()


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [("torch.eig.html", "torch.linalg.eig.html#old"), ("generated/torch.clamp.html", "torch.clamp.html")],
)
def test_an_old_address_leads_to_the_entry(page, origin, address, leads_to):
    page.goto(f"{origin}/en/{address}")
    page.wait_for_url(f"{origin}/en/{leads_to}")


@pytest.fixture
def missing(page, origin, site):
    """Ask a host for a page that it does not have, as one that answers with the site's own page for that."""

    def go(address):
        page.route(f"{origin}/{address}", lambda route: route.fulfill(path=site / "404.html"))
        page.goto(f"{origin}/{address}")

    return go


def test_an_address_in_other_letters_leads_to_the_entry(page, origin, missing):
    missing("zh/torch.Tensor.html")
    page.wait_for_url(f"{origin}/zh/torch.Tensor-class.html")


def test_a_missing_page_offers_the_closest(page, origin, missing):
    missing("en/gallery/torch.crosentropy.html")
    page.get_by_role("link", name="torch.nn.CrossEntropyLoss").click()
    page.wait_for_url(f"{origin}/en/torch.nn.CrossEntropyLoss.html")


@pytest.mark.parametrize("path", ["torch.zeros.html", "reference/nn/loss.html"])
def test_the_palette_works_from_a_folder(page, site, path):
    page.goto((site / "zh" / path).as_uri())
    expect(ask(page, "轉置").first).to_contain_text("torch.transpose")
    page.keyboard.press("Enter")
    page.wait_for_url((site / "zh/torch.transpose.html").as_uri())
