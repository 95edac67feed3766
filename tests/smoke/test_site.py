"""A reader's way through the built site, in both languages."""

import pytest
from playwright.sync_api import expect

LANGUAGES = pytest.mark.parametrize(
    ("lang", "tag", "family", "summary"),
    [
        ("en", "en", "Creating tensors", "Return a tensor of the given shape filled with 0."),
        ("zh", "zh-CN", "创建张量", "返回给定形状、元素全为 0 的张量。"),
    ],
    ids=["en", "zh"],
)


def test_the_root_lets_readers_choose(page, origin):
    page.goto(origin)
    page.get_by_role("link", name="中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(page.locator("h1")).to_contain_text("PyTorch 手册")


@LANGUAGES
def test_from_the_front_page_to_an_entry(page, origin, lang, tag, family, summary):
    page.goto(f"{origin}/{lang}/index.html")
    page.locator(".families").get_by_role("link", name=family).click()
    expect(page.locator("h1")).to_contain_text(family)
    page.locator(".function-table").get_by_role("link", name="torch.zeros", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", tag)
    expect(page.locator("h1")).to_contain_text("torch.zeros")
    expect(page.locator(".entry > p.own")).to_have_text(summary)
    expect(page.locator(".badge.verified").first).to_be_visible()


@pytest.mark.parametrize("path", ["torch.zeros.html", "reference/nn/conv.html", "guide/broadcasting.html"])
def test_the_switch_leads_to_the_same_page(page, origin, path):
    page.goto(f"{origin}/en/{path}")
    page.locator("a.language-link").click()
    assert page.url == f"{origin}/zh/{path}"
    page.locator("a.language-link").click()
    assert page.url == f"{origin}/en/{path}"


@LANGUAGES
def test_a_gallery_page_has_figures_with_alt_text_and_downloads(page, origin, lang, tag, family, summary):
    page.goto(f"{origin}/{lang}/gallery/tensors/plot_photo_as_tensor.html")
    figures = page.locator("article img.sphx-glr-single-img")
    assert figures.count() >= 2
    for figure in figures.all():
        alt = figure.get_attribute("alt")
        assert alt and any("\u4e00" <= char <= "\u9fff" for char in alt) == (lang == "zh")
        assert figure.evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
    for suffix in (".py", ".ipynb"):
        expect(page.locator(f"article a.download[href$='{suffix}']").first).to_be_attached()


@LANGUAGES
def test_maths_is_drawn_without_scripts(page, origin, lang, tag, family, summary):
    page.goto(f"{origin}/{lang}/torch.nn.Conv2d.html")
    box = page.locator("div.math math").first.bounding_box()
    assert box["width"] > 100 and box["height"] > 20


def test_an_example_is_copied_without_prompts_or_output(page, origin):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=origin)
    page.goto(f"{origin}/en/torch.zeros.html")
    block = page.locator(".highlight-pycon, .highlight").nth(1)
    block.hover()
    block.locator("button.copybtn").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("import torch\ntorch.zeros(2, 3)\n")
    assert "tensor(" not in copied


@LANGUAGES
@pytest.mark.parametrize("path", ["torch.nn.Conv2d.html", "reference/math/pointwise.html", "guide/broadcasting.html"])
def test_nothing_is_wider_than_a_phone(page, origin, lang, tag, family, summary, path):
    page.set_viewport_size({"width": 375, "height": 812})
    page.goto(f"{origin}/{lang}/{path}")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


def test_the_theme_button_turns_the_page_dark(page, origin):
    page.emulate_media(color_scheme="light")
    page.goto(f"{origin}/en/torch.zeros.html")
    background = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(background)
    button = page.locator(".content-icon-container .theme-toggle")
    button.click()
    button.click()
    assert page.locator("body").get_attribute("data-theme") in ("light", "dark")
    page.evaluate("document.body.dataset.theme = 'dark'")
    assert page.evaluate(background) != light


@LANGUAGES
def test_the_site_works_from_a_folder(page, site, lang, tag, family, summary):
    page.goto((site / lang / "torch.zeros.html").as_uri())
    expect(page.locator(".entry > p.own")).to_have_text(summary)
