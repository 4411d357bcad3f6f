"""What the province page reads of the rollup: by key and index, as many rows however many districts there are."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import Connection, Row, Select, func, select

from dashboard.province.district import FIGURES
from dashboard.province.rollup import LEAST, WHOLE, Rollup, districts, rollup, sums, units, weeks
from dashboard.store import engine
from metrics import Measure
from metrics.catalogue import INDICATORS
from metrics.measure import ENTERED, ENTERED_PART, Note

Order = Literal["by_gap", "by_value"]
_PLAIN = (*FIGURES, "light_word", "hedge", "stale", "whole_items")
_NOTED = {"entered": ENTERED[0], "part": ENTERED_PART}


@dataclass(frozen=True, slots=True)
class Place:
    """A district in the order asked for: its place, 1 the first, ties sharing one; None without a figure to rank by."""

    key: str
    name: str
    address: str
    place: int | None
    measure: Measure


@dataclass(frozen=True, slots=True)
class Sum:
    """The districts of a week together: how many, by light, how many with a value, and their sums."""

    week: date
    districts: int
    green: int
    yellow: int
    red: int
    grey: int
    value: float | None
    target: float | None
    valued: int
    hedged: bool


class View:
    """The rollup as a page looks at it, on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def weeks(self, most: int = 60) -> list[date]:
        """Weeks that are summed up, latest first."""
        found = select(sums.c.week).distinct().order_by(sums.c.week.desc()).limit(most)
        return list(self._connection.execute(found).scalars())

    def of_week(self, week: date) -> dict[str, Sum]:
        """The sums of a week by indicator."""
        columns = [sums.c[name] for name in Sum.__dataclass_fields__]
        found = self._connection.execute(select(sums.c.indicator, *columns).where(sums.c.week == week))
        return {row[0]: Sum(*row[1:]) for row in found}

    def sums(self, indicator: str, until: date, most: int = 60) -> list[Sum]:
        """One indicator's sums, oldest first, up to a week."""
        columns = [sums.c[name] for name in Sum.__dataclass_fields__]
        found = select(*columns).where(sums.c.indicator == indicator, sums.c.week <= until)
        rows = self._connection.execute(found.order_by(sums.c.week.desc()).limit(most)).all()
        return [_sum(row) for row in reversed(rows)]

    def ranked(self, week: date, indicator: str, order: Order, start: int, most: int) -> list[Place]:
        """Some districts from `start` on, the furthest ahead first."""
        by = rollup.c[order]
        found = (
            select(districts.c.key, districts.c.name, districts.c.address, rollup)
            .join(districts, districts.c.id == rollup.c.district)
            .where(rollup.c.week == week, rollup.c.indicator == indicator, rollup.c.unit == WHOLE)
            .order_by(by.desc(), rollup.c.district)
        )
        rows = self._connection.execute(found.offset(start).limit(most)).all()
        if not rows:
            return []
        ahead = select(func.count()).select_from(rollup).where(
            rollup.c.week == week, rollup.c.indicator == indicator, rollup.c.unit == WHOLE,
            by > getattr(rows[0], order),
        )  # fmt: skip
        return _placed(rows, order, start, int(self._connection.execute(ahead).scalar_one()) + 1)

    def cells(self, week: date, keys: Sequence[str], indicators: Sequence[str]) -> dict[str, dict[str, Measure]]:
        """The figures of these districts as a whole, by district and indicator."""
        ids = self._ids(keys)
        asked = select(rollup).where(
            rollup.c.district.in_(ids),
            rollup.c.week == week,
            rollup.c.unit == WHOLE,
            rollup.c.indicator.in_(indicators),
        )
        found: dict[str, dict[str, Measure]] = {key: {} for key in keys}
        for row in self._connection.execute(asked):
            found[ids[row.district]][row.indicator] = _measure(row, ids[row.district])
        return found

    def units(self, week: date, key: str, indicators: Sequence[str]) -> dict[str, dict[str, Measure]]:
        """Every unit of a district with these figures, "" the whole, in the official order."""
        (number,) = self._ids([key]) or (None,)
        of_week = select(rollup).where(rollup.c.district == number, rollup.c.week == week)
        asked = of_week.where(rollup.c.indicator.in_(indicators)).order_by(rollup.c.unit)
        names = dict(self._pairs(select(units.c.number, units.c.name).where(units.c.district == number)))
        found: dict[str, dict[str, Measure]] = {}
        for row in self._connection.execute(asked):
            name = names.get(row.unit, "")
            found.setdefault(name, {})[row.indicator] = _measure(row, name)
        return found

    def course(self, key: str, indicator: str, until: date) -> list[tuple[date, Measure]]:
        """One district's figure week by week, oldest first."""
        (number,) = self._ids([key]) or (None,)
        asked = (
            select(rollup)
            .join(weeks, (weeks.c.district == rollup.c.district) & (weeks.c.week == rollup.c.week))
            .where(weeks.c.district == number, weeks.c.week <= until)
            .where(rollup.c.unit == WHOLE, rollup.c.indicator == indicator)
        )
        rows = self._connection.execute(asked.order_by(weeks.c.week)).all()
        return [(row.week, _measure(row, key)) for row in rows]

    def called(self, text: str, most: int = 20) -> list[tuple[str, str]]:
        """Key and name of districts whose name or key holds a text, by name."""
        if not text.strip():
            return []
        holds = districts.c.name.contains(text.strip(), autoescape=True)
        holds |= districts.c.key.contains(text.strip(), autoescape=True)
        asked = select(districts.c.key, districts.c.name).where(holds).order_by(districts.c.name).limit(most)
        return list(self._pairs(asked))

    def about(self, key: str) -> tuple[str, str]:
        """Name and address of a district; two empty texts for one that is not known."""
        found = self._connection.execute(select(districts.c.name, districts.c.address).filter_by(key=key)).first()
        return (found.name, found.address) if found else ("", "")

    def _ids(self, keys: Sequence[str]) -> dict[int, str]:
        return dict(self._pairs(select(districts.c.id, districts.c.key).where(districts.c.key.in_(keys))))

    def _pairs(self, asked: Select[Any]) -> Iterator[tuple[Any, Any]]:
        return ((first, second) for first, second in self._connection.execute(asked))


@contextmanager
def looked(url: str) -> Iterator[View]:
    """The rollup at an address, one moment of it.

    Raises
    ------
    SettingsError
        `province-none`: as `Rollup`.
    """
    kept = Rollup(url)
    try:
        with engine.reading(kept.engine) as connection:
            yield View(connection)
    finally:
        kept.close()


def _placed(rows: Sequence[Row[Any]], order: Order, start: int, place: int) -> list[Place]:
    """The rows with their places; `place` is that of the first, which it may share with some before it."""
    found: list[Place] = []
    for number, row in enumerate(rows, start + 1):
        by = getattr(row, order)
        if number > start + 1 and by != getattr(rows[number - start - 2], order):
            place = number
        found.append(Place(row.key, row.name, row.address, None if by == LEAST else place, _measure(row, row.key)))
    return found


def _sum(row: Row[Any]) -> Sum:
    return Sum(**row._asdict())


def _measure(row: Row[Any], unit: str) -> Measure:
    plain = {name: getattr(row, name) for name in _PLAIN}
    noted = _NOTED.get(row.by_hand)
    return Measure(row.indicator, unit, INDICATORS[row.indicator].unit, **plain, notes=(Note(noted),) if noted else ())
