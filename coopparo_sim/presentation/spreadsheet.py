"""Tables as files that a spreadsheet opens; where results are recorded they are written the same way."""

from __future__ import annotations

from coopparo_sim.record.spreadsheet import SEPARATORS, csv_of

__all__ = ["SEPARATORS", "csv_of"]
