"""Targets revised in mid-year, entries by hand and late files: through a real store, and folded a second time."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from dashboard.contract import BASES, District, Rules, Unit
from dashboard.errors import SubmissionRefused
from dashboard.store import Store
from dashboard.workflows import allotting, entering, report
from tests.dashboard.store.desk import Desk, counter, settings, trip
from tests.oracle import oracle
from tests.oracle.compare import disagreements
from tests.oracle.filed import Filing, filed_world

ALWAYS, ALL = 2, 40
A, B, C, OFFICE, HOME = "东山街道", "西河镇", "北园区", "区商务委", "示例区"
INDICATORS = ("outbound_trips", "factory_m2", "projects_signed")
CLOSING = date(2024, 12, 31)
"""The first meeting of January covers to the end of the year."""
TURNS = (date(2023, 12, 29), date(2024, 1, 1), date(2024, 2, 29), date(2024, 6, 28), CLOSING, date(2025, 1, 3))
"""Days on which a clock or a target turns."""


class Clerks:
    """Units, the office and the bureau, who file what the seed tells them, in no order of weeks."""

    def __init__(self, desk: Desk, rng: Random) -> None:
        self.desk, self.rng, self.filings = desk, rng, list[Filing]()

    def work(self, files: int) -> None:
        ways = (self.targets, self.target, self.counters, self.counters, self.trips, self.added, self.entry)
        for _ in range(files):
            self.rng.choice(ways)()

    def day(self, since: date | None = None) -> date:
        since = since or self.rng.choice((date(2023, 1, 6), date(2024, 1, 5), date(2024, 1, 5)))
        on = since + timedelta(days=7 * self.rng.randint(0, (CLOSING - since).days // 7))
        return CLOSING if self.rng.random() < 0.05 else on

    def targets(self) -> None:
        """A table of targets of several units or the district, some divided into quarters."""
        indicator, rng = self.rng.choice(INDICATORS), self.rng
        period = rng.choice((date(2024, 1, 5), date(2024, 3, 1), date(2024, 6, 28), date(2024, 7, 5)))
        rows = []
        for unit in rng.choice(((A, B, C), (A, B, C), (A, B, C, OFFICE), (HOME,), (B,))):
            aim = rng.choice((0.0, 2.0, 9.0, 10.0, 40.0, 366.0))
            parts = {"Q1": aim / 5, "Q2": aim / 3, "Q3": aim / 2} if rng.random() < 0.6 else {}
            for span, value in {**parts, "year": aim}.items():
                place = {"unit": unit, "sheet": "目标", "table": 1, "row": 3 + len(rows), "cell": "C3"}
                rows.append({**place, "indicator": indicator, "year": 2024, "period": span, "value": value})
        self._send("targets", period, HOME, rows)

    def target(self) -> None:
        """A target set on the screen, in force from its day."""
        unit, indicator = self.rng.choice((A, B, C, OFFICE, HOME)), self.rng.choice(INDICATORS)
        day, value = self.day(date(2024, 1, 5)), self.rng.choice((3.0, 12.0, 100.0))
        said = allotting.Allotment(unit, indicator, value, 2024, day, "文件1号")
        number = allotting.allotted(said, self.desk.store, by="local", now=self._later()).number
        row = {"unit": unit, "indicator": indicator, "year": 2024, "period": "year", "value": value}
        self.filings.append(Filing(number, day, "targets", [row]))

    def counters(self) -> None:
        unit, indicator, day = self.rng.choice((A, B, C, OFFICE, HOME)), self.rng.choice(INDICATORS), self.day()
        own = day - timedelta(days=self.rng.choice((0, 0, 7)))
        value = float(self.rng.randint(0, 60))
        self._send("counters", day, unit, [counter(indicator, value, own, unit=unit)])

    def trips(self) -> None:
        unit, day = self.rng.choice((A, B)), self.day()
        self._send("visits", day, unit, self._gone(unit, day, self.rng.randint(1, 12)))

    def added(self) -> None:
        """One more trip, sent alone; only to a list that stands by then, whenever it came."""
        unit, day = self.rng.choice((A, B)), self.day()
        lists = [f for f in self.filings if f.table == "visits" and not f.addition and f.rows[0]["unit"] == unit]
        if any(f.period < day for f in lists):
            self._send("visits", day, unit, self._gone(unit, day, 1), scope="increment")

    def entry(self) -> None:
        unit, indicator, day = self.rng.choice((A, B, C, OFFICE, HOME)), self.rng.choice(INDICATORS), self.day()
        value, hedged = float(self.rng.randint(0, 40)), self.rng.random() < 0.2
        said = entering.Entry(unit, indicator, value, day, "张三", "漏报", "通话记录", hedged=hedged)
        try:
            number = entering.entered(said, self.desk.store, by="local", now=self._later()).number
        except SubmissionRefused as refused:
            assert refused.code == "manual-unused"
            return
        row = {**counter(indicator, value, day, unit=unit), "hedged": "value" if hedged else ""}
        self.filings.append(Filing(number, day, "counters", [row], by_hand=True))

    def _gone(self, unit: str, day: date, count: int) -> list[dict[str, Any]]:
        first = len(self.filings) * 20
        starts = [day - timedelta(days=self.rng.randint(0, 300)) for _ in range(count)]
        return [trip(f"{unit}{first + n}", start, row=3 + n, unit=unit) for n, start in enumerate(starts)]

    def _send(self, table: str, period: date, unit: str, rows: list[dict[str, Any]], scope: str = "whole") -> None:
        receipt = self.desk.send(period, unit=unit, scope=scope, **{table: rows})
        told = [{k: v for k, v in row.items() if k not in ("sheet", "table", "row")} for row in rows]
        if table == "visits":
            told = [{**row, "row": n} for n, row in enumerate(told)]
        self.filings.append(Filing(receipt.number, period, table, told, addition=scope == "increment"))

    def _later(self) -> datetime:
        self.desk.now += timedelta(minutes=1)
        return self.desk.now


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Any]:
    opened: list[Store] = []

    def made(district: District) -> Desk:
        opened.append(Store(settings(tmp_path), district))
        return Desk(opened[-1], datetime(2025, 1, 6, 9, tzinfo=UTC))

    yield made
    for store in opened:
        store.close()


def _agreed(seed: int, desks: Any) -> Counter[str]:
    rng = Random(f"filed {seed}")
    units = (*(Unit(name, group="街道") for name in (A, B, C)), Unit(OFFICE, kind="department"))
    cadence = dict.fromkeys(("visits", "projects", "assets", "events", "counters"), rng.choice((1, 8)))
    district = District(HOME, units=units, rules=Rules(basis=BASES[(seed + 3) % len(BASES)], cadence_weeks=cadence))
    clerks = Clerks(desks(district), rng)
    clerks.work(14)
    known, then = clerks.desk.now, len(clerks.filings)
    clerks.work(14)
    held = Counter("by hand" if filing.by_hand else filing.table for filing in clerks.filings)
    met = [filing.period for filing in clerks.filings if filing.period.year == 2024]
    first, *days = rng.choice(met), rng.choice(met), rng.choice(TURNS)
    moments = [(first, None, clerks.filings), (first, known, clerks.filings[:then])]
    for day, moment, filings in moments + [(day, None, clerks.filings) for day in days]:
        stands = report.standing(clerks.desk.store, district, day, moment)
        mine = oracle.report(filed_world(filings, district, day))
        told, number = disagreements(mine, stands.report, district, day)
        assert not told, f"district {seed}, known at {moment}\n" + "\n".join(told[:30])
        held["compared"] += number
    return held


@pytest.mark.parametrize("seed", range(ALWAYS))
def test_what_was_filed_in_any_order_stands_alike_in_both_reckonings(seed: int, desks: Any) -> None:
    held = _agreed(seed, desks)
    assert not [kind for kind in ("targets", "counters", "visits", "by hand") if held[kind] < 2], held


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(ALWAYS, ALL))
def test_many_more_districts_of_files_stand_alike(seed: int, desks: Any) -> None:
    assert _agreed(seed, desks)["compared"] > 0
