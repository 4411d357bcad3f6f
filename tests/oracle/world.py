"""A snapshot as plain records: lists of dicts, None for what is absent."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pandas as pd

from dashboard.contract import BEFORE_SNAPSHOT, District, Snapshot

Record = dict[str, Any]

LEDGER = {
    **dict.fromkeys(("outbound_trips", "leader_trips", "inbound_groups", "leader_receptions", "chambers"), "visits"),
    **dict.fromkeys(("signing_events", "training_events", "promotions"), "events"),
    **dict.fromkeys(("projects_discussed", "projects_signed", "investment_signed"), "projects"),
    **dict.fromkeys(("projects_signed_1yi", "projects_signed_10yi", "projects_signed_50yi"), "projects"),
    **dict.fromkeys(("projects_started", "projects_completed"), "projects"),
    **dict.fromkeys(("conversion_same_period", "conversion_stock", "surveyed_share"), "projects"),
    **dict.fromkeys(("land_m2", "factory_m2", "building_m2"), "assets"),
}
"""Every indicator of the contract, and the ledger whose cadence and expected units apply."""
OF_PRINCIPALS = ("leader_trips", "leader_receptions")
STOCKS = ("projects_discussed", "conversion_stock", "surveyed_share")
"""What stands now; every other figure starts again on 1 January."""
SHARES = ("conversion_same_period", "conversion_stock", "surveyed_share")
UNCOUNTED = (*SHARES, "investment_signed", "land_m2", "factory_m2", "building_m2")


@dataclass(frozen=True, eq=False)
class World:
    """The district on a day as plain data, with the last meeting's and the last one before 1 January beside it."""

    as_of: date
    district: District
    tables: Mapping[str, list[Record]]
    coverage: list[Record]
    columns: Mapping[tuple[int, str, int], frozenset[str]]
    reached: Mapping[str, str] = field(default_factory=dict)
    before: "World | None" = None
    last_year: "World | None" = None
    by_hand: frozenset[int] = frozenset()
    """Receipts of what was entered by hand."""
    stood: "Callable[[date], World | None] | None" = None
    """The district as it stood on a day of last year."""
    kept: "dict[date, World | None]" = field(default_factory=dict)

    @property
    def january(self) -> date:
        return date(self.as_of.year, 1, 1)

    @property
    def units(self) -> list[str]:
        return [unit.name for unit in self.district.units]

    @property
    def home(self) -> str:
        return self.district.name

    def on(self, day: date) -> "World | None":
        """The district on a day of last year; None where nothing stood."""
        if self.stood is not None and day not in self.kept:
            self.kept[day] = self.stood(day)
        return self.kept.get(day)

    def keeps(self, record: Record, column: str) -> bool | None:
        """Whether the list of a record has that column; None where its headings are not known."""
        found = self.columns.get((record["submission"], record["sheet"], record["table"]))
        return None if found is None else column in found


def world_of(
    snapshot: Snapshot,
    district: District,
    before: World | None = None,
    last_year: World | None = None,
    stood: Callable[[date], World | None] | None = None,
) -> World:
    tables = {name: _records(frame) for name, frame in snapshot.tables.items()}
    coverage = [dict(zip(snapshot.coverage.columns, row, strict=True)) for row in _rows(snapshot.coverage)]
    columns = {place: frozenset(letters) for place, letters in snapshot.addresses.items()}
    entered, reached = frozenset(snapshot.by_hand), snapshot.reached
    return World(snapshot.as_of, district, tables, coverage, columns, reached, before, last_year, entered, stood)


def _records(frame: pd.DataFrame) -> list[Record]:
    """The return's cover-to date is `returned`: targets and counters have a `period` of their own."""
    names = [*BEFORE_SNAPSHOT, *frame.columns[len(BEFORE_SNAPSHOT) :]]
    names[names.index("period")] = "returned"
    return [dict(zip(names, row, strict=True)) for row in _rows(frame)]


def _rows(frame: pd.DataFrame) -> Iterable[list[Any]]:
    return ([_plain(value) for value in row] for row in frame.itertuples(index=False, name=None))


def _plain(value: Any) -> Any:
    if value is pd.NaT or value != value:
        return None
    return value.date() if isinstance(value, datetime) else value


def hedged(record: Record, column: str) -> bool:
    return column in [name.strip() for name in record["hedged"].split(",")]


def things(records: Iterable[Record]) -> dict[Any, list[Record]]:
    """Records by the thing they speak of; one without identity is a thing of its own."""
    found: dict[Any, list[Record]] = {}
    for number, record in enumerate(records):
        found.setdefault(record["identity"] or number, []).append(record)
    return found


def receipt(record: Record) -> tuple[date, int]:
    """By which a later return is known: the day it covers to, then its receipt."""
    return record["returned"], record["submission"]


def receipt_of(record: Record) -> tuple[date, int, str, int, int]:
    """The same, and where in the return it stands."""
    return record["returned"], record["submission"], record["sheet"], record["table"], record["row"]
