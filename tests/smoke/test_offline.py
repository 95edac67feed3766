"""The zip for reading offline: unpacked, both languages on a page, and finding works without a server."""

import zipfile

import pytest
from playwright.sync_api import expect


@pytest.fixture
def handbook(site, tmp_path):
    """The address of the unpacked folder."""
    with zipfile.ZipFile(site / "pytorch-handbook.zip") as archive:
        archive.extractall(tmp_path)
    return (tmp_path / "pytorch-handbook").as_uri()


def test_a_page_has_both_languages_and_the_palette_leads_on(page, handbook):
    page.goto(f"{handbook}/guide/autograd.html")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Autograd")
    expect(page.get_by_role("heading", level=1)).to_contain_text("自动求导")
    page.keyboard.press("Control+k")
    page.locator(".palette input").fill("夹紧")
    page.get_by_role("option").first.click()
    expect(page).to_have_url(f"{handbook}/torch.clamp.html")
