"""The bullet band: what is done against the year's target, with one pace line for all rows."""

from collections.abc import Sequence
from math import isclose

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import amounts
from dashboard.charts.chart import AXIS_PIXELS, Canvas, Chart, safe
from dashboard.charts.look import GLYPHS, LABEL_SIZE, NOTE_SIZE, VERDICT_SIZE, glyph, hatch, light_word
from dashboard.charts.remarks import banded, finding, notes_of, nothing, own_figure
from metrics.measure import Measure

FULL = 120.0
"""Right edge of the axis in per cent; a longer bar is cut there and says its figure."""
TICKS = range(0, 121, 20)
ROW_PIXELS = 58
THIRD_LINE_PIXELS = 20
PACE_WORDS = 22
"""How near, in per cent, a label of the axis may not come to the pace line, whose words stand among them."""
MARGINS = {"zh_CN": (224, 318), "en": (300, 398)}
"""Room to the left for names and figures, to the right for light, gap and 本期新增: the same in every band, so that
the pace lines stand above each other."""


def bullets(canvas: Canvas, measures: Sequence[Measure], *, band: str = "targets", axis: bool = True) -> Chart:
    """One row a measure with a target, in the given order: bar = done, x = completion 0-120 %.

    A measure without a value has no bar: its ground is hatched and says 无数据（应报21，已报0）. A late unit's bar
    is hatched and carries its own pace mark. `band` names the subject of title and file (`charts.band.<band>`).
    `axis` False leaves the per cent labels to the band below; a picture that leaves the page has them always.
    A click stands for the measure's indicator.
    """
    rows = list(range(len(measures) - 1, -1, -1))
    figure = go.Figure([_ground(canvas, measures, rows), _done(canvas, measures, rows)])
    _own_pace(figure, canvas, measures, rows)
    _pace_line(figure, canvas, len(rows))
    verdicts = [_verdict(canvas, measure) for measure in measures]
    for measure, row, text in zip(measures, rows, verdicts, strict=True):
        figure.add_annotation(_beside(text, row))
        if measure.value is None:
            figure.add_annotation(_no_data(canvas, measure, row))
        elif (measure.completion or 0) * 100 > FULL:
            figure.add_annotation(x=FULL, y=row, text="▶", showarrow=False, xanchor="right", font={"size": 14})
    pitch = ROW_PIXELS + THIRD_LINE_PIXELS * any(text.count("<br>") > 1 for text in verdicts)
    left, right = MARGINS[canvas.say.language]
    ticks = [tick for tick in TICKS if abs(tick - canvas.elapsed * 100) > PACE_WORDS]
    figure.update_layout(
        barmode="overlay", showlegend=False, height=pitch * max(1, len(rows)),
        margin={"l": left, "r": right, "b": AXIS_PIXELS},
        xaxis={
            "range": [0, FULL], "tickvals": ticks, "ticktext": [f"{t}%" for t in ticks], "fixedrange": True,
            "showticklabels": axis,
        },
        yaxis={
            "range": [-0.5, len(rows) - 0.5], "tickvals": rows, "showgrid": False, "fixedrange": True,
            "automargin": False, "ticktext": [_label(canvas, m) for m in measures],
        },
    )  # fmt: skip
    subject = canvas.say(f"charts.band.{band}")
    return canvas.finish(
        f"bullets-{band}", subject, banded(canvas, band, finding(canvas, measures)), figure,
        measure_table(canvas, measures), tuple(m.indicator for m in measures), notes_of(canvas, measures),
        {"xaxis": {"showticklabels": True}},
    )  # fmt: skip


def measure_table(canvas: Canvas, measures: Sequence[Measure]) -> pd.DataFrame:
    """Measures as printed figures, one row each, columns labelled in the interface's language; a gap stays empty."""
    say = canvas.say
    rows = [
        {
            "indicator": amounts.named(say, m.indicator),
            "place": m.unit,
            "value": "" if m.value is None else amounts.value_of(say, m),
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
    """A short mark where a row stands at its own, earlier cover-to date."""
    own = [
        (m.elapsed * 100, row)
        for m, row in zip(measures, rows, strict=True)
        if m.elapsed is not None and m.value is not None and not isclose(m.elapsed, canvas.elapsed, abs_tol=5e-4)
    ]
    marker = {"symbol": "line-ns-open", "size": 30, "line": {"width": 3, "color": canvas.colours.quiet}}
    figure.add_scatter(
        name="own pace", x=[x for x, _ in own], y=[y for _, y in own], mode="markers", marker=marker, hoverinfo="skip"
    )


def _pace_line(figure: go.Figure, canvas: Canvas, count: int) -> None:
    """The line of all rows, with its words among the labels of the axis."""
    at = canvas.elapsed * 100
    figure.add_shape(
        name="pace", type="line", x0=at, x1=at, y0=-0.5, y1=count - 0.5,
        line={"color": canvas.colours.pace, "width": 3, "dash": "dash"},
    )  # fmt: skip
    text = canvas.say("charts.pace", share=canvas.say.percent(canvas.elapsed))
    figure.add_annotation(
        name="pace", x=at, y=0, yref="paper", yanchor="top", showarrow=False, text=text,
        xanchor="center" if 10 < at < 100 else "left" if at <= 10 else "right", font={"size": NOTE_SIZE},
    )  # fmt: skip


def _label(canvas: Canvas, measure: Measure) -> str:
    say = canvas.say
    done = amounts.done_of(say, measure) or say("charts.dash")
    aim = amounts.amount(say, measure.target, measure.indicator)
    words = safe(say("charts.of", done=done, target=aim))
    quiet = f"<span style='font-size:{LABEL_SIZE}px;color:{canvas.colours.quiet}'>{words}</span>"
    name = safe(amounts.named(say, measure.indicator))
    return f"<b style='font-size:{LABEL_SIZE}px'>{name}</b><br>{quiet}"


def _verdict(canvas: Canvas, measure: Measure) -> str:
    """The words to the right of a row: glyph, word, completion; below it gap and 本期新增; then what qualifies them."""
    say = canvas.say
    colour = canvas.colours.of(measure.light)
    sign = f"<span style='color:{colour}'>{GLYPHS[measure.light_word]}</span>"
    first = [say(light_word(measure)), amounts.completion_of(say, measure)]
    second = [amounts.gap_of(say, measure)]
    if measure.value is not None:
        second.append(amounts.change_line(say, measure))
    third = [own_figure(canvas, measure)]
    if any(note.code == "hedged-band" for note in measure.notes):
        first.append(say("note.hedged-band"))
    if measure.stale:
        third.append(say("charts.stale", day=say.day(measure.cover_to, year=False)))
    text = f"{sign} <b>{safe(say('charts.joint').join(part for part in first if part))}</b>"
    for parts in (second, third):
        below = safe(say("charts.joint").join(part for part in parts if part))
        quiet = f"font-size:{NOTE_SIZE}px;color:{canvas.colours.quiet}"
        text += f"<br><span style='{quiet}'>{below}</span>" if below else ""
    return text


def _beside(text: str, row: int) -> dict[str, object]:
    return {
        "x": 1.0, "xref": "paper", "xanchor": "left", "xshift": 10, "y": row, "align": "left", "showarrow": False,
        "text": text, "font": {"size": VERDICT_SIZE},
    }  # fmt: skip


def _no_data(canvas: Canvas, measure: Measure, row: int) -> dict[str, object]:
    text = nothing(canvas, measure)
    return {"x": FULL / 2, "y": row, "text": text, "showarrow": False, "bgcolor": canvas.colours.paper, "borderpad": 4}
