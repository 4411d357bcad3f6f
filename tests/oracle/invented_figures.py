"""Figures of an invented district that are reported as figures: counters."""

from calendar import monthrange
from datetime import date, timedelta
from random import Random

from tests.metrics.conftest import Books

FED = {
    ("visits", "outbound"): ("outbound_trips", "leader_trips", "chambers"),
    ("visits", "inbound"): ("inbound_groups", "leader_receptions"),
    ("events", "signing"): ("signing_events",),
    ("events", "training"): ("training_events",),
    ("events", "promotion"): ("promotions",),
    ("assets", "land"): ("land_m2",),
    ("assets", "factory"): ("factory_m2",),
    ("assets", "building"): ("building_m2",),
    ("projects", ""): (
        *("projects_discussed", "projects_signed", "projects_signed_1yi", "projects_signed_10yi", "investment_signed"),
        *("projects_started", "projects_completed", "projects_signed_50yi"),
    ),
}
EMPTY_LIST = ("outbound_trips", "inbound_groups")


def counters(rng: Random, books: Books, unit: str, number: int, kept: tuple[str, str], until: date) -> None:
    """A unit's counters of one ledger: cumulative, by month, by week, with gaps or as the zero of an empty list."""
    for indicator in FED[kept]:
        if rng.random() < 0.25:
            continue
        ways = ["cumulative"] * 8 + ["months", "weeks", "gap", "mixed"]
        ways += ["zero"] * (indicator in EMPTY_LIST)
        way = rng.choice(ways)
        if way in ("cumulative", "mixed"):
            for back in range(rng.randint(1, 2)):
                _say(rng, books, unit, number, indicator, "cumulative", until - timedelta(days=7 * back))
        if way in ("months", "gap", "mixed"):
            _months(rng, books, (unit, number, indicator), until, gap=way == "gap")
        if way in ("weeks", "gap", "mixed"):
            _weeks(rng, books, (unit, number, indicator), until, gap=way == "gap")
        if way == "zero":
            _zero(books, unit, number, kept, indicator, until)


def _say(
    rng: Random,
    books: Books,
    unit: str,
    number: int,
    indicator: str,
    period: str,
    as_of: date,
    filed: date | None = None,
) -> None:
    value = rng.choice((0.0, 1.0, 2.0, 7.0, 40.0, 0.1)) if "investment" in indicator or "m2" in indicator else None
    value = float(rng.randint(0, 60)) if value is None else value
    hedged = "value" if rng.random() < 0.2 else ""
    books.add(
        "counters", unit, upto=filed or as_of, submission=2000 + number, indicator=indicator, period=period,
        as_of=as_of, value=value, cell="C3", hedged=hedged,
    )  # fmt: skip
    if rng.random() < 0.5:
        books.addresses[2000 + number, "S", 1] = {"unit": "A", "indicator": "B"}


def _months(rng: Random, books: Books, place: tuple[str, int, str], until: date, *, gap: bool) -> None:
    left_out, filed = rng.randint(1, 12) if gap else 0, rng.choice((None, until))
    for month in range(1, until.month + 1):
        last = date(until.year, month, monthrange(until.year, month)[1])
        if month != left_out and last <= until:
            _say(rng, books, place[0], place[1], place[2], "month", last, filed)


def _weeks(rng: Random, books: Books, place: tuple[str, int, str], until: date, *, gap: bool) -> None:
    day, filed = date(until.year, 1, 1), rng.choice((None, until))
    while day <= until:
        if day.weekday() == 4 and not (gap and rng.random() < 0.1):
            _say(rng, books, place[0], place[1], place[2], "week", day, filed)
        day += timedelta(days=1)


def _zero(books: Books, unit: str, number: int, kept: tuple[str, str], indicator: str, until: date) -> None:
    """未外出 in a list of its own: the zero of the year, and the list's sign of life."""
    books.addresses[3000 + number, "S", 1] = {"leader": "A", "start": "B"}
    for period, back in (("cumulative", 0), ("week", 7)):
        on = until - timedelta(days=back)
        books.add(
            "counters", unit, upto=on, submission=3000 + number, indicator=indicator, period=period, as_of=on,
            value=0.0, cell="A2",
        )  # fmt: skip
    books.covers(unit, kept[0], kept[1], period=until, nothing=True)
