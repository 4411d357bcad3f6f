"""Campaign months (招商月): what they brought against the four weeks before and the same days last year."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
import pandas as pd

from dashboard.contract import STAGES
from metrics.figures import State
from metrics.ledger import Flags, Ledger
from metrics.measure import Source
from metrics.tally import Tally, cells_of
from metrics.visits import cover_of_levels

DIRECTIONS = ("outbound", "inbound")
WEEKS_BEFORE = 4
CONTACTS = ["key", "name", "unit", "first_contact_on", "signed_on", "undated"]


@dataclass(frozen=True)
class Alike:
    """The campaign's visits of the units that have a list of both years, where others have only one.

    `visits` and `weekly` are NaN where no unit has both; `apart` are the others, in the official order.
    """

    visits: float
    weekly: float
    apart: tuple[str, ...]


@dataclass(frozen=True)
class Campaign:
    """The campaign that runs or was the last to begin this year; before the first one, the one to come.

    `until` is the last day counted: its end, or the as-of day while it runs. `spans` is empty until it has begun.
    """

    start: date
    end: date
    until: date
    begun: bool
    spans: Tally
    contacts: Tally
    """Projects first contacted in the campaign: `key name unit first_contact_on signed_on undated`.

    `signed_on` is NaT while not signed; `undated` ones stand at signed or beyond and no date says since when.
    """
    alike: Mapping[str, Alike] = field(default_factory=dict)
    """By direction what last year is compared with, where not every unit has both years."""


def campaign(state: State) -> Campaign | None:
    """The campaign with its comparison, None where the rules name no campaign month.

    `spans.rows` has `key` (campaign, before, last-year), `start end days`, and for each direction its visits
    (`outbound`, `inbound`; NaN where no list covers the span: no data is not zero), their number a week
    (`outbound_weekly`, ...) and how many units' lists speak (`outbound_units`, ...). Levels as in `outbound_trips`.
    Last year counts the units that have a list of this year too; `alike` has their visits of the campaign.
    """
    year, as_of = state.year, state.snapshot.as_of
    months = sorted(set(state.district.rules.campaign_months))
    if not months:
        return None
    begun = [month for month in months if date(year, month, 1) <= as_of]
    start = date(year, (begun or months[:1])[-1], 1)
    end = start.replace(day=monthrange(start.year, start.month)[1])
    until = min(end, as_of)
    if not begun:
        return Campaign(start, end, until, False, Tally(pd.DataFrame()), Tally(pd.DataFrame(columns=CONTACTS)))
    spans, alike = _spans(state, start, until)
    return Campaign(start, end, until, True, spans, _contacts(state, start, until), alike)


def _contacts(state: State, start: date, until: date) -> Tally:
    """The projects that the campaign began, each once, signed ones first, by day of first contact."""
    ledger = state.ledger("projects")
    voices = state.voices("projects", by_unit=False)
    spoken, began = voices.day("first_contact_on")
    _, signed = voices.day("signed_on")
    mask = voices.among & (spoken >= 0) & (began >= np.datetime64(start)) & (began <= np.datetime64(until))
    at = ledger.distinct(mask, by_unit=False)
    signed = np.where(signed <= ledger.period[voices.latest], signed, np.datetime64("NaT", "D"))[at]
    stands = np.isin(voices.level[at], range(STAGES.index("signed"), len(STAGES)))
    rows = ledger.frame.iloc[at][["name", "unit"]].assign(
        first_contact_on=began[at], signed_on=signed, undated=stands & np.isnat(signed), at=spoken[at]
    )
    rows = rows.sort_values(["signed_on", "first_contact_on"], kind="stable", na_position="last", ignore_index=True)
    rows.insert(0, "key", [str(place) for place in rows["at"]])
    return Tally(rows[CONTACTS], cells_of(state, ledger, {k: [int(k)] for k in rows["key"]}, "first_contact_on"))


def _spans(state: State, start: date, until: date) -> tuple[Tally, Mapping[str, Alike]]:
    before = start - timedelta(days=1)
    last = start.replace(year=start.year - 1)
    spans = {
        "campaign": (start, until),
        "before": (before - timedelta(days=7 * WEEKS_BEFORE - 1), before),
        # of 29 February the year before has no same day: March is no part of the month
        "last-year": (last, min(last + (until - start), last.replace(day=monthrange(last.year, last.month)[1]))),
    }
    rows: list[dict[str, object]] = []
    cells: dict[str, Sequence[Source]] = {}
    told: dict[str, _Told] = {}
    alike: dict[str, Alike] = {}
    for key, (first, final) in spans.items():
        of, days = _speaking(state, first), (final - first).days + 1
        row: dict[str, object] = {"key": key, "start": pd.Timestamp(first), "end": pd.Timestamp(final), "days": days}
        found: list[int] = []
        for direction in DIRECTIONS:
            seen = _told(of, direction, first, final)
            if key == "last-year":
                alike |= _alike(state, direction, told[direction], seen, days)
                seen = seen.only(told[direction].units)
            told.setdefault(direction, seen)
            row |= _counted(direction, seen.visits, len(seen.units), days)
            found += seen.at
        rows.append(row)
        cells |= cells_of(of, of.ledger("visits"), {key: found}, "start")
    return Tally(pd.DataFrame(rows), cells), alike


def _alike(state: State, direction: str, now: "_Told", then: "_Told", days: int) -> dict[str, Alike]:
    """By direction what of the campaign last year is compared with; nothing where the same units speak of both."""
    if not then.units or now.units == then.units:
        return {}
    both = now.only(then.units)
    apart = tuple(state.district.names[unit] for unit in sorted(now.units ^ then.units))
    return {direction: Alike(both.visits, both.visits / days * 7, apart)}


def _counted(direction: str, visits: float, units: int, days: int) -> dict[str, float]:
    return {direction: float(visits), f"{direction}_weekly": visits / days * 7, f"{direction}_units": units}


def _speaking(state: State, first: date) -> State:
    """The state that knows a span: last year's as it stood on its last day, where there is one."""
    return state.baseline if first.year < state.year and state.baseline is not None else state


@dataclass(frozen=True)
class _Told:
    """The visits of a span (`mask` over the ledger) and the units whose lists reach into it or have visits there."""

    ledger: Ledger
    mask: Flags
    units: frozenset[int]

    def only(self, units: frozenset[int]) -> "_Told":
        """The same of these units alone."""
        return _Told(self.ledger, self.mask & np.isin(self.ledger.unit, list(units)), self.units & units)

    @property
    def at(self) -> list[int]:
        """Positions of the distinct visits."""
        return [int(at) for at in self.ledger.distinct(self.mask, by_unit=False)]

    @property
    def visits(self) -> float:
        """How many; NaN where no unit speaks."""
        return float(len(self.at)) if self.units else float("nan")


def _told(state: State, direction: str, first: date, final: date) -> _Told:
    ledger = state.ledger("visits")
    counted = ledger.is_in("direction", direction) & ledger.is_in("level", *state.district.rules.visit_levels)
    mask = counted & (ledger.unit >= 0) & _within(ledger, first, final)
    reach = cover_of_levels(state, direction, counted, empty_answers=True)
    speaking: set[int] = {
        state.units[name] for name, until in reach.items() if until >= first and until.year == first.year
    }
    speaking |= set(ledger.unit[mask].tolist())
    if speaking - {0}:
        # the district's own list is never added to its units'
        speaking, mask = speaking - {0}, mask & (ledger.unit > 0)
    return _Told(ledger, mask, frozenset(speaking))


def _within(ledger: Ledger, first: date, final: date) -> Flags:
    start = ledger.day("start")
    with np.errstate(invalid="ignore"):
        return np.asarray((start >= np.datetime64(first)) & (start <= np.datetime64(final)), dtype=bool)
