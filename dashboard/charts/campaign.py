"""A campaign month against the four weeks before and the same days last year, by the week: their lengths differ."""

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dashboard.charts import bars
from dashboard.charts.chart import Canvas, Chart, laid
from dashboard.charts.look import hatch
from dashboard.rounding import to_places
from metrics.campaigns import DIRECTIONS, Campaign


def comparison(canvas: Canvas, found: Campaign) -> Chart:
    """Visits a week in the three spans, outbound and inbound as two panels with their own axes.

    The visits themselves, days and reporting units stand behind each bar. A span that no list covers is hatched and
    says so. A click stands for the span. Without a begun campaign the chart is empty and its title says when.
    """
    say, rows = canvas.say, found.spans.rows
    figure = make_subplots(rows=1, cols=2, shared_yaxes=True, horizontal_spacing=0.06)
    labels = _labels(canvas, rows) if found.begun else []
    for column, direction in enumerate(DIRECTIONS, start=1):
        if found.begun:
            _panel(figure, canvas, rows, direction, column)
    figure.update_yaxes(**bars.rows_axis(labels, limit=24), row=1, col=1)
    figure.update_yaxes(showgrid=False, fixedrange=True, row=1, col=2)
    laid(figure, showlegend=False, height=64 * max(1, len(rows)) + 8, barmode="overlay")
    keys = tuple(rows["key"]) if len(rows) else ()
    return canvas.finish(
        "campaign", say("visiting.campaign"), _finding(canvas, found), figure, _data(canvas, rows, labels), keys,
        _note(canvas, found) if found.begun else "",
    )  # fmt: skip


def _note(canvas: Canvas, found: Campaign) -> str:
    """How spans are compared, and with which units last year is: those that lack one of the years are named."""
    say = canvas.say
    said = [say("visiting.campaign.note")]
    for direction, alike in found.alike.items():
        what, units = say(f"charts.visits.{direction}"), say("charts.comma").join(alike.apart)
        key = "visiting.campaign.apart" if pd.isna(alike.weekly) else "visiting.campaign.alike"
        said.append(say(key, what=what, units=units, weekly=say.number(alike.weekly, 1), n=say.number(alike.visits)))
    return say("charts.semicolon").join(said)


def _panel(figure: go.Figure, canvas: Canvas, rows: pd.DataFrame, direction: str, column: int) -> None:
    say, colours = canvas.say, canvas.colours
    weekly = rows[f"{direction}_weekly"]
    top = (weekly.max() if weekly.notna().any() else 0) or 1
    common = {
        "orientation": "h", "width": 0.6, "y": list(range(len(rows))), "customdata": rows["key"].to_list(),
        "unselected": {"marker": {"opacity": 1}}, "cliponaxis": False, "textfont": {"size": 15},
        "hovertemplate": "%{text}<extra></extra>", "row": 1, "col": column,
    }  # fmt: skip
    silent = weekly.isna()
    figure.add_bar(
        x=[top * 0.9 if gap else None for gap in silent], text=[say("reason.no-data") if gap else "" for gap in silent],
        textposition="inside", insidetextanchor="start", insidetextfont={"color": colours.text},
        marker={"color": colours.paper, "pattern": hatch(colours.lights["grey"])}, **common,
    )  # fmt: skip
    said = [
        "" if gap else say(f"visiting.weekly.{direction}", weekly=say.number(week, 1), n=say.number(n))
        for gap, week, n in zip(silent, weekly, rows[direction], strict=True)
    ]
    figure.add_bar(
        x=weekly.to_list(), text=said, textposition="outside", marker={"color": colours.series[column - 1]}, **common
    )
    title = say(f"visiting.axis.{direction}")
    figure.update_xaxes(range=[0, top * 2], title_text=title, nticks=4, fixedrange=True, row=1, col=column)


def _labels(canvas: Canvas, rows: pd.DataFrame) -> list[str]:
    say = canvas.say
    labels = []
    for key, start, end in zip(rows["key"], rows["start"], rows["end"], strict=True):
        first = say.day(start.date(), year=start.year != canvas.as_of.year)
        labels.append(say(f"visiting.span.{key}", start=first, end=say.day(end.date(), year=False)))
    return labels


def _finding(canvas: Canvas, found: Campaign) -> str:
    say = canvas.say
    if not found.begun:
        return say("visiting.campaign.ahead", start=say.day(found.start), end=say.day(found.end, year=False))
    rows = found.spans.rows
    parts = []
    for direction in DIRECTIONS:
        now, before, _ = rows[f"{direction}_weekly"].to_list()
        text = {"now": say.number(now, 1), "before": say.number(before, 1) or say("reason.no-data")}
        word = "silent" if pd.isna(now) else "against"
        parts.append(say(f"visiting.campaign.{word}", what=say(f"charts.visits.{direction}"), **text))
    month = say.day(found.start, year=False)
    return say("visiting.campaign.finding", start=month, parts=say("visiting.semicolon").join(parts))


def _data(canvas: Canvas, rows: pd.DataFrame, labels: list[str]) -> pd.DataFrame:
    say = canvas.say
    if rows.empty:
        return pd.DataFrame()
    data = {say("visiting.column.span"): labels, say("visiting.column.days"): rows["days"]}
    for direction in DIRECTIONS:
        for field in ("", "_weekly", "_units"):
            data[say(f"visiting.column.{direction}{field}")] = [
                to_places(value, 2) for value in rows[f"{direction}{field}"]
            ]
    return pd.DataFrame(data)
