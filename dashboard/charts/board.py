"""The unit board: units in the official order, with group subtotals, against the indicators that have targets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum, isclose
from typing import Literal

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import amounts
from dashboard.charts.chart import STAMP_PIXELS, Canvas, Chart, laid, safe
from dashboard.charts.look import GLYPHS, glyph
from dashboard.charts.remarks import words
from dashboard.contract import District
from metrics.measure import Measure
from metrics.sharing import SHARED

LINE_PIXELS = 38
"""Bold rows are never lower than this, whatever a table asks for; so all of them are as high."""
LATE, PART = "*", "†"
_WAITING = ("too-early", "not-due")
"""Lights that are not lit yet."""

View = Literal["completion", "gap", "change", "rank"]


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
    return measure._replace(target=None, completion=None, gap=None, light=None, light_word="no-light", grey_reason=None)


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
        table[amounts.short(say, indicator)] = [
            _place(canvas, row.unit, places, then) if view == "rank" else cell(canvas, row.cells[indicator], view)
            for row in rows
        ]
    return pd.DataFrame(table)


def cell(canvas: Canvas, measure: Measure, view: View = "completion") -> str:
    """Glyph and completion, gap in points or what was added: ◐ 10.0%; the reason where there is none.

    LATE behind it marks a figure of an earlier week, PART a sum to which units are still missing; a figure that was
    entered by hand, or holds one, says so.
    """
    say = canvas.say
    if measure.value is None and not measure.target:
        return say("charts.dash")
    if measure.value is None:
        return f"× {say('charts.board.not_reported' if measure.expected == 1 else 'reason.no-data')}"
    sign = glyph(measure) if measure.target else ""
    marks = LATE * measure.stale + PART * (measure.reported < measure.expected and measure.expected > 1)
    entered = say("charts.board.by_hand") if measure.by_hand else ""
    return f"{sign} {_figure(canvas, measure, view)}{marks} {entered}".strip()


def _figure(canvas: Canvas, measure: Measure, view: View) -> str:
    say = canvas.say
    if view == "change" and amounts.kind_of(measure.indicator) in ("share", "ratio") and measure.change is not None:
        return amounts.change_of(say, measure)
    if view == "change":
        size = amounts.change_size(say, measure)
        return say("charts.dash") if measure.change is None else f"{_sign(measure.change)}{size}"
    if view == "gap" and measure.gap is not None and not measure.whole_items:
        return say.points(measure.gap)
    if measure.hedged and measure.completion is not None and measure.target and not measure.whole_items:
        return say("charts.board.hedged", share=say.percent(measure.completion))
    return amounts.completion_of(say, measure) or amounts.unmarked(say, measure)


def _sign(change: float) -> str:
    return "+" if change > 0 else "\u2212" if change < 0 else ""


def legend(canvas: Canvas, rows: Sequence[Line]) -> list[tuple[str, str]]:
    """What the board's signs mean, as (colour of the light or "", words); marks only where one is used."""
    say = canvas.say
    found = [
        ("green", f"● {say('light.on-pace')}{say('charts.comma')}{say('light.met')}"),
        ("green", f"○ {say('light.level')}"),
        ("yellow", f"◐ {say('light.behind')}"),
        ("red", f"▲ {say('light.far-behind')}"),
        ("grey", f"× {say('reason.no-data')}{say('charts.comma')}{say('reason.stale')}"),
    ]
    cells = [(_name(canvas, row), measure) for row in rows for measure in row.cells.values()]
    waiting = dict.fromkeys(m.light_word for _, m in cells if m.target and m.light_word in _WAITING)
    found += [("", f"{GLYPHS[word]} {say(f'light.{word}')}") for word in waiting]
    if any(m.value is None and not m.target for _, m in cells):
        found.append(("", f"{say('charts.dash')} {say('charts.dash.untasked')}"))
    late = {(name, m.cover_to) for name, m in cells if m.stale and m.cover_to is not None}
    if late:
        told = [say("charts.board.late_unit", unit=name, day=say.day(on, year=False)) for name, on in sorted(late)]
        found.append(("", say("charts.board.late_mark", mark=LATE, units=say("charts.comma").join(told))))
    if any(m.value is not None and m.reported < m.expected and m.expected > 1 for _, m in cells):
        found.append(("", say("charts.board.part_mark", mark=PART)))
    bare = [_name(canvas, row) for row in rows if row.group and row.subtotal and _untargeted(row, rows)]
    if bare:
        found.append(("", say("charts.board.untargeted", groups=say("charts.comma").join(bare))))
    if any(m.by_hand for _, m in cells):
        found.append(("", say("charts.board.by_hand_mark", mark=say("charts.board.by_hand"))))
    return found


def _untargeted(subtotal: Line, rows: Sequence[Line]) -> bool:
    """Whether a group's figure stands without a target although some of its units have one."""
    members = [row for row in rows if row.group == subtotal.group and not row.subtotal]
    return any(
        m.value is not None and not m.target and any(row.cells[name].target for row in members)
        for name, m in subtotal.cells.items()
    )


def board(
    canvas: Canvas, rows: Sequence[Line], indicators: Sequence[str], view: View = "completion",
    before: Mapping[str, Mapping[str, int]] | None = None,
) -> Chart:  # fmt: skip
    """The matrix as a picture: cells on the tint of their light, subtotals bold. A key stands for a unit."""
    say, colours = canvas.say, canvas.colours
    table = matrix(canvas, rows, indicators, view, before)
    fills = [[colours.ground if row.subtotal else colours.paper for row in rows]]
    fills += [[colours.tint(row.cells[i]) for row in rows] for i in indicators]
    values = [
        [_bold(safe(text), row.subtotal) for text, row in zip(table[c], rows, strict=True)] for c in table.columns
    ]
    figure = go.Figure(
        go.Table(
            columnwidth=[1.3, *[1.0] * len(indicators)],
            header={
                "values": [f"<b>{safe(c)}</b>" for c in table.columns], "align": "left", "height": LINE_PIXELS,
                "fill": {"color": colours.ground}, "font": {"size": 15, "color": colours.text},
                "line": {"color": colours.grid},
            },
            cells={
                "values": values, "align": "left", "height": LINE_PIXELS, "line": {"color": colours.grid},
                "font": {"size": 15, "color": colours.text}, "fill": {"color": fills},
            },
        )
    )  # fmt: skip
    laid(figure, height=LINE_PIXELS * (len(rows) + 1) + 2, margin={"b": STAMP_PIXELS})
    subject = say("charts.board")
    keys = tuple(row.unit for row in rows if row.unit)
    signs = "\u2003".join(words for _, words in legend(canvas, rows))
    note = say("charts.semicolon").join(text for text in (signs, shared(canvas, rows, indicators)) if text)
    return canvas.finish("board", subject, _finding(canvas, rows, indicators), figure, table, keys, note)


def shared(canvas: Canvas, rows: Sequence[Line], indicators: Sequence[str]) -> str:
    """Which figures hold projects that more than one unit counts, by the row that holds most; "" where none does."""
    say, said = canvas.say, list[str]()
    for indicator in indicators:
        notes = (note for row in rows for note in row.cells[indicator].notes if note.code == SHARED)
        most = max(notes, key=lambda note: int(note.detail["count"]), default=None)
        if most is not None:
            names = amounts.short(say, indicator)
            said.append(say("charts.note_of", names=names, note=words(say, most, indicator)))
    return say("charts.semicolon").join(said)


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
    if not row.subtotal or not row.group:
        return row.name
    word = f"charts.group.{row.name}"
    return canvas.say("charts.subtotal", group=canvas.say(word) if canvas.say.knows(word) else row.name)


def _place(canvas: Canvas, unit: str, places: Mapping[str, int], then: Mapping[str, int]) -> str:
    if unit not in places:
        return canvas.say("charts.dash")
    moved = then[unit] - places[unit] if unit in then else 0
    arrow = "" if not moved else f" ↑{moved}" if moved > 0 else f" ↓{-moved}"
    return canvas.say("charts.rank", place=places[unit]) + arrow


def _bold(text: str, strong: bool) -> str:
    return f"<b>{text}</b>" if strong else text
