"""What the figures were measured on."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

LIBRARIES = ("numpy", "scipy", "pandas", "mesa", "agentpy", "starsim", "distributed")


def machine() -> dict[str, str]:
    """Processor, cores, system, Python, compiler and libraries."""
    known = {name: _version(name) for name in LIBRARIES}
    return {
        "processor": _processor(), "cores": str(os.cpu_count()), "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(), "cc": _compiler(),
    } | {name: found for name, found in known.items() if found}  # fmt: skip


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _processor() -> str:
    listed = Path("/proc/cpuinfo")
    if listed.is_file():
        for line in listed.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _compiler() -> str:
    found = shutil.which("cc")
    if found is None:
        return "none"
    told = subprocess.run([found, "--version"], capture_output=True, encoding="utf-8", check=False).stdout
    return told.splitlines()[0] if told else found
