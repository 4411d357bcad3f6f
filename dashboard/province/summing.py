"""The districts of a week together, worked out once when a run ends and not whenever somebody looks."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from dashboard.province.rollup import LOCK, WHOLE, Rollup, rollup, sums, weeks
from dashboard.store import engine

_SUMMED = ("value", "target", "numerator", "denominator")
_LIGHTS = ("green", "yellow", "red", "grey")


def sum_up(kept: Rollup) -> int:
    """Work out the sums of every week that was written since they were; how many weeks."""
    with engine.reading(kept.engine) as connection:
        stale = select(weeks.c.week).where(weeks.c.summed.is_(False)).distinct().order_by(weeks.c.week)
        found = list(connection.execute(stale).scalars())
    for week in found:
        with engine.writing(kept.engine, LOCK) as connection:
            _summed(connection, week)
    return len(found)


def _summed(connection: Connection, week: date) -> None:
    rows = connection.execute(
        select(rollup.c.indicator, rollup.c.light, rollup.c.hedged, *(rollup.c[name] for name in _SUMMED))
        .where(rollup.c.week == week, rollup.c.unit == WHOLE)
        .order_by(rollup.c.indicator)
    ).all()  # fmt: skip
    connection.execute(delete(sums).filter_by(week=week))
    if rows:
        connection.execute(insert(sums), [{"week": week, **told} for told in _by_indicator(rows)])
    connection.execute(update(weeks).filter_by(week=week).values(summed=True))


def _by_indicator(rows: Sequence[Row[Any]]) -> Iterator[dict[str, Any]]:
    for indicator in dict.fromkeys(row.indicator for row in rows):
        of_it = [row for row in rows if row.indicator == indicator]
        lights = Counter(row.light for row in of_it)
        told: dict[str, Any] = {light: lights[light] for light in _LIGHTS}
        told |= {name: _total(getattr(row, name) for row in of_it) for name in _SUMMED}
        valued = sum(row.value is not None for row in of_it)
        hedged = any(row.hedged for row in of_it)
        yield {"indicator": indicator, "districts": len(of_it), "valued": valued, "hedged": hedged, **told}


def _total(found: Iterable[float | None]) -> float | None:
    """The sum of what is known, in whatever order it came; None where nothing is."""
    known = [each for each in found if each is not None]
    return math.fsum(known) if known else None
