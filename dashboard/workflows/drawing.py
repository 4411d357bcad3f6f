"""Every chart of a meeting for those files of its pack that hold pictures; projects in talks under their code."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go

from dashboard.charts import Canvas, Chart, activity, bars, board, bullets, campaign, cohorts, projects, shares, space
from dashboard.charts import visits as by_week
from dashboard.charts.remarks import words
from dashboard.charts.yields import after_visits
from dashboard.store import Store
from dashboard.workflows import increments, moves
from dashboard.workflows.codes import Names
from dashboard.workflows.developing import Developing
from dashboard.workflows.report import Read, Standing
from dashboard.workflows.standing_still import Still
from metrics import pins, rhythm
from metrics.bands import SIZES
from metrics.bridge import STEPS
from metrics.catalogue import AREA_OF, INDICATORS
from metrics.companions import NOTES
from metrics.measure import Measure
from metrics.revitalisation import PARTED
from metrics.sharing import SHARED

BANDS = ("space", "projects", "activity")
COUNTED = ("outbound_trips", "inbound_groups", "leader_trips", "leader_receptions", "chambers")
SHOWN = 10
"""Lines of the stuck list and of the industries."""
_PROJECTS = ("projects_signed", "projects_started", "projects_completed", "investment_signed")
_WEEKLY = ("outbound_trips", "inbound_groups")


def band_of(indicator: str) -> str:
    """Space for areas, projects for what is signed, started and invested, activity for everything else."""
    if INDICATORS[indicator].kind == "area":
        return "space"
    return "projects" if indicator.startswith(_PROJECTS) else "activity"


def bands(
    canvas: Canvas, standing: Standing, weekly: Callable[[Sequence[Measure]], Mapping[str, list[float]]]
) -> list[Chart]:
    """The overview's bands: bullets for the rows with targets, plain numbers for those without.

    `weekly` gives what each of the last meetings added to measures, oldest first.
    """
    measures = standing.report.district
    chosen = [measures[name] for name in pins.drawn(standing.district, measures)]
    rows = {band: [m for m in chosen if band_of(m.indicator) == band] for band in BANDS}
    aimed = {band: [m for m in found if m.target] for band, found in rows.items()}
    margins = bullets.room(canvas, [m for found in aimed.values() for m in found])
    drawn = [bullets.bullets(canvas, aimed[band], band=band, margins=margins) for band in BANDS if aimed[band]]
    plain = {band: [m for m in found if not m.target] for band, found in rows.items()}
    # numbers of a band with targets stand with those of the others, so that everything keeps to one screen
    beside = [m for band in BANDS for m in plain[band] if aimed[band]]
    strips = {band: plain[band] for band in BANDS if plain[band] and not aimed[band]} | {"untargeted": beside}
    if beside and "activity" in strips:
        strips["untargeted"] = [*beside, *strips.pop("activity")]
    return drawn + [
        activity.strip(canvas, numbers, weekly(numbers), band=band) for band, numbers in strips.items() if numbers
    ]


def weeks(canvas: Canvas, standing: Standing) -> Chart:
    """Visits by week. A direction of which no list stands has gaps, not zeros: counters tell no weeks."""
    coverage = standing.snapshot.coverage
    listed = set(coverage.loc[coverage["table"] == "visits", "scope"])
    found = standing.weekly.copy()
    silent = [direction for direction in by_week.DIRECTIONS if not listed & {direction, ""}]
    found[silent] = float("nan")
    shown = found[:0] if len(silent) == len(by_week.DIRECTIONS) else found
    counted = _of_which(standing, _counted_only)
    entered = _of_which(standing, lambda measure: bool(measure.by_hand))
    return by_week.weekly(canvas, shown, standing.district.rules.campaign_months, counted, entered)


def _of_which(standing: Standing, holds: Callable[[Measure], bool]) -> list[str]:
    """Units of which one of the figures that weeks are counted for is such a one."""
    units = standing.report.units
    return [unit for unit, measures in units.items() if any(holds(measures[name]) for name in _WEEKLY)]


def of_units(standing: Standing, indicator: str) -> list[Measure]:
    """What is drawn by unit: who owes the indicator or has it; a figure of the district alone where no unit does.

    Where units have targets, one that has none and says nothing has nothing to report: it did not fail to.
    """
    every = standing.by_unit(indicator)
    aimed = any(m.target for m in every)
    shown = [m for m in every if m.value is not None or (m.expected and (m.target or not aimed))]
    own = standing.report.district[indicator]
    return [own] if INDICATORS[indicator].of_district and own.value is not None and not shown else shown


def by_unit(canvas: Canvas, standing: Standing, indicator: str, shown: Sequence[Measure]) -> Chart:
    """Bars by unit, with the rules for joint trips and for what several units list where they count."""
    told = [note for note in standing.report.district[indicator].notes if note.code in (*NOTES, SHARED)]
    note = canvas.say("charts.semicolon").join(words(canvas.say, each, indicator) for each in told)
    return bars.by_unit(canvas, shown, chart_id=f"by-unit-{indicator}", note=note)


def _counted_only(measure: Measure) -> bool:
    """Whether a figure comes from no list and by nobody's hand: it counts, but no day is known of it."""
    listed = any(source.table == "visits" for source in measure.source)
    return bool(measure.value) and not measure.by_hand and not listed


class Drawing:
    """The charts of a day in the order of the menu, each drawn when it is asked for."""

    def __init__(
        self, store: Store, standing: Standing, canvas: Canvas, names: Names, read: Read | None = None,
        still: Still | None = None,
    ) -> None:  # fmt: skip
        self.store, self.standing, self.canvas, self.names = store, standing, canvas, names
        self.say, self._read = canvas.say, read
        self._still = still or Still(store, standing, read)
        self._bands: list[Chart] = []

    def overview(self) -> list[Chart]:
        if not self._bands:
            self._bands = [self._coded(chart) for chart in bands(self.canvas, self.standing, self._weekly)]
        return self._bands

    def all(self) -> list[Chart]:
        """Overview, board, visits, projects and space; charts without data are left out."""
        rest = [chart for chart in self._rest() if chart is not None and not chart.data.empty]
        return [*self.overview(), *(self._coded(chart) for chart in rest)]

    def _rest(self) -> Iterator[Chart | None]:
        yield self._board()
        yield from self._visits()
        yield from self._projects()
        yield from self._space()

    def _weekly(self, measures: Sequence[Measure]) -> Mapping[str, list[float]]:
        counted = [m.indicator for m in measures if rhythm.dated(m)]
        others = [m.indicator for m in measures if m.indicator not in counted]
        found = {name: rhythm.weekly(self.standing.state, name) for name in counted}
        return found | increments.increments(self.store, self.standing, others, increments.MEETINGS, self._read)

    def _board(self) -> Chart | None:
        told = self.standing.report
        indicators = board.with_targets(told.units, told.district)
        lines = board.lines(self.standing.district, told.units, {}, indicators, whole=told.district)
        return board.board(self.canvas, lines, indicators) if indicators else None

    def _visits(self) -> Iterator[Chart | None]:
        told, canvas = self.standing.visiting, self.canvas
        yield weeks(canvas, self.standing)
        for indicator in COUNTED:
            yield self._by_unit(indicator)
        yield by_week.destinations(canvas, told.destinations.rows)
        yield by_week.posts(canvas, told.teams.rows)
        yield shares.chains(canvas, told.coverage)
        yield after_visits(canvas, self._yields())
        yield campaign.comparison(canvas, told.campaign) if told.campaign is not None else None
        yield shares.grades(canvas, told.grades.rows, told.proved)
        yield None if told.reasons.empty else shares.verdicts(canvas, told.judged.rows)

    def _by_unit(self, indicator: str) -> Chart | None:
        shown = of_units(self.standing, indicator)
        return by_unit(self.canvas, self.standing, indicator, shown) if shown else None

    def _yields(self) -> Any:
        """Projects after visits by their code: names are shortened in the picture, so it is done before."""
        found = self.standing.visiting.yields
        rows = found.projects.rows
        told = rows.assign(name=[self.names.of(self.say, name) for name in rows["name"]])
        # who was visited is who invests
        hidden = rows["name"].map(self.names.hides).astype("bool")
        told.loc[hidden, ["investor", "organisation"]] = self.say("pack.withheld")
        return replace(found, projects=replace(found.projects, rows=told))

    def _projects(self) -> Iterator[Chart | None]:
        stock, canvas = self.standing.stock, self.canvas
        if not stock["projects"].sum():
            return
        yield projects.stages(canvas, stock)
        for place in self._alive():
            yield self._movement(place)
        still = self._still.rows
        late = still[still["rule"] == "signed-unstarted"]
        told = late.assign(
            name=[self.names.of(self.say, name) for name in late["name"]],
            key=[f"{n}|{u}" for n, u in zip(late["name"], late["unit"], strict=True)],
        )
        yield projects.stuck(canvas, told.head(SHOWN), len(told))
        yield from self._developing()

    def _developing(self) -> Iterator[Chart]:
        say, found = self.say, Developing(self.standing)
        if not found.industries.rows.empty:
            names = {name: say(f"meeting.size.{name}") for name in SIZES}
            yield projects.bands(self.canvas, found.industries.rows.head(SHOWN), band="industry")
            yield projects.bands(self.canvas, found.sizes.rows, band="size", names=names)
        yield cohorts.cohorts(
            self.canvas, found.cohorts("start", "quarter").table, step="start", by="quarter",
            names={"": say("charts.not_stated")},
        )  # fmt: skip

    def _alive(self) -> list[str]:
        """All ("") and the stages in which anything stands or moved; none without a last meeting."""
        if self.standing.previous is None:
            return []
        table = self.standing.movement.bridge.stages
        table = table[table["measure"] == "projects"].set_index("place")[["opening", *STEPS, "closing"]]
        stages = [str(stage) for stage in table.index if table.loc[stage].any()]
        return ["", *stages] if stages else []

    def _movement(self, place: str) -> Chart:
        found = self.standing.movement
        table = found.bridge.stages if place else found.bridge.total
        row = table[(table["measure"] == "projects") & (table["place"] == place)].iloc[0]
        events = [e for e in found.events if e.kind in moves.STAGED and (not place or place in (e.was, e.now))]
        movers = dict.fromkeys(self.names.of(self.say, event.name) for event in moves.ordered(events))
        name = self.say(f"charts.stage.{place}") if place else self.say("moving.all")
        return projects.movement(self.canvas, row, name, f"movement-{place or 'all'}", list(movers))

    def _space(self) -> Iterator[Chart | None]:
        standing, canvas = self.standing, self.canvas
        measures = [standing.report.district[indicator] for indicator in AREA_OF.values()]
        yield space.lines(canvas, measures, {AREA_OF[kind]: standing.steps(kind) for kind in AREA_OF})
        stock, units = standing.resources, [unit.name for unit in standing.district.units]
        for kind, indicator in AREA_OF.items():
            yield self._by_unit(indicator)
            yield from (space.parted(canvas, indicator, standing.parted(kind, by), by) for by in PARTED)
            yield space.idle(canvas, indicator, stock[stock["kind"] == kind].reset_index(drop=True), units)

    def _coded(self, chart: Chart) -> Chart:
        """The chart without any name in talks, in what is seen and in what only a program reads (keys, hovers)."""
        if self.names.full or not self.names.talks:
            return chart
        data = chart.data.map(self._said)
        shown = json.loads(chart.figure.to_json())
        coded = self._said(shown)
        # most charts name no project, and a figure is slow to build anew
        figure = chart.figure if coded == shown else go.Figure(coded)
        keys = tuple(self.names.within(self.say, key) for key in chart.keys)
        told = {name: self.names.within(self.say, getattr(chart, name)) for name in ("title", "alt")}
        return replace(chart, figure=figure, data=data, keys=keys, frame=self._said(chart.frame), **told)

    def _said(self, value: Any) -> Any:
        """`value` with every text in it coded."""
        if isinstance(value, str):
            return self.names.within(self.say, value)
        if isinstance(value, Mapping):
            return {key: self._said(each) for key, each in value.items()}
        return [self._said(each) for each in value] if isinstance(value, list) else value
