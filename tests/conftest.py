"""What all tests share: pictures without a screen, one thread for linear algebra, and properties tried without a stopwatch.

Tests run side by side: threads of linear algebra that wait for a core which another test holds take far longer than the sums.
A shell that starts the tests in the background lets them ignore Ctrl-C, which programs tried here would inherit.
"""

from __future__ import annotations

import os
import signal

from hypothesis import settings

os.environ.setdefault("MPLBACKEND", "Agg")
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
settings.register_profile("coopparo", deadline=None, print_blob=True)
settings.load_profile("coopparo")
