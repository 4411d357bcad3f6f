"""Clocks: how much of its year's target a figure should have reached by its cover-to date, on the declared basis.

By calendar day, completed month and working day the date alone decides. By plan it is the figure's own quarterly or
monthly plan, by last year's curve the share that the same figure had reached on the same day a year before. A figure
without a plan, without last year's data or in a year without working days is judged by calendar day, and says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from dashboard.contract import District
from metrics.adding_up import Tally, counted, tallies
from metrics.catalogue import INDICATORS
from metrics.counting import by_unit, of_all
from metrics.figures import Figure, State
from metrics.measure import Note
from metrics.pace import MET, Verdict, light
from metrics.periods import DEFAULT, OF_ITS_OWN, OF_THE_CALENDAR, between, elapsed_share, in_force
from metrics.rhythm import DAY
from metrics.targets import Plan, plans

_DATED = {"visits": "start", "events": "date"}
"""By subject the day of each of its records."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The elapsed share, 0..1, the basis it was counted on, and why that is not the declared one."""

    share: float
    basis: str
    notes: tuple[Note, ...] = ()
    begun: bool = False
    """Whether it is a clock of the figure's own and by the calendar the year's beginning is over."""


class Clocks:
    """The clock of every figure of a state. Plans and last year's figures are read when they are first asked for."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.basis = state.district.rules.basis
        self._year_ago: dict[date, Mapping[str, Tally]] = {}
        self._calendar: dict[date, Mapping[str, float]] = {}
        self._unlike: dict[date, Mapping[str, float]] = {}
        self._common: dict[date, Clock] = {}

    def of(self, unit: str, indicator: str, cover_to: date, target: float | None) -> Clock:
        """The clock of one figure; where the declared basis has no data by calendar day, noted `basis-instead`.

        Raises
        ------
        SettingsError
            `basis-unknown`.
        """
        if cover_to in self._common:
            return self._common[cover_to]
        share = None
        if self.basis in OF_ITS_OWN:
            share = self._own(self.basis, unit, indicator, cover_to, target)
        elif self.basis in OF_THE_CALENDAR:
            share = self._by_calendar(cover_to).get(self.basis)
        else:
            share = elapsed_share(cover_to, self.basis)
        if share is None:
            notes = (Note("basis-instead", self._why(unit, indicator, cover_to)),) if target else ()
            return Clock(self._by_calendar(cover_to)[DEFAULT], DEFAULT, notes)
        if self.basis in OF_ITS_OWN:
            return self._its_own(share, cover_to)
        self._common[cover_to] = Clock(share, self.basis)
        return self._common[cover_to]

    def _its_own(self, share: float, cover_to: date) -> Clock:
        """The clock of a figure's own; noted `little-due` where it wants next to nothing and the year is well begun."""
        begun = self.begun(cover_to)
        if not begun or share >= self.state.district.rules.early_share:
            return Clock(share, self.basis, begun=begun)
        return Clock(share, self.basis, (Note("little-due", {"basis": self.basis, "due_share": share}),), begun)

    def begun(self, day: date) -> bool:
        """Whether by the calendar the beginning of the year, in which there are no lights, is over."""
        return self._by_calendar(day)[DEFAULT] >= self.state.district.rules.early_share

    def _why(self, unit: str, indicator: str, cover_to: date) -> dict[str, Any]:
        """Why the declared basis has nothing to judge a figure by."""
        if self.basis == "workday":
            return {"basis": self.basis, "year": cover_to.year}
        then = _year_before(cover_to)
        if self.basis == "last-year" and self._dated(unit, indicator, then) == 0:
            return {"basis": self.basis, "without": "records", "day": then}
        return {"basis": self.basis}

    def others(self, unit: str, indicator: str, cover_to: date, target: float) -> Mapping[str, float]:
        """The shares on every other basis that can be had: the calendar's, and the plan where there is one."""
        if cover_to not in self._unlike:
            calendar = self._by_calendar(cover_to)
            self._unlike[cover_to] = {basis: share for basis, share in calendar.items() if basis != self.basis}
        found = self._unlike[cover_to]
        planned = None if self.basis == "plan" else self._own("plan", unit, indicator, cover_to, target)
        return found if planned is None else {**found, "plan": planned}

    def _by_calendar(self, day: date) -> Mapping[str, float]:
        """The share of the year gone by a day on every basis that a date alone decides."""
        if day not in self._calendar:
            had = [basis for basis in OF_THE_CALENDAR if in_force(basis, day.year) == basis]
            self._calendar[day] = {basis: elapsed_share(day, basis) for basis in had}
        return self._calendar[day]

    def _own(self, basis: str, unit: str, indicator: str, cover_to: date, target: float | None) -> float | None:
        if not target or target <= 0:
            return None
        if basis == "plan":
            plan = self._plans.get((unit, indicator))
            whole = plan.get(12, target) if plan else 0.0
            return between({**plan, 12: whole}, cover_to) / whole if plan and whole > 0 else None
        return self._reached_a_year_ago(unit, indicator, cover_to)

    @cached_property
    def _plans(self) -> Mapping[tuple[str, str], Plan]:
        return plans(self.state)

    def _reached_a_year_ago(self, unit: str, indicator: str, cover_to: date) -> float | None:
        """Share of last year's final value that was reached on the same day; None without both, or without any.

        Where nothing stood on that day it is counted from the days of the records in last year's closing lists; lists
        that hold none by then may have begun later and tell no curve.
        """
        then, final = _year_before(cover_to), self._a_year_ago(_closing(cover_to), unit, indicator)
        reached = self._a_year_ago(then, unit, indicator)
        told = self._dated(unit, indicator, then) or None if reached is None else reached.value
        if told is None or final is None or not final.value:
            return None
        return max(0.0, told / final.value)

    def _a_year_ago(self, day: date, unit: str, indicator: str) -> Figure | None:
        if day not in self._year_ago:
            state = self.state.on(day)
            self._year_ago[day] = tallies(state) if state else {}
        tally = self._year_ago[day].get(indicator)
        if tally is None:
            return None
        return tally.district if unit == self.state.district.name else tally.units.get(unit)

    def _dated(self, unit: str, indicator: str, day: date) -> float | None:
        """What of a figure of the year's closing lists is dated not after a day; None where no such list tells."""
        end = _closing(day, years=0)
        final, column = self._a_year_ago(end, unit, indicator), _DATED.get(INDICATORS[indicator].subject)
        state = self.state.on(end)
        if final is None or not final.from_list or not final.value or column is None or indicator not in DAY:
            return None
        assert state is not None
        whole = counted(state, indicator)
        part = replace(whole, mask=whole.mask & (whole.ledger.day(column) <= np.datetime64(day, "D")))
        home = state.district.name
        if unit != home:
            figure = by_unit(state, part).get(unit)
        else:
            figure = of_all(state, part, [name for name in part.cover if name != home] or [home])
        return (figure.value if figure else None) or 0.0


def judged_on(state: State, figure: Figure | None) -> date:
    """The date that drives a figure's clock: its cover-to date; what stands from an earlier year is judged as now."""
    return figure.cover_to if figure and figure.cover_to.year == state.year else state.snapshot.as_of


def disagreement(
    stands: Verdict,
    value: float,
    target: float,
    others: Mapping[str, float],
    district: District,
    *,
    counted: bool,
    begun: bool,
) -> tuple[Note, ...]:
    """Said where another basis would show another light: note `bases-differ` with the light's word by basis."""
    if stands is MET:
        # what is done is done whatever the clock
        return ()
    unlike = {}
    for basis, share in others.items():
        hardly = begun and basis in OF_ITS_OWN
        verdict = light(value, target, share, counted=counted, rules=district.rules, begun=hardly)
        if verdict.light != stands.light:
            unlike[basis] = verdict.word
    return (Note("bases-differ", {"lights": unlike}),) if unlike else ()


def _closing(day: date, years: int = 1) -> date:
    """31 December of so many years before."""
    return date(day.year - years, 12, 31)


def _year_before(day: date) -> date:
    """The same day of the year before; 28 February for 29 February."""
    return date(day.year - 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)
