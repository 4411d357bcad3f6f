"""The report: every indicator of the catalogue for the district and every unit, with pace, light and notes."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date
from operator import attrgetter
from typing import Any

from dashboard.collecting import resting
from dashboard.contract import District, Snapshot
from dashboard.weeks import returns_missed
from metrics.adding_up import Tally, tallies
from metrics.catalogue import INDICATORS, Indicator, ledger, owing
from metrics.causes import rests_on_hedged
from metrics.clocks import Clock, Clocks, disagreement, judged_on
from metrics.compliance import unsurveyed
from metrics.falls import Falls
from metrics.figures import Figure, State
from metrics.measure import Measure, Note, Report
from metrics.pace import Pace, in_whole_items, on_the_edge, pace
from metrics.succession import Successors, renamed, succeeded
from metrics.targets import Target, of_the_year, only_some

HEDGE_WORD = "about"
"""The tables keep that a figure was hedged, not by which word; 约 is the one that claims least."""

_OF_FIGURE = ("value", "low", "high", "numerator", "denominator", "hedged", "cover_to")
_OF_PACE = ("completion", "elapsed", "gap", "needed_per_week", "run_rate_per_week", "forecast")
_read_figure, _read_pace = attrgetter(*_OF_FIGURE), attrgetter(*_OF_PACE)


def prepared(
    snapshot: Snapshot,
    district: District,
    previous: Snapshot | None = None,
    baseline: Snapshot | None = None,
    stood_on: Callable[[date], State | None] | None = None,
    presented: State | None = None,
) -> State:
    """A snapshot made ready for counting, with the states it is compared with.

    `presented` is the previous meeting as it was presented, where it is known otherwise now.
    `stood_on` gives the state of an earlier day; the pace by last year's curve and targets of past weeks ask for it.

    What was renamed since the previous snapshot has today's identity there and in the baseline. A baseline not before
    1 January of the snapshot's year, or without any return, is none.
    """
    names = succeeded(previous, snapshot) if previous is not None else {}
    baseline = renamed(baseline, names) if baseline is not None else None
    old = _standing_before(baseline, district, snapshot.as_of.year)
    before = None
    if previous is not None:
        same_year = previous.as_of.year == snapshot.as_of.year
        before = State(renamed(previous, names), district, baseline=old if same_year else None)
    if presented is not None:
        presented = replace(presented, called=_called(presented.called, names))
    return State(snapshot, district, old, before, presented, stood_on=stood_on)


def _called(linked: Successors, names: Successors) -> Successors:
    """What identities are called after a link, and after that by what carries them on."""
    tables = {*linked, *names}
    after = {table: names.get(table, {}) for table in tables}
    return {
        table: {**after[table], **{name: after[table].get(now, now) for name, now in linked.get(table, {}).items()}}
        for table in tables
    }


def _standing_before(baseline: Snapshot | None, district: District, year: int) -> State | None:
    if baseline is None or baseline.as_of.year >= year or not any(len(table) for table in baseline.tables.values()):
        return None
    return State(baseline, district)


def report(
    snapshot: Snapshot, district: District, *, previous: Snapshot | None = None, baseline: Snapshot | None = None
) -> Report:
    """Every catalogue indicator for the district and every registry unit, in the official order.

    `previous` is the last held meeting's (for `change`), `baseline` the last before 1 January (for this year's part of
    cumulative areas). No data is a Measure with value None, never 0. Inputs stay untouched; no clock is read; the
    order of rows changes nothing.

    Raises
    ------
    SettingsError
        when the rules name a basis that is unknown or has no table yet.
    """
    return measured(prepared(snapshot, district, previous, baseline))


@resting
def measured(state: State, indicators: Collection[str] = INDICATORS) -> Report:
    """The report of a snapshot already made ready, of these indicators."""
    now = tallies(state)
    known = tallies(state.previous) if state.previous is not None else {}
    before = tallies(state.presented) if state.presented is not None else known
    targets, clocks, district = of_the_year(state), Clocks(state), dict[str, Measure]()
    units: dict[str, dict[str, Measure]] = {unit.name: {} for unit in state.district.units}
    for item in (INDICATORS[name] for name in indicators):
        falls = Falls(now[item.id].units, known[item.id].units if item.id in known else {})
        maker = _Maker(state, item, now[item.id], before.get(item.id), falls, clocks)
        aim = targets.get((state.district.name, item.id))
        district[item.id] = maker.of_district(aim, only_some(state, item.id, targets))
        for unit in state.district.units:
            units[unit.name][item.id] = maker.of_unit(unit.name, targets.get((unit.name, item.id)))
    previous = state.previous.snapshot.as_of if state.previous is not None else None
    return Report(state.snapshot.as_of, previous, district, units)


def changes(state: State, indicators: Sequence[str]) -> dict[str, float | None]:
    """What the district's numbers have changed by since they were presented last: `change` of a report, alone.

    None where either end has no data or there was no meeting. Only what is asked for is counted.
    """
    now, before = tallies(state), tallies(state.before) if state.before is not None else {}
    found = {}
    for name in indicators:
        was = before[name].district if name in before else None
        found[name] = _change(state, INDICATORS[name], now[name].district, was)
    return found


class _Maker:
    """Makes the measures of one indicator from its tallies now and as the last meeting showed it."""

    def __init__(
        self, state: State, item: Indicator, now: Tally, before: Tally | None, falls: Falls, clocks: Clocks
    ) -> None:
        self.state, self.item, self.now, self.before, self.clocks = state, item, now, before, clocks
        self.kept = ledger(item)
        self.silent = unsurveyed(state) if item.id == "surveyed_share" else {}
        # a share of what came this period is of this period, also where nothing came
        self.of_period = item.kind == "share"
        self.falls = falls
        self.awaited: dict[tuple[date, bool], int] = {}
        self.expected = {unit.name for unit in owing(state.district, state.snapshot.as_of, item)}
        self.carriers = {unit.name for unit in state.district.units if unit.kind == "carrier"}

    def of_district(self, target: Target | None, said: tuple[Note, ...]) -> Measure:
        figure = self.now.district
        was = self.before.district if self.before else None
        streets = [name for name in self.now.units if name != self.state.district.name]
        fell = self.falls.of(streets or [self.state.district.name])
        notes = self._late_parts(streets) + self._other_units(streets) + fell
        owing = self.carriers & set(streets)
        name, expected = self.state.district.name, len(self.expected | owing)
        return self._measure(name, figure, was, target, (*said, *notes), reported=len(owing), expected=expected)

    def of_unit(self, name: str, target: Target | None) -> Measure:
        figure = self.now.units.get(name)
        was = self.before.units.get(name) if self.before else None
        expected = int(name in self.expected or figure is not None)
        why = (self.silent[name],) if figure is None and name in self.silent else ()
        beside = (*self.falls.of([name]), *why)
        return self._measure(name, figure, was, target, beside, reported=int(figure is not None), expected=expected)

    def _late_parts(self, streets: list[str]) -> tuple[Note, ...]:
        """One note for each unit whose figure stands at an earlier date than it should (含板浦镇截至3月22日数)."""
        late = [name for name in streets if self._missed(self.now.units[name]) and not self.of_period]
        return tuple(Note("stale-part", {"unit": name, "cover_to": self.now.units[name].cover_to}) for name in late)

    def _other_units(self, streets: list[str]) -> tuple[Note, ...]:
        """Said beside an increment that compares sums over different units."""
        if self.before is None or self.before.district is None or self.now.district is None:
            return ()
        then = [name for name in self.before.units if name != self.state.district.name]
        if set(then) == set(streets):
            return ()
        return (Note("change-other-units", {"now": len(streets), "then": len(then)}),)

    def _missed(self, figure: Figure) -> int:
        """Expected returns missed since the figure; a counter is not held to more than the counters' own cadence."""
        if figure.fresh:
            return 0
        since = figure.cover_to, figure.from_list
        if since not in self.awaited:
            district, as_of = self.state.district, self.state.snapshot.as_of
            ledgers = [self.kept] if figure.from_list else [self.kept, "counters"]
            self.awaited[since] = min(returns_missed(district, figure.cover_to, as_of, kept) for kept in ledgers)
        return self.awaited[since]

    def _measure(
        self,
        name: str,
        figure: Figure | None,
        was: Figure | None,
        target: Target | None,
        beside: tuple[Note, ...],
        *,
        reported: int,
        expected: int,
    ) -> Measure:
        item, aim = self.item, target.value if target else None
        missed, on = self._missed(figure) if figure else 0, judged_on(self.state, figure)
        clock = self.clocks.of(name, item.id, on, aim)
        stands = self._pace(figure, aim, on, clock, missed)
        said = dict(zip(_OF_FIGURE, _read_figure(figure), strict=True)) if figure else {}
        return Measure(
            indicator=item.id,
            unit=name,
            unit_of_measure=item.unit,
            target=aim,
            light=stands.verdict.light,
            light_word=stands.verdict.word,
            grey_reason=stands.verdict.reason,
            basis=clock.basis,
            hedge=self._hedge(figure) if figure and figure.hedged else "",
            reported=reported,
            expected=expected,
            stale=missed > 0 and not self.of_period,
            source=figure.trail if figure else (),
            target_source=target.source if target else (),
            whole_items=in_whole_items(aim, item.kind == "count", self.state.district.rules),
            notes=(*self._notes(name, figure, target, on, clock, stands), *beside),
            **said,
            **self._changed(name, figure, was),
            **dict(zip(_OF_PACE, _read_pace(stands), strict=True)),
        )

    def _changed(self, name: str, figure: Figure | None, was: Figure | None) -> dict[str, Any]:
        """What a figure has changed by since the last meeting, from what, and whether that rests on a hedged cell."""
        change = _change(self.state, self.item, figure, was)
        hedged = bool(change) and any(each is not None and each.hedged for each in (figure, was))
        place = "" if name == self.state.district.name else name
        return {
            "change": change,
            "before": was.ratio_of if was and change is not None else None,
            "change_hedged": hedged and rests_on_hedged(self.state, self.item.id, place),
        }

    def _pace(self, figure: Figure | None, aim: float | None, on: date, clock: Clock, missed: int) -> Pace:
        return pace(
            figure.value if figure else None,
            aim,
            on,
            clock.share,
            counted=self.item.kind == "count",
            rules=self.state.district.rules,
            missed=missed,
            rated=self.item.kind not in ("ratio", "share"),
            weekly_points=figure.weekly_points if figure else 0,
            begun=clock.begun,
        )

    def _hedge(self, figure: Figure) -> str:
        """The sheets' own word where all cells behind the figure use one and the same, else 约."""
        hedges = self.state.snapshot.hedges
        words = {hedges.get((s.submission, s.sheet, s.cell), "") for s in figure.trail} if hedges else {""}
        return words.pop() if len(words) == 1 and "" not in words else HEDGE_WORD

    def _notes(
        self, name: str, figure: Figure | None, target: Target | None, on: date, clock: Clock, stands: Pace
    ) -> tuple[Note, ...]:
        own = figure.notes if figure else ()
        if own and self.item.of_district:
            # that units did not report is said only of what units owe
            own = tuple(note for note in own if note.code != "district-own")
        told: tuple[Note, ...] = (*own, *_target_notes(target))
        if not figure or not target or figure.value is None or stands.verdict.reason == "stale":
            return (*told, *clock.notes)
        edge = self._edge(figure, figure.value, target.value, clock.share)
        return (*told, *edge, *clock.notes, *self._other_lights(name, on, figure.value, target, stands))

    def _other_lights(self, name: str, on: date, value: float, target: Target, stands: Pace) -> tuple[Note, ...]:
        """Said where another basis would show another light."""
        if stands.completion is None:
            return ()
        others = self.clocks.others(name, self.item.id, on, target.value)
        counted, district, begun = self.item.kind == "count", self.state.district, self.clocks.begun(on)
        return disagreement(stands.verdict, value, target.value, others, district, counted=counted, begun=begun)

    def _edge(self, figure: Figure, value: float, target: float, elapsed: float) -> tuple[Note, ...]:
        """Said where a hedged value lies close to another light (灯色临界); one too old for a light has no edge."""
        if not figure.hedged or target <= 0:
            return ()
        counted = self.item.kind == "count"
        edge = on_the_edge(value, target, elapsed, counted=counted, rules=self.state.district.rules)
        return (Note("hedged-band"),) if edge else ()


def _change(state: State, item: Indicator, figure: Figure | None, was: Figure | None) -> float | None:
    """Value minus its value at the last meeting; a flow that began anew on 1 January has grown by its value."""
    if figure is None or figure.value is None or state.before is None:
        return None
    if item.flow and state.before.year != state.year:
        return figure.value
    return None if was is None or was.value is None else figure.value - was.value


def _target_notes(target: Target | None) -> tuple[Note, ...]:
    if target is None:
        return ()
    zero = (Note("target-of-zero"),) if target.value <= 0 else ()
    return (*target.notes, *zero)
