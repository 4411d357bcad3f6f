"""Visits: weeks with campaign months, destinations, task teams and resident posts."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dashboard.charts import bars
from dashboard.charts.chart import Canvas, Chart, laid, noted, safe, width
from dashboard.charts.look import TEXT_SIZE

DIRECTIONS = ("outbound", "inbound")


def weekly(
    canvas: Canvas, weeks: pd.DataFrame, campaign_months: Sequence[int] = (), counters_only: Sequence[str] = (),
    entered: Sequence[str] = (),
) -> Chart:  # fmt: skip
    """Columns by week, outbound and inbound as two panels with their own axes.

    `weeks` has `week` (closing day), `outbound`, `inbound`, oldest first; NaN is a week without returns. Campaign
    months stand on a shaded band. `counters_only` names units whose visits are known as a count without days,
    `entered` those of which a figure was entered by hand. A click stands for the week's closing day, YYYY-MM-DD.
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
        figure.update_yaxes(row=row, col=1, range=[0, top * 1.25], fixedrange=True, **bars.ticks([top]))
        name = say(f"charts.visits.{direction}_axis")
        reference = {"xref": "x domain", "yref": "y domain" if row == 1 else "y2 domain"}
        figure.add_annotation(
            x=0, y=1, yanchor="bottom", xanchor="left", showarrow=False, text=f"<b>{name}</b>", **reference
        )
    _campaigns(figure, canvas, weeks, campaign_months)
    figure.update_xaxes(tickvals=places, ticktext=labels, showgrid=False, fixedrange=True)
    laid(figure, showlegend=False, height=370, margin={"t": 26})
    columns = {"week": say("charts.column.week"), **{d: say(f"charts.visits.{d}_axis") for d in DIRECTIONS}}
    data = weeks[list(columns)].rename(columns=columns)
    keys = tuple(f"{week:%Y-%m-%d}" for week in weeks["week"])
    title = _weekly_finding(canvas, weeks)
    left_out = {"counters_only": counters_only, "entered": entered}
    said = [
        say(f"charts.visits.{why}", units=say("charts.comma").join(units)) for why, units in left_out.items() if units
    ]
    if any(weeks[d].notna().any() and weeks[d].isna().iloc[-1] for d in DIRECTIONS):
        said.append(say("charts.visits.awaited"))
    note = say("charts.semicolon").join(said)
    return canvas.finish("visits-weekly", say("charts.visits.weekly"), title, figure, data, keys, note)


def destinations(canvas: Canvas, table: pd.DataFrame) -> Chart:
    """Trips by city with its province, most first, at most fifteen: `destination`, `province`, `trips`."""
    say = canvas.say
    top = table.head(15)
    labels = place_labels(canvas, top)
    title = say("charts.destinations.empty")
    if len(top):
        joined = [f"{n} {t:,}" for n, t in zip(top["destination"], top["trips"], strict=True)]
        title = say("charts.destinations.finding", items=say("charts.comma").join(joined[:3]))
    return bars.ranked(
        canvas, labels, top["trips"].to_list(), chart_id="destinations",
        subject=say("charts.destinations"), title=title, unit=say("charts.unit.trips"),
    )  # fmt: skip


def place_labels(canvas: Canvas, table: pd.DataFrame) -> list[str]:
    """Cities as printed: 苏州（江苏）; a municipality or unknown place stands alone."""
    say = canvas.say
    pairs = zip(table["destination"], table["province"], strict=True)
    return [say("visiting.place", city=c, province=p) if p else c for c, p in pairs]


def posts(canvas: Canvas, table: pd.DataFrame) -> Chart:
    """Task teams and resident posts: a row each, a dot on the first day of every visit, the sums behind it.

    `table` has `key unit level post people members visits days hosts leads starts`. A click stands for the key.
    """
    say = canvas.say
    labels = [
        " · ".join(dict.fromkeys(p for p in pair if p)) for pair in zip(table["unit"], table["post"], strict=True)
    ]
    rows = list(range(len(table)))
    dots = [(row, start) for row, starts in zip(rows, table["starts"], strict=True) for start in starts]
    keys = table["key"].to_list()
    figure = go.Figure(
        go.Scatter(
            x=[f"{start}" for _, start in dots], y=[row for row, _ in dots], mode="markers", cliponaxis=False,
            marker={"size": 14, "color": canvas.colours.series[0]}, unselected={"marker": {"opacity": 1}},
            customdata=[keys[row] for row, _ in dots], hovertext=[say.day(start) for _, start in dots],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )  # fmt: skip
    fields = ("members", "days", "hosts", "leads")
    said = [_team_said(canvas, *sums) for sums in zip(*(table[name].astype("float64") for name in fields), strict=True)]
    room = 24 + round(TEXT_SIZE * max((width(text) for text in said), default=0.0))
    beside = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 10, "showarrow": False, "font": {"size": TEXT_SIZE}}
    noted(figure, ({"y": row, "text": safe(text), **beside} for row, text in zip(rows, said, strict=True)))
    laid(
        figure, height=46 * max(1, len(table)) + 8, margin={"r": room}, showlegend=False, xaxis=_months(canvas),
        yaxis=bars.rows_axis(labels, limit=18),
    )  # fmt: skip
    shown = ["unit", "level", "post", "people", "members", "visits", "days", "hosts", "leads"]
    levels = [say(f"charts.level.{level}") for level in table["level"]]
    data = table[shown].assign(level=levels).rename(columns={name: say(f"visiting.post.{name}") for name in shown})
    title = say("visiting.posts.empty")
    if len(table):
        title = say("visiting.posts.finding", n=len(table), days=say.number(table["days"].sum()), visits=len(dots))
    return canvas.finish("posts", say("visiting.posts"), title, figure, data, tuple(keys))


def _team_said(canvas: Canvas, *sums: float) -> str:
    say = canvas.say
    members, days, *reported = (say.number(value) for value in sums)
    said = [
        say(f"visiting.team.{name}", n=number) if number else say(f"visiting.team.{name}.none")
        for name, number in zip(("hosts", "leads"), reported, strict=True)
    ]
    return say("visiting.team", members=members, days=days, hosts=said[0], leads=said[1])


def _months(canvas: Canvas) -> dict[str, object]:
    """The year up to the cover-to date, ticked by month."""
    months = [date(canvas.as_of.year, month, 1) for month in range(1, canvas.as_of.month + 1)]
    return {
        "type": "date", "range": [f"{months[0] - timedelta(days=2)}", f"{canvas.as_of + timedelta(days=2)}"],
        "tickvals": [f"{month}" for month in months], "fixedrange": True,
        "ticktext": [canvas.say.day(month, year=False) for month in months],
    }  # fmt: skip


def _weekly_finding(canvas: Canvas, weeks: pd.DataFrame) -> str:
    say = canvas.say
    if not len(weeks):
        return say("charts.visits.empty")
    last = weeks.iloc[-1]
    numbers = {d: say.number(last[d]) for d in DIRECTIONS}
    said = {d: say(f"charts.visits.{d}_{'n' if n else 'none'}", n=n) for d, n in numbers.items()}
    return say("charts.visits.finding", day=say.day(last["week"].date(), year=False), **said)


def _campaigns(figure: go.Figure, canvas: Canvas, weeks: pd.DataFrame, months: Sequence[int]) -> None:
    """Bands from the first to the last day of every campaign month, to the day: a week is as wide as seven days."""
    if not len(weeks):
        return
    last = weeks["week"].iloc[-1].date()
    edges = []
    for year in (last.year - 1, last.year):
        for month in months:
            end = date(year, month, monthrange(year, month)[1])
            ends = (_place(date(year, month, 1), last, len(weeks)), _place(end + timedelta(days=1), last, len(weeks)))
            edges.append([min(max(edge, -0.5), len(weeks) - 0.5) for edge in ends])
    shown = sorted((first, final) for first, final in edges if final > first)
    for first, final in shown:
        figure.add_vrect(x0=first, x1=final, fillcolor=canvas.colours.ground, layer="below", line_width=0)
    if shown:
        figure.add_annotation(
            x=shown[-1][1], y=1, yref="paper", yanchor="bottom", xanchor="right", showarrow=False,
            text=canvas.say("charts.campaign"),
        )  # fmt: skip


def _place(on: date, last: date, weeks: int) -> float:
    """Where a day begins on the axis of weeks: each stands at a whole number and reaches half a week either way."""
    return round(weeks - 0.5 - ((last - on).days + 1) / 7, 4)
