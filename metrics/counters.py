"""Figures reported as figures: the latest cumulative counter, else the months, else gap-free weeks; explicit zeros.

An explicit zero of the year (an empty list, 未外出) is a figure where no other counter speaks. It never takes a figure
of the year back to 0: a cumulative counter before it stands, as of the day of the zero. A week's zero is of that week.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from dashboard.weeks import last_week_end, week_end
from metrics.catalogue import INDICATORS
from metrics.figures import Figure, State
from metrics.ledger import Ledger, a_day
from metrics.periods import months_completed

_ZERO = "zero"
_FLOWS = frozenset(name for name, item in INDICATORS.items() if item.flow)


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

    A cumulative counter stands at its own date, however late; one of a stock carries over New Year like its list.
    Months count when gap-free from January to the last completed month, weeks when gap-free from the year's first to
    the as-of week (休会 weeks need none): they never carry.
    """
    ledger = state.ledger("counters")
    found = {}
    for (unit, indicator), spans in _entries(state, ledger).items():
        chosen = _chosen(state, spans)
        if chosen:
            points = len({entry.as_of for entry in spans.get("cumulative", ())})
            figure = _figure(state, ledger, chosen, points)
            if chosen[0] in spans.get("cumulative", ()):
                until = max((zero.as_of for zero in spans.get(_ZERO, ())), default=figure.cover_to)
                figure = replace(figure, cover_to=max(figure.cover_to, until))
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
    spans = np.array(_spans(state, ledger), dtype=object)
    carried = ~ledger.is_in("indicator", *_FLOWS) & (spans == "cumulative")
    use = (ledger.unit >= 0) & ~np.isnan(value) & ((as_of >= new_year) | carried) & (as_of <= until)
    names, indicators, submission = list(frame["unit"]), list(frame["indicator"]), frame["submission"]
    found: dict[tuple[str, str], dict[str, list[_Entry]]] = {}
    for at in np.flatnonzero(use):
        on = a_day(as_of[at])
        age = (on, a_day(ledger.period[at]), int(submission.iloc[at]), int(ledger.rank[at]))
        entry = _Entry(int(at), on, float(value[at]), bool(hedged[at]), age)
        found.setdefault((names[at], indicators[at]), {}).setdefault(spans[at], []).append(entry)
    return found


def _spans(state: State, ledger: Ledger) -> list[str]:
    """What each counter covers; apart an explicit zero of the year, which stands in a list, not in a counter sheet."""
    frame, addresses = ledger.frame, state.snapshot.addresses
    places = zip(frame["submission"], frame["sheet"], frame["table"], frame["value"], ledger.span, strict=True)
    return [
        _ZERO if span == "cumulative" and value == 0 and _of_a_list(addresses.get((number, sheet, table))) else span
        for number, sheet, table, value, span in places
    ]


def _of_a_list(columns: Mapping[str, str] | None) -> bool:
    """Whether a table has columns and none of indicators: every counter sheet names one."""
    return bool(columns) and "indicator" not in (columns or ())


def _chosen(state: State, spans: Mapping[str, Sequence[_Entry]]) -> list[_Entry]:
    months, weeks = _months(state, spans.get("month", ())), _weeks(state, spans.get("week", ()))
    return _latest(spans.get("cumulative", ())) or months or weeks or _latest(spans.get(_ZERO, ()))


def _latest(entries: Sequence[_Entry]) -> list[_Entry]:
    return [max(entries, key=lambda entry: entry.age)] if entries else []


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
