"""The activity band: plain numbers with their unit words, and what each of the last weeks added as small columns."""

from collections.abc import Mapping, Sequence
from math import ceil, isnan

import plotly.graph_objects as go

from dashboard.charts import amounts
from dashboard.charts.bullets import measure_table
from dashboard.charts.chart import STAMP_PIXELS, Canvas, Chart, laid, noted, safe
from dashboard.charts.look import LABEL_SIZE, NOTE_SIZE
from dashboard.charts.remarks import banded, figures, notes_of, own_figure
from metrics.measure import Measure

COLUMNS = 4
CELL_PIXELS = 94
OWN_LINE_PIXELS = 20
NUMBER_SIZE = 28
_LAST, _STEP, _HIGHEST = 0.94, 0.023, 0.2
"""Where in its cell the column of this week stands, how far apart the weeks before it, and how high the highest is: as
the line of text beside it, below the number."""


def strip(
    canvas: Canvas, measures: Sequence[Measure], weekly: Mapping[str, Sequence[float]] | None = None, *,
    band: str = "activity",
) -> Chart:  # fmt: skip
    """Numbers without targets, four a line, in the given order. No light, no per cent, no bar.

    `weekly` gives the increments of the last weeks by indicator, oldest first, NaN for a week without returns (no
    column there); fewer than two points draw nothing. A click stands for the measure's indicator.
    """
    lines = max(1, ceil(len(measures) / COLUMNS))
    own = any(_qualified(canvas, m) for m in measures)
    pixels = CELL_PIXELS + OWN_LINE_PIXELS * own
    figure = go.Figure()
    drawn, notes, seen = False, list[dict[str, object]](), list[go.Scatter | go.Bar]()
    for place, measure in enumerate(measures):
        row, column = divmod(place, COLUMNS)
        notes += _cell(canvas, measure, column, -row, pixels)
        steps = _steps(canvas, measure, (weekly or {}).get(measure.indicator, ()), column, -row)
        drawn = drawn or bool(steps.x)
        seen.append(steps)
        if column:
            figure.add_shape(
                type="line", x0=column, x1=column, y0=-row - 0.08, y1=-row - 0.88,
                line={"color": canvas.colours.grid, "width": 1},
            )  # fmt: skip
    figure.add_traces([*seen, _targets_of_clicks(measures)])
    noted(figure, notes)
    hidden = {"visible": False, "fixedrange": True}
    laid(
        figure, showlegend=False, height=lines * pixels, margin={"b": STAMP_PIXELS}, barmode="overlay",
        xaxis={"range": [0, COLUMNS], **hidden}, yaxis={"range": [-lines, 0], **hidden},
    )  # fmt: skip
    say = canvas.say
    told = [notes_of(canvas, measures), say("charts.activity.steps") if drawn else ""]
    return canvas.finish(
        f"strip-{band}", say("charts.strip", band=say(f"charts.band.{band}")),
        banded(canvas, band, finding(canvas, measures)), figure, measure_table(canvas, measures),
        tuple(m.indicator for m in measures), say("charts.semicolon").join(note for note in told if note),
    )  # fmt: skip


def finding(canvas: Canvas, measures: Sequence[Measure]) -> str:
    """The title: what was added since the last meeting, else what stands."""
    say = canvas.say
    moved = [m for m in measures if m.change]
    if moved:
        said = [
            say("charts.pair", name=amounts.short(say, m.indicator), amount=amounts.change_of(say, m)) for m in moved
        ]
        return say("charts.activity.moved", items=say("charts.comma").join(said[:3]))
    return figures(canvas, measures) or say("charts.activity.empty")


def _cell(canvas: Canvas, measure: Measure, column: int, top: int, pixels: int) -> list[dict[str, object]]:
    """Name, number, increment and what qualifies the number in one cell, as annotations."""
    say, quiet = canvas.say, canvas.colours.quiet
    if measure.value is None:
        number = say("reason.no-data")
        owed = {"expected": measure.expected, "reported": measure.reported}
        below = say("charts.counted", **owed) if measure.expected else ""
    else:
        number = amounts.unmarked(say, measure)
        below = amounts.change_line(say, measure)
    texts = [
        (4, LABEL_SIZE, quiet, amounts.short(say, measure.indicator)),
        (27, NUMBER_SIZE, canvas.colours.text, number),
        (66, NOTE_SIZE, quiet, below),
        (86, NOTE_SIZE, quiet, _qualified(canvas, measure)),
    ]
    return [
        {
            "x": column + 0.03, "y": top - down / pixels, "xanchor": "left", "yanchor": "top", "showarrow": False,
            "align": "left", "text": safe(text), "font": {"size": points, "color": colour},
        }
        for down, points, colour, text in texts
        if text
    ]  # fmt: skip


def _qualified(canvas: Canvas, measure: Measure) -> str:
    """That a number was entered by hand, and the district's own figure where it differs."""
    parts = (amounts.mark_of(canvas.say, measure), own_figure(canvas, measure))
    return canvas.say("charts.joint").join(part for part in parts if part)


def _steps(canvas: Canvas, measure: Measure, series: Sequence[float], column: int, top: int) -> go.Bar:
    """A small column a week on the line of 本期新增, whose last one it is."""
    known = [v for v in series if not isnan(v)]
    shown = len(series) if len(known) > 1 else 0
    high = max([1.0, *known])
    x = [column + _LAST - _STEP * (shown - 1 - i) for i in range(shown)]
    y = [None if isnan(v) else max(0.02, _HIGHEST * v / high) for v in series[:shown]]
    tints = [canvas.colours.lights["grey"]] * (shown - 1) + [canvas.colours.series[0]] * bool(shown)
    return go.Bar(
        name=measure.indicator, x=x, y=y, base=top - 0.9, width=_STEP * 0.7, hoverinfo="skip",
        marker={"color": tints}, unselected={"marker": {"opacity": 1}},
    )  # fmt: skip


def _targets_of_clicks(measures: Sequence[Measure]) -> go.Scatter:
    """An unseen point in every cell, so that a click on the number finds its indicator."""
    places = [divmod(i, COLUMNS) for i in range(len(measures))]
    return go.Scatter(
        name="click", x=[c + 0.25 for _, c in places], y=[-r - 0.45 for r, _ in places], mode="markers",
        customdata=[m.indicator for m in measures], hoverinfo="none",
        marker={"size": 80, "opacity": 0.001, "symbol": "square"}, unselected={"marker": {"opacity": 0.001}},
    )  # fmt: skip
