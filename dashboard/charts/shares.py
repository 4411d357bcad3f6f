"""Stacked bars of 100 %: how a whole splits, with the counts printed, for chains, and grades and verdicts of visits."""

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import bars
from dashboard.charts.chart import Canvas, Chart, laid, width
from dashboard.charts.look import hatch
from metrics.acceptance import VERDICTS
from metrics.coverage import STANDINGS, Coverage
from metrics.validity import CRITERIA, GRADES, UNCOLLECTED

ROW_PIXELS = 38
ROOM = 30
"""Full-width characters that surely fit on a bar of 100 %."""


def stacked(canvas: Canvas, table: pd.DataFrame, labels: Sequence[str], parts: Mapping[str, str]) -> go.Figure:
    """Rows split into `parts` (column -> printed name), each as its share of the row; the last part is hatched.

    Name and count stand in the segments (the count alone in narrow ones): no share is read without them, and no colour
    is the only sign. `table` has `key`, by which a click is known.
    """
    colours = canvas.colours
    total = table[list(parts)].sum(axis=1)
    figure = go.Figure()
    for place, (field, name) in enumerate(parts.items()):
        last = place == len(parts) - 1
        counts = table[field]
        words = [_segment(canvas, name, n, share) for n, share in zip(counts, counts / total, strict=True)]
        plain = {"color": colours.series[place % len(colours.series)]}
        figure.add_bar(
            name=name, orientation="h", width=0.66, y=list(range(len(table))), x=(counts / total * 100).to_list(),
            text=words, textposition="inside", textangle=0,
            insidetextanchor="middle", constraintext="none", customdata=table["key"].to_list(),
            insidetextfont={"size": 16, "color": colours.text if last else colours.paper},
            hovertext=[f"{name} {canvas.say.number(n)}" for n in counts],
            hovertemplate="%{hovertext}<extra></extra>", unselected={"marker": {"opacity": 1}},
            marker={"color": colours.ground, "pattern": hatch(colours.lights["grey"])} if last else plain,
        )  # fmt: skip
    laid(
        figure, barmode="stack", height=ROW_PIXELS * max(1, len(table)) + 52, margin={"t": 40},
        legend={"traceorder": "normal"}, yaxis=bars.rows_axis(labels, limit=18),
        xaxis={"range": [0, 102], "ticksuffix": "%", "dtick": 25, "fixedrange": True},
    )  # fmt: skip
    return figure


def _segment(canvas: Canvas, name: str, count: int, share: float) -> str:
    if not count:
        return ""
    number = canvas.say.number(count)
    return canvas.say("visiting.segment", name=name, n=number) if width(name) < share * ROOM else number


def chains(canvas: Canvas, found: Coverage) -> Chart:
    """Companies of every chain list: signed, in talks, called on, never. A click stands for the chain."""
    say, table = canvas.say, found.chains.rows
    names = [name or say("visiting.chain.none") for name in table["chain"]]
    labels = [say("visiting.chain", chain=name, n=n) for name, n in zip(names, table["total"], strict=True)]
    parts = {name: say(f"visiting.standing.{name}") for name in STANDINGS}
    figure = stacked(canvas, table, labels, parts)
    title = say("visiting.chains.empty")
    if len(table):
        never = found.companies - found.reached
        title = say("visiting.chains.finding", n=found.companies, reached=found.reached, never=never)
    columns = {"chain": say("ui.column.chain"), **parts, "total": say("visiting.column.total")}
    data = table.assign(chain=names)[list(columns)].rename(columns=columns)
    note = say("visiting.chains.note") if len(table) else ""
    return canvas.finish("chains", say("visiting.chains"), title, figure, data, tuple(table["key"]), note)


def verdicts(canvas: Canvas, table: pd.DataFrame) -> Chart:
    """Reported visits by unit in the official order: accepted, rejected, pending."""
    say = canvas.say
    labels = [say("visiting.unit", unit=name, n=n) for name, n in zip(table["unit"], table["visits"], strict=True)]
    parts = {name: say(f"ui.value.{name}") for name in VERDICTS}
    figure = stacked(canvas, table, labels, parts)
    counts = {name: int(table[name].sum()) for name in VERDICTS}
    title = say("visiting.verdicts.finding", n=int(table["visits"].sum()), **counts)
    columns = {"unit": say("ui.column.unit"), "visits": say("visiting.column.visits"), **parts}
    data = table[list(columns)].rename(columns=columns)
    note = say("visiting.verdicts.note")
    return canvas.finish("verdicts", say("visiting.verdicts"), title, figure, data, tuple(table["key"]), note)


def grades(canvas: Canvas, table: pd.DataFrame, proved: Mapping[str, int] | None = None) -> Chart:
    """Visits by unit in the official order: full record, one criterion missing, more missing.

    The data table has the number of visits that miss each criterion. Evidence stands on no sheet as the contract has
    it but with the verdict on a visit: `proved` says for how many of a unit's; of others it is uncollected, and in no
    grade.
    """
    say = canvas.say
    labels = [say("visiting.unit", unit=name, n=n) for name, n in zip(table["unit"], table["visits"], strict=True)]
    parts = {name: say(f"visiting.grade.{name}") for name in GRADES}
    figure = stacked(canvas, table, labels, parts)
    title = say("visiting.grades.empty")
    if len(table):
        total, full = int(table["visits"].sum()), int(table["full"].sum())
        worst = str(table[list(CRITERIA)].sum().idxmax())
        most = {"criterion": say(f"visiting.lacks.{worst}"), "lacking": int(table[worst].sum())}
        word = "finding" if full < total else "complete"
        title = say(f"visiting.grades.{word}", n=total, full=full, **(most if full < total else {}))
    columns = {"unit": say("ui.column.unit"), "visits": say("visiting.column.visits"), **parts}
    columns |= {name: say(f"visiting.lacks.{name}") for name in CRITERIA}
    data = table[list(columns)].rename(columns=columns)
    given = proved or {}
    for name in UNCOLLECTED:
        told = (say("visiting.proved", n=given[unit]) if given.get(unit) else "" for unit in table["key"])
        data[say(f"visiting.lacks.{name}")] = [each or say("visiting.uncollected") for each in told]
    note = say("visiting.grades.note", n=len(CRITERIA), proved=sum(given.values())) if len(table) else ""
    return canvas.finish("grades", say("visiting.grades"), title, figure, data, tuple(table["key"]), note)
