"""The page for old code in the built site: paste, marks, answers, keyboard, phone, and no request."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

SCRIPT = (Path(__file__).parent.parent / "samples/old_scripts/digits_training.py").read_text("utf-8")
TRACEBACK = """Traceback (most recent call last):
  File "train.py", line 20, in <module>
    both = torch.cat((x, x), dimension=0)
TypeError: cat() got an unexpected keyword argument 'dimension'
"""
LANGUAGES = pytest.mark.parametrize(
    ("lang", "label", "raises", "use", "note", "none"),
    [
        ("en", "Old code, or a traceback", "raises today", "Use", "The keyword is dim", "No old spelling"),
        ("zh", "旧代码或报错信息", "如今报错", "改用", "关键字是 dim", "没有发现"),
    ],
    ids=["en", "zh"],
)


@pytest.fixture
def silent(page):
    """Open the page, then hold every request that follows."""
    later: list[str] = []

    def open_page(address):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        page.on("request", lambda request: later.append(request.url))
        return page

    yield open_page
    assert later == []


@LANGUAGES
def test_a_pasted_call_is_marked_and_answered(silent, origin, lang, label, raises, use, note, none):
    page = silent(f"{origin}/{lang}/old-code.html")
    page.get_by_label(label).fill("import torch\nx = torch.cat((a, b), dimension=0)\n")
    expect(page.locator(".resolver mark")).to_have_text("dimension=0")
    answer = page.locator(".resolver-note")
    expect(answer.locator(".today")).to_have_text(raises)
    expect(answer.locator(".message")).to_contain_text("unexpected keyword argument 'dimension'")
    expect(answer.locator(".use")).to_have_text(use)
    expect(answer.locator(".replacement")).to_contain_text("dim=0")
    expect(answer.locator(".hint")).to_contain_text(note)
    expect(page.get_by_role("status").filter(has_text=raises)).to_contain_text("1")
    href = answer.get_by_role("link", name="torch.cat").evaluate("link => link.href")
    assert href == f"{origin}/{lang}/torch.cat.html#old"


@LANGUAGES
def test_a_whole_script_keeps_its_lines(silent, origin, lang, label, raises, use, note, none):
    page = silent(f"{origin}/{lang}/old-code.html")
    page.get_by_label(label).fill(SCRIPT)
    expect(page.locator(".resolver mark").first).to_be_visible()
    assert page.locator(".resolver-note").count() == page.locator(".resolver mark").count() >= 15
    lines = page.locator(".resolver-line").evaluate_all("lines => lines.map((line) => line.textContent)")
    assert "".join(lines) == SCRIPT


@LANGUAGES
def test_code_of_today_has_no_marks(silent, origin, lang, label, raises, use, note, none):
    page = silent(f"{origin}/{lang}/old-code.html")
    page.get_by_label(label).fill("import torch\ntorch.cat((a, b), dim=0)")
    expect(page.locator(".resolver-summary")).to_contain_text(none)
    expect(page.locator(".resolver mark")).to_have_count(0)


def test_a_traceback_is_answered_by_its_message(silent, origin):
    page = silent(f"{origin}/en/old-code.html")
    page.get_by_label("Old code").fill(TRACEBACK)
    expect(page.locator(".resolver mark")).to_have_text(["dimension=0", TRACEBACK.splitlines()[-1]])
    expect(page.locator(".resolver-note a")).to_have_text(["torch.cat", "torch.cat"])


def test_markup_in_a_paste_stays_text(silent, origin):
    page = silent(f"{origin}/en/old-code.html")
    page.get_by_label("Old code").fill("torch.range('<img src=x onerror=alert(1)>', 2)")
    expect(page.locator(".resolver-line")).to_contain_text("<img src=x")
    expect(page.locator(".resolver img")).to_have_count(0)


def test_the_keyboard_reaches_everything(silent, origin):
    page = silent(f"{origin}/en/old-code.html")
    page.get_by_label("Old code").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Paste an example")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".resolver mark").first).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(".resolver-note a").first).to_be_focused()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_works_from_a_folder_and_on_a_phone(silent, site, lang):
    page = silent((site / lang / "old-code.html").as_uri())
    page.set_viewport_size({"width": 375, "height": 812})
    page.locator(".resolver textarea").fill(SCRIPT)
    expect(page.locator(".resolver mark").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


def test_only_this_page_loads_the_data(page, origin):
    page.goto(f"{origin}/en/torch.cat.html")
    assert page.locator("script[src*='search/old.js']").count() == 0
