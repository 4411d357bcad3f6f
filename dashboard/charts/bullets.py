"""The bullet band: what is done against the year's target, with one pace line for all rows."""

from collections.abc import Sequence
from math import isclose

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import amounts
from dashboard.charts.chart import AXIS_PIXELS, STAMP_PIXELS, STAMP_SIZE, Canvas, Chart, laid, noted, safe, width
from dashboard.charts.look import GLYPHS, LABEL_SIZE, NOTE_SIZE, VERDICT_SIZE, glyph, hatch, light_word
from dashboard.charts.remarks import banded, finding, notes_of, nothing, own_figure
from metrics.measure import Measure

FULL = 120.0
"""Right edge of the axis in per cent; a longer bar is cut there and says its figure."""
TICKS = range(0, 121, 20)
ROW_PIXELS = 52
THIRD_LINE_PIXELS = 18
PACE_PIXELS = 24
"""Room over the bars for the words of the pace line."""
NAME_WIDTH = 13
VERDICT_WIDTH = 20
"""Full-width characters from which a name is said shorter, and gap and 本期新增 stand on two lines."""
_GAP = 26
"""Pixels between words and bars, and words and the edge."""


def room(canvas: Canvas, measures: Sequence[Measure]) -> tuple[int, int]:
    """Pixels that the words of these rows need left and right of the bars."""
    left = max((width(words) * LABEL_SIZE for m in measures for words in _label(canvas, m)), default=0.0)
    right = max((width(w) * size for m in measures for w, size in _verdict(canvas, m)), default=0.0)
    return round(left) + _GAP, round(right) + _GAP


def bullets(
    canvas: Canvas, measures: Sequence[Measure], *, band: str = "targets", margins: tuple[int, int] | None = None
) -> Chart:
    """One row a measure with a target, in the given order: bar = done, x = completion 0-120 %.

    A measure without a value has no bar: its ground is hatched and says 无数据（应报21，已报0）. A late unit's bar
    is hatched and carries its own pace mark. `band` names the subject of title and file (`charts.band.<band>`).
    `margins` is the `room` of all bands of a page, so that their pace lines stand above each other; the rows' own
    otherwise. A click stands for the measure's indicator.
    """
    rows = list(range(len(measures) - 1, -1, -1))
    figure = go.Figure([_ground(canvas, measures, rows), _done(canvas, measures, rows)])
    _own_pace(figure, canvas, measures, rows)
    _pace_line(figure, canvas, len(rows))
    verdicts, notes = [_verdict(canvas, measure) for measure in measures], list[dict[str, object]]()
    for measure, row, said in zip(measures, rows, verdicts, strict=True):
        notes.append(_beside(canvas, measure, said, row))
        if measure.value is None:
            notes.append(_no_data(canvas, measure, row))
        elif (measure.completion or 0) * 100 > FULL:
            notes.append(
                {"x": FULL, "y": row, "text": "▶", "showarrow": False, "xanchor": "right", "font": {"size": 14}}
            )
    noted(figure, notes)
    pitch = ROW_PIXELS + THIRD_LINE_PIXELS * max(0, max(map(len, verdicts), default=0) - 2)
    left, right = margins or room(canvas, measures)
    # cover-to date and basis stand beside the labels of the axis where the room right of 120 % holds them
    stacked = width(canvas.stamp) * STAMP_SIZE > right - _GAP
    laid(
        figure, barmode="overlay", showlegend=False, height=pitch * max(1, len(rows)) + PACE_PIXELS,
        margin={"l": left, "r": right, "b": AXIS_PIXELS + STAMP_PIXELS * stacked, "t": PACE_PIXELS},
        xaxis={
            "range": [0, FULL], "tickvals": list(TICKS), "ticktext": [f"{t}%" for t in TICKS], "fixedrange": True,
        },
        yaxis={
            "range": [-0.5, len(rows) - 0.5], "tickvals": rows, "showgrid": False, "fixedrange": True,
            "automargin": False, "ticktext": [_lettered(canvas, _label(canvas, m)) for m in measures],
        },
    )  # fmt: skip
    subject = canvas.say(f"charts.band.{band}")
    return canvas.finish(
        f"bullets-{band}", subject, banded(canvas, band, finding(canvas, measures)), figure,
        measure_table(canvas, measures), tuple(m.indicator for m in measures), notes_of(canvas, measures),
    )  # fmt: skip


def measure_table(canvas: Canvas, measures: Sequence[Measure]) -> pd.DataFrame:
    """Measures as printed figures, one row each, columns labelled in the interface's language; a gap stays empty."""
    say = canvas.say
    rows = [
        {
            "indicator": amounts.named(say, m.indicator),
            "place": m.unit,
            "value": amounts.value_of(say, m),
            "target": amounts.amount(say, m.target, m.indicator),
            "completion": amounts.completion_of(say, m),
            "pace": "" if m.elapsed is None or m.target is None else say.percent(m.elapsed),
            "gap": amounts.gap_of(say, m),
            "light": f"{glyph(m)} {say(light_word(m))}".strip() if m.target else "",
            "change": amounts.change_of(say, m),
            "covers": say.day(m.cover_to),
            "reported": str(m.reported) if m.expected else "",
            "expected": str(m.expected) if m.expected else "",
        }
        for m in measures
    ]
    columns = list(rows[0]) if rows else ["indicator"]
    return pd.DataFrame(rows, columns=columns).rename(columns={c: say(f"charts.column.{c}") for c in columns})


def _ground(canvas: Canvas, measures: Sequence[Measure], rows: list[int]) -> go.Bar:
    """0-100 % in pale for every row; hatched over the whole axis where nothing was reported."""
    unknown = [m.value is None for m in measures]
    colours = canvas.colours
    return go.Bar(
        name="ground", orientation="h", y=rows, x=[FULL if u else 100.0 for u in unknown], width=0.62,
        customdata=[m.indicator for m in measures], hoverinfo="none",
        marker={
            "color": [colours.paper if u else colours.ground for u in unknown],
            "pattern": {**hatch(colours.lights["grey"]), "shape": ["/" if u else "" for u in unknown]},
        },
        unselected={"marker": {"opacity": 1}},
    )  # fmt: skip


def _done(canvas: Canvas, measures: Sequence[Measure], rows: list[int]) -> go.Bar:
    say = canvas.say
    lights = [canvas.colours.of(m.light) for m in measures]
    hollow = [m.light_word == "level" for m in measures]
    reached = [None if m.completion is None else min(m.completion * 100, FULL) for m in measures]
    return go.Bar(
        name="done", orientation="h", y=rows, x=reached, width=0.36,
        customdata=[m.indicator for m in measures],
        hovertext=[safe(f"{amounts.named(say, m.indicator)} {amounts.value_of(say, m)}") for m in measures],
        hovertemplate="%{hovertext}<extra></extra>",
        marker={
            # 基本同步 is green and hollow
            "color": [canvas.colours.paper if level else light for light, level in zip(lights, hollow, strict=True)],
            "line": {"color": lights, "width": [3 if level else 0 for level in hollow]},
            "pattern": {**hatch(canvas.colours.paper), "shape": ["/" if m.stale else "" for m in measures]},
        },
        unselected={"marker": {"opacity": 1}},
    )  # fmt: skip


def _own_pace(figure: go.Figure, canvas: Canvas, measures: Sequence[Measure], rows: list[int]) -> None:
    """A short mark where a row has a clock of its own: an earlier cover-to date, its plan, its last year."""
    own = [
        (m.elapsed * 100, row)
        for m, row in zip(measures, rows, strict=True)
        if m.elapsed is not None
        and m.value is not None
        and (canvas.elapsed is None or not isclose(m.elapsed, canvas.elapsed, abs_tol=5e-4))
    ]
    marker = {"symbol": "line-ns-open", "size": 30, "line": {"width": 3, "color": canvas.colours.quiet}}
    figure.add_scatter(
        name="own pace", x=[x for x, _ in own], y=[y for _, y in own], mode="markers", marker=marker, hoverinfo="skip"
    )


def _pace_line(figure: go.Figure, canvas: Canvas, count: int) -> None:
    """The line of all rows, with its words above it; none where every row has a clock of its own."""
    if canvas.elapsed is None:
        return
    at = canvas.elapsed * 100
    figure.add_shape(
        name="pace", type="line", x0=at, x1=at, y0=-0.5, y1=count - 0.5,
        line={"color": canvas.colours.pace, "width": 3, "dash": "dash"},
    )  # fmt: skip
    text = canvas.say("charts.pace", share=canvas.say.percent(canvas.elapsed))
    figure.add_annotation(
        name="pace", x=at, y=1, yref="paper", yanchor="bottom", showarrow=False, text=text,
        xanchor="center" if 10 < at < 100 else "left" if at <= 10 else "right", font={"size": NOTE_SIZE},
    )  # fmt: skip


def _label(canvas: Canvas, measure: Measure) -> tuple[str, str]:
    """The two lines left of a row: its name, done of target."""
    say = canvas.say
    name = amounts.named(say, measure.indicator)
    if width(name) > NAME_WIDTH:
        name = amounts.short(say, measure.indicator)
    done = amounts.done_of(say, measure) or say("charts.dash")
    return name, say("charts.of", done=done, target=amounts.amount(say, measure.target, measure.indicator))


def _lettered(canvas: Canvas, label: tuple[str, str]) -> str:
    name, words = map(safe, label)
    quiet = f"<span style='font-size:{LABEL_SIZE}px;color:{canvas.colours.quiet}'>{words}</span>"
    return f"<b style='font-size:{LABEL_SIZE}px'>{name}</b><br>{quiet}"


def _verdict(canvas: Canvas, measure: Measure) -> list[tuple[str, int]]:
    """The lines right of a row with their sizes: light and completion; gap and 本期新增; what qualifies them."""
    say = canvas.say
    first = [say(light_word(measure)), amounts.completion_of(say, measure)]
    if any(note.code == "hedged-band" for note in measure.notes):
        first.append(say("note.hedged-band"))
    below = [amounts.gap_of(say, measure)]
    if measure.value is not None:
        below.append(amounts.change_line(say, measure))
    lines = _lines(canvas, [part for part in below if part])
    third = [amounts.mark_of(say, measure), own_figure(canvas, measure)]
    if measure.stale:
        third.append(say("charts.stale", day=say.day(measure.cover_to, year=False)))
    lines += _lines(canvas, [part for part in third if part])
    head = say("charts.joint").join(part for part in first if part)
    return [(f"{GLYPHS[measure.light_word]} {head}", VERDICT_SIZE), *((line, NOTE_SIZE) for line in lines)]


def _lines(canvas: Canvas, parts: Sequence[str]) -> list[str]:
    """Phrases beside each other while they are short together, else below each other."""
    together = canvas.say("charts.joint").join(parts)
    return [together] if together and width(together) <= VERDICT_WIDTH else list(parts)


def _beside(canvas: Canvas, measure: Measure, lines: Sequence[tuple[str, int]], row: int) -> dict[str, object]:
    (head, big), *below = lines
    sign, _, words = head.partition(" ")
    sign = f"<span style='color:{canvas.colours.of(measure.light)}'>{sign}</span>"
    text = f"<span style='font-size:{big}px'>{sign} <b>{safe(words)}</b></span>"
    quiet = canvas.colours.quiet
    text += "".join(f"<br><span style='font-size:{size}px;color:{quiet}'>{safe(line)}</span>" for line, size in below)
    return {
        "x": 1.0, "xref": "paper", "xanchor": "left", "xshift": 10, "y": row, "align": "left", "showarrow": False,
        "text": text, "font": {"size": NOTE_SIZE},
    }  # fmt: skip


def _no_data(canvas: Canvas, measure: Measure, row: int) -> dict[str, object]:
    text = nothing(canvas, measure)
    return {"x": FULL / 2, "y": row, "text": text, "showarrow": False, "bgcolor": canvas.colours.paper, "borderpad": 4}
