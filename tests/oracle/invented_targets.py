"""Targets of an invented district: of the year, its quarters and months, revised in mid-year."""

from dataclasses import replace
from datetime import date
from random import Random

from dashboard.contract import District, SeedTarget
from tests.metrics.conftest import Books
from tests.oracle.invented_figures import FED
from tests.oracle.world import SHARES

SPANS = ("year", "year", "year", "Q4", "12", "Q2")
AIMS = (0.0, 1.0, 2.0, 3.0, 6.0, 7.5, 9.0, 10.0, 12.0, 40.0, 100.0, 366.0, 1000.0, 5000.0)
WANTED = {"all": 0.97, "some": 0.5, "own": 0.2, "none": 0.0}
QUARTERS = ("Q1", "Q2", "Q3")
MONTHS = tuple(f"{month:02}" for month in range(1, 12))


def targets(rng: Random, books: Books, district: District) -> None:
    """Targets of the year for some indicators: of all units, of some, of the district itself, of another year."""
    year = books.as_of.year
    for indicator in (*(name for fed in FED.values() for name in fed), *SHARES):
        mode = rng.choice(("all", "all", "some", "own", "none"))
        spans = _divided(rng, district) if mode != "none" else ()
        for name in district.names:
            wanted = WANTED[mode]
            if name == district.name:
                wanted = 0.9 if mode == "own" else 0.2
            if rng.random() < wanted:
                _of_one(rng, books, name, indicator, year, spans if rng.random() < 0.9 else ())


def seeds(rng: Random, names: list[str], year: int) -> tuple[SeedTarget, ...]:
    """Targets that the registry seeds, some divided into quarters."""
    found = [SeedTarget(name, "chambers", year, float(rng.randint(0, 30))) for name in names if rng.random() < 0.5]
    for seed in list(found):
        if rng.random() < 0.5:
            found += [replace(seed, period=f"Q{n}", value=seed.value * n / 5) for n in rng.sample(range(1, 5), 3)]
    rng.shuffle(found)
    return tuple(found)


def _divided(rng: Random, district: District) -> tuple[str, ...]:
    """The spans into which a plan divides the year; mostly none unless the district's pace goes by plan."""
    if rng.random() > (0.8 if district.rules.basis == "plan" else 0.1):
        return ()
    return rng.choice((QUARTERS, QUARTERS, MONTHS, ("Q2",), ("Q1", "06", "09"), ("03", "Q3"), ("Q1", "06", "Q2")))


def _of_one(rng: Random, books: Books, name: str, indicator: str, year: int, spans: tuple[str, ...]) -> None:
    """A target as first handed down, and sometimes as revised from a later day on."""
    for submission in range(1, rng.choice((2, 2, 2, 3))):
        day = date(year, 1, 1) if submission == 1 else date(year, rng.choice((1, 3, 6, 7, 12)), rng.choice((1, 15)))
        of, span = rng.choice((year, year, year, year - 1)), "year" if spans else rng.choice(SPANS)
        aim = rng.choice((0.5, 0.8, 1.0) if indicator in SHARES else AIMS)
        kept = spans if rng.random() < 0.8 else spans[1:]
        plan = dict.fromkeys(kept, 0.0) | {s: aim * n / (len(kept) + 1.5) for n, s in enumerate(kept)} | {span: aim}
        if day > books.as_of:
            continue
        for period, value in plan.items():
            fields = {"indicator": indicator, "year": of, "period": period, "value": value, "cell": "B3"}
            books.add("targets", name, upto=day, submission=4000 + submission, **fields)
