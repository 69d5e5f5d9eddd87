"""From a page to PDF, through WeasyPrint, which is installed only where it is wanted."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

from coopparo_sim.kernel.errors import Diagnostic, InputError

VARIANT = "pdf/ua-1"
"""Tagged, with a title and a language, so that screen readers can read it out."""
DATED = "SOURCE_DATE_EPOCH"


def check_pdf() -> None:
    """Make sure, before anything is drawn, that PDF files can be made.

    Raises
    ------
    InputError
        If WeasyPrint is not installed, or the system lacks the library Pango that it draws letters with.
    """
    _weasyprint()


def pdf_of(html: str) -> bytes:
    """Give a page as a tagged PDF file; the same page gives the same bytes.

    Parameters
    ----------
    html
        A self-contained page; whatever else it asks for is refused.

    Raises
    ------
    InputError
        As :func:`check_pdf`.
    """
    weasyprint = _weasyprint()
    fetcher = weasyprint.URLFetcher(allowed_protocols=("data",))
    identifier = sha256(html.encode("utf-8")).digest()[:16]
    with _same_date():
        made: bytes = weasyprint.HTML(string=html, url_fetcher=fetcher).write_pdf(pdf_variant=VARIANT, pdf_identifier=identifier)
    return made


@contextmanager
def _same_date() -> Iterator[None]:
    """Let typefaces be dated alike whenever they are written, by the variable that fontTools reads; one that is set stays."""
    given = os.environ.get(DATED)
    os.environ.setdefault(DATED, "0")
    try:
        yield
    finally:
        if given is None:
            os.environ.pop(DATED, None)


def _weasyprint() -> Any:
    try:
        import weasyprint
    except ImportError as problem:
        raise InputError([Diagnostic("report.pdf.missing", advice="report.pdf.missing_advice")]) from problem
    except OSError as problem:
        raise InputError([Diagnostic("report.pdf.no_pango", advice="report.pdf.no_pango_advice")]) from problem
    return weasyprint
