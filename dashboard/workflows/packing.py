"""The meeting pack: what the pages show of a day, gathered once as plain contents for every kind of file.

The parts stand in the order of the meeting: how it stands, the board, what the meeting has to settle, then the units.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from dashboard.charts import amounts, board, sentences
from dashboard.charts.chart import Canvas
from dashboard.charts.look import GLYPHS, light_word
from dashboard.charts.remarks import finding
from dashboard.exports.contents import Amount, Cell, Contents, Graph, Grid, Part, Series
from dashboard.i18n import Say
from dashboard.store import Store
from dashboard.workflows import annexes, dispatching, grouped, promise_parts, reckoning, unit_sheet
from dashboard.workflows.drawing import band_of, weeks
from dashboard.workflows.freezing import SHORTEST
from dashboard.workflows.material import Material, behind, light_of
from dashboard.workflows.report import Standing
from dashboard.workflows.returns import reported
from metrics import pins, stock
from metrics.measure import Measure
from metrics.periods import in_force

PHASES = {
    "negotiating": "talks", "signed": "signed", "registered": "signed", "filed": "signed", "started": "started",
    "completed": "completed", "producing": "completed",
}  # fmt: skip
"""What a meeting tells apart of the stages."""


class Pack:
    """The parts of a pack in the order of the meeting; with `leaders` their figures over two weeks too."""

    def __init__(self, material: Material, *, leaders: bool = False) -> None:
        self.material, self._leaders = material, leaders
        self.standing, self.canvas, self.say = material.standing, material.canvas, material.say

    def contents(self) -> Contents:
        say, day = self.say, self.standing.as_of
        title = say("pack.title", place=self.standing.district.name)
        parts = [replace(part, item=item, grid=_filled(part)) for item, part in self._parts() if part is not None]
        stem = self.canvas.stem(say("pack.stem"))
        return Contents(
            title, self.standing.district.name, say.day(day), stem, self.canvas.caption, say.language, parts,
            tuple(annexes.figures(say, self.standing)), self._on_the_board(), brief=self._brief(),
        )  # fmt: skip

    def _on_the_board(self) -> tuple[str, ...]:
        return board.with_targets(self.standing.report.units, self.standing.report.district)

    def _brief(self) -> tuple[str, ...]:
        """For the chat: what has a target, furthest behind first, and how much stands still or waits."""
        say = self.say
        found = [measure for measure in self._drawn() if measure.target]
        worst = sorted(found, key=behind)
        # the message has its day in the heading; a figure of another one says so itself
        plain = [m._replace(cover_to=None) if m.cover_to == self.standing.as_of else m for m in worst]
        told = [each.text for each in sentences.paragraph(say, plain)]
        counts = {"stuck": len(self.material.stalled), "coordination": len(self.material.problems)}
        # the worst first, then what the meeting has to settle, then the other aims as far as there is room
        return (*told[:1], *(say(f"pack.brief.{name}", n=n) for name, n in counts.items() if n), *told[1:])

    def _parts(self) -> Iterator[tuple[str, Part | None]]:
        """Every part with the agenda's item it belongs to."""
        material = self.material
        restated = dispatching.restated_since(material)
        yield "overall", self._aimed(restated)
        yield "overall", self._plain("untargeted")
        yield "overall", self._plain("plain")
        yield "overall", self._weeks()
        yield "overall", self._stock()
        yield "carried", promise_parts.carried(material)
        yield "board", self._board()
        for indicator in self._on_the_board():
            yield "board", self._indicator(indicator)
        yield "lights", dispatching.lights(material)
        if self._leaders:
            yield "lights", dispatching.leaders(material)
        yield "moved", dispatching.moved(material)
        yield "stuck", dispatching.stuck(material)
        yield "coordination", dispatching.coordination(material)
        for unit in self.standing.district.units:
            yield "units", unit_sheet.part(material, unit.name)
        yield "decisions", promise_parts.decisions(material)
        yield "annex", restated

    def _drawn(self) -> list[Measure]:
        measures = self.standing.report.district
        return [measures[name] for name in pins.drawn(self.standing.district, measures)]

    def _aimed(self, restated: Part | None) -> Part | None:
        """What has a target: how much of it is done, with the mark where the clock stands; one line on restatements."""
        found = [measure for measure in self._drawn() if measure.target]
        if not found:
            return None
        say = self.say
        done = Series(say("pack.done"), tuple(m.completion for m in found), lights=tuple(m.light or "" for m in found))
        clock = Series(say("pack.clock"), tuple(m.elapsed for m in found))
        names = tuple(f"{amounts.short(say, m.indicator)} {self._done(m)}" for m in found)
        graph = Graph("bullet", "", names, (done, clock), percent=True)
        worst = sorted(found, key=behind)[:2]
        said = [each.text for each in sentences.paragraph(say, worst)]
        said += [restated.title] if restated else []
        leads = tuple((self.standing.district.name, m.indicator) for m in worst)
        subjects = self.material.figures(worst, self.standing.district.name)
        title, grid = finding(self.canvas, found), self._gaps(found)
        return Part("aimed", title, tuple(said), graph, grid, leads=leads, subjects=subjects)

    def _gaps(self, found: Sequence[Measure]) -> Grid:
        """The same aims as a table: value, target, completion, gap, light and what came on."""
        say, told, place = self.say, self.material, self.standing.district.name
        rows = tuple(
            (amounts.named(say, m.indicator), told.value(m, place),
             Amount(amounts.amount(say, m.target, m.indicator), m.target), told.completion(m, place),
             Amount(amounts.gap_of(say, m), m.gap), told.status(m), told.change(m))
            for m in found
        )  # fmt: skip
        names = ("indicator", "value", "target", "completion", "gap", "light", "change")
        return Grid(tuple(say(f"pack.column.{name}") for name in names), rows)

    def _done(self, measure: Measure) -> str:
        """Completion with the light's sign, or why there is none."""
        done = amounts.completion_of(self.say, measure)
        return f"{GLYPHS[measure.light_word]} {done}".strip() if done else self.say(light_word(measure))

    def _plain(self, name: str) -> Part | None:
        """Numbers and what came on since the last meeting: `plain` ones of activities, `untargeted` others."""
        active = name == "plain"
        found = [m for m in self._drawn() if not m.target and m.value is not None]
        found = [m for m in found if (band_of(m.indicator) == "activity") is active]
        say, told, place = self.say, self.material, self.standing.district.name
        rows = tuple((amounts.named(say, m.indicator), told.value(m, place), told.change(m)) for m in found)
        heads = (say("pack.column.indicator"), say("pack.column.value"), say("pack.column.change"))
        return Part(name, say(f"pack.part.{name}"), grid=Grid(heads, rows)) if rows else None

    def _weeks(self) -> Part | None:
        """Visits by week as lines; a week without returns is a gap."""
        chart = weeks(self.canvas, self.standing)
        if not len(chart.keys):
            return None
        days = tuple(self.say.day(date.fromisoformat(key), year=False) for key in chart.keys)
        drawn = [
            Series(str(name), tuple(None if v != v else float(v) for v in chart.data[name]),
                   tuple(self.say.number(v) for v in chart.data[name]))
            for name in chart.data.columns[1:]
        ]  # fmt: skip
        graph = Graph("lines", "", days, tuple(each for each in drawn if set(each.values) != {None}))
        return Part("weeks", chart.title, graph=graph, note=chart.note)

    def _stock(self) -> Part | None:
        """Where the projects of each unit stand; one that was paused or terminated stands with none."""
        say, whole = self.say, self.standing.stock.set_index("stage")["projects"]
        table = stock.stock_by_unit(self.standing.state)
        table["phase"] = table["stage"].map(PHASES)
        counts = (
            table.groupby(["unit", "phase"])["projects"]
            .sum()
            .unstack()
            .reindex(columns=[*dict.fromkeys(PHASES.values())])
        )
        units = [unit.name for unit in self.standing.district.units if unit.name in counts.index]
        # where no unit lists projects the district's own list is all there is
        counts = counts.reindex(units or [name for name in self.standing.district.names if name in counts.index])
        if counts.empty:
            return None
        said = [
            say("charts.stages.item", stage=say(f"pack.phase.{phase}"), n=say.number(n))
            for phase, n in whole.groupby(whole.index.map(PHASES)).sum().reindex(counts.columns).items()
        ]  # fmt: skip
        series = tuple(
            Series(say(f"pack.phase.{phase}"), tuple(None if n != n else float(n) for n in counts[phase]),
                   tuple(say.number(n) for n in counts[phase]))
            for phase in counts.columns
        )  # fmt: skip
        graph = Graph("stacked", say("charts.column.projects"), tuple(counts.index), series)
        return Part("stock", say("charts.semicolon").join(said), graph=graph, note=self._stock_note())

    def _stock_note(self) -> str:
        """By whose lists projects are told, whose is of an earlier day, and who has sent none."""
        say, coverage = self.say, self.standing.snapshot.coverage
        lists = coverage[coverage["table"] == "projects"].groupby("unit")["period"].max()
        owed = [unit.name for unit in self.standing.district.units if "projects" in unit.ledgers]
        late = [
            say("charts.board.late_unit", unit=name, day=say.day(lists[name].date(), year=False))
            for name in owed if name in lists.index and lists[name].date() < self.standing.as_of
        ]  # fmt: skip
        missing = [name for name in owed if name not in lists.index]
        told = {name: say("charts.comma").join(units) for name, units in (("late", late), ("missing", missing))}
        said = [say(f"pack.phase.{name}", units=units) for name, units in told.items() if units]
        return say("charts.semicolon").join([*said, say("pack.phase.note")])

    def _board(self) -> Part | None:
        found = self.standing.report
        indicators = self._on_the_board()
        if not indicators:
            return None
        groups = grouped.groups(self.material.store, self.standing, indicators, self.material.read)
        lines = board.lines(self.standing.district, found.units, groups, indicators, whole=found.district)
        printed = board.matrix(self.canvas, lines, indicators)
        rows = tuple(
            (str(texts[0]), *self._row(texts[1:], line, indicators))
            for line, texts in zip(lines, printed.itertuples(index=False, name=None), strict=True)
        )
        strong = frozenset(at for at, line in enumerate(lines) if line.subtotal)
        told = [words for _, words in board.legend(self.canvas, lines)]
        signs = "  ".join(filter(None, [*told, board.shared(self.canvas, lines, indicators)]))
        grid = Grid(tuple(printed.columns), rows, strong)
        warned = self.material.figures(line.cells[name] for line in lines if line.unit for name in indicators)
        return Part("board", self.say("pack.part.board"), grid=grid, note=signs, subjects=warned)

    def _row(self, texts: Sequence[str], line: board.Line, indicators: Sequence[str]) -> tuple[Cell, ...]:
        measures = [line.cells[name] for name in indicators]
        # the subtotal of a group has no cells of its own
        whole = line.name == self.standing.district.name
        return tuple(
            Amount(str(text), m.completion, light_of(m), (line.name, m.indicator) if line.unit or whole else ("", ""))
            for text, m in zip(texts, measures, strict=True)
        )

    def _indicator(self, indicator: str) -> Part | None:
        """One indicator: the sentence of the district, and the units as bars in the official order."""
        say, found = self.say, self.standing.report
        units = [m for m in self.standing.by_unit(indicator) if m.value is not None or m.target]
        if not units:
            return None
        scale, unit = amounts.axis_scale(say, max((m.value or 0.0) for m in units), indicator)
        values = tuple(None if m.value is None else m.value / scale.size for m in units)
        labels = tuple(f"{_sign(m)} {amounts.unmarked(say, m, scale)}".strip() for m in units)
        bars = Series(amounts.named(say, indicator), values, labels, tuple(m.light or "" for m in units))
        names = tuple(m.unit if m.value is not None else f"{m.unit} {say(light_word(m))}" for m in units)
        graph = Graph("bars", unit, names, (bars,))
        said = sentences.progress(say, found.district[indicator]).text
        words = dict.fromkeys(f"{_sign(m)} {say(light_word(m))}" for m in units if _sign(m))
        leads = ((self.standing.district.name, indicator),)
        title = amounts.named(say, indicator)
        return Part(
            f"indicator-{indicator}",
            title,
            (said,),
            graph,
            note="  ".join(words),
            leads=leads,
            subjects=self.material.figures(units),
        )


def _filled(part: Part) -> Grid | None:
    """A part's table without empty columns; one whose rows are those of its bars keeps the places of all."""
    return part.grid.filled() if part.grid and part.graph is None else part.grid


def _sign(measure: Measure) -> str:
    """The sign of a unit's light, "" where it has none: colour alone tells nobody who cannot see it."""
    return GLYPHS[measure.light_word] if measure.target and measure.value is not None else ""


def drawn_on(store: Store, standing: Standing, say: Say) -> Canvas:
    """The canvas of a day for what is handed out: light, with basis, returns and the frozen version it is of."""
    district, day = standing.district, standing.as_of
    answered, expected = reported(standing.snapshot, district)
    versions = store.meetings.record(day).versions
    last = versions[-1] if versions and standing.filters.known_at else None
    word = f"charts.{reckoning.caption(last)}" if last else ""
    frozen = say(word, version=last.version, hash=last.hash[:SHORTEST]) if last else ""
    return Canvas(
        say=say, place=district.name, as_of=day, look="light", basis=in_force(district.rules.basis, day.year),
        reported=answered, expected=expected, frozen=frozen,
        sample=district.sample,
    )  # fmt: skip
