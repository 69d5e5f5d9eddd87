"""What all tests share: pictures are drawn without a screen, and properties are tried without a stopwatch."""

from __future__ import annotations

import os

from hypothesis import settings

os.environ.setdefault("MPLBACKEND", "Agg")
settings.register_profile("coopparo", deadline=None, print_blob=True)
settings.load_profile("coopparo")
