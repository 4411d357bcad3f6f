"""Files that come to a real store in any order, and the district that stands on a day, folded a second time.

From docs/ARCHITECTURE.md, "How submissions fold into a snapshot" and "Figures entered by hand", for what these files
hold: targets, counters, lists of trips and what was added to them, figures and targets entered one by one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from dashboard.contract import TABLES, District
from tests.oracle.survey import last_meeting
from tests.oracle.world import Record, World


@dataclass(frozen=True)
class Filing:
    """One receipt: its number, the day that it covers to, and what it says."""

    number: int
    period: date
    table: str
    rows: Sequence[dict[str, Any]]
    by_hand: bool = False
    addition: bool = False
    order: tuple[date, int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "order", (self.period, self.number))


def filed_world(filings: Sequence[Filing], district: District, as_of: date) -> World:
    """The district on a day, with the meeting before it, the end of last year and the days of last year beside it."""
    new_year = date(as_of.year - 1, 12, 31)
    last_year = _or_nothing(filings, district, new_year)
    held = last_meeting(_standing(filings, district, as_of))
    before = _or_nothing(filings, district, held, last_year if held.year == as_of.year else None)
    return _standing(filings, district, as_of, before, last_year, partial(_of_last_year, filings, district))


def _of_last_year(filings: Sequence[Filing], district: District, day: date) -> World | None:
    return _or_nothing(filings, district, day, _or_nothing(filings, district, date(day.year - 1, 12, 31)))


def _or_nothing(
    filings: Sequence[Filing], district: District, day: date, last_year: World | None = None
) -> World | None:
    known = any(filing.period <= day for filing in filings)
    return _standing(filings, district, day, last_year=last_year) if known else None


def _standing(
    filings: Sequence[Filing],
    district: District,
    as_of: date,
    before: World | None = None,
    last_year: World | None = None,
    stood: Any = None,
) -> World:
    due = [filing for filing in filings if filing.period <= as_of]
    tables: dict[str, list[Record]] = {table: [] for table in TABLES}
    tables["targets"] = _latest(due, "targets", ("unit", "indicator", "year", "period"))
    for by_hand in (False, True):
        figures = [filing for filing in due if filing.by_hand == by_hand]
        tables["counters"] += _latest(figures, "counters", ("unit", "indicator", "period"))
    lists = _lists(due)
    tables["visits"] = [_record(filing, row) for filing in lists for row in filing.rows]
    coverage = [_line(filing, unit) for filing in lists for unit in {row["unit"] for row in filing.rows}]
    entered = frozenset(filing.number for filing in due if filing.by_hand)
    return World(as_of, district, tables, coverage, {}, {}, before, last_year, entered, stood)


def _latest(due: Sequence[Filing], table: str, scope: tuple[str, ...]) -> list[Record]:
    """Of every scope the latest return by period, then receipt; a week or month stands by itself."""
    found: dict[tuple[Any, ...], tuple[Filing, dict[str, Any]]] = {}
    for filing in sorted((each for each in due if each.table == table), key=lambda each: each.order):
        for row in filing.rows:
            own_day = row["as_of"] if row.get("period") in ("week", "month") else None
            found[(*(row[name] for name in scope), own_day)] = filing, row
    return [_record(filing, row) for filing, row in found.values()]


def _lists(due: Sequence[Filing]) -> list[Filing]:
    """Of every unit the latest whole list of trips, and what was added to it since."""
    found = []
    trips = sorted((each for each in due if each.table == "visits"), key=lambda each: each.order)
    for unit in {row["unit"] for filing in trips for row in filing.rows}:
        mine = [filing for filing in trips if filing.rows[0]["unit"] == unit]
        whole = max((n for n, filing in enumerate(mine) if not filing.addition), default=0)
        found += mine[whole:]
    return found


def _record(filing: Filing, row: dict[str, Any]) -> Record:
    dates = ("start", "end", "as_of")
    empty = {name: None if name in dates else "" for name in TABLES[filing.table]}
    place = {"submission": filing.number, "returned": filing.period, "sheet": "S", "table": 1, "row": 3}
    return {**empty, **place, **row, "identity": f"{row.get('leader', '')}{row.get('start', '')}"}


def _line(filing: Filing, unit: str) -> Record:
    said = {"submission": filing.number, "period": filing.period, "nothing": False, "addition": filing.addition}
    return {"unit": unit, "table": "visits", "scope": "outbound", **said}
