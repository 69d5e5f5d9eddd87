"""Where numbers of behaviour that nobody has measured here come from, and where they come from if nothing is said."""

from __future__ import annotations

from typing import Literal, get_args

Uncertainty = Literal["calibrated", "parameters", "none"]
"""``calibrated``: draws that were fitted to real campaigns; ``parameters``: draws from the declared ranges; ``none``: no draw, the
scenario's own numbers."""
UNCERTAINTIES: tuple[Uncertainty, ...] = get_args(Uncertainty)
DEFAULT: Uncertainty = "calibrated"
"""What every command, design and function of the library takes if nothing is said."""
