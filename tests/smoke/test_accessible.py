"""Every kind of page holds to WCAG 2.1 AA, in both languages, light and dark, as far as axe can tell."""

import pytest
from axe_playwright_python.sync_playwright import Axe

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
PAGES = [
    "index",
    "all",
    "errors",
    "handbook",
    "old-code",
    "search",
    "torch.nn.CrossEntropyLoss",
    "reference/math/pointwise",
    "errata/nn",
    "guide/migration",
    "gallery/index",
    "gallery/layers/plot_convolution",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_pages_hold_to_wcag_aa(page, origin, lang, scheme):
    page.emulate_media(color_scheme=scheme)
    found = []
    for name in PAGES:
        page.goto(f"{origin}/{lang}/{name}.html", wait_until="load")
        for fault in Axe().run(page, options=RULES).response["violations"]:
            found.append(f"{name}: {fault['id']} at {fault['nodes'][0]['target']} and {len(fault['nodes']) - 1} more")
    assert found == []
