"""Clerks at work: what is true becomes rows of weekly lists, each unit with its habits; a late list stands."""

from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from dashboard.contract import Snapshot
from dashboard.store.identity import identities
from tests.metrics.conftest import Books
from tests.metrics.history.lives import Year
from tests.metrics.history.world import UNITS, Project, as_typed

_DATES = {
    "signed": "signed_on", "registered": "registered_on", "started": "started_on", "completed": "completed_on",
    "producing": "producing_on",
}  # fmt: skip
_TWO_SHEETS, _MONTHS_ONLY, _NO_INVESTOR, _NO_CONTENT, _NO_CODE = 2, 3, 4, 7, 5
"""Habits by the unit's number: its talks on a sheet of their own, days known to the month, columns it does not keep."""


@dataclass
class Week:
    """The district's ledgers at one meeting; `numbers` tells by receipt and row which project a row is."""

    snapshot: Snapshot
    numbers: dict[tuple[int, int], int]


@dataclass
class Clerks:
    """Rows of each unit's last list, retyped when it reports."""

    random: Random
    rows: dict[str, list[tuple[int, dict[str, Any]]]] = field(default_factory=dict)

    def week(self, year: Year) -> Week:
        for place, unit in enumerate(UNITS):
            if unit not in year.late or unit not in self.rows:
                listed = [one for one in year.projects if one.listed and unit in (one.unit, one.also)]
                self.rows[unit] = [(one.number, self._row(one, unit, place, year)) for one in listed]
        books, numbers = Books(year.friday), {}
        for unit in UNITS:
            for number, row in self.rows[unit]:
                books.add("projects", unit, **row)
                numbers[row["submission"], len(numbers) + 3] = number
        snapshot = books.snapshot()
        frame = snapshot.tables["projects"]
        frame["identity"] = identities("projects", frame)
        return Week(snapshot, numbers)

    def _row(self, one: Project, unit: str, place: int, year: Year) -> dict[str, Any]:
        random = self.random
        days = {_DATES[stage]: day for stage, day in one.days.items()}
        days |= {"planned_start_on": one.promised, "first_contact_on": one.first_contact}
        imprecise = ""
        if place == _MONTHS_ONLY:
            known = [name for name, day in days.items() if day and name in _DATES.values()]
            days |= {name: _month(days[name]) for name in known}
            imprecise = ",".join(known)
        own = one.receipt is not None and unit == one.unit
        return {
            "name": as_typed(random, one.name),
            "registered_name": one.registered_name,
            "investor": "" if place == _NO_INVESTOR else as_typed(random, one.investor),
            "credit_code": "" if place == _NO_CODE else one.code,
            "content": "" if place == _NO_CONTENT else one.content,
            "industry": one.industry,
            "stage": one.stage,
            "investment": one.amount,
            "progress": one.progress,
            "submission": one.receipt if own else year.meeting * 100 + place + 1,
            "upto": year.friday,
            "imprecise": imprecise,
            **({"sheet": "在谈"} if place == _TWO_SHEETS and one.stage == "negotiating" else {}),
            **days,
        }


def _month(day: date | None) -> date | None:
    return day and day.replace(day=1)
