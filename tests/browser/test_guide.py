"""The guide for a table prints on two pages and keeps nobody out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from coopparo_sim.live.guide import guide_html
from tests.browser.test_table_page import _violations

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["it", "en"])
def test_the_guide_prints_on_two_pages_with_both_cards_whole(chromium: Any, tmp_path: Path, language: str) -> None:
    sync_playwright = pytest.importorskip("axe_playwright_python.sync_playwright")
    file = tmp_path / "guide.html"
    file.write_text(guide_html(language), encoding="utf-8")
    page = chromium.new_page()
    page.goto(file.as_uri())
    assert _violations(sync_playwright, page) == []
    assert page.locator(".card").count() == 2
    assert page.locator(".card li").count() == 10
    assert "@" not in page.locator("body").inner_text()
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 2
    page.close()
