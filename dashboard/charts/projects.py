"""Projects: stock by stage, movement between meetings, what is stuck, industry and size."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import bars
from dashboard.charts.chart import Canvas, Chart, laid, shortened
from dashboard.contract import SIDE_STAGES, STAGES
from metrics.bridge import STEPS

CORRECTIONS = ("restated_up", "restated_down", "added", "removed")
"""Steps of the bridge that no work stands behind."""
TICKS = (90, 180, 365)

_SIGNS = {"yellow": "◐", "red": "▲", "clearance": "■"}
"""By level of a stuck project, so that none is told by its colour alone."""


def stages(canvas: Canvas, table: pd.DataFrame) -> Chart:
    """Where projects stand now: count and 亿元 side by side in stage order, side states last.

    `table` has `stage`, `projects`, `investment` (NaN where no amount is known), `hedged` (of the amount). No
    percentage stands between stages.
    """
    say = canvas.say
    order = [*STAGES, *SIDE_STAGES]
    kept = table[(table["projects"] > 0) | table["stage"].isin(["negotiating", "signed", "started"])]
    kept = kept.sort_values("stage", key=lambda s: s.map(order.index))
    said = [
        say("charts.stages.item", stage=say(f"charts.stage.{stage}"), n=say.number(count))
        for stage, count in zip(kept["stage"], kept["projects"], strict=True)
        if count
    ]
    title = say("charts.comma").join(said[:4]) or say("charts.stages.empty")
    names = {stage: say(f"charts.stage.{stage}") for stage in order}
    return bars.paired(canvas, kept, chart_id="stages", subject=say("charts.stages"), title=title, names=names)


def bands(canvas: Canvas, table: pd.DataFrame, *, band: str, names: Mapping[str, str] | None = None) -> Chart:
    """Projects by industry or size: first column the band's key, then as in `stages`; in the given order.

    `band` is "industry" or "size". An empty key is printed as not stated.
    """
    say = canvas.say
    first = table.columns[0]
    printed = {"": say("charts.not_stated"), **(names or {})}
    largest = table.sort_values("projects", ascending=False, kind="stable").head(3)
    items = [
        say("charts.stages.item", stage=printed.get(key, key), n=say.number(count))
        for key, count in zip(largest[first], largest["projects"], strict=True)
    ]
    title = say("charts.comma").join(items) or say("charts.stages.empty")
    return bars.paired(
        canvas, table, chart_id=f"projects-{band}", subject=say(f"charts.bands.{band}"), title=title, names=printed
    )


def movement(
    canvas: Canvas,
    row: "pd.Series[Any]",
    name: str,
    chart_id: str,
    movers: Sequence[str] = (),
    since: date | None = None,
) -> Chart:
    """Movement of one place since the last meeting: opening, every step of the bridge, closing.

    `row` is a row of `metrics.bridge.Bridge`, `name` what it is called (a stage, all projects); `movers` are named
    under the title, and before them the earlier meeting `since` which it is counted. Corrections stand in the picture
    only where there are any. A key stands for opening, step or closing.
    """
    say, colours = canvas.say, canvas.colours
    steps = [step for step in STEPS if row.get(step, 0) or step not in CORRECTIONS]
    names = ["opening", *steps, "closing"]
    values = [int(row["opening"]), *(STEPS[step] * int(row[step]) for step in steps), int(row["closing"])]
    text = [say.number(values[0]), *(f"{v:+d}".replace("-", "−") if v else "0" for v in values[1:-1])]
    labels = [say(f"charts.movement.{step}") for step in names]
    figure = go.Figure(
        go.Waterfall(
            x=labels, y=values, text=[*text, say.number(values[-1])],
            measure=["absolute", *["relative"] * len(steps), "total"], cliponaxis=False, textposition="outside",
            customdata=names,
            increasing={"marker": {"color": colours.series[0]}}, decreasing={"marker": {"color": colours.series[1]}},
            totals={"marker": {"color": colours.quiet}}, connector={"line": {"color": colours.grid}},
        )
    )  # fmt: skip
    peak = max(1, values[0] + sum(v for v in values[1:-1] if v > 0))
    axis = {"range": [0, peak * 1.15], "fixedrange": True, **bars.ticks([peak])}
    laid(figure, height=280, xaxis={"fixedrange": True}, yaxis=axis)
    data = pd.DataFrame({say("charts.movement.step"): labels, say("charts.column.projects"): values})
    title = say("charts.movement.finding", stage=name, opening=values[0], closing=values[-1])
    named = say("charts.comma").join(shortened(m, 20) for m in movers[:6])
    notes = [say("charts.movement.since", day=say.day(since))] if since else []
    notes += [say("charts.movement.movers", names=named)] if movers else []
    keys = tuple(step for step, value in zip(names, values, strict=True) if value)
    return canvas.finish(chart_id, say("charts.movement", stage=name), title, figure, data, keys, "\u3000".join(notes))


def stuck(canvas: Canvas, table: pd.DataFrame, total: int | None = None) -> Chart:
    """Projects that stand still: a line each from 0 to its days since signing, with ticks at 90, 180 and 365 days.

    `table` has `name`, `unit`, `days`, `level` (yellow, red or clearance) and `key` (what a click stands for), worst
    first. `total` is how many there are when the table holds only some.
    """
    say, colours = canvas.say, canvas.colours
    rows = list(range(len(table)))
    longest = max([*TICKS[:2], *table["days"]], default=TICKS[1])
    figure = go.Figure()
    tints = [colours.of("yellow" if level == "yellow" else "red") for level in table["level"]]
    figure.add_bar(
        name="days", orientation="h", y=rows, x=table["days"].to_list(), width=0.16, customdata=table["key"].to_list(),
        marker={"color": tints}, hoverinfo="skip", unselected={"marker": {"opacity": 1}},
    )  # fmt: skip
    signs = [_SIGNS[level] for level in table["level"]]
    figure.add_scatter(
        name="end", x=table["days"].to_list(), y=rows, mode="markers+text", customdata=table["key"].to_list(),
        marker={"size": 13, "color": tints, "symbol": ["triangle-up" if s == "▲" else "circle" for s in signs]},
        text=[f" {s} {say('charts.days', n=int(d))}" for s, d in zip(signs, table["days"], strict=True)],
        textposition="middle right", hoverinfo="skip", cliponaxis=False, unselected={"marker": {"opacity": 1}},
    )  # fmt: skip
    for tick in TICKS:
        if tick <= longest * 1.2:
            figure.add_vline(x=tick, line={"color": colours.quiet, "width": 1, "dash": "dot"})
    laid(
        figure, showlegend=False, height=34 * max(1, len(rows)) + 12,
        xaxis={
            "range": [0, longest * 1.25], "tickvals": list(TICKS), "fixedrange": True,
            "title": {"text": say("charts.stuck.axis")},
        },
        yaxis=bars.rows_axis([f"{n} {u}" for n, u in zip(table["name"], table["unit"], strict=True)], 22),
    )  # fmt: skip
    return _finished_stuck(canvas, table, total or len(table), figure)


def _finished_stuck(canvas: Canvas, table: pd.DataFrame, total: int, figure: go.Figure) -> Chart:
    say = canvas.say
    title = say("charts.stuck.none")
    if len(table):
        worst = table.sort_values("days", ascending=False, kind="stable").iloc[0]
        title = say("charts.stuck.finding", n=total, name=shortened(worst["name"], 16), days=int(worst["days"]))
    note = say("charts.stuck.more", n=total - len(table)) if total > len(table) else ""
    fields = ["name", "unit", "days"]
    data = table[fields].rename(columns={f: say(f"charts.stuck.{f}") for f in fields})
    keys = tuple(str(key) for key in table["key"])
    return canvas.finish("stuck", say("charts.stuck"), title, figure, data, keys, note)
