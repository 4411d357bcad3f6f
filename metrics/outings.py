"""The two-week rule over the roster of principals (DOMAIN sections 1 and 6). The roster binds, so that a principal who
never went is seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from dashboard.contract import District, Leader, OutingExemption
from dashboard.names import key
from dashboard.weeks import week_end
from metrics.figures import State
from metrics.ledger import Ledger, a_day
from metrics.measure import Source
from metrics.periods import working_day_from
from metrics.roster import named

_FURTHEST = timedelta(days=10 * 366)


@dataclass(frozen=True, slots=True)
class Trip:
    """One outing of a leader, and the cell of its first day."""

    start: date
    end: date
    destination: str
    source: Source | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Gap:
    """Days between two outings; the first runs from 1 January or taking office, the last up to the cover-to date.

    `days` are those on which the rule bound; `exempt` ones stand beside them.
    """

    start: date
    end: date
    days: int
    over: bool
    exempt: int = 0


@dataclass(frozen=True, slots=True)
class LeaderLine:
    """One leader of the roster on the timeline. For other levels than principal only `days_since` is said."""

    leader: Leader
    cover_to: date
    trips: tuple[Trip, ...]
    gaps: tuple[Gap, ...]
    last_end: date | None
    due: date | None
    days_since: int
    """Days from the end of the last outing (1 January or taking office without one) to the cover-to date, exempt ones
    left out."""
    exemptions: tuple[OutingExemption, ...] = ()
    """Those of this year up to the cover-to date or the day on which the next outing is due."""

    @property
    def broken(self) -> bool:
        """Whether any gap exceeds the rule's days."""
        return any(gap.over for gap in self.gaps)

    @property
    def overdue(self) -> bool:
        """Whether the next outing was due before the cover-to date."""
        return bool(self.gaps) and self.gaps[-1].over


def timeline(state: State) -> tuple[LeaderLine, ...]:
    """Every leader in office, in the roster's order, with this year's outings up to the cover-to date.

    Gap = next start - previous end, without days on which the leader is exempt; due = last end + `outing_gap_days` (14)
    such days, moved behind 休会 weeks. A gap over 14 that ends after the due day breaks the rule. An outing counts for
    every roster name in its leader cell, whatever its level column says.
    """
    ledger = state.ledger("visits")
    outbound = ledger.is_in("direction", "outbound") & (ledger.unit >= 0)
    principals = outbound & ledger.is_in("level", "principal")
    periods = ledger.period[principals if principals.any() else outbound]
    cover_to = a_day(periods.max()) if len(periods) else state.snapshot.as_of
    found = _outings(state, ledger, outbound, cover_to)
    roster = [leader for leader in state.district.leaders if _in_office(leader, cover_to)]
    return tuple(_line(state, leader, found.get(key(leader.name), ()), cover_to) for leader in roster)


def _in_office(leader: Leader, on: date) -> bool:
    return (leader.since is None or leader.since <= on) and (leader.until is None or leader.until >= on)


def _outings(state: State, ledger: Ledger, mask: np.ndarray, cover_to: date) -> dict[str, tuple[Trip, ...]]:
    start, end = ledger.day("start"), ledger.day("end")
    new_year = np.datetime64(f"{state.year}-01-01")
    use = mask & (np.where(np.isnat(end), start, end) >= new_year) & (start <= np.datetime64(cover_to, "D"))
    leaders, places = list(ledger.frame["leader"]), list(ledger.frame["destination"])
    found: dict[str, list[Trip]] = {}
    counted = ledger.distinct(use, by_unit=False)
    for at, cell in zip(counted, ledger.sources(state.snapshot, counted, "start"), strict=True):
        first = a_day(start[at])
        trip = Trip(first, first if np.isnat(end[at]) else max(first, a_day(end[at])), places[at], cell)
        for name in named(leaders[at], state.district.leaders):
            found.setdefault(key(name), []).append(trip)
    return {name: tuple(sorted(trips, key=lambda t: (t.start, t.end, t.destination))) for name, trips in found.items()}


def _line(state: State, leader: Leader, trips: Sequence[Trip], cover_to: date) -> LeaderLine:
    begin = date(state.year, 1, 1)
    begin = max(begin, leader.since) if leader.since else begin
    mine = tuple(trip for trip in trips if trip.end >= begin)
    limit = state.district.rules.outing_gap_days
    exempt = tuple(each for each in state.district.exemptions if each.leader == leader.name and each.until >= begin)
    gaps, last, due = [], begin, _after_recess(state.district, _due(begin, limit, exempt))
    for trip in mine:
        gaps.append(_gap(last, trip.start, limit, exempt, due))
        last = max(last, trip.end)
        due = _after_recess(state.district, _due(last, limit, exempt))
    gaps.append(_gap(last, cover_to, limit, exempt, due))
    principal = leader.level == "principal"
    return LeaderLine(
        leader=leader,
        cover_to=cover_to,
        trips=mine,
        gaps=tuple(gaps) if principal else (),
        last_end=last if mine else None,
        due=due if principal else None,
        days_since=gaps[-1].days,
        exemptions=tuple(each for each in exempt if each.since <= max(cover_to, due)),
    )


def _gap(start: date, end: date, limit: int, exempt: Sequence[OutingExemption], due: date) -> Gap:
    """What breaks the rule is longer than the limit and ends after the day that was due, recess considered."""
    days = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    bound = sum(not _is_exempt(day, exempt) for day in days)
    return Gap(start, end, bound, bound > limit and end > due, len(days) - bound)


def _due(last: date, limit: int, exempt: Sequence[OutingExemption]) -> date:
    """The last day of as many on which the rule binds, behind the end of an exemption; of one without an end in sight
    (9999-12-31) the last day that is looked for."""
    due, left, furthest = last, limit, last + _FURTHEST
    while left and due < furthest:
        due += timedelta(days=1)
        left -= not _is_exempt(due, exempt)
    return due


def _is_exempt(day: date, exempt: Sequence[OutingExemption]) -> bool:
    return any(each.since <= day <= each.until for each in exempt)


def _after_recess(district: District, due: date) -> date:
    """The due date, or the first working day after the 休会 weeks in which it falls (DOMAIN section 3)."""
    closes = district.rules.week_ends_on
    off = {meeting.cover_to for meeting in district.meetings if not meeting.held}
    if week_end(due, closes) not in off:
        return due
    while week_end(due, closes) in off:
        due = week_end(due, closes) + timedelta(days=1)
    return working_day_from(due)
