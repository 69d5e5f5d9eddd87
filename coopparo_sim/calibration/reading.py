"""Everything that files of real cases hold: campaigns, assemblies, years of trading, and the rows that are of no use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from coopparo_sim.calibration.assemblies import SHIPPED_ASSEMBLIES, Assembly, read_assemblies
from coopparo_sim.calibration.cases import SHIPPED, Broken, Case, distinct, read_cases
from coopparo_sim.calibration.operations import SHIPPED_OPERATIONS, Operation, read_operations
from coopparo_sim.calibration.pledges import Pledge, read_pledges
from coopparo_sim.calibration.rows import Unused

ALL_SHIPPED = (SHIPPED, SHIPPED_ASSEMBLIES, SHIPPED_OPERATIONS)
"""Files that are compared if none is named."""


@dataclass
class RealCases:
    """What was read of some files: rows by kind, lines that cannot be read, rows that cannot be compared."""

    campaigns: list[Case] = field(default_factory=list)
    assemblies: list[Assembly] = field(default_factory=list)
    operations: list[Operation] = field(default_factory=list)
    pledges: list[Pledge] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)
    unused: list[Unused] = field(default_factory=list)

    def add(self, path: Path) -> None:
        """Read one more file; its rows may be of any kind, in any order.

        Raises
        ------
        OSError, UnicodeDecodeError
            If the file cannot be read.
        """
        campaigns, broken = read_cases(path)
        assemblies, unused = read_assemblies(path)
        operations, more_unused = read_operations(path)
        self.campaigns = distinct([*self.campaigns, *campaigns])
        self.assemblies += assemblies
        self.operations += operations
        self.pledges += read_pledges(path)
        self.broken += broken
        self.unused += [*unused, *more_unused]

    @property
    def names(self) -> dict[str, str]:
        """Names by identifier."""
        rows: Sequence[Case | Assembly | Operation] = [*self.campaigns, *self.assemblies, *self.operations]
        return {row.id: row.name for row in rows}

    def __bool__(self) -> bool:
        return bool(self.campaigns or self.assemblies or self.operations)
