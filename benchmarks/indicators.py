"""What every figure costs: `python -m benchmarks indicators [TIMES...]`, 1, 10 and 100 times a district's rows.

A district's rows are what 30 units keep by the end of March: per unit 24 visits with a host each, 24 projects with
who found, named, housed and served them, 12 assets, 6 events, 24 figures reported as figures, 12 companies of a chain
list and a target of every indicator. The last meeting and the end of last year stand beside them.
Processor time, the best of a few rounds, each on snapshots that nobody has looked at. 1 where the whole report of the
district clearly misses its goal, or anything clearly grows faster than the rows.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.guard import TOLERANCE
from dashboard.contract import AFTER_SNAPSHOT, ASSET_KINDS, COVERAGE, TABLES, Credit, District, Snapshot, Unit
from dashboard.frames import frame
from metrics import report
from metrics.catalogue import INDICATORS
from metrics.coverage import coverage
from metrics.credit import attribution
from metrics.figures import State
from metrics.reporting import measured, prepared

UNITS, ROUNDS, GOAL_SECONDS = 30, 5, 0.150
VISITS, PROJECTS, ASSETS, EVENTS, COUNTERS, PROSPECTS = 24, 24, 12, 6, 24, 12
_HALF = date(2023, 12, 31)
"""Until then two roles shared a project, since then all four do."""
_SHARES = (
    *(Credit("originating", 0.5, until=_HALF), Credit("host", 0.5, until=_HALF)),
    *(Credit(role, share, since=_HALF + timedelta(days=1))
      for role, share in {"originating": 0.3, "referring": 0.1, "host": 0.5, "service": 0.1}.items()),
)  # fmt: skip
DISTRICT = District("示例区", units=tuple(Unit(f"第{number}街道") for number in range(1, UNITS + 1)), credit=_SHARES)
BESIDE: Mapping[str, Callable[[State], object]] = {
    "credit of projects": lambda state: attribution(state, "projects_signed"),
    "credit of investment": lambda state: attribution(state, "investment_signed"),
    "chain lists": coverage,
}
"""What the report does not hold and a page of the district reckons from the same books."""
_AS_OF, _BEFORE, _NEW_YEAR = date(2024, 3, 29), date(2024, 3, 22), date(2023, 12, 29)
_STAGES = ("negotiating", "signed", "registered", "started", "producing", "terminated")


@dataclass(frozen=True)
class Cost:
    """Seconds of a whole report at one size, and of each indicator reckoned alone."""

    times: int
    records: int
    whole: float
    each: dict[str, float]


def main(typed: list[str]) -> int:
    costs: list[Cost] = []
    print(
        f"{UNITS} units: milliseconds of processor time (times those of the first line; goal {GOAL_SECONDS * 1000:.0f})"
    )
    for times in [int(word) for word in typed] or [1, 10, 100]:
        costs.append(measure(times))
        _print(costs[0], costs[-1])
    failed = losses(costs)
    for line in failed:
        print(f"worse: {line}")
    return 1 if failed else 0


def losses(costs: Sequence[Cost]) -> list[str]:
    """A sentence for what clearly misses its goal: the district's whole report, growth from one size to the next."""
    told = [
        f"whole report: {cost.whole * 1000:,.0f} ms, goal {GOAL_SECONDS * 1000:.0f} (tolerance {TOLERANCE:g} times)"
        for cost in costs
        if cost.times == 1 and cost.whole > GOAL_SECONDS * TOLERANCE
    ]
    for less, more in pairwise(costs):
        rows = more.records / less.records
        grown = {"whole report": more.whole / less.whole} | {n: more.each[n] / less.each[n] for n in more.each}
        told += [
            f"{name}: {ratio:.1f} times the work of {less.times} x on {rows:.1f} times its records"
            for name, ratio in grown.items()
            if ratio > max(1.0, rows) * TOLERANCE
        ]
    return told


def _print(first: Cost, cost: Cost) -> None:
    print(f"  {cost.times:4} x {cost.records:9,} records   whole report {_told(cost.whole, first.whole)}", flush=True)
    for name, seconds in cost.each.items():
        print(f"       {name:24} {_told(seconds, first.each[name])}", flush=True)


def _told(seconds: float, first: float) -> str:
    return f"{seconds * 1000:9,.1f} ({seconds / first:6.1f})"


def measure(times: int) -> Cost:
    """The cost at so many times a district's rows; fewer rounds where one takes long."""
    days = {day: snapshot(times, day) for day in (_AS_OF, _BEFORE, _NEW_YEAR)}
    rounds = ROUNDS if times < 100 else 2
    whole = min(_whole(days) for _ in range(rounds))
    each = {name: min(_alone(days, name) for _ in range(rounds)) for name in INDICATORS}
    each |= {name: min(_beside(days, tell) for _ in range(rounds)) for name, tell in BESIDE.items()}
    return Cost(times, sum(len(table) for table in days[_AS_OF].tables.values()), whole, each)


def _whole(days: dict[date, Snapshot]) -> float:
    start = time.process_time()
    report(days[_AS_OF], DISTRICT, previous=days[_BEFORE], baseline=days[_NEW_YEAR])
    return time.process_time() - start


def _alone(days: dict[date, Snapshot], indicator: str) -> float:
    start = time.process_time()
    measured(prepared(days[_AS_OF], DISTRICT, days[_BEFORE], days[_NEW_YEAR]), [indicator])
    return time.process_time() - start


def _beside(days: dict[date, Snapshot], tell: Callable[[State], object]) -> float:
    start = time.process_time()
    tell(prepared(days[_AS_OF], DISTRICT, days[_BEFORE], days[_NEW_YEAR]))
    return time.process_time() - start


def snapshot(times: int, day: date) -> Snapshot:
    """The district's books on a day at so many times its rows."""
    sizes = {"visits": VISITS, "stops": VISITS, "projects": PROJECTS, "assets": ASSETS, "events": EVENTS}
    sizes |= {"counters": COUNTERS, "prospects": PROSPECTS}
    tables = {name: _table(name, size * times, day) for name, size in sizes.items()}
    tables["targets"] = _table("targets", len(INDICATORS), day)
    addresses = {
        (number, "S", at): dict.fromkeys(TABLES[name], "B")
        for number in range(1, UNITS + 1)
        for at, name in enumerate(TABLES, 1)
    }
    return Snapshot(day, tables, pd.DataFrame([], columns=list(COVERAGE)), addresses)


def _table(name: str, size: int, day: date) -> pd.DataFrame:
    at = list(TABLES).index(name) + 1
    pairs = [(number, row) for number in range(1, UNITS + 1) for row in range(size)]
    rows = [
        {"unit": f"第{number}街道", "sheet": "S", "table": at, "row": row + 3, **_RECORD[name](number, row)}
        for number, row in pairs
    ]
    before = pd.DataFrame(
        {
            "submission": np.array([number for number, _ in pairs], dtype="int64"),
            "file": pd.array([f"{number}.xlsx" for number, _ in pairs], dtype="str"),
            "period": pd.array([pd.Timestamp(day)] * len(pairs), dtype="datetime64[us]"),
            "stale": np.zeros(len(pairs), dtype=bool),
        }
    )
    # one in ten things is told by two units
    names = [f"{name}{row if row % 10 == 0 else (number, row)}" for number, row in pairs]
    after = pd.DataFrame({AFTER_SNAPSHOT[0]: pd.array(names, dtype="str")})
    return pd.concat([before, frame(name, rows), after], axis=1)


def _day(row: int) -> date:
    """A day between last October and the end of March."""
    return date(2023, 10, 1) + timedelta(days=row * 37 % 180)


def _visit(number: int, row: int) -> dict[str, Any]:
    level = ("unit", "team", "deputy", "principal")[row % 4]
    fields = {"direction": ("outbound", "inbound")[row % 2], "level": level, "leader": f"领导{row % 9}"}
    along = f"第{number % UNITS + 1}街道" if row % 12 == 0 else ""
    return {**fields, "start": _day(row), "end": _day(row), "companions": along, "content": "洽谈", "result": "跟进"}


def _stop(number: int, row: int) -> dict[str, Any]:
    return {"visit_row": row + 3, "organisation": f"企业{row}", "kind": ("company", "chamber")[row % 5 == 0]}


def _project(number: int, row: int) -> dict[str, Any]:
    stage, on = _STAGES[row % len(_STAGES)], _day(row)
    amount = {"investment": float(row % 60), "investment_low": float(row % 60), "investment_high": float(row % 60)}
    dated = {"signed_on": on, "started_on": on} if stage in ("started", "producing") else {"signed_on": on}
    dates = {} if stage == "negotiating" else dated
    roles = {f"{role}_unit": f"第{(number + row * step) % UNITS + 1}街道" for role, step in _STEPS.items()}
    return {"name": f"第{number}街道项目{row}", "investor": f"公司{row}", "stage": stage, **amount, **dates, **roles}


_STEPS = {"originating": 1, "referring": 7, "host": 0, "service": 11}
"""How far from its own unit each role of a project lies."""


def _asset(number: int, row: int) -> dict[str, Any]:
    area = {"area": 5000.0, "revitalised_area": 100.0 * (row % 20), "revitalised_on": _day(row)}
    return {"name": f"第{number}街道资产{row}", "kind": ASSET_KINDS[row % 3], "location": f"{row}号", **area}


def _event(number: int, row: int) -> dict[str, Any]:
    return {"kind": ("signing", "promotion", "training")[row % 3], "date": _day(row), "title": f"活动{row}"}


def _target(number: int, row: int) -> dict[str, Any]:
    return {"indicator": list(INDICATORS)[row], "year": 2024, "period": "year", "value": 50.0, "cell": f"B{row + 3}"}


def _counter(number: int, row: int) -> dict[str, Any]:
    """Eight indicators in turn, each by week back from the last, some by month and as they stand."""
    indicator, back = _COUNTED[row % len(_COUNTED)], row // len(_COUNTED)
    period, days = (("cumulative", 7), ("week", 7), ("month", 30))[number % 3]
    on = _AS_OF - timedelta(days=days * back % 360)
    return {"indicator": indicator, "period": period, "as_of": on, "value": float(row % 40), "cell": f"C{row + 3}"}


_COUNTED = tuple(INDICATORS)[:8]


def _prospect(number: int, row: int) -> dict[str, Any]:
    chain = {
        "chain": f"产业链{row % 4}",
        "segment": f"环节{row % 7}",
        "role": ("key", "upstream", "downstream")[row % 3],
    }
    return {**chain, "organisation": f"企业{row * 2}" if row % 2 else f"公司{row}", "location": f"{row % 15}市"}


_RECORD: Any = {
    "visits": _visit,
    "stops": _stop,
    "projects": _project,
    "assets": _asset,
    "events": _event,
    "targets": _target,
    "prospects": _prospect,
    "counters": _counter,
}
