"""The rollup: every district's figures by week, unit and indicator, in a database that the province page reads.

It holds nothing that could not be reckoned anew, so a database of another revision is emptied and filled again. Writing
a week twice is writing it once: its rows stand under district and week with the version they were reckoned from, and
what is there in that version is left as it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    Double,
    Engine,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    delete,
    insert,
    inspect,
    literal_column,
    select,
    update,
)
from sqlalchemy.sql.elements import ColumnClause
from sqlalchemy.types import TypeEngine

from dashboard.errors import SettingsError
from dashboard.province.district import KEPT, Reckoned, Week
from dashboard.province.places import NOTHING, About
from dashboard.store import engine

REVISION = 1
"""Of the tables below; raised with every change of them."""
LEAST = -1e308
"""How a figure stands that has nothing to be ranked by: behind all others, in every database alike."""
WHOLE: ColumnClause[int] = literal_column("0", Integer)
"""Number of the unit that is the district as a whole: written out, else no database sees that a partial index holds."""
LOCK = 7_240_331
_INTEGERS = ("reported", "expected")
_TEXTS = ("light", "grey_reason", "basis", "light_word", "hedge", "by_hand")
_TRUTHS = ("hedged", "stale", "whole_items")

metadata = MetaData()
revisions = Table("province_revision", metadata, Column("number", Integer, primary_key=True))
districts = Table(
    "province_districts", metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("key", String, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("address", String, nullable=False),
)  # fmt: skip
units = Table(
    "province_units", metadata,
    Column("district", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", String, nullable=False),
)  # fmt: skip
weeks = Table(
    "province_weeks", metadata,
    Column("district", Integer, primary_key=True, autoincrement=False),
    Column("week", Date, primary_key=True),
    Column("day", Date, nullable=False),
    Column("version", String, nullable=False),
    Column("files", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
    Column("summed", Boolean, nullable=False),
    Index("province_weeks_unsummed", "summed", "week"),
)  # fmt: skip


def _figure(name: str) -> Column[Any]:
    kinds: dict[str, TypeEngine[Any]] = {"cover_to": Date(), **dict.fromkeys(_TRUTHS, Boolean())}
    kinds |= {**dict.fromkeys(_INTEGERS, Integer()), **dict.fromkeys(_TEXTS, String())}
    return Column(name, kinds.get(name, Double()))


rollup = Table(
    "province_rollup", metadata,
    Column("district", Integer, primary_key=True, autoincrement=False),
    Column("week", Date, primary_key=True),
    Column("unit", Integer, primary_key=True, autoincrement=False),
    Column("indicator", String, primary_key=True),
    *(_figure(name) for name in KEPT),
    Column("by_gap", Double),
    Column("by_value", Double),
)  # fmt: skip
"""`by_gap` and `by_value` rank the districts as a whole; NULL for their units, which are in neither index."""
for _order in ("by_gap", "by_value"):
    _whole = rollup.c.unit == WHOLE
    Index(
        f"province_{_order}", rollup.c.week, rollup.c.indicator, rollup.c[_order].desc(), rollup.c.district,
        sqlite_where=_whole, postgresql_where=_whole,
    )  # fmt: skip
sums = Table(
    "province_sums", metadata,
    Column("week", Date, primary_key=True),
    Column("indicator", String, primary_key=True),
    Column("districts", Integer, nullable=False),
    *(Column(light, Integer, nullable=False) for light in ("green", "yellow", "red", "grey")),
    *(Column(name, Double) for name in ("value", "target", "numerator", "denominator")),
    Column("valued", Integer, nullable=False),
    Column("hedged", Boolean, nullable=False),
)  # fmt: skip
"""The districts of a week together; `valued` is how many of them have a value."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a district's reckoning changed in the rollup: weeks written, and weeks that are no more."""

    weeks: int
    gone: int


class Rollup:
    """The rollup's database. Opening it for writing makes its tables, and empties those of another revision.

    Raises
    ------
    SettingsError
        `province-none`: it is to be read, and nothing was reckoned into it by this version of the program.
    """

    def __init__(self, url: str, *, writing: bool = False) -> None:
        self.engine: Engine = engine.connected(url)
        if writing:
            self._begin()
        elif not self._current():
            raise SettingsError("province-none")

    def close(self) -> None:
        self.engine.dispose()

    def _begin(self) -> None:
        with engine.writing(self.engine, LOCK) as connection:
            if self._revision(connection) != REVISION:
                metadata.drop_all(connection)
            metadata.create_all(connection)
            if self._revision(connection) is None:
                connection.execute(insert(revisions).values(number=REVISION))

    def _current(self) -> bool:
        with engine.reading(self.engine) as connection:
            return self._revision(connection) == REVISION

    def _revision(self, connection: Connection) -> int | None:
        there = inspect(connection).has_table(revisions.name)
        return connection.execute(select(revisions.c.number)).scalar() if there else None

    def known(self) -> dict[str, dict[str, str]]:
        """Versions that are kept, by district and week."""
        found: dict[str, dict[str, str]] = {}
        joined = select(districts.c.key, weeks.c.week, weeks.c.version).join(weeks, weeks.c.district == districts.c.id)
        with engine.reading(self.engine) as connection:
            for key, week, version in connection.execute(joined):
                found.setdefault(key, {})[week.isoformat()] = version
        return found

    def write(self, done: Reckoned, about: About = NOTHING) -> Written:
        """Take in what was reckoned of a district: each week whole or not at all, and weeks that are no more go."""
        with engine.writing(self.engine, LOCK) as connection:
            number = _district(connection, done, about)
        written = sum(self._week(number, week) for week in done.weeks)
        with engine.writing(self.engine, LOCK) as connection:
            gone = _dropped(connection, number, {week.week for week in done.weeks})
        return Written(written, gone)

    def _week(self, district: int, week: Week) -> bool:
        """Whether it was written; a week that stands in this version, or came without rows, is left as it is."""
        if not week.rows:
            return False
        at = {"district": district, "week": week.week}
        with engine.writing(self.engine, LOCK) as connection:
            stood = connection.execute(select(weeks.c.version).filter_by(**at)).scalar()
            if stood == week.version:
                return False
            connection.execute(delete(rollup).filter_by(**at))
            connection.execute(delete(weeks).filter_by(**at))
            told = at | {"day": week.day, "version": week.version, "files": week.files, "summed": False}
            connection.execute(insert(weeks), told | {"refused": len(week.refused)})
            numbers = _units(connection, district, {unit for unit, _, _ in week.rows}, [r[0] for r in week.rows])
            connection.execute(insert(rollup), list(_rows(at, numbers, week)))
            return True


def _rows(at: Mapping[str, Any], numbers: Mapping[str, int], week: Week) -> Iterable[dict[str, Any]]:
    for unit, indicator, figures in week.rows:
        row = {**at, "unit": numbers[unit], "indicator": indicator, **dict(zip(KEPT, figures, strict=True))}
        row["cover_to"] = row["cover_to"] and date.fromisoformat(row["cover_to"])
        whole = not unit
        row["by_gap"] = (LEAST if row["gap"] is None else row["gap"]) if whole else None
        row["by_value"] = (LEAST if row["value"] is None else row["value"]) if whole else None
        yield row


def _district(connection: Connection, done: Reckoned, about: About) -> int:
    """The number of a district, whose name and address are brought up to date."""
    told = {"name": about.name or done.name, "address": about.address}
    found = connection.execute(select(districts.c.id).filter_by(key=done.district)).scalar()
    if found is not None:
        connection.execute(update(districts).filter_by(id=found).values(**told))
        return int(found)
    last = connection.execute(select(districts.c.id).order_by(districts.c.id.desc()).limit(1)).scalar()
    connection.execute(insert(districts).values(id=(last or 0) + 1, key=done.district, **told))
    return int((last or 0) + 1)


def _units(connection: Connection, district: int, named: set[str], order: Sequence[str]) -> dict[str, int]:
    """Numbers of a district's units, "" being the whole; those not met before get the next ones, in their order."""
    known = {name: number for number, name in connection.execute(
        select(units.c.number, units.c.name).filter_by(district=district)
    )}  # fmt: skip
    fresh = [unit for unit in dict.fromkeys(order) if unit and unit in named - known.keys()]
    numbers = {unit: number for number, unit in enumerate(fresh, max(known.values(), default=0) + 1)}
    if numbers:
        rows = [{"district": district, "number": number, "name": unit} for unit, number in numbers.items()]
        connection.execute(insert(units), rows)
    return {**known, **numbers, "": 0}


def _dropped(connection: Connection, district: int, there: set[date]) -> int:
    """How many weeks of a district were taken out since its workbooks no longer have them."""
    stood = set(connection.execute(select(weeks.c.week).filter_by(district=district)).scalars())
    for week in stood - there:
        connection.execute(delete(rollup).filter_by(district=district, week=week))
        connection.execute(delete(weeks).filter_by(district=district, week=week))
        connection.execute(update(weeks).filter_by(week=week).values(summed=False))
        connection.execute(delete(sums).filter_by(week=week))
    return len(stood - there)
