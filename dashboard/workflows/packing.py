"""The meeting pack: what the pages show of a day, gathered once as plain contents for every kind of file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

import pandas as pd

from dashboard.charts import amounts, board, sentences
from dashboard.charts.chart import Canvas
from dashboard.charts.look import GLYPHS, light_word
from dashboard.charts.remarks import finding
from dashboard.exports.contents import Amount, Cell, Contents, Graph, Grid, Part, Series
from dashboard.i18n import Say
from dashboard.store import Store
from dashboard.workflows import annexes, reckoning, report
from dashboard.workflows.codes import Names
from dashboard.workflows.freezing import SHORTEST
from dashboard.workflows.report import Read, Standing
from dashboard.workflows.returns import reported
from metrics import pins
from metrics.measure import Measure
from metrics.periods import in_force

TEMPLATE = "template.pptx"
"""The district's own presentation in the data folder: its master is used."""
STUCK_OF_A_UNIT, STUCK_IN_ALL = 3, 10
"""What a slide shows of what stands still (DOMAIN section 4); the rest is counted and stands in the annex."""


class Pack:
    """The parts of a pack in the order of the meeting, each worked out when it is asked for."""

    def __init__(
        self, store: Store, standing: Standing, canvas: Canvas, names: Names, read: Read | None = None
    ) -> None:
        self.store, self.standing, self.canvas, self.names = store, standing, canvas, names
        self.say, self._read = canvas.say, read

    def contents(self) -> Contents:
        say, day = self.say, self.standing.as_of
        title = say("pack.title", place=self.standing.district.name)
        parts = [part for part in self._parts() if part is not None]
        stem = self.canvas.stem(say("pack.stem"))
        return Contents(
            title, self.standing.district.name, say.day(day), stem, self.canvas.caption, say.language, parts,
            tuple(annexes.figures(say, self.standing)), self._on_the_board(), brief=self._brief(),
        )  # fmt: skip

    def _on_the_board(self) -> tuple[str, ...]:
        return board.with_targets(self.standing.report.units, self.standing.report.district)

    def _brief(self) -> tuple[str, ...]:
        """For the chat: what has a target, furthest behind first, and how much stands still or waits."""
        say, still = self.say, self._still["rule"]
        found = [measure for measure in self._drawn() if measure.target]
        worst = sorted(found, key=lambda m: m.gap if m.gap is not None else 1.0)
        # the message has its day in the heading; a figure of another one says so itself
        plain = [replace(m, cover_to=None) if m.cover_to == self.standing.as_of else m for m in worst]
        told = [each.text for each in sentences.paragraph(say, plain)]
        waiting = int((still == "problem").sum())
        counts = {"stuck": len(still) - waiting, "coordination": waiting}
        # two aims first, then what the meeting has to settle, then the other aims as far as there is room
        return (*told[:2], *(say(f"pack.brief.{name}", n=n) for name, n in counts.items() if n), *told[2:])

    def _parts(self) -> Iterator[Part | None]:
        yield self._aimed()
        yield self._plain()
        yield self._board()
        for indicator in self._on_the_board():
            yield self._indicator(indicator)
        yield self._stuck()
        yield self._coordination()
        for unit in self.standing.district.units:
            yield self._unit(unit.name)

    def _drawn(self) -> list[Measure]:
        measures = self.standing.report.district
        return [measures[name] for name in pins.drawn(self.standing.district, measures)]

    def _aimed(self) -> Part | None:
        """What has a target: how much of it is done, with the mark where the clock stands."""
        found = [measure for measure in self._drawn() if measure.target]
        if not found:
            return None
        say = self.say
        done = Series(say("pack.done"), tuple(m.completion for m in found), lights=tuple(m.light or "" for m in found))
        clock = Series(say("pack.clock"), tuple(m.elapsed for m in found))
        names = tuple(f"{amounts.short(say, m.indicator)} {self._done(m)}" for m in found)
        graph = Graph("bullet", "", names, (done, clock), percent=True)
        worst = sorted(found, key=lambda m: m.gap if m.gap is not None else 1.0)[:2]
        said = tuple(each.text for each in sentences.paragraph(say, worst))
        return Part("aimed", finding(self.canvas, found), said, graph)

    def _done(self, measure: Measure) -> str:
        """Completion with the light's sign, or why there is none."""
        done = amounts.completion_of(self.say, measure)
        return f"{GLYPHS[measure.light_word]} {done}".strip() if done else self.say(light_word(measure))

    def _change(self, measure: Measure) -> str:
        return "0" if measure.change == 0 else amounts.change_of(self.say, measure)

    def _plain(self) -> Part | None:
        """Activities: plain numbers, and what came on since the last meeting."""
        found = [m for m in self._drawn() if not m.target and m.value is not None]
        say = self.say
        rows = tuple((amounts.named(say, m.indicator), self._value(m), self._change(m)) for m in found)
        heads = (say("pack.column.indicator"), say("pack.column.value"), say("pack.column.change"))
        return Part("plain", say("pack.part.plain"), grid=Grid(heads, rows)) if rows else None

    def _value(self, measure: Measure) -> Amount:
        return Amount(amounts.value_of(self.say, measure), measure.value, _light(measure))

    def _board(self) -> Part | None:
        found = self.standing.report
        indicators = self._on_the_board()
        if not indicators:
            return None
        lines = board.lines(self.standing.district, found.units, {}, indicators, whole=found.district)
        printed = board.matrix(self.canvas, lines, indicators)
        rows = tuple(
            (str(texts[0]), *self._row(texts[1:], [line.cells[name] for name in indicators]))
            for line, texts in zip(lines, printed.itertuples(index=False, name=None), strict=True)
        )
        strong = frozenset(at for at, line in enumerate(lines) if line.subtotal)
        signs = "  ".join(words for _, words in board.legend(self.canvas, lines))
        grid = Grid(tuple(printed.columns), rows, strong)
        return Part("board", self.say("pack.part.board"), grid=grid, note=signs)

    def _row(self, texts: Sequence[str], measures: Sequence[Measure]) -> tuple[Cell, ...]:
        return tuple(Amount(str(text), m.completion, _light(m)) for text, m in zip(texts, measures, strict=True))

    def _indicator(self, indicator: str) -> Part | None:
        """One indicator: the sentence of the district, and the units as bars in the official order."""
        say, found = self.say, self.standing.report
        units = [m for m in self.standing.by_unit(indicator) if m.value is not None or m.target]
        if not units:
            return None
        scale, unit = amounts.axis_scale(say, max((m.value or 0.0) for m in units), indicator)
        values = tuple(None if m.value is None else m.value / scale.size for m in units)
        labels = tuple(amounts.unmarked(say, m, scale) for m in units)
        bars = Series(amounts.named(say, indicator), values, labels, tuple(m.light or "" for m in units))
        names = tuple(m.unit if m.value is not None else f"{m.unit} {say(light_word(m))}" for m in units)
        graph = Graph("bars", unit, names, (bars,))
        said = sentences.progress(say, found.district[indicator]).text
        return Part(f"indicator-{indicator}", amounts.named(say, indicator), (said,), graph)

    def _stuck(self) -> Part | None:
        rows = self._still
        rows = rows[rows["rule"] != "problem"]
        if rows.empty:
            return None
        shown = rows.groupby("unit", sort=False).head(STUCK_OF_A_UNIT).head(STUCK_IN_ALL)
        rest = len(rows) - len(shown)
        note = self.say("pack.rest", n=rest) if rest else ""
        title = self.say("pack.part.stuck", n=len(rows))
        return Part("stuck", title, grid=self._listed(shown), note=note)

    def _coordination(self) -> Part | None:
        rows = self._still
        rows = rows[rows["rule"] == "problem"]
        if rows.empty:
            return None
        say = self.say
        heads = (say("pack.column.unit"), say("pack.column.project"), say("pack.column.problem"))
        cells = zip(rows["unit"], rows["name"], rows["problem"], strict=True)
        grid = Grid(
            heads,
            tuple((unit, self.names.of(say, name), self.names.within(say, problem)) for unit, name, problem in cells),
        )
        return Part("coordination", say("pack.part.coordination", n=len(rows)), grid=grid)

    @cached_property
    def _still(self) -> pd.DataFrame:
        return report.stuck_list(self.store, self.standing, read=self._read)

    def _listed(self, rows: pd.DataFrame) -> Grid:
        say = self.say
        heads = tuple(say(f"pack.column.{name}") for name in ("unit", "project", "rule", "since"))
        return Grid(heads, tuple(self._standing_still(row) for row in rows.to_dict("records")))

    def _standing_still(self, row: Mapping[Any, Any]) -> tuple[Cell, ...]:
        say = self.say
        days, meetings = int(str(row["days"])), int(str(row["meetings"]))
        since = say("charts.days", n=days) if days >= 0 else say("pack.meetings", n=meetings)
        light = "yellow" if row["level"] == "yellow" else "red"
        return (
            str(row["unit"]),
            self.names.of(say, str(row["name"])),
            say(f"rule.{row['rule']}"),
            Amount(since, days, light),
        )

    def _unit(self, unit: str) -> Part | None:
        """One unit's rows: what it has a target for in sentences, every figure in the table."""
        say = self.say
        found = [m for m in self.standing.report.units[unit].values() if m.value is not None or m.target]
        if not found:
            return None
        said = tuple(each.text for each in sentences.paragraph(say, [m for m in found if m.target])[:3])
        rows = tuple(
            (amounts.named(say, m.indicator), self._value(m), amounts.completion_of(say, m),
             f"{GLYPHS[m.light_word]} {say(light_word(m))}".strip() if m.target else "", self._change(m))
            for m in found
        )  # fmt: skip
        heads = tuple(say(f"pack.column.{name}") for name in ("indicator", "value", "completion", "light", "change"))
        return Part(f"unit-{unit}", unit, said, grid=Grid(heads, rows))


def _light(measure: Measure) -> str:
    """The colour of a table's cell, as on the board; "" where there is no target."""
    return "" if not measure.target else "level" if measure.light_word == "level" else measure.light or ""


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
