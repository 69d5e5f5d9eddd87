"""A real browser without network, which notes whatever a page complains of or asks for."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.browser.pages import baseline, made_up, written

Tell = Callable[[str], None]
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
SWITCHES = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs: pip install 'coopparo_sim[browser]'")
    found = os.environ.get("CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium found; on Debian: apt-get install chromium")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(SWITCHES))
        yield browser
        browser.close()


@dataclass
class Visit:
    """A page that was opened, and what it said and asked for meanwhile."""

    page: Any
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def to(self, file: Path, after: str = "") -> Any:
        self.page.goto(f"{file.as_uri()}{after}")
        self.page.wait_for_selector("html[data-ready=yes]")
        return self.page


@pytest.fixture
def visit(chromium: Any, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Open pages offline; at the end nothing may have been complained of, and nothing asked for beyond the file itself."""
    width, height = getattr(request, "param", (1280, 800))
    context = chromium.new_context(viewport={"width": width, "height": height}, accept_downloads=True)
    context.set_offline(True)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    found = Visit(page)
    page.on("console", lambda message: found.said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda problem: found.said.append(f"error: {problem}"))
    page.on("dialog", lambda dialog: (found.said.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda asked: found.asked.append(asked.url))
    yield found
    assert not found.said
    assert all(url.startswith(("file://", "blob:")) for url in found.asked)
    assert len({url.split("#")[0] for url in found.asked if url.startswith("file://")}) <= 1
    context.close()


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A page of the baseline in its usual size, with made-up numbers."""
    return written(made_up(baseline()), tmp_path_factory.mktemp("page"))


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Tell:
    """Write a measured figure where whoever runs the tests sees it."""

    def write(words: str) -> None:
        with capsys.disabled():
            sys.stdout.write(f"\n{words}\n")

    return write
