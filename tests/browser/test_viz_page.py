"""Mesa's page for researchers, opened as its command opens it, without any network beyond this machine."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import pytest

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
FIRST_MONTH = re.compile(r"^(Step: 1|Time: 1\.0)$")
"""As Mesa 3.3 and 3.5 say it."""
PATIENCE_SECONDS, PATIENCE_MS = 60, 60_000
PIXELS = """(image) => {
  const canvas = Object.assign(document.createElement('canvas'), {width: image.naturalWidth, height: image.naturalHeight});
  const pen = canvas.getContext('2d');
  pen.drawImage(image, 0, 0);
  return new Set(new Uint32Array(pen.getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size;
}"""


def _free_port() -> int:
    with socket.socket() as one:
        one.bind((HOST, 0))
        port: int = one.getsockname()[1]
        return port


@pytest.fixture
def served() -> Iterator[str]:
    pytest.importorskip("solara", reason="needs: pip install 'coopparo_sim[viz]'")
    port = _free_port()
    words = [sys.executable, "-m", "coopparo_sim", "viz", "scenarios/copparo-baseline.toml", "--port", str(port), "--lang", "it"]
    process = subprocess.Popen(
        words, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT), "BROWSER": "true"}, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end and process.poll() is None:
            with socket.socket() as one:
                if one.connect_ex((HOST, port)) == 0:
                    break
            time.sleep(0.2)
        yield f"http://{HOST}:{port}"
    finally:
        if os.name == "nt":
            process.terminate()
        else:
            os.killpg(process.pid, 15)
        process.wait(timeout=PATIENCE_SECONDS)


def test_the_page_of_mesa_shows_map_months_and_levers_and_goes_on_when_asked(chromium: Any, served: str) -> None:
    context = chromium.new_context(viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.goto(served)
    page.get_by_text("Prezzo della quota").wait_for(timeout=PATIENCE_MS)
    for words in (
        "Servizi promessi",
        "Ascolto: quali incontri",
        "Contributo del Comune",
        "Durata della raccolta",
        "Sede",
        "Futuro n.",
    ):
        assert page.get_by_text(words).first.is_visible()
    pictures = page.locator("img[src^='data:'], img[src^='blob:']")
    pictures.nth(1).wait_for(timeout=PATIENCE_MS)
    assert pictures.count() == 2
    assert min(one.evaluate(PIXELS) for one in pictures.all()) > 20
    before = pictures.first.get_attribute("src")
    page.get_by_role("button", name="Step").click()
    page.get_by_text(FIRST_MONTH).wait_for(timeout=PATIENCE_MS)
    page.locator(f"img[src='{before}']").first.wait_for(state="detached", timeout=PATIENCE_MS)
    assert all(urlparse(url).hostname == HOST or url.startswith(("data:", "blob:")) for url in asked)
    assert page.get_by_text("esplora condizioni, non prevede").is_visible()
    context.close()
