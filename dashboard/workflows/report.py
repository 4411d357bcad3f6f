"""The report: the district as it stands on a day, as one object that pages, packs and commands read.

Everything calculated lives in `metrics`; here it is only composed with the store.
"""

import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, partial
from typing import Any

import pandas as pd

from dashboard.charts.amounts import M2_PER_MU, completion_of, gap_of, value_of
from dashboard.contract import District, Filters, Snapshot
from dashboard.i18n import Say
from dashboard.store import Store, Submission
from dashboard.weeks import held_before
from dashboard.workflows.claiming import first_reports
from dashboard.workflows.opening import Compared, as_shown, opening, past, presented, revived, stood, taken_back
from dashboard.workflows.visiting import Visiting, of_visits
from metrics import Measure, Report, outings, revitalisation, revivals, stock
from metrics.catalogue import AREA_OF, INDICATORS
from metrics.changes import Past
from metrics.claims import Firsts
from metrics.figures import State
from metrics.measure import Source
from metrics.movement import AssetMovement, Movement, asset_movement, movement
from metrics.outings import LeaderLine
from metrics.reporting import measured, prepared
from metrics.revivals import Revival
from metrics.revivals import Told as Revived
from metrics.selection import called_as, narrowed, selected
from metrics.transitions import Told

_FACTS = (
    *("value", "low", "high", "numerator", "denominator", "unit_of_measure", "target", "completion", "elapsed", "gap"),
    *("needed_per_week", "run_rate_per_week", "forecast", "change", "light", "grey_reason", "basis"),
)
_ASSET = ["kind", "unit", "name", "location", "area"]
_FREE = ("area", "idle_area", "idle_mu", "status", "idle_since", "period", "promoted")

Read = Callable[[date, datetime | None], Snapshot]
"""The whole district as it stood on a day, as known at a moment (None: now)."""


@dataclass(frozen=True)
class Standing:
    """The district on a day: report, snapshot and what they are compared with. Shared, never changed.

    `district` is the registry narrowed to the chosen unit or group. `previous` is the last held meeting's snapshot,
    None before the first; `baseline` the last one before 1 January, None where nothing lies there.
    """

    as_of: date
    report: Report
    snapshot: Snapshot
    previous: Snapshot | None
    baseline: Snapshot | None
    district: District
    version: int
    filters: Filters
    state: State
    """The snapshot made ready for counting; what the frames below are counted from."""
    whole: State
    """The same before the reader's filters narrowed it, its `previous` too."""
    opened: Callable[[], Compared]
    """What movement is counted from, with the opening as it was presented; asked for once."""
    past: Callable[[str, Compared], Past]
    """What only history can tell of a ledger's things that stand; asked for once."""
    firsts: Firsts
    """Who first reported which project, by receipt."""
    stood: Told
    """Which stages the returns of projects showed up to the day."""
    revived: Revived
    """What the returns of assets showed up to the day."""
    visiting: Visiting
    """Destinations, teams, campaign, chain coverage, validity and yield of visits."""

    @cached_property
    def weekly(self) -> pd.DataFrame:
        """Visits by week: `week` (closing day), `outbound`, `inbound`; twelve weeks, oldest first."""
        return self.visiting.weekly.rows

    @cached_property
    def leaders(self) -> tuple[LeaderLine, ...]:
        """The two-week rule over the roster, in its order."""
        return outings.timeline(self.state)

    @cached_property
    def stock(self) -> pd.DataFrame:
        """Projects by stage: `stage projects investment` (亿元) and what is in no sum, every stage in order."""
        return stock.stock(self.state)

    @cached_property
    def movement(self) -> Movement:
        """How the stock moved since the last held meeting, or the one asked for: the bridge, and what happened."""
        found = self._compared
        return movement(found.state, self.past("projects", found), found.whole)

    @cached_property
    def asset_movement(self) -> AssetMovement:
        """How the stock of assets moved since then, by status within each kind."""
        found = self._compared
        return asset_movement(found.state, self.past("assets", found), found.whole)

    @property
    def openings(self) -> tuple[Snapshot, ...]:
        """What movement is counted from: as presented where that was another, and with what was taken back since."""
        return self._compared.state.earlier

    @cached_property
    def _compared(self) -> Compared:
        return self.opened()

    @cached_property
    def idle(self) -> pd.DataFrame:
        """Idle stock in m²: `kind unit name location area idle_area status idle_since period`."""
        return revitalisation.idle_stock(self.state)

    @cached_property
    def resources(self) -> pd.DataFrame:
        """The idle stock as investors ask for it: `unit kind name location owner area idle_area ... period`, in m².

        `idle_area` is what is free, of land in 亩 too (`idle_mu`, NaN for floors), `period` the day of the return that
        last confirmed it; owner "" where not reported.
        """
        ledger = self.state.ledger("assets")
        rows = ledger.frame.iloc[ledger.distinct(ledger.unit >= 0, by_unit=False)]
        known = rows[[*_ASSET, "owner"]].drop_duplicates(_ASSET)
        found = self.idle.merge(known, how="left", on=_ASSET)
        found["idle_mu"] = (found["idle_area"] / M2_PER_MU).where(found["kind"] == "land")
        return found[["unit", "kind", "name", "location", "owner", *_FREE]]

    def steps(self, kind: str, unit: str = "") -> pd.DataFrame:
        """Revitalised area of one asset kind, or a unit's, as a step line: `on added undated total` (m²)."""
        return revivals.steps(self.state, AREA_OF[kind], self.revived, unit)

    def revivals(self, kind: str) -> Sequence[Revival]:
        """The parts in which the assets of one kind came back into use this year, each with its day."""
        return revivals.revivals(self.state, AREA_OF[kind], self.revived)

    def parted(self, kind: str, by: str) -> pd.DataFrame:
        """Revitalised area of one asset kind by `method` or `occupant`: that, `area`, `assets`, largest first."""
        return revitalisation.parted(self.state, AREA_OF[kind], by)

    def parted_cells(self, kind: str, by: str) -> Mapping[str, Sequence[Source]]:
        """The cells behind `parted`, by its first column."""
        return revitalisation.parted_cells(self.state, AREA_OF[kind], by)

    def idle_cells(self, kind: str) -> Mapping[str, Sequence[Source]]:
        """The cells behind the idle stock of one kind, by unit."""
        return revitalisation.idle_cells(self.state, kind)

    def by_unit(self, indicator: str) -> tuple[Measure, ...]:
        """One indicator for every unit of the registry (or of the chosen group), in the official order."""
        return tuple(self.report.units[unit.name][indicator] for unit in self.district.units)


def standing(
    store: Store,
    district: District,
    chosen: Filters | date,
    known_at: datetime | None = None,
    also: Sequence[Submission] = (),
    read: Read | None = None,
    indicators: Collection[str] = INDICATORS,
) -> Standing:
    """The district on a day, or as a reader's filters narrow it.

    `also` are drafts taken as if they had been committed ("your figures as the meeting will show them"). With a unit
    or group chosen, the report's `district` is the sum of what was chosen. `read` reads snapshots of the whole
    district where a caller keeps them; the store itself otherwise. The report has these `indicators` alone.
    """
    filters = chosen if isinstance(chosen, Filters) else Filters(as_of=chosen, known_at=known_at)
    as_of, known = filters.as_of, filters.known_at or known_at
    periods, kept = store.periods(known), named(read or store.snapshot, district)

    def on(day: date) -> Snapshot | None:
        return kept(day, known) if any(period <= day for period in periods) else None

    part = partial(_part, district, filters)
    now = store.snapshot(as_of, known, also=also) if also else kept(as_of, known)
    held, since = held_before(district, as_of), opening(district, filters, periods)
    before, new_year = on(held), on(date(as_of.year - 1, 12, 31))
    if before is None and taken_back(store, held, known):
        # all that had been presented was taken back: the opening is empty, and that must be said
        before = kept(held, known)
    snapshot, previous, baseline = selected(now, district, filters), part(before), part(new_year)
    few = narrowed(district, filters)
    shown = partial(_shown, store, district, filters, known, kept)
    stood_then = partial(_standing_on, few, lambda day: part(on(day)))
    state = prepared(snapshot, few, previous, baseline, stood_then, shown(held))
    whole = state if snapshot is now else prepared(now, district, before)
    visiting = of_visits(store, state, whole, known)

    def opened() -> Compared:
        first = before if since == held else on(since)
        gone = taken_back(store, since, known) if first is not None else frozenset()
        if first is None or (since == held and not gone):
            return Compared(state, whole)
        start = called_as(presented(store, first, gone, known), district)
        own = prepared(snapshot, few, part(start), baseline, presented=shown(since))
        return Compared(own, own if snapshot is now else prepared(now, district, start), gone)

    return Standing(
        as_of, measured(state, indicators), snapshot, previous, baseline, few, store.version, filters, state, whole,
        opened, partial(past, store, known), partial(first_reports, store, known),
        partial(stood, store, as_of, known), partial(revived, store, district.former, as_of, known), visiting,
    )  # fmt: skip


def _shown(
    store: Store, district: District, filters: Filters, known: datetime | None, kept: Read, day: date
) -> State | None:
    """A meeting as it was presented, as far as a reader chose to see it (`opening.as_shown`)."""

    def then(on: date, moment: datetime) -> Snapshot:
        return selected(kept(on, moment), district, filters)

    return as_shown(store, narrowed(district, filters), day, known, then)


def _part(district: District, filters: Filters, snapshot: Snapshot | None) -> Snapshot | None:
    """What of a snapshot a reader chose to see."""
    return snapshot and selected(snapshot, district, filters)


def named(read: Read, district: District) -> Read:
    """Snapshots of any day as a registry names their units."""
    return lambda day, known_at: called_as(read(day, known_at), district)


def _standing_on(district: District, stood: Callable[[date], Snapshot | None], day: date) -> State | None:
    """The state of a past day, for the pace by last year's curve; None where nothing stood."""
    snapshot = stood(day)
    return None if snapshot is None else prepared(snapshot, district, baseline=stood(date(day.year - 1, 12, 31)))


def document(standing: Standing) -> dict[str, Any]:
    """The report as plain data, exactly as `report --json` prints it: as_of, district, units."""
    report = standing.report
    return {
        "as_of": report.as_of.isoformat(),
        "district": {name: facts(measure) for name, measure in report.district.items()},
        "units": {
            unit: {name: facts(measure) for name, measure in measures.items()}
            for unit, measures in report.units.items()
        },
    }


def facts(measure: Measure) -> dict[str, Any]:
    """One measure as F of the contract: every key, numbers unrounded, absent numbers and dates null."""
    plain: dict[str, Any] = {name: getattr(measure, name) for name in _FACTS}
    plain["cover_to"] = measure.cover_to.isoformat() if measure.cover_to else None
    plain |= {"reported": measure.reported, "expected": measure.expected, "hedged": measure.hedged}
    plain["source"] = [{"file": s.file, "sheet": s.sheet, "cell": s.cell} for s in measure.source]
    return plain


def listing(standing: Standing, say: Say) -> str:
    """The report as text for a terminal: the district, then every unit that has data; one line an indicator."""
    report = standing.report
    blocks = [say("report.title", district=standing.district.name, day=say.day(report.as_of)), ""]
    blocks += _lines(report.district.values(), say)
    for unit, measures in report.units.items():
        known = [measure for measure in measures.values() if measure.value is not None or measure.target is not None]
        if known:
            blocks += ["", unit, *_lines(known, say)]
    return "\n".join(blocks) + "\n"


def _lines(measures: Iterable[Measure], say: Say) -> list[str]:
    rows = [_cells(measure, say) for measure in measures]
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)] if rows else []
    return ["  ".join(map(_padded, row, widths)).rstrip() for row in rows]


def _cells(measure: Measure, say: Say) -> tuple[str, str, str, str, str]:
    judged = measure.target is not None or measure.light is None
    light = say(f"light.{measure.light_word}") if judged else ""
    name, value = say(f"indicator.{measure.indicator}"), value_of(say, measure)
    return name, value, completion_of(say, measure), gap_of(say, measure), light


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
