"""Districts of a province: in order by one indicator, and their sum and lights from week to week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dashboard.charts import amounts, bars
from dashboard.charts.chart import Canvas, Chart, laid
from dashboard.charts.look import GLYPHS
from metrics.measure import LightWord, Measure

LIGHTS = ("green", "yellow", "red", "grey")
_WORDS: dict[str, LightWord] = {"green": "on-pace", "yellow": "behind", "red": "far-behind", "grey": "grey"}


@dataclass(frozen=True)
class Point:
    """A week of the province: the sum, None without any value, and how many districts stand at each light."""

    week: date
    value: float | None
    lights: Sequence[int] = (0, 0, 0, 0)


def ranking(
    canvas: Canvas, names: Sequence[str], measures: Sequence[Measure], indicator: str, order: Literal["gap", "value"]
) -> Chart:  # fmt: skip
    """Bars of districts in the order given: completion with the gap behind it, or the value."""
    say, subject = canvas.say, amounts.named(canvas.say, indicator)
    if order == "gap":
        values = [(m.completion or 0.0) * 100 for m in measures]
        texts = [_paced(canvas, m) for m in measures]
        unit = say("province.axis.completion")
    else:
        values = [m.value or 0.0 for m in measures]
        texts = [amounts.value_of(say, m) for m in measures]
        unit = say("province.axis.value", unit=amounts.unit_word(say, indicator))
    title = say("province.ranking", name=subject)
    chart = bars.ranked(
        canvas, list(names), values, chart_id="province-ranking", subject=subject, title=title, unit=unit, texts=texts
    )
    colours = [canvas.colours.of(m.light) if m.target else canvas.colours.series[0] for m in measures]
    chart.figure.data[0].marker.color = colours
    return chart


def _paced(canvas: Canvas, measure: Measure) -> str:
    if measure.completion is None or measure.gap is None:
        return amounts.value_of(canvas.say, measure)
    told = {"share": canvas.say.percent(measure.completion), "points": canvas.say.points(measure.gap)}
    return canvas.say("province.paced", **told)


def course(canvas: Canvas, points: Sequence[Point], indicator: str) -> Chart:
    """The sum week by week over how many districts stood at which light, the weeks as one axis."""
    say, places = canvas.say, list(range(len(points)))
    lit = any(sum(point.lights) for point in points)
    figure = make_subplots(rows=1 + lit, cols=1, shared_xaxes=True, vertical_spacing=0.16)
    figure.add_trace(_line(canvas, points, indicator), row=1, col=1)
    top = max((point.value or 0.0 for point in points), default=0.0) or 1.0
    figure.update_yaxes(row=1, col=1, range=[0, top * 1.25], fixedrange=True, **bars.ticks([top]))
    heads = [say("province.axis.value", unit=amounts.unit_word(say, indicator)), say("province.axis.lights")]
    if lit:
        for number, light in enumerate(LIGHTS):
            figure.add_bar(
                row=2, col=1, x=places, y=[point.lights[number] for point in points],
                name=f"{GLYPHS[_WORDS[light]]} {say(f'light.{_WORDS[light]}')}",
                marker={"color": canvas.colours.lights[light]}, hovertemplate="%{y}<extra>%{fullData.name}</extra>",
            )  # fmt: skip
        figure.update_yaxes(row=2, col=1, fixedrange=True)
    for number, head in enumerate(heads[: 1 + lit]):
        reference = {"xref": "x domain", "yref": "y domain" if number == 0 else "y2 domain"}
        figure.add_annotation(
            x=0, y=1, yanchor="bottom", xanchor="left", showarrow=False, text=f"<b>{head}</b>", **reference
        )
    step = max(1, len(points) // 13)
    labels = [say.day(point.week, year=False) for point in points]
    figure.update_xaxes(tickvals=places[::step], ticktext=labels[::step], showgrid=False, fixedrange=True)
    laid(
        figure, barmode="stack", height=380 if lit else 240, margin={"t": 26, "b": 96} if lit else {"t": 26},
        showlegend=lit, legend={"orientation": "h", "y": -0.16, "x": 0},
    )  # fmt: skip
    subject = amounts.named(say, indicator)
    title = say("province.course", name=subject, first=labels[0], last=labels[-1]) if points else subject
    return canvas.finish("province-course", subject, title, figure, _table(canvas, points, subject))


def _line(canvas: Canvas, points: Sequence[Point], indicator: str) -> go.Scatter:
    texts = ["" if p.value is None else amounts.amount(canvas.say, p.value, indicator) for p in points]
    return go.Scatter(
        x=list(range(len(points))), y=[p.value for p in points], mode="lines+markers+text", showlegend=False,
        text=[*[""] * (len(texts) - 1), *texts[-1:]], textposition="top center", cliponaxis=False, hovertext=texts,
        hoverinfo="text", line={"color": canvas.colours.series[0], "width": 3}, connectgaps=False,
    )  # fmt: skip


def _table(canvas: Canvas, points: Sequence[Point], subject: str) -> pd.DataFrame:
    say = canvas.say
    table = {say("charts.column.week"): [say.day(p.week) for p in points], subject: [p.value for p in points]}
    if any(sum(point.lights) for point in points):
        table |= {say(f"light.{_WORDS[light]}"): [p.lights[n] for p in points] for n, light in enumerate(LIGHTS)}
    return pd.DataFrame(table)
