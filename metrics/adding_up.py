"""Adding up: what stands for a unit (its list, else its counter) and for the district (things once, then counters).

CONTRACT section 2, "Adding up". The district's own row is never added to the units': it is an assertion beside the
computed figure, or the value where nothing else exists.
"""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from metrics import by_hand, compliance, conversion, counters, events, ratios, revitalisation, visits
from metrics.catalogue import INDICATORS, Indicator
from metrics.counting import by_unit, of_all
from metrics.figures import Counted, Figure, State
from metrics.measure import Note, plain

_COUNTS = {
    "visits": visits.counted,
    "events": events.counted,
    "conversion": conversion.counted,
    "revitalisation": revitalisation.counted,
}
_RATES = {"conversion_stock": ratios.stock_rate, "surveyed_share": compliance.surveyed}


@dataclass(frozen=True, slots=True)
class Tally:
    """Figures of one indicator: by unit with data (the district's own row under its name) and in all."""

    units: Mapping[str, Figure]
    district: Figure | None


class Tallies(Mapping[str, Tally]):
    """Every indicator of the catalogue in its order, each added up when it is first asked for."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._found: dict[str, Tally] = {}

    def __getitem__(self, indicator: str) -> Tally:
        if indicator not in self._found:
            self._found[indicator] = self._added(INDICATORS[indicator])
        return self._found[indicator]

    def __iter__(self) -> Iterator[str]:
        return iter(INDICATORS)

    def __len__(self) -> int:
        return len(INDICATORS)

    @cached_property
    def _reported(self) -> dict[str, dict[str, Figure]]:
        """Counters by indicator, then by unit."""
        found: dict[str, dict[str, Figure]] = {}
        for (unit, indicator), figure in counters.by_unit(self._state).items():
            found.setdefault(indicator, {})[unit] = figure
        return found

    @cached_property
    def _entered(self) -> dict[str, dict[str, by_hand.Told]]:
        """What was entered by hand, by indicator, then by unit."""
        found: dict[str, dict[str, by_hand.Told]] = {}
        for (unit, indicator), told in counters.entered(self._state).items():
            found.setdefault(indicator, {})[unit] = told
        return found

    def _added(self, item: Indicator) -> Tally:
        state = self._state
        if item.id == "conversion_same_period":
            return _same_period(state, self["projects_started"], self["projects_signed"])
        if item.id in _RATES:
            return _rates(state, _RATES[item.id](state))
        what = counted(state, item.id)
        units = _of_units(state, what, self._reported.get(item.id, {}))
        for name, told in self._entered.get(item.id, {}).items():
            units[name] = by_hand.decided(state, name, item.id, units.get(name), told, what.scopes)
        units = {name: units[name] for name in state.district.names if name in units}
        listed = [name for name, figure in units.items() if figure.from_list and name != state.district.name]
        return Tally(units, _of_district(state, over(state, item.id, listed, what), units))


def over(state: State, indicator: str, listed: Collection[str], what: Counted | None = None) -> Counted:
    """The records that count where these units' lists stand; `what` counts for the indicator where that is known.

    A list that was set aside for a counter, or for what was entered by hand, speaks for no thing of another list.
    """
    what = what or counted(state, indicator)
    streets = what.cover.keys() - {state.district.name}
    if INDICATORS[indicator].subject != "conversion" or not listed or streets <= set(listed):
        return what
    return conversion.counted(state, indicator, listed)


def counted(state: State, indicator: str) -> Counted:
    """The records that count for an indicator; `KeyError` for rates, which count nothing of their own."""
    return _COUNTS[INDICATORS[indicator].subject](state, indicator)


def tallies(state: State) -> Tallies:
    """Every indicator of the catalogue, added up once for a state, whoever asks."""
    return state.once(Tallies)


def _of_units(state: State, counted: Counted, reported: Mapping[str, Figure]) -> dict[str, Figure]:
    """What each unit's own returns say, in the official order."""
    listed = by_unit(state, counted)
    units = {}
    for name in state.district.names:
        figure = _of_unit(listed.get(name), reported.get(name))
        if figure is not None:
            units[name] = figure
    return units


def _of_unit(listed: Figure | None, reported: Figure | None) -> Figure | None:
    """The list if one stands, else the counter; a counter of the same or a later day that differs is noted."""
    if listed is None or reported is None:
        return listed or reported
    if listed.value is None:
        return reported
    if reported.cover_to >= listed.cover_to and not by_hand.same(listed.value, reported.value):
        detail = {"counter": plain(reported.value), "list": plain(listed.value), "cell": reported.trail[0].cell}
        return listed._replace(notes=(*listed.notes, Note("counter-differs", detail)))
    return listed


def _of_district(state: State, counted: Counted, units: Mapping[str, Figure]) -> Figure | None:
    own = units.get(state.district.name)
    others = [name for name in units if name != state.district.name]
    if not others:
        return None if own is None else own._replace(notes=(*own.notes, Note("district-own")))
    listed = of_all(state, counted, [name for name in others if units[name].from_list])
    plain = [units[name] for name in others if not units[name].from_list]
    parts = [figure for figure in (listed, *plain) if figure is not None]
    total = _sum(parts)
    said = listed.notes if listed is not None else ()
    entered = by_hand.parts((name, units[name]) for name in others)
    return total._replace(notes=(*said, *entered, *_differing(own, total), *by_hand.beside(own)))


def _sum(parts: Sequence[Figure]) -> Figure:
    """Parts added to one figure; ranges add where any part has one, hedges and the latest cover-to date carry over."""
    ranged = any(part.low is not None or part.high is not None for part in parts)
    values = [part.value or 0.0 for part in parts]
    return Figure(
        value=math.fsum(values) if any(part.value is not None for part in parts) else None,
        cover_to=max(part.cover_to for part in parts),
        trail=type(parts[0].trail).joined([part.trail for part in parts]),
        low=math.fsum(v if p.low is None else p.low for p, v in zip(parts, values, strict=True)) if ranged else None,
        high=math.fsum(v if p.high is None else p.high for p, v in zip(parts, values, strict=True)) if ranged else None,
        hedged=any(part.hedged for part in parts),
        from_list=all(part.from_list for part in parts),
        fresh=any(part.fresh for part in parts),
        weekly_points=min(part.weekly_points for part in parts),
    )


def _differing(own: Figure | None, total: Figure) -> tuple[Note, ...]:
    if own is None or by_hand.same(own.value, total.value):
        return ()
    cell = own.trail[0] if len(own.trail) else None
    place = {name: getattr(cell, name, "") for name in ("file", "sheet", "cell")}
    return (Note("district-differs", {"own": plain(own.value), "units": plain(total.value), **place}),)


def _same_period(state: State, started: Tally, signed: Tally) -> Tally:
    """The ratio of every unit that answers both, and of all of those together; who answers one only is named."""
    units = {}
    for name in state.district.names:
        figure = ratios.same_period(started.units.get(name), signed.units.get(name))
        if figure is not None:
            units[name] = figure
    ids = {"projects_started": started, "projects_signed": signed}
    named = {name for tally in ids.values() for name in tally.units} - {state.district.name}
    if not named:
        return Tally(units, ratios.same_period(started.district, signed.district))
    both = [name for name in state.district.names if name in named and name in units]
    if not both:
        own = units.get(state.district.name)
        return Tally(units, own and own._replace(notes=(*own.notes, Note("district-own"))))
    sums = [_of_district(state, _of_these(state, i, both, tally), _only(both, tally)) for i, tally in ids.items()]
    figure = ratios.same_period(*sums)
    left = [name for name in state.district.names if name in named and name not in units]
    notes = tuple(Note("ratio-without-unit", {"unit": name}) for name in left)
    return Tally(units, figure and figure._replace(notes=(*figure.notes, *notes)))


def _of_these(state: State, indicator: str, units: Sequence[str], tally: Tally) -> Counted:
    """The records that count where these units' lists stand alone."""
    return over(state, indicator, [name for name in units if tally.units[name].from_list])


def _only(units: Sequence[str], tally: Tally) -> dict[str, Figure]:
    return {name: tally.units[name] for name in units}


def _rates(state: State, rates: tuple[dict[str, Figure], Figure | None]) -> Tally:
    units, district = rates
    own = units.get(state.district.name)
    if district is None and own is not None:
        district = own._replace(notes=(*own.notes, Note("district-own")))
    return Tally(units, district)
