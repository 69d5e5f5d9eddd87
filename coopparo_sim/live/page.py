"""One HTML file: what is shown, the words in both languages, the numbers, and the few scripts that draw them.

What a plan, a town or its tables say reaches the page as data only. The page's policy lets no script or style in but those that are
written here, by their fingerprints, and nothing be fetched from anywhere.
"""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.resources import files
from typing import Any

SCRIPTS = ("words.js", "grid.js", "drawing.js", "pictures.js", "tables.js", "sharing.js", "controls.js", "start.js")
STYLE, FRAME = "page.css", "page.html"
_RISKY = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def page_html(content: dict[str, Any], language: str, tab_title: str) -> str:
    """Give the whole page.

    Parameters
    ----------
    content
        What the scripts show; see :func:`coopparo_sim.live.content.page_content`.
    language
        Language it opens in, ``it`` or ``en``.
    tab_title
        Title of the window until the scripts run.
    """
    style = _source(STYLE)
    script = "(() => {\n'use strict';\n" + "\n".join(_source(name) for name in SCRIPTS) + "\n})();\n"
    filled = {
        "@LANGUAGE@": language, "@TITLE@": escaped(tab_title), "@STYLE@": style, "@SCRIPT@": script,
        "@POLICY@": policy(script, style), "@DATA@": data_literal(content),
    }  # fmt: skip
    page = _source(FRAME)
    pieces = [page]
    for mark, text in filled.items():
        pieces = [part for piece in pieces for part in _split(piece, mark, text)]
    return "".join(str(piece) for piece in pieces)


class _Filled(str):
    """Text that was put in and is not searched again."""


def _split(piece: str, mark: str, text: str) -> list[str]:
    if isinstance(piece, _Filled) or mark not in piece:
        return [piece]
    before, after = piece.split(mark, 1)
    return [before, _Filled(text), after]


def policy(script: str, style: str) -> str:
    """Give the content security policy: nothing but this script and this style."""
    own = f"script-src '{_fingerprint(script)}'; style-src '{_fingerprint(style)}'"
    return f"default-src 'none'; {own}; base-uri 'none'; form-action 'none'"


def _fingerprint(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def data_literal(content: dict[str, Any]) -> str:
    r"""Write data so that no sign in it can end the element it stands in.

    Examples
    --------
    >>> data_literal({"title": "</script>"})
    '{"title":"\\u003c/script\\u003e"}'
    """
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return "".join(_RISKY.get(sign, sign) for sign in written)


def escaped(text: str) -> str:
    """Write text so that it stays text within an element."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _source(name: str) -> str:
    text = files("coopparo_sim.live").joinpath("source", name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")
