"""The activity band: plain numbers with their unit words, what was added, and twelve weeks as a thin line."""

from collections.abc import Mapping, Sequence
from math import ceil, isnan

import plotly.graph_objects as go

from dashboard.charts import amounts
from dashboard.charts.bullets import measure_table, notes_of
from dashboard.charts.chart import Canvas, Chart, safe
from metrics.measure import Measure

COLUMNS = 4
CELL_PIXELS = 112
_LINE = (0.74, 0.96)
"""Where in its cell the thin line stands, left to right."""


def strip(
    canvas: Canvas, measures: Sequence[Measure], weekly: Mapping[str, Sequence[float]] | None = None, *,
    band: str = "activity",
) -> Chart:  # fmt: skip
    """Numbers without targets, four a line, in the given order. No light, no per cent, no bar.

    `weekly` gives the increments of the last weeks by indicator, oldest first, NaN for a week without returns (the
    thin line breaks there); fewer than two points draw no line. A click stands for the measure's indicator.
    """
    lines = ceil(len(measures) / COLUMNS)
    figure = go.Figure()
    for place, measure in enumerate(measures):
        row, column = divmod(place, COLUMNS)
        for note in _cell(canvas, measure, column, -row):
            figure.add_annotation(note)
        figure.add_trace(_thin_line(canvas, measure, (weekly or {}).get(measure.indicator, ()), column, -row))
    figure.add_trace(_targets_of_clicks(measures))
    hidden = {"visible": False, "fixedrange": True}
    figure.update_layout(
        showlegend=False, height=max(1, lines) * CELL_PIXELS + 8,
        xaxis={"range": [0, COLUMNS], **hidden}, yaxis={"range": [-max(1, lines), 0], **hidden},
    )  # fmt: skip
    keys = tuple(m.indicator for m in measures)
    subject, title, data = (
        canvas.say("charts.strip", band=canvas.say(f"charts.band.{band}")),
        finding(canvas, measures),
        measure_table(canvas, measures),
    )
    return canvas.finish(f"strip-{band}", subject, title, figure, data, keys, notes_of(canvas, measures))


def finding(canvas: Canvas, measures: Sequence[Measure]) -> str:
    """The title: what was added since the last meeting, else what stands."""
    say = canvas.say
    moved = [m for m in measures if m.change]
    if moved:
        said = [
            say("charts.pair", name=amounts.named(say, m.indicator), amount=amounts.change_of(say, m)) for m in moved
        ]
        return say("charts.activity.moved", items=say("charts.comma").join(said[:3]))
    known = [m for m in measures if m.value is not None]
    said = [say("charts.pair", name=amounts.named(say, m.indicator), amount=amounts.value_of(say, m)) for m in known]
    return say("charts.comma").join(said[:3]) or say("charts.activity.empty")


def _cell(canvas: Canvas, measure: Measure, column: int, top: int) -> list[dict[str, object]]:
    """Name, number and increment of one cell as annotations."""
    say, quiet = canvas.say, canvas.colours.quiet
    if measure.value is None:
        number = say("reason.no-data")
        below = say("charts.counted", expected=measure.expected, reported=measure.reported)
    else:
        number = amounts.value_of(say, measure)
        below = amounts.change_line(say, measure)
    size = 28 if measure.value is not None and len(number) < 12 else 22
    texts = [
        (0.1, 15, quiet, safe(amounts.named(say, measure.indicator))),
        (0.3, size, canvas.colours.text, safe(number)),
    ]
    texts.append((0.7, 14, quiet, safe(below)))
    return [
        {
            "x": column + 0.03, "y": top - down, "xanchor": "left", "yanchor": "top", "showarrow": False,
            "align": "left", "text": text, "font": {"size": points, "color": colour},
        }
        for down, points, colour, text in texts
    ]  # fmt: skip


def _thin_line(canvas: Canvas, measure: Measure, series: Sequence[float], column: int, top: int) -> go.Scatter:
    known = [v for v in series if not isnan(v)]
    x: list[float] = []
    y: list[float | None] = []
    if len(known) > 1:
        low, high = min(0.0, *known), max(1.0, *known)
        step = (_LINE[1] - _LINE[0]) / (len(series) - 1)
        x = [column + _LINE[0] + step * i for i in range(len(series))]
        y = [None if isnan(v) else top - 0.64 + 0.26 * (v - low) / (high - low) for v in series]
    return go.Scatter(
        name=measure.indicator, x=x, y=y, mode="lines+markers", hoverinfo="skip", connectgaps=False,
        line={"width": 2, "color": canvas.colours.series[0]},
        marker={"size": [0] * max(0, len(x) - 1) + [7] * bool(x), "opacity": 1, "color": canvas.colours.series[0]},
    )  # fmt: skip


def _targets_of_clicks(measures: Sequence[Measure]) -> go.Scatter:
    """An unseen point in every cell, so that a click on the number finds its indicator."""
    places = [divmod(i, COLUMNS) for i in range(len(measures))]
    return go.Scatter(
        name="click", x=[c + 0.25 for _, c in places], y=[-r - 0.45 for r, _ in places], mode="markers",
        customdata=[m.indicator for m in measures], hoverinfo="none",
        marker={"size": 80, "opacity": 0.001, "symbol": "square"}, unselected={"marker": {"opacity": 0.001}},
    )  # fmt: skip
