"""Figures reported as figures: the latest cumulative counter, else the months, else gap-free weeks."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from dashboard.weeks import last_week_end, week_end
from metrics.figures import Figure, State
from metrics.ledger import Ledger, a_day
from metrics.periods import months_completed


@dataclass(frozen=True, slots=True)
class _Entry:
    at: int
    as_of: date
    value: float
    hedged: bool
    age: tuple[date, date, int, int]
    """(as of, period, submission, place): the greatest is the latest."""


def by_unit(state: State) -> dict[tuple[str, str], Figure]:
    """What the counters say, by (unit, indicator); only what can be said of the as-of year is in it.

    A cumulative counter stands at its own date, however late. Months count when gap-free from January to the last
    completed month, weeks when gap-free from the year's first to the as-of week (休会 weeks need none): they never
    carry. An explicit zero is a figure of 0.
    """
    ledger = state.ledger("counters")
    found = {}
    for (unit, indicator), spans in _entries(state, ledger).items():
        chosen = _chosen(state, spans)
        if chosen:
            points = len({entry.as_of for entry in spans.get("cumulative", ())})
            figure = _figure(state, ledger, chosen, points)
            found[unit, indicator] = replace(figure, fresh=(unit, "counters", indicator) in state.fresh)
    return found


def _entries(state: State, ledger: Ledger) -> dict[tuple[str, str], dict[str, list[_Entry]]]:
    frame = ledger.frame
    as_of = ledger.day("as_of")
    as_of = np.where(np.isnat(as_of), ledger.period, as_of)
    value = ledger.numbers("value")
    hedged = ledger.hedged("value")
    new_year = np.datetime64(f"{state.year}-01-01")
    until = np.datetime64(state.snapshot.as_of, "D")
    use = (ledger.unit >= 0) & ~np.isnan(value) & (as_of >= new_year) & (as_of <= until)
    names, indicators, spans, submission = (
        list(frame["unit"]),
        list(frame["indicator"]),
        ledger.span,
        frame["submission"],
    )
    found: dict[tuple[str, str], dict[str, list[_Entry]]] = {}
    for at in np.flatnonzero(use):
        on = a_day(as_of[at])
        age = (on, a_day(ledger.period[at]), int(submission.iloc[at]), int(ledger.rank[at]))
        entry = _Entry(int(at), on, float(value[at]), bool(hedged[at]), age)
        found.setdefault((names[at], indicators[at]), {}).setdefault(spans[at], []).append(entry)
    return found


def _chosen(state: State, spans: Mapping[str, Sequence[_Entry]]) -> list[_Entry]:
    cumulative = spans.get("cumulative", ())
    if cumulative:
        return [max(cumulative, key=lambda entry: entry.age)]
    return _months(state, spans.get("month", ())) or _weeks(state, spans.get("week", ()))


def _months(state: State, entries: Sequence[_Entry]) -> list[_Entry]:
    latest: dict[int, _Entry] = {}
    for entry in sorted(entries, key=lambda entry: entry.age):
        latest[entry.as_of.month] = entry
    needed = set(range(1, months_completed(state.snapshot.as_of) + 1))
    return [latest[month] for month in sorted(latest)] if latest and needed <= latest.keys() else []


def _weeks(state: State, entries: Sequence[_Entry]) -> list[_Entry]:
    closes = state.district.rules.week_ends_on
    latest: dict[date, _Entry] = {}
    for entry in sorted(entries, key=lambda entry: entry.age):
        latest[week_end(entry.as_of, closes)] = entry
    off = {meeting.cover_to for meeting in state.district.meetings if not meeting.held}
    end = week_end(date(state.year, 1, 1), closes)
    final = last_week_end(state.snapshot.as_of, closes)
    needed = set()
    while end <= final:
        needed.add(end)
        end += timedelta(days=7)
    return [latest[week] for week in sorted(latest)] if latest and needed - off <= latest.keys() else []


def _figure(state: State, ledger: Ledger, entries: Sequence[_Entry], points: int) -> Figure:
    at = np.array([entry.at for entry in entries], dtype="int64")
    return Figure(
        value=math.fsum(entry.value for entry in entries),
        cover_to=max(entry.as_of for entry in entries),
        trail=state.trail([(ledger, at, "cell")]),
        hedged=any(entry.hedged for entry in entries),
        from_list=False,
        weekly_points=max(points, 1),
    )
