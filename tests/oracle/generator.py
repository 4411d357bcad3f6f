"""Invented districts: a few units, everything that can stand in their books, and three days on which they are read.

Everything follows from the seed. Things (visits, projects, assets, events) are invented once with their dates; on a
day a unit's return shows what had happened by then, at the unit's own cover-to date.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache, partial
from random import Random

from dashboard.contract import BASES, District, Meeting, Rules, Snapshot, Unit
from tests.metrics.conftest import HOME, Books
from tests.oracle.compare import Read
from tests.oracle.invented_entries import entries
from tests.oracle.invented_figures import counters
from tests.oracle.invented_lists import Things, things, written
from tests.oracle.invented_targets import seeds, targets

NAMES = ("东山街道", "西河镇", "北园区", "南湖街道", "中塘镇", "云岭园区", "驻外招商组", "区商务委")
GROUPS = {"道": "街道", "镇": "镇", "区": "园区"}
UNKNOWN = ("", "别处")
"""Under these names stand rows whose unit could not be established, or is none of the registry."""
WEEK = timedelta(days=7)
LEDGERS = ("visits", "projects", "assets", "events")


@dataclass(frozen=True)
class Invented:
    """A district with its snapshots of the as-of day, the last meeting, the end of last year and any day in it."""

    district: District
    snapshot: Snapshot
    previous: Snapshot | None
    baseline: Snapshot | None
    past: Read


@dataclass
class Plan:
    """What a unit keeps of a ledger, and how late it is (in weeks) on the as-of day."""

    keeps: dict[tuple[str, str], str] = field(default_factory=dict)
    late: dict[str, int] = field(default_factory=dict)


@lru_cache(maxsize=64)
def invented(seed: int) -> Invented:
    rng = Random(seed)
    as_of = _as_of(rng)
    turn = BASES[seed % len(BASES)]
    district = _district(rng, as_of, "workday" if as_of.year == 2028 and rng.random() < 0.5 else turn)
    plans = {name: _plan(rng) for name in (*district.names, *UNKNOWN)}
    found = things(rng, district, as_of)
    previous = as_of - WEEK if rng.random() < 0.8 else None
    new_year = date(as_of.year - 1, 12, 29) if rng.random() < 0.7 else None
    days = [_read(seed, district, plans, found, day, as_of) for day in (as_of, previous, new_year)]
    snapshot = days[0]
    assert snapshot is not None
    past = lru_cache(maxsize=400)(partial(_past, seed, district, plans, found, as_of))
    return Invented(district, snapshot, days[1], days[2], past)


def _past(
    seed: int, district: District, plans: dict[str, Plan], found: Things, as_of: date, day: date
) -> Snapshot | None:
    """A day of last year; some districts kept no books then, or began in spring."""
    rng = Random(f"{seed}/past")
    begun = date(as_of.year - 1, *rng.choice(((1, 1), (1, 1), (1, 1), (3, 15), (12, 31))))
    return None if day < begun else _read(seed, district, plans, found, day, as_of)


def _as_of(rng: Random) -> date:
    """A Friday of a few years mostly, one without a table of working days; else any day, or where a clock turns."""
    year = rng.choice((2023, 2024, 2025, 2024, 2028))
    start = date(year, 1, 1)
    day = start + timedelta(days=rng.randrange(rng.choice((40, 120, (date(year + 1, 1, 1) - start).days))))
    if rng.random() < 0.25:
        return rng.choice((day, start, date(year, 12, 31), date(year, 3, 31), date(year, 3, 1) - timedelta(days=1)))
    day += timedelta(days=(4 - day.weekday()) % 7)
    return min(day, date(year, 12, 31))


def _district(rng: Random, as_of: date, basis: str) -> District:
    units = []
    for name in rng.sample(NAMES, rng.randint(2, len(NAMES))):
        kind = {"组": "post", "委": "department"}.get(name[-1], "carrier")
        kept = tuple(ledger for ledger in LEDGERS if rng.random() < 0.9)
        until = as_of - timedelta(days=40) if rng.random() < 0.05 else None
        units.append(Unit(name, group=GROUPS.get(name[-1], ""), kind=kind, until=until, ledgers=kept))
    cadence = dict.fromkeys((*LEDGERS, "counters"), 1)
    cadence |= {"assets": rng.choice((1, 1, 4)), "counters": rng.choice((1, 1, 2))}
    seeded = seeds(rng, [unit.name for unit in units], as_of.year)
    recess = as_of - rng.randint(1, 3) * WEEK
    meetings = (Meeting(recess, held=False),) if rng.random() < 0.2 and recess.weekday() == 4 else ()
    usual = Rules().visit_levels
    levels = rng.choice((usual, usual, ("unit", "team"), ("principal", "deputy", "unit", "")))
    rules = Rules(
        basis=basis,
        cadence_weeks=cadence,
        visit_levels=levels,
        week_ends_on=rng.choice((4, 4, 4, 6)),
        joint_trips=rng.choice(("reporting", "companions")),
    )
    return District(HOME, units=tuple(units), targets=seeded, meetings=meetings, rules=rules)


KINDS = (
    *(("visits", d) for d in ("outbound", "inbound")),
    *(("events", k) for k in ("signing", "training", "promotion")),
    *(("assets", k) for k in ("land", "factory", "building")),
    ("projects", ""),
)


def _plan(rng: Random) -> Plan:
    plan = Plan()
    for ledger, scope in KINDS:
        plan.keeps[ledger, scope] = rng.choices(("list", "counter", "both", "empty", "none"), (5, 3, 1, 0.5, 1.5))[0]
    for ledger in (*LEDGERS, "counters"):
        plan.late[ledger] = rng.choices((0, 1, 2, 5), (8, 2, 1, 0.5))[0]
    return plan


def _read(
    seed: int, district: District, plans: dict[str, Plan], found: Things, day: date | None, as_of: date
) -> Snapshot | None:
    """The books as they stood on a day."""
    if day is None:
        return None
    rng, books = Random(f"{seed}/{day}"), Books(day)
    for number, name in enumerate((*district.names, *UNKNOWN), 1):
        plan = plans[name]
        for ledger, scope in KINDS:
            kept = plan.keeps[ledger, scope]
            until = day - plan.late[ledger] * WEEK * (day == as_of)
            if kept in ("list", "both"):
                written(rng, books, found, name, number, (ledger, scope), until)
            if kept == "empty":
                books.covers(name, ledger, scope or "signed", period=until)
            if kept in ("counter", "both") and name not in UNKNOWN:
                late = plan.late["counters"] * (day == as_of)
                counters(rng, books, name, number, (ledger, scope), day - late * WEEK)
    targets(Random(f"{seed}/targets"), books, district)
    entries(Random(f"{seed}/entries"), books, district, as_of if day.year == as_of.year else day)
    return books.snapshot()
