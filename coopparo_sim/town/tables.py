"""The tables that describe a town, read from a folder of CSV files that a municipal clerk can fill in a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.kernel.errors import Diagnostic, InputError
from coopparo_sim.town.checks import check_tables
from coopparo_sim.town.rows import AgeGroup, AgeShares, AssociationKind, Incumbent, Need, Place, Sector, TradeAssociation
from coopparo_sim.town.schema import EVERYWHERE, FILES, LAYERS, NEEDS, columns_of
from coopparo_sim.town.sheet import Cell, Sheet, read_sheet

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Row = Mapping[str, Cell]

SHIPPED = Path(__file__).parent / "data"


@dataclass(frozen=True)
class TownTables:
    """All that is known of a town before its people are drawn.

    Attributes
    ----------
    name
        Name of the folder.
    places, age_groups, needs, sectors, association_kinds, trade_associations, incumbents
        The rows of the tables, in the order of the files; the needs in the order of :data:`coopparo_sim.town.schema.NEEDS`.
    age_bands
        Share of residents in each band of age.
    living_alone, employment, volunteering
        Share of people of each age who live alone, have a job, volunteer.
    household_share
        Households by number of members: the share of households with 1, 2, ... members.
    mean_taxable_income_eur
        Mean income of who has any, EUR/year.
    taxpayers_per_100_residents
        People with an income for every 100 residents.
    pension_age
        Age from which all are taken to have an income, years.
    mean_ties
        Mean number of ties by layer: of a neighbour, of a person in work, of a member in each association.
    """

    name: str
    places: tuple[Place, ...]
    age_groups: tuple[AgeGroup, ...]
    needs: tuple[Need, ...]
    sectors: tuple[Sector, ...]
    association_kinds: tuple[AssociationKind, ...]
    trade_associations: tuple[TradeAssociation, ...]
    incumbents: tuple[Incumbent, ...]
    age_bands: AgeShares
    living_alone: AgeShares
    employment: AgeShares
    volunteering: AgeShares
    household_share: tuple[float, ...]
    mean_taxable_income_eur: float
    taxpayers_per_100_residents: float
    pension_age: int
    mean_ties: Mapping[str, float]

    @property
    def n_places(self) -> int:
        """Number of places."""
        return len(self.places)

    @cached_property
    def population(self) -> Ints:
        """Residents of each place, shape (places,)."""
        return np.array([p.population for p in self.places], dtype=np.int32)

    @property
    def residents(self) -> int:
        """Residents of the town."""
        return int(self.population.sum())

    @property
    def main_place(self) -> int:
        """Index of the place with most residents."""
        return int(np.argmax(self.population))

    def place_index(self, place_id: str) -> int:
        """Give the index of a place.

        Raises
        ------
        KeyError
            If the town has no place of that identifier.
        """
        for index, place in enumerate(self.places):
            if place.id == place_id:
                return index
        raise KeyError(f"place_id(={place_id!r}) must be one of {', '.join(p.id for p in self.places)}")


def shipped_towns() -> list[str]:
    """Give the names of the towns that come with the package, in alphabetical order."""
    return sorted(folder.name for folder in SHIPPED.iterdir() if (folder / "places.csv").is_file())


def find_town(name: str, relative_to: Path | None = None) -> Path:
    """Give the folder of a town: a shipped one by name, or any folder by its path.

    Parameters
    ----------
    name
        ``copparo``, or a path.
    relative_to
        Folder from which a relative path starts; the current one if not given.

    Raises
    ------
    InputError
        If there is no such town.
    """
    if name in shipped_towns():
        return SHIPPED / name
    folder = (relative_to or Path()) / name
    if not name.strip() or not folder.is_dir():
        values = {"name": name, "shipped": ", ".join(shipped_towns())}
        raise InputError([Diagnostic("town.unknown_town", values, advice="town.unknown_town_advice")])
    return folder


def read_town(folder: Path) -> TownTables:
    """Read and check the tables of a town.

    Parameters
    ----------
    folder
        Folder with the CSV files; ``coopparo new town`` writes one to start from.

    Raises
    ------
    InputError
        If anything is wrong: all faults of all files at once, each with file, line and column.
    """
    if not folder.is_dir():
        raise InputError(
            [Diagnostic("town.missing_folder", {"folder": str(folder)}, str(folder), advice="town.missing_folder_advice")]
        )
    if not any((folder / f"{name}.csv").exists() for name in FILES):
        raise InputError([Diagnostic("town.no_tables", {"folder": str(folder)}, str(folder), advice="town.no_tables_advice")])
    groups = read_sheet(folder / "age_groups.csv", columns_of("age_groups", ()))
    ids = [] if groups.faults else groups.texts("id")
    sheets = {name: read_sheet(folder / f"{name}.csv", columns_of(name, ids), more_columns=not ids) for name in FILES}
    check_tables(sheets)
    faults = [fault for sheet in sheets.values() for fault in sorted(sheet.faults, key=lambda f: (f.line, f.column))]
    if faults:
        raise InputError(faults)
    return _tables(folder.resolve().name, sheets, ids)


def _tables(name: str, sheets: Mapping[str, Sheet], groups: list[str]) -> TownTables:
    places, sectors = sheets["places"].texts("id"), sheets["sectors"].texts("id")
    income = {row["quantity"].text: row["value"].number for row in sheets["income"].rows}
    firms = {row["sector"].text: row for row in sheets["firms"].rows}
    needs = {row["id"].text: row for row in sheets["needs"].rows}
    return TownTables(
        name=name,
        places=tuple(_place(row) for row in sheets["places"].rows),
        age_groups=tuple(
            AgeGroup(*_named(row), int(row["from_age"].number), int(row["to_age"].number)) for row in sheets["age_groups"].rows
        ),
        needs=tuple(_need(needs[need], groups) for need in NEEDS),
        sectors=tuple(_sector(row, firms[row["id"].text]) for row in sheets["sectors"].rows),
        association_kinds=tuple(_association_kind(row, groups) for row in sheets["association_kinds"].rows),
        trade_associations=tuple(
            TradeAssociation(*_named(row), sectors.index(row["sector"].text)) for row in sheets["trade_associations"].rows
        ),
        incumbents=tuple(_incumbent(row, places) for row in sheets["incumbents"].rows),
        age_bands=_age_shares(sheets["age_bands"]),
        living_alone=_age_shares(sheets["living_alone"]),
        employment=_age_shares(sheets["employment"]),
        volunteering=_age_shares(sheets["volunteering"]),
        household_share=_household_share(sheets["households"]),
        mean_taxable_income_eur=income["mean_taxable_income_eur"],
        taxpayers_per_100_residents=income["taxpayers_per_100_residents"],
        pension_age=int(income["pension_age"]),
        mean_ties={layer: _value(sheets["ties"], "layer", layer, "mean_ties") for layer in LAYERS},
    )


def _named(row: Row) -> tuple[str, str, str]:
    return row["id"].text, row["name_it"].text, row["name_en"].text


def _value(sheet: Sheet, key: str, wanted: str, column: str) -> float:
    return next(row[column].number for row in sheet.rows if row[key].text == wanted)


def _place(row: Row) -> Place:
    reals = [row[c].number for c in ("lat", "lon", "need_multiplier", "older_extra")]
    population, tile_row, tile_column = (int(row[c].number) for c in ("population", "tile_row", "tile_column"))
    return Place(*_named(row), reals[0], reals[1], population, reals[2], reals[3], tile_row, tile_column)


def _need(row: Row, groups: list[str]) -> Need:
    by_age = tuple(row[group].number for group in groups)
    return Need(*_named(row), row["local"].text == "yes", row["families"].number, by_age, row["firms"].number)


def _sector(row: Row, firms: Row) -> Sector:
    return Sector(*_named(row), row["share"].number, int(firms["number"].number), firms["main_town_share"].number)


def _association_kind(row: Row, groups: list[str]) -> AssociationKind:
    weight = tuple(row[f"weight_{group}"].number for group in groups)
    return AssociationKind(
        *_named(row), int(row["number"].number), row["mean_members"].number, row["scope"].text == "local", weight
    )


def _incumbent(row: Row, places: list[str]) -> Incumbent:
    place = row["place"].text
    return Incumbent(-1 if place == EVERYWHERE else places.index(place), NEEDS.index(row["need"].text), row["met_share"].number)


def _age_shares(sheet: Sheet) -> AgeShares:
    start, end = (tuple(int(cell.number) for cell in sheet.cells(column)) for column in ("from_age", "to_age"))
    return AgeShares(start, end, tuple(cell.number for cell in sheet.cells("share")))


def _household_share(sheet: Sheet) -> tuple[float, ...]:
    share = {int(row["size"].number): row["share"].number for row in sheet.rows}
    return tuple(share.get(size, 0.0) for size in range(1, max(share) + 1))
