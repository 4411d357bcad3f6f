"""Figures of an invented district that the bureau entered by hand, before and after the units' own returns."""

from calendar import monthrange
from datetime import date, timedelta
from random import Random
from typing import Any

from dashboard.contract import District
from tests.metrics.conftest import Books
from tests.oracle.invented_figures import FED

BEFORE, AFTER = 200, 9000
"""Receipts of entries lie below those of every list and counter, or above."""
SPANS = ("cumulative", "cumulative", "cumulative", "week", "month")


def entries(rng: Random, books: Books, district: District, as_of: date) -> None:
    """Those up to the day of the books; of two for one figure the later stands, as it takes the other's place."""
    standing: dict[tuple[Any, ...], dict[str, Any]] = {}
    for number in range(rng.choice((0, 2, 6, 20))):
        unit, indicator = rng.choice(district.names), rng.choice([name for fed in FED.values() for name in fed])
        span, receipt = rng.choice(SPANS), rng.choice((BEFORE, AFTER)) + number
        day = _day(rng, span, as_of)
        value = rng.choice((0.0, 1.0, 3.0, 8.0, 40.0, 2500.0))
        told = {"indicator": indicator, "period": span, "as_of": day, "value": value, "cell": "B4"}
        told |= {"submission": receipt, "upto": day, "hedged": rng.choice(("", "", "value"))}
        place = (unit, indicator, span) + ((day,) if span != "cumulative" else ())
        last = standing.get(place)
        if day <= books.as_of and (last is None or (day, receipt) > (last["upto"], last["submission"])):
            standing[place] = told
    for (unit, *_), told in standing.items():
        books.enters(told["submission"]).add("counters", unit, **told)


def _day(rng: Random, span: str, as_of: date) -> date:
    """A closing day mostly, or any day of the last ten weeks; of a month its end."""
    day = as_of - timedelta(days=7 * rng.choice((0, 0, 0, 1, 1, 2, 5, 10)))
    if span == "week":
        return day + timedelta(days=(4 - day.weekday()) % 7)
    if span == "month":
        return day.replace(day=monthrange(day.year, day.month)[1])
    return day - timedelta(days=rng.choice((0, 0, 0, 2)))
