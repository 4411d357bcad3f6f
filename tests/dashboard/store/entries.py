"""Entering figures by hand for the tests: what was told, and what the report makes of it."""

from datetime import date, datetime, timedelta

from dashboard.store import Receipt
from dashboard.workflows import entering, report
from dashboard.workflows.entering import Entry
from metrics import Measure
from tests.dashboard.store.desk import MARCH_29, Desk, trip

A, B = "甲街道", "乙镇"
APRIL_5 = date(2024, 4, 5)
TRIPS = "outbound_trips"


def entry(value: float | None = 14, **more: object) -> Entry:
    facts: dict[str, object] = {"unit": A, "indicator": TRIPS, "cover_to": MARCH_29}
    told = {"who": "甲街道张三", "why": "漏报两次", "evidence": "通话记录3月29日"}
    return Entry(**facts | told | {"value": value} | more)  # type: ignore[arg-type]  # options as the test words them


def enter(desk: Desk, value: float | None = 14, **more: object) -> Receipt:
    desk.now += timedelta(minutes=1)
    return entering.entered(entry(value, **more), desk.store, by="local", now=desk.now)


def reported_on(desk: Desk, day: date = MARCH_29, known_at: datetime | None = None) -> report.Standing:
    return report.standing(desk.store, desk.store.registry.at(day, known_at), day, known_at)


def figure_of(desk: Desk, day: date = MARCH_29, unit: str = A, indicator: str = TRIPS, **more: object) -> Measure:
    return reported_on(desk, day, **more).report.units[unit][indicator]  # type: ignore[arg-type]  # as above


def sent_trips(desk: Desk, count: int, period: date = MARCH_29, unit: str = A) -> Receipt:
    rows = [trip(f"赵{n}", date(2024, 3, n + 1), row=3 + n, unit=unit) for n in range(count)]
    return desk.send(period, unit=unit, visits=rows)


def codes(measure: Measure) -> list[str]:
    return [note.code for note in measure.notes]
