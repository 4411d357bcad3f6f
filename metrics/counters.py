"""Figures reported as figures: the latest cumulative counter, else the months, else gap-free weeks; explicit zeros.

An explicit zero of the year (an empty list, 未外出) is a figure where no other counter speaks. It never takes a figure
of the year back to 0: a cumulative counter before it stands, as of the day of the zero. A week's zero is of that week.

A cumulative figure that was entered by hand stands apart (`by_hand`); one of a week or month is the latest word on its
week or month like any other.
"""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from dashboard.weeks import last_week_end, week_end
from metrics import by_hand
from metrics.catalogue import INDICATORS
from metrics.figures import Figure, State
from metrics.ledger import Ledger
from metrics.measure import Note
from metrics.periods import months_completed, weeks_begun

_ZERO, _ENTERED = "zero", "entered"
_FLOWS = frozenset(name for name, item in INDICATORS.items() if item.flow)


class _Entry(NamedTuple):
    at: int
    as_of: date
    value: float
    hedged: bool
    age: tuple[date, date, int, int]
    """(as of, period, submission, place): the greatest is the latest."""

    @property
    def receipt(self) -> int:
        return self.age[2]

    @property
    def order(self) -> by_hand.Order:
        return self.as_of, self.receipt


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
            figure = _figure(state, ledger, chosen, _points(spans, chosen))
            if chosen[0] in spans.get("cumulative", ()):
                until = max((zero.as_of for zero in spans.get(_ZERO, ())), default=figure.cover_to)
                figure = figure._replace(cover_to=max(figure.cover_to, until))
            notes = _entered_parts(state, (unit, indicator), spans, chosen)
            said = _said(state, chosen, spans)
            found[unit, indicator] = figure._replace(fresh=_fresh(state, unit, indicator), said=said, notes=notes)
    return found


def _points(spans: Mapping[str, Sequence[_Entry]], chosen: Sequence[_Entry]) -> int:
    """How many weekly values are known: of weekly counters each, of cumulative ones their days; months tell none.

    A list in which nothing stands tells every week since 1 January, as a list with dates does.
    """
    if chosen[0] in spans.get(_ZERO, ()):
        return weeks_begun(chosen[0].as_of)
    if chosen[0] in spans.get("month", ()):
        return 1
    return len({entry.as_of for entry in spans.get("cumulative") or chosen})


def _said(state: State, chosen: Sequence[_Entry], spans: Mapping[str, Sequence[_Entry]]) -> by_hand.Order | None:
    """The latest of the chosen counters that the unit sent itself; a zero that stands in a list is a sign of life."""
    own = (entry for entry in chosen if entry.receipt not in state.snapshot.by_hand)
    return max((entry.order for entry in own if entry not in spans.get(_ZERO, ())), default=None)


def entered(state: State) -> dict[tuple[str, str], by_hand.Told]:
    """The cumulative figures that were entered by hand, by (unit, indicator), whatever the unit itself says."""
    if not state.snapshot.by_hand:
        return {}
    ledger, found = state.ledger("counters"), {}
    for (unit, indicator), spans in _entries(state, ledger).items():
        for entry in _latest(spans.get(_ENTERED, ())):
            figure = _figure(state, ledger, [entry], 1)._replace(fresh=_fresh(state, unit, indicator))
            found[unit, indicator] = by_hand.Told(figure, entry.order)
    return found


def _fresh(state: State, unit: str, indicator: str) -> bool:
    return (unit, "counters", indicator) in state.fresh


def _entries(state: State, ledger: Ledger) -> dict[tuple[str, str], dict[str, list[_Entry]]]:
    as_of = ledger.day("as_of")
    as_of = np.where(np.isnat(as_of), ledger.period, as_of)
    value = ledger.numbers("value")
    hedged = ledger.hedged("value")
    new_year = np.datetime64(f"{state.year}-01-01")
    until = np.datetime64(state.snapshot.as_of, "D")
    spans = np.array(_spans(state, ledger), dtype=object)
    carried = ~ledger.is_in("indicator", *_FLOWS) & ((spans == "cumulative") | (spans == _ENTERED))
    use = (ledger.unit >= 0) & ~np.isnan(value) & ((as_of >= new_year) | carried) & (as_of <= until)
    names, indicators = ledger.words("unit"), ledger.words("indicator")
    at: list[int] = np.flatnonzero(use).tolist()
    # whole columns at once: one record after the other costs many times as much
    ages = zip(*(_plain(column[use]) for column in (as_of, ledger.period, ledger.receipt, ledger.rank)), strict=True)
    said = zip(at, ages, value[use].tolist(), hedged[use].tolist(), strict=True)
    found: dict[tuple[str, str], dict[str, list[_Entry]]] = {}
    for i, age, figure, about in said:
        entry = _Entry(i, age[0], figure, about, age)
        found.setdefault((names[i], indicators[i]), {}).setdefault(spans[i], []).append(entry)
    return found


def _plain(column: Any) -> list[Any]:
    """A column of days or whole numbers as plain values."""
    is_days = column.dtype.kind == "M"
    values: list[Any] = (column.astype("datetime64[D]") if is_days else column).tolist()
    return values


def _spans(state: State, ledger: Ledger) -> list[str]:
    """What each counter covers; of the year apart: what was entered by hand, and a zero, which stands in a list."""
    addresses, values = state.snapshot.addresses, ledger.numbers("value").tolist()
    spans = []
    for (number, sheet, table, _), value, span in zip(ledger.place, values, ledger.span, strict=True):
        of_the_year = span == "cumulative"
        if of_the_year and number in state.snapshot.by_hand:
            spans.append(_ENTERED)
        elif of_the_year and value == 0 and _of_a_list(addresses.get((number, sheet, table))):
            spans.append(_ZERO)
        else:
            spans.append(span)
    return spans


def _of_a_list(columns: Mapping[str, str] | None) -> bool:
    """Whether a table has columns and none of indicators: every counter sheet names one."""
    return bool(columns) and "indicator" not in (columns or ())


def _chosen(state: State, spans: Mapping[str, Sequence[_Entry]]) -> list[_Entry]:
    return (
        _latest(spans.get("cumulative", ()))
        or _months(state, spans.get("month", ()))
        or _weeks(state, spans.get("week", ()))
        or _latest(spans.get(_ZERO, ()))
    )


def _latest(entries: Sequence[_Entry]) -> list[_Entry]:
    return [max(entries, key=lambda entry: entry.age)] if entries else []


def _entered_parts(
    state: State, place: tuple[str, str], spans: Mapping[str, Sequence[_Entry]], chosen: Sequence[_Entry]
) -> tuple[Note, ...]:
    """Which of the chosen weeks or months were entered by hand, and where the unit's own later one differs."""
    told, notes = state.snapshot.by_hand, list[Note]()
    if not told:
        return ()
    figure = partial(_figure, state, state.ledger("counters"), points=1)
    beside = (spans[span] for span in ("week", "month") if chosen[0] in spans.get(span, ()))
    entered = [entry for entries in beside for entry in entries if entry.receipt in told]
    for entry in chosen:
        if entry.receipt in told:
            notes.append(by_hand.note(state, *place, figure([entry]), entry.receipt))
            continue
        for other in entered:
            if other.as_of == entry.as_of and not by_hand.same(other.value, entry.value):
                notes.append(by_hand.differing(state, *place, figure([other]), other.receipt, figure([entry])))
    return tuple(notes)


def _months(state: State, entries: Sequence[_Entry]) -> list[_Entry]:
    return _gap_free(state, entries, state.once(_completed_months), lambda day: day.replace(day=1))


def _weeks(state: State, entries: Sequence[_Entry]) -> list[_Entry]:
    closes = state.district.rules.week_ends_on
    return _gap_free(state, entries, state.once(_owed_weeks), lambda day: week_end(day, closes))


def _gap_free(
    state: State, entries: Sequence[_Entry], owed: Collection[date], span: Callable[[date], date]
) -> list[_Entry]:
    """The latest figure of every week or month, oldest first, where none of those owed is missing."""
    if not entries or not {span(entry.as_of) for entry in entries}.issuperset(owed):
        return []
    latest = _latest_words(state, entries, span)
    return [latest[on] for on in sorted(latest)]


def _completed_months(state: State) -> frozenset[date]:
    """The first days of the year's months that have ended."""
    done = months_completed(state.snapshot.as_of)
    return frozenset(date(state.year, month, 1) for month in range(1, done + 1))


def _owed_weeks(state: State) -> frozenset[date]:
    """The ends of the year's weeks up to the as-of one, without those of 休会."""
    closes = state.district.rules.week_ends_on
    first, final = week_end(date(state.year, 1, 1), closes), last_week_end(state.snapshot.as_of, closes)
    ends = (first + timedelta(days=passed) for passed in range(0, (final - first).days + 1, 7))
    return frozenset(ends) - {meeting.cover_to for meeting in state.district.meetings if not meeting.held}


def _latest_words(state: State, entries: Sequence[_Entry], span: Callable[[date], date]) -> dict[date, _Entry]:
    """Of every week or month the latest figure: of a unit's own that of the later file, beside an entry by receipt."""
    latest: dict[tuple[date, bool], _Entry] = {}
    for entry in sorted(entries, key=lambda entry: entry.age):
        latest[span(entry.as_of), entry.receipt in state.snapshot.by_hand] = entry
    found: dict[date, _Entry] = {}
    for (day, _), entry in latest.items():
        found[day] = max(found.get(day, entry), entry, key=lambda each: each.order)
    return found


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
