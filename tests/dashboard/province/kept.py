"""A run over a province as the command does it, and everything that it left in the rollup."""

from pathlib import Path
from typing import Any

from sqlalchemy import select

from dashboard.config import Settings
from dashboard.i18n import speaker
from dashboard.province import rollup, running
from dashboard.store import engine

TABLES = (rollup.units, rollup.weeks, rollup.rollup, rollup.sums)


def run(url: str, place: Path | str, **options: str) -> list[str]:
    """The lines of a run, in English."""
    settings = Settings.current({"DISPATCH_PROVINCE": url})
    return [line for line, _ in running.run(settings, str(place), speaker("en"), **options)]


def figures(url: str) -> list[tuple[Any, ...]]:
    """All rows of the rollup by the names of districts and units, in order: two that are equal are equal to the bit."""
    names = {**dict(_rows(url, select(rollup.districts.c.id, rollup.districts.c.key)))}
    units = {(district, number): name for district, number, name in _rows(url, select(rollup.units))}
    found = _rows(url, select(rollup.rollup))
    return sorted(
        (names[row.district], row.week, units.get((row.district, row.unit), ""), *row[3:]) for row in found
    )  # fmt: skip


def versions(url: str) -> dict[tuple[str, str], str]:
    """The version of every district's week."""
    joined = select(rollup.districts.c.key, rollup.weeks.c.week, rollup.weeks.c.version)
    joined = joined.join(rollup.weeks, rollup.weeks.c.district == rollup.districts.c.id)
    return {(key, week.isoformat()): version for key, week, version in _rows(url, joined)}


def summed(url: str) -> list[tuple[Any, ...]]:
    return sorted(tuple(row) for row in _rows(url, select(rollup.sums)))


def value(url: str, district: str, week: str, unit: str = "", indicator: str = "outbound_trips") -> float | None:
    (found,) = [r for r in figures(url) if (r[0], r[1].isoformat(), r[2], r[3]) == (district, week, unit, indicator)]
    return found[4]


def _rows(url: str, query: Any) -> Any:
    opened = engine.connected(url)
    try:
        with engine.reading(opened) as connection:
            return connection.execute(query).all()
    finally:
        opened.dispose()
