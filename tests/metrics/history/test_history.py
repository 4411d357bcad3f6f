"""Generated years: what is derived from weekly ledgers is what truly happened, and the bridge leaves no rest."""

import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.contract import District, Meeting, Snapshot
from dashboard.links import Link, Links
from dashboard.store.recognising import listed
from metrics.changes import Event, Past
from metrics.figures import State
from metrics.grounds import Record
from metrics.matching import matches
from metrics.movement import movement
from tests.metrics.conftest import district
from tests.metrics.history.ledgers import Clerks, Week
from tests.metrics.history.lives import FIRST_WEEK, RECESS, Truth, Year
from tests.metrics.history.world import UNITS


@dataclass
class Desk:
    """What a commit would keep: links that are sure, everything ever seen, and since when a thing reads the same."""

    clerk: bool
    """Whether a person answers, truthfully, what is only likely."""
    links: list[Link] = field(default_factory=list)
    seen: dict[str, Record] = field(default_factory=dict)
    truly: dict[str, int] = field(default_factory=dict)
    since: dict[str, tuple[date, set[tuple[Any, ...]]]] = field(default_factory=dict)
    right: int = 0
    wrong: list[tuple[str, Record, Record]] = field(default_factory=list)
    asked: Counter[bool] = field(default_factory=Counter)

    def file(self, week: Week) -> None:
        """Matches a week's new identities with everything known, and keeps what was found."""
        raw = listed("projects", week.snapshot.tables["projects"])
        for record in raw:
            self.truly.setdefault(record["identity"], week.numbers[record["submission"], record["row"]])
        now = self._canonical(raw)
        found = matches("projects", list(self.seen.values()), now, Links(self.links))
        for match in found.sure:
            if self._same(*match.pair):
                self.right += 1
            else:
                self.wrong.append((match.rule, match.before, match.now))
            self.links.append(Link(*match.pair))
        for match in found.likely:
            self.asked[self._same(*match.pair)] += 1
            if self.clerk:
                self.links.append(Link(*match.pair, self._same(*match.pair)))
        self.seen |= {record["identity"]: record for record in self._canonical([*self.seen.values(), *now])}

    def _same(self, one: str, other: str) -> bool:
        return self.truly[one] == self.truly[other]

    def _canonical(self, found: list[Record]) -> list[Record]:
        links = Links(self.links)
        return [{**record, "identity": links.canonical(record["identity"])} for record in found]

    def shown(self, snapshot: Snapshot) -> Snapshot:
        """A snapshot under canonical identities."""
        links, frame = Links(self.links), snapshot.tables["projects"]
        tables = {**snapshot.tables, "projects": frame.assign(identity=frame["identity"].map(links.canonical))}
        return Snapshot(snapshot.as_of, tables, snapshot.coverage, snapshot.addresses)

    def unchanged(self, snapshot: Snapshot) -> dict[str, date]:
        """Since which meeting nothing was read of a thing that had not been read of it before."""
        frame = snapshot.tables["projects"]
        columns = (frame[name].fillna(0) for name in ("identity", "stage", "investment", "progress"))
        said: dict[str, set[tuple[Any, ...]]] = {}
        for identity, *state in zip(*columns, strict=True):
            said.setdefault(identity, set()).add(tuple(state))
        known = {identity: self.since.get(identity, (snapshot.as_of, states)) for identity, states in said.items()}
        self.since = {
            identity: (known[identity][0] if states <= known[identity][1] else snapshot.as_of, states)
            for identity, states in said.items()
        }
        return {identity: day for identity, (day, _) in self.since.items()}


@dataclass
class Told:
    """What was derived over a year, beside what truly happened."""

    truth: set[Truth] = field(default_factory=set)
    derived: Counter[Truth] = field(default_factory=Counter)
    dated: Counter[bool] = field(default_factory=Counter)
    bridges: int = 0
    desk: Desk = field(default_factory=lambda: Desk(clerk=False))

    @property
    def precision(self) -> float:
        return sum(min(n, truth in self.truth) for truth, n in self.derived.items()) / self.derived.total()

    @property
    def recall(self) -> float:
        return sum(truth in self.derived for truth in self.truth) / len(self.truth)

    def figures(self) -> str:
        return (
            f"{len(self.truth)} events, precision {self.precision:.4f}, recall {self.recall:.4f}, "
            f"links right {self.desk.right} wrong {len(self.desk.wrong)}, "
            f"asked {self.desk.asked.total()} of which one thing {self.desk.asked[True]}, "
            f"days right {self.dated[True]} wrong {self.dated[False]}, bridges without rest {self.bridges}"
        )


def lived(seed: int, *, per_unit: int, weeks: int, clerk: bool) -> Told:
    """A year of a district, derived week by week."""
    year = Year(Random(seed), per_unit)
    clerks, told, home = Clerks(Random(seed + 1)), Told(desk=Desk(clerk)), _district(weeks)
    then = clerks.week(year)
    told.desk.file(then)
    told.desk.unchanged(told.desk.shown(then.snapshot))
    for _ in range(weeks):
        if not year.next_week():
            continue
        seen = frozenset(told.desk.seen)
        now = clerks.week(year)
        told.desk.file(now)
        before, after = told.desk.shown(then.snapshot), told.desk.shown(now.snapshot)
        links = Links(told.desk.links)
        past = Past(
            frozenset(links.canonical(name) for name in seen), told.desk.unchanged(after), frozenset(year.retracted)
        )
        moved = movement(State(after, home, previous=State(before, home)), past)
        told.bridges += 1
        for event in moved.events:
            told.derived[_truth(year, event, then, now)] += 1
            _day(told, year, event, now)
        then = now
    told.truth = year.truth
    return told


def _district(weeks: int) -> District:
    days = [date.fromordinal(FIRST_WEEK.toordinal() + 7 * n) for n in range(weeks + 1)]
    return district(*UNITS, meetings=[Meeting(day, held=day not in RECESS) for day in days])


def _truth(year: Year, event: Event, then: Week, now: Week) -> Truth:
    """Which project an event is about, by the rows of its cells; -1 when they are two."""
    numbers = {
        week.numbers[cell.submission, cell.row]
        for week, cell in ((then, event.cell_was), (now, event.cell_now))
        if cell is not None
    }
    return (year.meeting, numbers.pop() if len(numbers) == 1 else -1, event.kind)


def _day(told: Told, year: Year, event: Event, now: Week) -> None:
    """Whether a move that the clerk dated is dated so that the true day lies in it."""
    if event.kind == "advanced" and event.cell_now is not None:
        number = now.numbers[event.cell_now.submission, event.cell_now.row]
        if days := year.days.get((year.meeting, number)):
            told.dated[event.earliest <= days[0] <= event.latest] += 1


def held(told: Told, weeks: int) -> None:
    """Precision, recall, days and bridges of a year, with the figures printed."""
    sys.stdout.write(told.figures() + "\n")
    assert told.bridges == weeks - len(RECESS)
    assert told.precision >= 0.99
    assert told.recall >= 0.98
    assert told.dated[False] <= 0.02 * told.dated.total()
    assert len(told.desk.wrong) <= 0.01 * told.desk.right


@settings(max_examples=1, deadline=None, derandomize=True)
@given(st.integers(0, 10**6))
def test_what_is_derived_from_half_a_year_of_ledgers_is_what_happened(seed: int) -> None:
    held(lived(seed, per_unit=8, weeks=30, clerk=False), 30)


@pytest.mark.slow
@pytest.mark.parametrize("clerk", [True, False])
@settings(max_examples=1, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(first=st.integers(0, 10**6))
def test_what_is_derived_from_years_of_ledgers_is_what_happened(clerk: bool, first: int) -> None:
    """Six years together: of a question that nobody answers, one double claim brings its doubles for a whole year."""
    years = [lived(seed, per_unit=14, weeks=51, clerk=clerk) for seed in range(first, first + 6)]
    if clerk:
        for told in years:
            held(told, 51)
    right = sum(min(n, truth in told.truth) for told in years for truth, n in told.derived.items())
    assert right >= 0.99 * sum(told.derived.total() for told in years)
    found = sum(truth in told.derived for told in years for truth in told.truth)
    assert found >= 0.98 * sum(len(told.truth) for told in years)
    assert all(told.bridges == 51 - len(RECESS) for told in years)
