"""The bullet band: what is done against the year's target, with one pace line for all rows."""

from collections.abc import Sequence
from math import isclose

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import amounts
from dashboard.charts.chart import Canvas, Chart, safe
from dashboard.charts.look import GLYPHS, glyph, hatch, light_word
from metrics.measure import Measure

FULL = 120.0
"""Right edge of the axis in per cent; a longer bar is cut there and says its figure."""
TICKS = range(0, 121, 20)
ROW_PIXELS = 78
VERDICT_PIXELS = 345
"""Room to the right for light, gap and 本期新增 in words."""
LABEL_PIXELS = 265
"""Room to the left for names and figures: the same in every band, so that the pace lines stand above each other."""
NOTES = 4
NAMED = 3
"""Rows named in the title."""


def bullets(canvas: Canvas, measures: Sequence[Measure], *, band: str = "targets") -> Chart:
    """One row a measure with a target, in the given order: bar = done, x = completion 0-120 %.

    A measure without a value has no bar: its ground is hatched and says 无数据（应报21，已报0）. A late unit's bar
    is hatched and carries its own pace mark. `band` names the subject of title and file (`charts.band.<band>`).
    A click stands for the measure's indicator.
    """
    rows = list(range(len(measures) - 1, -1, -1))
    figure = go.Figure([_ground(canvas, measures, rows), _done(canvas, measures, rows)])
    _own_pace(figure, canvas, measures, rows)
    _pace_line(figure, canvas, len(rows))
    for measure, row in zip(measures, rows, strict=True):
        figure.add_annotation(_verdict(canvas, measure, row))
        if measure.value is None:
            figure.add_annotation(_no_data(canvas, measure, row))
        elif (measure.completion or 0) * 100 > FULL:
            figure.add_annotation(x=FULL, y=row, text="▶", showarrow=False, xanchor="right", font={"size": 14})
    figure.update_layout(
        barmode="overlay", showlegend=False, height=ROW_PIXELS * max(1, len(rows)) + 34,
        margin={"l": LABEL_PIXELS, "r": VERDICT_PIXELS, "t": 28},
        xaxis={"range": [0, FULL], "tickvals": [*TICKS], "ticktext": [f"{t}%" for t in TICKS], "fixedrange": True},
        yaxis={
            "range": [-0.55, len(rows) - 0.45], "tickvals": rows, "showgrid": False, "fixedrange": True,
            "ticktext": [_label(canvas, m) for m in measures],
        },
    )  # fmt: skip
    data = measure_table(canvas, measures)
    subject = canvas.say(f"charts.band.{band}")
    keys = tuple(m.indicator for m in measures)
    title = finding(canvas, measures)
    return canvas.finish(f"bullets-{band}", subject, title, figure, data, keys, notes_of(canvas, measures))


def finding(canvas: Canvas, measures: Sequence[Measure]) -> str:
    """The title: who is furthest behind, and what has no data. Nothing is averaged or counted up."""
    say = canvas.say
    late = [m for m in measures if m.light_word in ("behind", "far-behind")]
    late.sort(key=lambda m: m.gap or 0.0)
    parts = []
    if late:
        said = [" ".join((amounts.named(say, m.indicator), amounts.gap_of(say, m))).strip() for m in late]
        parts.append(say("charts.comma").join(said[:NAMED]))
        if late[NAMED:]:
            parts.append(say("charts.more", n=len(late) - NAMED))
    elif shown := [m for m in measures if m.value is not None]:
        level = all(m.light_word == "level" for m in shown)
        parts.append(say("charts.bullets.all_level" if level else "charts.bullets.none_behind"))
    silent = [amounts.named(say, m.indicator) for m in measures if m.value is None]
    if silent:
        parts.append(say("charts.bullets.no_data", names=say("charts.comma").join(silent[:NAMED])))
    return say("charts.semicolon").join(parts) or say("charts.bullets.empty")


def notes_of(canvas: Canvas, measures: Sequence[Measure]) -> str:
    """What must be said under the caption: late units inside sums, increments over other units than last time."""
    say = canvas.say
    said: dict[str, None] = {}
    for note in (note for m in measures for note in m.notes):
        if note.code == "stale-part":
            day = say.day(note.detail["cover_to"], year=False)
            said[say("note.stale-part", unit=note.detail["unit"], cover_to=day)] = None
        elif note.code == "change-other-units":
            said[say(f"note.{note.code}", **note.detail)] = None
    if own := _district_own(canvas, measures):
        said[own] = None
    parts = list(said)
    more = [say("charts.more", n=len(parts) - NOTES)] if parts[NOTES:] else []
    return say("charts.semicolon").join([*parts[:NOTES], *more])


def _district_own(canvas: Canvas, measures: Sequence[Measure]) -> str:
    """Which figures are the district's own, by name unless all of the band are."""
    say = canvas.say
    own = [m for m in measures if any(note.code == "district-own" for note in m.notes)]
    if not own:
        return ""
    if len(own) == sum(m.value is not None for m in measures):
        return say("note.district-own")
    names = say("charts.comma").join(amounts.named(say, m.indicator) for m in own)
    return say("charts.note_of", names=names, note=say("note.district-own"))


def measure_table(canvas: Canvas, measures: Sequence[Measure]) -> pd.DataFrame:
    """Measures as printed figures, one row each, columns labelled in the interface's language; a gap stays empty."""
    say = canvas.say
    rows = [
        {
            "indicator": amounts.named(say, m.indicator),
            "place": m.unit,
            "value": amounts.amount(say, m.value, m.indicator, m.hedge),
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
    at = canvas.elapsed * 100
    figure.add_shape(
        name="pace", type="line", x0=at, x1=at, y0=-0.55, y1=count - 0.45,
        line={"color": canvas.colours.pace, "width": 3, "dash": "dash"},
    )  # fmt: skip
    text = canvas.say("charts.pace", share=canvas.say.percent(canvas.elapsed))
    figure.add_annotation(
        x=at, y=1, yref="paper", yanchor="bottom", xanchor="left" if at < 60 else "right", showarrow=False, text=text
    )


def _label(canvas: Canvas, measure: Measure) -> str:
    say = canvas.say
    done = amounts.amount(say, measure.value, measure.indicator, measure.hedge) or say("charts.dash")
    aim = amounts.amount(say, measure.target, measure.indicator)
    words = safe(say("charts.of", done=done, target=aim))
    quiet = f"<span style='font-size:14px;color:{canvas.colours.quiet}'>{words}</span>"
    return f"<b>{safe(amounts.named(say, measure.indicator))}</b><br>{quiet}"


def _verdict(canvas: Canvas, measure: Measure, row: int) -> dict[str, object]:
    """The words to the right of a row: glyph, word, completion; below it gap and 本期新增; then what qualifies them."""
    say = canvas.say
    colour = canvas.colours.of(measure.light)
    sign = f"<span style='color:{colour}'>{GLYPHS[measure.light_word]}</span>"
    first = [say(light_word(measure)), amounts.completion_of(say, measure)]
    second = [amounts.gap_of(say, measure)]
    if measure.value is not None:
        second.append(amounts.change_line(say, measure))
    third = []
    if any(note.code == "hedged-band" for note in measure.notes):
        third.append(say("note.hedged-band"))
    if measure.stale:
        third.append(say("charts.stale", day=say.day(measure.cover_to, year=False)))
    text = f"{sign} <b>{safe(say('charts.joint').join(part for part in first if part))}</b>"
    for parts in (second, third):
        below = safe(say("charts.joint").join(part for part in parts if part))
        text += f"<br><span style='font-size:14px;color:{canvas.colours.quiet}'>{below}</span>" if below else ""
    return {
        "x": 1.0, "xref": "paper", "xanchor": "left", "xshift": 10, "y": row, "align": "left", "showarrow": False,
        "text": text,
    }  # fmt: skip


def _no_data(canvas: Canvas, measure: Measure, row: int) -> dict[str, object]:
    text = canvas.say("charts.no_data", expected=measure.expected, reported=measure.reported)
    return {"x": FULL / 2, "y": row, "text": text, "showarrow": False, "bgcolor": canvas.colours.paper, "borderpad": 4}
