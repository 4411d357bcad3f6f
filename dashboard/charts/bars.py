"""Horizontal bars that several subjects share: units in the official order, and counts beside amounts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dashboard.charts import amounts
from dashboard.charts.bullets import measure_table
from dashboard.charts.chart import Canvas, Chart, laid, noted, safe, shortened
from dashboard.charts.look import glyph, hatch
from dashboard.i18n import Say
from metrics.measure import Measure

ROW_PIXELS = 30
LABEL_WIDTH = 18
NOT_STATED = "—"
"""Key of the row of things that do not say: nothing can be clicked that is called ""."""
ROOM = 1.3
"""Length of the axis over the longest bar, so that the figure behind it finds room."""


def by_unit(canvas: Canvas, measures: Sequence[Measure], *, chart_id: str, note: str = "") -> Chart:
    """One indicator for every unit, in the given (official) order: 0 is printed, 未报 is hatched and has no bar.

    A late unit's bar is hatched and says up to when it counts. With a target the glyph of the light stands before
    the figure. A click stands for the unit.
    """
    indicator = measures[0].indicator
    rows = list(range(len(measures)))
    largest = max((m.value or 0.0 for m in measures), default=0.0) or 1.0
    scale, unit = amounts.axis_scale(canvas.say, largest, indicator)
    end = largest / scale.size * ROOM
    shown = [(m.value or 0.0) / scale.size for m in measures]
    figure = go.Figure([_silent(canvas, measures, rows, end), _bars(canvas, measures, rows, scale)])
    noted(figure, (_figure_behind(canvas, measure, row, scale) for measure, row in zip(measures, rows, strict=True)))
    laid(
        figure, barmode="overlay", showlegend=False, height=ROW_PIXELS * max(1, len(rows)) + 12,
        xaxis={"range": [0, end], "title": {"text": unit}, "fixedrange": True, **ticks(shown)},
        yaxis=rows_axis([m.unit for m in measures]),
    )  # fmt: skip
    name = amounts.named(canvas.say, indicator)
    keys = tuple(m.unit for m in measures)
    data = measure_table(canvas, measures)
    return canvas.finish(chart_id, name, unit_finding(canvas, measures), figure, data, keys, note)


def by_leader(canvas: Canvas, whole: Measure, table: pd.DataFrame) -> Chart:
    """One indicator of the district's principals, a bar a leader: `key leader visits`. A click stands for the key.

    The title gives the district's figure: a joint visit stands in several rows.
    """
    say, name = canvas.say, amounts.named(canvas.say, whole.indicator)
    title = say("charts.pair", name=name, amount=amounts.value_of(say, whole))
    chart = ranked(
        canvas, table["leader"].to_list(), table["visits"].to_list(), chart_id=f"by-leader-{whole.indicator}",
        subject=name, title=title, unit=amounts.unit_word(say, whole.indicator),
    )  # fmt: skip
    chart.figure.data[0].customdata = table["key"].to_list()
    return replace(chart, keys=tuple(table["key"]))


def unit_finding(canvas: Canvas, measures: Sequence[Measure]) -> str:
    """The title: how many units have some, how many have none, how many said nothing; of one unit, what it has."""
    say = canvas.say
    first = measures[0]
    if len(measures) == 1 and first.value is not None:
        return say("charts.pair", name=amounts.named(say, first.indicator), amount=amounts.value_of(say, first))
    some = sum(bool(m.value) for m in measures)
    none = sum(m.value == 0 for m in measures)
    silent = sum(m.value is None for m in measures)
    parts = [say("charts.units.some", name=amounts.named(say, first.indicator), n=some, total=len(measures))]
    if none:
        parts.append(say("charts.units.zero", n=none))
    if silent:
        parts.append(say("charts.units.silent", n=silent))
    return say("charts.comma").join(parts)


def ticks(values: Sequence[float]) -> dict[str, object]:
    """About six labels along an axis; whole numbers where only a few things are counted."""
    few = max(values, default=0.0) <= 5 and all(float(value).is_integer() for value in values)
    return {"dtick": 1} if few else {"nticks": 6}


def rows_axis(labels: Sequence[str], limit: float = LABEL_WIDTH) -> dict[str, object]:
    """A y axis of named rows, first on top. Names are text from sheets: shown as typed, cut where too long."""
    return {
        "range": [len(labels) - 0.4, -0.6], "tickvals": list(range(len(labels))), "showgrid": False,
        "ticktext": [safe(shortened(label, limit)) for label in labels], "fixedrange": True,
    }  # fmt: skip


def paired(
    canvas: Canvas, table: pd.DataFrame, *, chart_id: str, subject: str, title: str, names: Mapping[str, str],
) -> Chart:  # fmt: skip
    """Counts and 亿元 as two panels over the same rows, each with its own axis and nothing computed between them.

    `table` has a first column of row keys, `projects`, `investment` (NaN where no amount is known) and `hedged` (of
    the amount); `names` gives the printed name of a key. A click stands for the key, NOT_STATED for an empty one.
    """
    say, colours = canvas.say, canvas.colours
    first = table.columns[0]
    rows = list(range(len(table)))
    keys = [str(key) or NOT_STATED for key in table[first]]
    figure = make_subplots(rows=1, cols=2, shared_yaxes=True, horizontal_spacing=0.04)
    titles = (say("charts.unit.projects"), say("charts.unit.money_axis"))
    shown = {first: [names.get(key, key) for key in table[first]]}
    for column, field in enumerate(("projects", "investment"), start=1):
        values = table[field]
        label = say(f"charts.column.{field}")
        shown[label] = values.to_list()
        figure.add_bar(
            row=1, col=column, orientation="h", y=rows, x=values.to_list(), name=label, width=0.62,
            customdata=keys, marker={"color": colours.series[column - 1]},
            unselected={"marker": {"opacity": 1}},
            text=_counts(say, values) if column == 1 else _money(say, values, table["hedged"]),
            textposition="outside", cliponaxis=False, hovertemplate="%{text}<extra></extra>",
        )  # fmt: skip
        top = (values.max() if values.notna().any() else 0) or 1
        figure.update_xaxes(row=1, col=column, range=[0, top * ROOM], title_text=titles[column - 1], nticks=5)
    figure.update_xaxes(fixedrange=True)
    figure.update_yaxes(**{**rows_axis(shown[first]), "row": 1, "col": 1})
    figure.update_yaxes(showgrid=False, fixedrange=True, row=1, col=2)
    laid(figure, showlegend=False, height=40 * len(rows) + 8)
    if table["hedged"].any():
        shown[say("charts.column.hedged")] = [say("charts.yes") if about else "" for about in table["hedged"]]
    data = pd.DataFrame(shown).rename(columns={first: subject})
    return canvas.finish(chart_id, subject, title, figure, data, tuple(keys))


def _counts(say: Say, values: "pd.Series[Any]") -> list[str]:
    return [say.number(value, 0) or say("charts.dash") for value in values]


def _money(say: Say, values: "pd.Series[Any]", hedged: "pd.Series[bool]") -> list[str]:
    """亿元 as printed; a sum with a hedged part is hedged."""
    printed = [(say.number(value, 2), "about" if about else "") for value, about in zip(values, hedged, strict=True)]
    return [amounts.hedged(say, hedge, text, "") if text else say("charts.dash") for text, hedge in printed]


def ranked(
    canvas: Canvas, labels: Sequence[str], values: Sequence[float], *, chart_id: str, subject: str, title: str,
    unit: str, texts: Sequence[str] = (), note: str = "",
) -> Chart:  # fmt: skip
    """Bars in the given order with the figure behind each; `unit` names the axis; a click stands for the label."""
    rows = list(range(len(labels)))
    figure = go.Figure(
        go.Bar(
            orientation="h", y=rows, x=list(values), width=0.62, customdata=list(labels), cliponaxis=False,
            text=list(texts) or [canvas.say.number(v, 2) for v in values], textposition="outside",
            marker={"color": canvas.colours.series[0]}, unselected={"marker": {"opacity": 1}},
            textfont={"size": 15}, constraintext="none", hovertemplate="%{text}<extra></extra>",
        )
    )  # fmt: skip
    laid(
        figure, height=ROW_PIXELS * max(1, len(rows)) + 12,
        xaxis={
            "range": [0, (max(values, default=0) or 1) * ROOM], "title": {"text": unit}, "fixedrange": True,
            **ticks(values),
        },
        yaxis=rows_axis(labels),
    )  # fmt: skip
    data = pd.DataFrame({subject: list(labels), unit: list(values)})
    return canvas.finish(chart_id, subject, title, figure, data, tuple(labels), note)


def _silent(canvas: Canvas, measures: Sequence[Measure], rows: list[int], end: float) -> go.Bar:
    grey = canvas.colours.lights["grey"]
    return go.Bar(
        name="silent", orientation="h", y=rows, x=[end if m.value is None else None for m in measures], width=0.62,
        customdata=[m.unit for m in measures], hoverinfo="none", unselected={"marker": {"opacity": 1}},
        marker={"color": canvas.colours.paper, "pattern": hatch(grey)},
    )  # fmt: skip


def _bars(canvas: Canvas, measures: Sequence[Measure], rows: list[int], scale: amounts.Scale) -> go.Bar:
    colours = canvas.colours
    return go.Bar(
        name="value", orientation="h", y=rows, width=0.62, customdata=[m.unit for m in measures],
        x=[None if m.value is None else m.value / scale.size for m in measures],
        hovertext=[safe(f"{m.unit} {amounts.value_of(canvas.say, m)}") for m in measures],
        hovertemplate="%{hovertext}<extra></extra>", unselected={"marker": {"opacity": 1}},
        marker={
            "color": [colours.of(m.light if m.target else None) for m in measures],
            "pattern": {**hatch(colours.paper), "shape": ["/" if m.stale else "" for m in measures]},
        },
    )  # fmt: skip


def _figure_behind(canvas: Canvas, measure: Measure, row: int, scale: amounts.Scale) -> dict[str, object]:
    say = canvas.say
    silent = measure.value is None
    words = [glyph(measure) if measure.target else "", amounts.value_of(say, measure, scale)]
    if measure.stale and not silent:
        words.append(say("charts.stale", day=say.day(measure.cover_to, year=False)))
    text = say("charts.not_reported") if silent else " ".join(word for word in words if word)
    return {
        "x": 0 if silent else (measure.value or 0) / scale.size, "y": row, "xanchor": "left", "xshift": 6,
        "showarrow": False, "text": safe(text), "font": {"size": 15},
        "bgcolor": canvas.colours.paper if silent else "rgba(0,0,0,0)",
    }  # fmt: skip
