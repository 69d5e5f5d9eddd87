"""What results depend on besides the design: the code that made them and the libraries it ran with."""

from __future__ import annotations

import hashlib
import platform
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from coopparo_sim import __version__

LIBRARIES = ("mesa", "numpy", "pandas", "pyarrow", "pydantic", "SALib", "scipy")
PACKAGE = Path(__file__).resolve().parents[1]
WORKER = "coopparo_sim.sweeps.worker"
"""Module by which a worker does its runs and writes them down."""
RUN = "coopparo_sim.sweeps.futures:run"
"""What a sweep runs if nothing else is named."""
_SHORT = 16
_FROM = re.compile(r"^[ \t]*from[ \t]+(?P<module>coopparo_sim[\w.]*)[ \t]+import[ \t]+(?P<names>\([^)]*\)|[^\n]*)", re.MULTILINE)
_NAME = re.compile(r"\w+")


@lru_cache(maxsize=4)
def code_files(function: str = RUN) -> dict[str, str]:
    """Give the files that make the results of a sweep, each with the start of its SHA-256.

    These are the modules that a worker imports, directly or through others, and the tables beside them. What only starts, reads,
    draws or explains results is not among them, so that a new word on a page does not hinder resuming. Line ends do not enter:
    a checkout on another system is the same code.

    Parameters
    ----------
    function
        What is run, as ``module:name``; a module outside the package counts too.

    Returns
    -------
    Digests by the file's path inside the package, or by the name of a module outside it.
    """
    own = function.partition(":")[0]
    modules = _modules_behind(WORKER, own)
    rooms = {file.relative_to(PACKAGE).parts[0] for file in modules}
    tables = (table for room in sorted(rooms) for table in (PACKAGE / room).rglob("*.csv"))
    found = {file.relative_to(PACKAGE).as_posix(): _digest(file) for file in [*modules, *tables]}
    return dict(sorted(found.items())) | _outside(own)


def _modules_behind(*names: str) -> set[Path]:
    """Follow imports within the package from some of its modules, those inside functions too; a package is its ``__init__.py``."""
    waiting, found = list(names), set[Path]()
    while waiting:
        file = _file_of(waiting.pop())
        if file is not None and file not in found:
            found.add(file)
            waiting.extend(_imported(file))
    return found


def _imported(file: Path) -> Iterator[str]:
    """Give the modules that a file imports; its text is searched, since a syntax tree of every file takes half a second."""
    for match in _FROM.finditer(file.read_text(encoding="utf-8")):
        inside = [f"{match['module']}.{name}" for name in _NAME.findall(match["names"])]
        modules = [name for name in inside if _file_of(name) is not None]
        yield from modules or [match["module"]]


def _file_of(module: str) -> Path | None:
    """Give the file of a module of this package; None for what is none."""
    root, *parts = module.split(".")
    place = PACKAGE.joinpath(*parts)
    options = (place / "__init__.py", place.with_suffix(".py")) if root == PACKAGE.name else ()
    return next((file for file in options if file.is_file()), None)


def _outside(module: str) -> dict[str, str]:
    """Give the digest of a module that is not of this package, where it has a file."""
    if _file_of(module) is not None:
        return {}
    spec = find_spec(module)
    file = Path(spec.origin) if spec is not None and spec.origin else None
    return {module: _digest(file)} if file is not None and file.is_file() else {}


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes().replace(b"\r\n", b"\n")).hexdigest()[:_SHORT]


def code_digest(function: str = RUN) -> str:
    """Give one hash for all of :func:`code_files`."""
    return hashlib.sha256("".join(f"{name}={digest}\n" for name, digest in code_files(function).items()).encode()).hexdigest()


def libraries() -> dict[str, str]:
    """Give the versions of Python, of this package and of the libraries that results may depend on."""
    found = {"python": platform.python_version(), "coopparo_sim": __version__}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
