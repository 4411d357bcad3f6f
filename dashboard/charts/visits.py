"""Visits: weeks, destinations, task teams and resident posts."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dashboard.charts import bars
from dashboard.charts.chart import Canvas, Chart

DIRECTIONS = ("outbound", "inbound")


def weekly(canvas: Canvas, weeks: pd.DataFrame, campaign_months: Sequence[int] = ()) -> Chart:
    """Columns by week, outbound and inbound as two panels with their own axes.

    `weeks` has `week` (closing day), `outbound`, `inbound`, oldest first; NaN is a week without returns. Weeks that
    close in a campaign month stand on a shaded band.
    """
    say, colours = canvas.say, canvas.colours
    labels = [say.day(week.date(), year=False) for week in weeks["week"]]
    places = list(range(len(weeks)))
    figure = make_subplots(rows=2, cols=1, shared_xaxes=True, vertical_spacing=0.14)
    for row, direction in enumerate(DIRECTIONS, start=1):
        values = weeks[direction]
        figure.add_bar(
            row=row, col=1, x=places, y=values.to_list(), name=say(f"charts.visits.{direction}"), width=0.66,
            text=[say.number(v) for v in values], textposition="outside", cliponaxis=False,
            marker={"color": colours.series[row - 1]}, unselected={"marker": {"opacity": 1}},
            customdata=[f"{week:%Y-%m-%d}" for week in weeks["week"]], hovertemplate="%{text}<extra></extra>",
        )  # fmt: skip
        top = (values.max() if values.notna().any() else 0) or 1
        figure.update_yaxes(row=row, col=1, range=[0, top * 1.25], nticks=4, fixedrange=True)
        name = say(f"charts.visits.{direction}_axis")
        reference = {"xref": "x domain", "yref": "y domain" if row == 1 else "y2 domain"}
        figure.add_annotation(
            x=0, y=1, yanchor="bottom", xanchor="left", showarrow=False, text=f"<b>{name}</b>", **reference
        )
    _campaigns(figure, canvas, weeks, campaign_months)
    figure.update_xaxes(tickvals=places, ticktext=labels, showgrid=False, fixedrange=True)
    figure.update_layout(showlegend=False, height=400, margin={"t": 26})
    columns = {"week": say("charts.column.week"), **{d: say(f"charts.visits.{d}_axis") for d in DIRECTIONS}}
    data = weeks.rename(columns=columns)
    return canvas.finish("visits-weekly", say("charts.visits.weekly"), _weekly_finding(canvas, weeks), figure, data)


def destinations(canvas: Canvas, table: pd.DataFrame) -> Chart:
    """Trips by destination, most first, at most fifteen: `destination`, `trips`."""
    say = canvas.say
    top = table.head(15)
    title = say("charts.destinations.empty")
    if len(top):
        joined = [f"{n} {t:,}" for n, t in zip(top["destination"], top["trips"], strict=True)]
        title = say("charts.destinations.finding", items=say("charts.comma").join(joined[:3]))
    return bars.ranked(
        canvas, top["destination"].to_list(), top["trips"].to_list(), chart_id="destinations",
        subject=say("charts.destinations"), title=title, unit=say("charts.unit.trips"),
    )  # fmt: skip


def posts(canvas: Canvas, table: pd.DataFrame) -> Chart:
    """Task teams and resident posts: a row each, dots for days and distinct hosts on one axis of numbers.

    `table` has `unit`, `leader`, `level`, `visits`, `days`, `hosts`, `projects`.
    """
    say, colours = canvas.say, canvas.colours
    labels = [" ".join(p for p in (unit, name) if p) for unit, name in zip(table["unit"], table["leader"], strict=True)]
    figure = go.Figure()
    symbols = ("circle", "diamond", "square")
    for place, field in enumerate(("days", "hosts", "projects")):
        figure.add_scatter(
            name=say(f"charts.posts.{field}"), x=table[field].to_list(), y=list(range(len(table))), mode="markers",
            marker={"size": 14, "color": colours.series[place], "symbol": symbols[place]}, customdata=labels,
            hovertemplate="%{x}<extra></extra>", unselected={"marker": {"opacity": 1}},
        )  # fmt: skip
    top = max([1.0, *(float(table[f].max()) for f in ("days", "hosts", "projects") if len(table))])
    figure.update_layout(
        height=34 * max(1, len(table)) + 50, margin={"t": 34}, xaxis={"range": [-0.5, top * 1.1], "fixedrange": True},
        yaxis=bars.rows_axis(labels),
    )  # fmt: skip
    fields = list(table.columns)
    levels = [say(f"charts.level.{level}") for level in table["level"]]
    data = table.assign(level=levels).rename(columns={f: say(f"charts.posts.{f}") for f in fields})
    title = say(
        "charts.posts.finding",
        n=len(table),
        days=say.number(table["days"].sum()),
        hosts=say.number(table["hosts"].sum()),
    )
    if table.empty:
        title = say("charts.posts.empty")
    return canvas.finish("posts", say("charts.posts"), title, figure, data, tuple(labels))


def _weekly_finding(canvas: Canvas, weeks: pd.DataFrame) -> str:
    say = canvas.say
    if not len(weeks):
        return say("charts.visits.empty")
    last = weeks.iloc[-1]
    said = {d: say.number(last[d]) or say("reason.no-data") for d in DIRECTIONS}
    return say("charts.visits.finding", day=say.day(last["week"].date(), year=False), **said)


def _campaigns(figure: go.Figure, canvas: Canvas, weeks: pd.DataFrame, months: Sequence[int]) -> None:
    places = [i for i, week in enumerate(weeks["week"]) if week.month in months]
    for first in places:
        figure.add_vrect(x0=first - 0.5, x1=first + 0.5, fillcolor=canvas.colours.ground, layer="below", line_width=0)
    if places:
        figure.add_annotation(
            x=places[-1] + 0.5, y=1, yref="paper", yanchor="bottom", xanchor="right", showarrow=False,
            text=canvas.say("charts.campaign"),
        )  # fmt: skip
