"""The unit board: units in the official order, with group subtotals, against the indicators that have targets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, fsum, isclose
from typing import Literal

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import amounts
from dashboard.charts.chart import Canvas, Chart, safe, width
from dashboard.charts.look import glyph
from dashboard.contract import District
from metrics.measure import Measure

PICTURE_PIXELS = 1200
HEAD_PIXELS = 34
LINE_PIXELS = 22
SIGN_PIXELS = 15.0
"""A full-width sign of the table."""

View = Literal["completion", "gap", "rank"]


@dataclass(frozen=True)
class Line:
    """A row of the board: a unit, or the subtotal of a group (`unit` ""). `cells` are measures by indicator."""

    name: str
    unit: str
    group: str
    cells: Mapping[str, Measure]

    @property
    def subtotal(self) -> bool:
        return not self.unit


def with_targets(units: Mapping[str, Mapping[str, Measure]], district: Mapping[str, Measure]) -> tuple[str, ...]:
    """Indicators with a target anywhere, in the catalogue's order."""
    return tuple(i for i, m in district.items() if m.target or any(u[i].target for u in units.values() if i in u))


def lines(
    district: District, units: Mapping[str, Mapping[str, Measure]], groups: Mapping[str, Mapping[str, Measure]],
    indicators: Sequence[str], *, worst: str = "", whole: Mapping[str, Measure] | None = None,
) -> list[Line]:  # fmt: skip
    """The district as a `whole`, then units by group in the official order, groups of two or more with a subtotal.

    `groups` holds the measures of each group as a whole, counted over its units like the district's (a project
    that two of them report counts once); a group that is missing there has no subtotal. `worst` names an
    indicator: then the units stand by its gap, furthest behind first, without groups; those without a gap come last.
    """
    listed = [u for u in district.units if u.name in units and u.kind == "carrier"]
    rows = [Line(u.name, u.name, u.group, {i: units[u.name][i] for i in indicators}) for u in listed]
    if worst:
        return sorted(rows, key=lambda row: _gap(row, worst))
    found = [Line(district.name, "", "", {i: whole[i] for i in indicators})] if whole else []
    for group in dict.fromkeys(row.group for row in rows):
        members = [row for row in rows if row.group == group]
        found += members
        if group in groups and len(members) > 1:
            whole_group = {i: fitting(groups[group][i], [row.cells[i] for row in members]) for i in indicators}
            found.append(Line(group, "", group, whole_group))
    return found


def fitting(measure: Measure, members: Sequence[Measure]) -> Measure:
    """A group's measure, without completion and light unless its target is the sum of its units' targets.

    A subtotal is never held against the district's target.
    """
    total = fsum(m.target or 0.0 for m in members)
    if measure.target is None or (all(m.target for m in members) and isclose(measure.target, total, rel_tol=1e-9)):
        return measure
    return replace(measure, target=None, completion=None, gap=None, light=None, light_word="no-light", grey_reason=None)


def ranks(units: Sequence[Line], indicator: str) -> dict[str, int]:
    """Place of each unit within its group by completion, ties alike (1, 2, 2, 4); units without one have none."""
    found = {}
    for row in units:
        mine = _completion(row, indicator)
        if row.subtotal or mine is None:
            continue
        peers = [_completion(x, indicator) for x in units if x.group == row.group and not x.subtotal]
        found[row.unit] = 1 + sum(p is not None and round(p, 6) > round(mine, 6) for p in peers)
    return found


def matrix(
    canvas: Canvas, rows: Sequence[Line], indicators: Sequence[str], view: View = "completion",
    before: Mapping[str, Mapping[str, int]] | None = None,
) -> pd.DataFrame:  # fmt: skip
    """The board as printed text: first column the row's name, then one column an indicator.

    `before` gives for each indicator the ranks at the last meeting; their change is printed as ↑2 or ↓1.
    """
    say = canvas.say
    table = {say("charts.column.unit"): [_name(canvas, row) for row in rows]}
    for indicator in indicators:
        places = ranks(rows, indicator)
        then = (before or {}).get(indicator, {})
        table[amounts.named(say, indicator)] = [
            _place(canvas, row.unit, places, then) if view == "rank" else cell(canvas, row.cells[indicator], view)
            for row in rows
        ]
    return pd.DataFrame(table)


def cell(canvas: Canvas, measure: Measure, view: View = "completion") -> str:
    """Glyph, completion (or gap in points) and what was added: ◐ 10.0% +0.5万平方米; the reason where there is none."""
    say = canvas.say
    if measure.value is None and not measure.target:
        return say("charts.dash")
    if measure.value is None:
        return f"× {say('reason.no-data' if measure.expected > 1 else 'charts.not_reported')}"
    if not measure.target:
        return amounts.value_of(say, measure)
    said = amounts.completion_of(say, measure) or amounts.value_of(say, measure)
    if view == "gap" and not measure.whole_items:
        said = say.points(measure.gap)
    parts = [glyph(measure), said]
    if measure.change:
        sign = "+" if measure.change > 0 else "−"
        parts.append(f"{sign}{amounts.amount(say, abs(measure.change), measure.indicator)}")
    if measure.stale:
        parts.append(say("charts.stale", day=say.day(measure.cover_to, year=False)))
    if measure.reported < measure.expected and measure.expected > 1:
        parts.append(say("charts.part", reported=measure.reported, expected=measure.expected))
    return " ".join(part for part in parts if part)


def board(
    canvas: Canvas, rows: Sequence[Line], indicators: Sequence[str], view: View = "completion",
    before: Mapping[str, Mapping[str, int]] | None = None,
) -> Chart:  # fmt: skip
    """The matrix as a picture: no heat, glyphs coloured as their light, subtotals bold. A key stands for a unit."""
    say, colours = canvas.say, canvas.colours
    table = matrix(canvas, rows, indicators, view, before)
    inks = [[colours.text] * len(rows)]
    inks += [[_ink(canvas, row.cells[i]) for row in rows] for i in indicators]
    fills = [[colours.ground if row.subtotal else colours.paper for row in rows]] * len(table.columns)
    values = [
        [_bold(safe(text), row.subtotal) for text, row in zip(table[c], rows, strict=True)] for c in table.columns
    ]
    figure = go.Figure(
        go.Table(
            columnwidth=[1.1, *[1.3] * len(indicators)],
            header={
                "values": [f"<b>{safe(c)}</b>" for c in table.columns], "align": "left", "height": 34,
                "fill": {"color": colours.ground}, "font": {"size": 15, "color": colours.text},
                "line": {"color": colours.grid},
            },
            cells={
                "values": values, "align": "left", "height": 30, "line": {"color": colours.grid},
                "font": {"size": 15, "color": inks}, "fill": {"color": fills},
            },
        )
    )  # fmt: skip
    figure.update_layout(height=_height(table))
    subject = say("charts.board")
    keys = tuple(row.unit for row in rows if row.unit)
    return canvas.finish("board", subject, _finding(canvas, rows, indicators), figure, table, keys)


def _height(table: pd.DataFrame) -> int:
    """Room for every row at the width of a picture; a long cell runs over several lines."""
    share = (PICTURE_PIXELS - 60) / (len(table.columns) + 0.1)

    def lines(texts: Sequence[object]) -> int:
        return max(ceil(width(str(text)) * SIGN_PIXELS / (share - 18)) for text in texts)

    rows = [lines(row) for row in table.itertuples(index=False)]
    return 60 + HEAD_PIXELS * lines(list(table.columns)) + sum(10 + LINE_PIXELS * n for n in rows)


def _finding(canvas: Canvas, rows: Sequence[Line], indicators: Sequence[str]) -> str:
    """The title: for the first indicators, how many units run behind."""
    say = canvas.say
    said = []
    for indicator in indicators:
        lights = [row.cells[indicator].light_word for row in rows if not row.subtotal]
        late = sum(word in ("behind", "far-behind") for word in lights)
        if late:
            said.append(say("charts.board.late", name=amounts.named(say, indicator), n=late))
    if not indicators:
        return say("charts.bullets.empty")
    known = any(m.value is not None for row in rows if row.unit for m in row.cells.values())
    return say("charts.comma").join(said[:3]) or say("charts.board.none_late" if known else "charts.board.silent")


def _gap(row: Line, indicator: str) -> float:
    measure = row.cells.get(indicator)
    return 9.0 if measure is None or measure.gap is None else measure.gap


def _completion(row: Line, indicator: str) -> float | None:
    measure = row.cells.get(indicator)
    return None if measure is None else measure.completion


def _name(canvas: Canvas, row: Line) -> str:
    return canvas.say("charts.subtotal", group=row.name) if row.subtotal and row.group else row.name


def _place(canvas: Canvas, unit: str, places: Mapping[str, int], then: Mapping[str, int]) -> str:
    if unit not in places:
        return canvas.say("charts.dash")
    moved = then[unit] - places[unit] if unit in then else 0
    arrow = "" if not moved else f" ↑{moved}" if moved > 0 else f" ↓{-moved}"
    return canvas.say("charts.rank", place=places[unit]) + arrow


def _ink(canvas: Canvas, measure: Measure) -> str:
    """Yellow is too pale for text on paper: only red and grey tint the words, the glyph says the rest."""
    return canvas.colours.lights[measure.light] if measure.light in ("red", "grey") else canvas.colours.text


def _bold(text: str, strong: bool) -> str:
    return f"<b>{text}</b>" if strong else text
