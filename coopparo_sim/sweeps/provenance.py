"""What results depend on besides the design: the code that made them and the libraries it ran with."""

from __future__ import annotations

import hashlib
import platform
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from coopparo_sim import __version__

LIBRARIES = ("mesa", "numpy", "pandas", "pyarrow", "pydantic", "SALib", "scipy")
WITHOUT_EFFECT = frozenset(
    (
        "analysis", "calibration", "cli.py", "commands", "economic_plan", "presentation", "texts", "verification", "__main__.py",
        "ODD.md",
    )
)  # fmt: skip
"""Parts of the package that no result of a run depends on."""
_SHORT = 16


@lru_cache(maxsize=1)
def code_files() -> dict[str, str]:
    """Give the files of the package that make results, by their path inside it, each with the start of its SHA-256.

    Line ends do not enter, so that a checkout on another system is the same code.
    """
    package = Path(__file__).resolve().parents[1]
    files = sorted(file for ending in ("*.py", "*.csv") for file in package.rglob(ending))
    inside = {file.relative_to(package): file for file in files}
    return {name.as_posix(): _digest(file) for name, file in inside.items() if name.parts[0] not in WITHOUT_EFFECT}


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes().replace(b"\r\n", b"\n")).hexdigest()[:_SHORT]


def code_digest() -> str:
    """Give one hash for all of :func:`code_files`."""
    return hashlib.sha256("".join(f"{name}={digest}\n" for name, digest in code_files().items()).encode()).hexdigest()


def libraries() -> dict[str, str]:
    """Give the versions of Python, of this package and of the libraries that results may depend on."""
    found = {"python": platform.python_version(), "coopparo_sim": __version__}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
