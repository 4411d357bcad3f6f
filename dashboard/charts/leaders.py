"""The two-week rule of the principals as a timeline. For the bureau: never on the wall unless switched on."""

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.bars import rows_axis
from dashboard.charts.chart import Canvas, Chart, laid
from dashboard.charts.look import hatch
from metrics.outings import LeaderLine

DAY_MS = 86_400_000
ROW_PIXELS = 46

Span = tuple[date, date]


def timeline(canvas: Canvas, lines: Sequence[LeaderLine], limit_days: int = 14) -> Chart:
    """A row a principal of the roster: bars = trips, gaps over the limit hatched, ◆ = next outing due.

    One who never went has a row too, hatched from 1 January or taking office on. A key stands for a leader.
    """
    say = canvas.say
    figure = go.Figure([_trips(canvas, lines), _broken(canvas, lines), _due(canvas, lines)])
    until = max([canvas.as_of, *(each.due for each in lines if each.due)]) + timedelta(days=7)
    months = [date(canvas.as_of.year, 1, 1)]
    while months[-1] < until:
        months.append((months[-1] + timedelta(days=32)).replace(day=1))
    figure.add_shape(
        name="cover-to", type="line", x0=f"{canvas.as_of}", x1=f"{canvas.as_of}", y0=0, y1=1, yref="paper",
        line={"color": canvas.colours.pace, "width": 2},
    )  # fmt: skip
    laid(
        figure, barmode="overlay", height=ROW_PIXELS * max(1, len(lines)) + 46,
        yaxis=rows_axis([each.leader.name for each in lines]),
        xaxis={
            "type": "date", "range": [f"{months[0]}", f"{until}"], "fixedrange": True,
            "tickvals": [f"{m}" for m in months], "ticktext": [say.day(m, year=False) for m in months],
        },
        margin={"t": 34},
    )  # fmt: skip
    rows = [
        (
            x.leader.name,
            len(x.trips),
            say.day(x.last_end),
            x.days_since,
            max((g.days for g in x.gaps), default=0),
            say.day(x.due),
        )
        for x in lines
    ]
    columns = [say(f"charts.leaders.{c}") for c in ("leader", "trips", "last", "days", "longest", "due")]
    data = pd.DataFrame(rows, columns=columns)
    keys = tuple(each.leader.name for each in lines if each.trips)
    exempt = say("charts.semicolon").join(_exemptions(canvas, lines))
    note = say("charts.leaders.exempt", exemptions=exempt) if exempt else ""
    return canvas.finish("leaders", say("charts.leaders"), finding(canvas, lines, limit_days), figure, data, keys, note)


def _exemptions(canvas: Canvas, lines: Sequence[LeaderLine]) -> list[str]:
    say = canvas.say
    return [
        say("charts.leaders.exemption", name=x.leader.name, since=say.day(e.since, year=False),
            until=say.day(e.until, year=False), reason=e.reason)
        for x in lines for e in x.exemptions
    ]  # fmt: skip


def finding(canvas: Canvas, lines: Sequence[LeaderLine], limit_days: int) -> str:
    """The title: who has not been out for longer than the limit, and who was not earlier this year."""
    say = canvas.say
    if not lines:
        return say("charts.leaders.empty")
    late = [x for x in lines if x.overdue]
    within = late or all(x.days_since <= limit_days for x in lines)
    recess = "" if within else "_behind_recess"
    once = [x for x in lines if x.broken and not x.overdue]
    names = [say("charts.leaders.since", name=x.leader.name, days=x.days_since) for x in late]
    longest = [(x.leader.name, max(gap.days for gap in x.gaps if gap.over)) for x in once]
    earlier = [say("charts.leaders.since", name=name, days=days) for name, days in longest]
    told = []
    if names:
        told.append(say("charts.leaders.broken", limit=limit_days, names=say("charts.comma").join(names[:4])))
    if earlier:
        key = "earlier" if names else "again"
        told.append(say(f"charts.leaders.{key}{recess}", limit=limit_days, names=say("charts.comma").join(earlier[:4])))
    if told:
        return say("charts.semicolon").join(told)
    kept = all(gap.days <= limit_days for x in lines for gap in x.gaps)
    return say("charts.leaders.kept" if kept else "charts.leaders.kept_behind_recess", limit=limit_days)


def _spans(rows: list[tuple[int, Span]], extra_days: int) -> dict[str, list[object]]:
    """Bars on a date axis: they begin at `base` and are as long as their milliseconds."""
    return {
        "y": [row for row, _ in rows],
        "base": [f"{start}" for _, (start, _) in rows],
        "x": [((end - start).days + extra_days) * DAY_MS for _, (start, end) in rows],
    }


def _trips(canvas: Canvas, lines: Sequence[LeaderLine]) -> go.Bar:
    rows = [(i, span) for i, each in enumerate(lines) for span in ((t.start, t.end) for t in each.trips)]
    text = [canvas.say.day(a, year=False) + "–" + canvas.say.day(b, year=False) for _, (a, b) in rows]
    return go.Bar(
        name=canvas.say("charts.leaders.trips"), orientation="h", width=0.5, **_spans(rows, 1), hovertext=text,
        hovertemplate="%{hovertext}<extra></extra>", marker={"color": canvas.colours.series[0]},
        customdata=[lines[i].leader.name for i, _ in rows], unselected={"marker": {"opacity": 1}},
    )  # fmt: skip


def _broken(canvas: Canvas, lines: Sequence[LeaderLine]) -> go.Bar:
    gaps = [(i, gap) for i, each in enumerate(lines) for gap in each.gaps if gap.over]
    rows = [(i, (gap.start, gap.end)) for i, gap in gaps]
    text = [canvas.say("charts.days", n=gap.days) for _, gap in gaps]
    return go.Bar(
        name=canvas.say("charts.leaders.gap"), orientation="h", width=0.5, **_spans(rows, 0), text=text,
        textposition="inside", insidetextanchor="middle", textangle=0, hovertemplate="%{text}<extra></extra>",
        textfont={"color": canvas.colours.text, "size": 14},
        marker={"color": canvas.colours.paper, "pattern": hatch(canvas.colours.quiet)},
    )  # fmt: skip


def _due(canvas: Canvas, lines: Sequence[LeaderLine]) -> go.Scatter:
    due = [(row, each.due) for row, each in enumerate(lines) if each.due]
    return go.Scatter(
        name=canvas.say("charts.leaders.due"), x=[f"{day}" for _, day in due], y=[row for row, _ in due],
        mode="markers", marker={"symbol": "diamond", "size": 14, "color": canvas.colours.series[1]},
        hovertext=[canvas.say.day(day) for _, day in due], hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip
