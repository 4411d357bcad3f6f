"""Space brought back into use: land, factories and buildings, each on its own axis and never added."""

import math
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dashboard.charts import amounts, bars
from dashboard.charts.bullets import measure_table
from dashboard.charts.chart import Canvas, Chart, laid, safe
from dashboard.charts.look import GLYPHS, light_word
from dashboard.charts.remarks import finding, notes_of, nothing
from dashboard.i18n import Say
from dashboard.rounding import to_places
from metrics.measure import Measure
from metrics.periods import elapsed_share

PANEL_PIXELS = 230
ROOM = 1.12
LONGEST = 12
"""Bars of one chart: more are not read from the back of a room."""
LEAST_M2 = 0.5
"""Less than this is what rounding leaves, and no area."""


_TOLD = {"method": 3, "occupant": 1}
"""How many of the largest the title names: names of companies are long."""


def lines(canvas: Canvas, measures: Sequence[Measure], steps: Mapping[str, pd.DataFrame]) -> Chart:
    """A panel a kind, each with its own axis: step line of what is done, dashed pace line, target, needed slope.

    `steps` gives for each indicator `on`, `added`, `undated` and `total` (m², cumulative, oldest first). What no ledger
    dates is said: it stands at the end of the week that brought it or, where only a sum is known, at the cover-to date.
    A kind without a value has no line: its ground is hatched up to the cover-to date and says so. Land is also given
    in 亩.
    """
    say = canvas.say
    figure = make_subplots(rows=len(measures), cols=1, shared_xaxes=True, vertical_spacing=0.36 / max(2, len(measures)))
    for row, measure in enumerate(measures, start=1):
        _panel(figure, canvas, measure, steps.get(measure.indicator), row)
    months = [date(canvas.as_of.year, month, 1) for month in range(1, 13)]
    figure.update_xaxes(
        type="date", range=[f"{months[0]}", f"{canvas.as_of.year}-12-31"], fixedrange=True, showgrid=False,
        tickvals=[f"{month}" for month in months], ticktext=[say(f"charts.month.{month.month}") for month in months],
    )  # fmt: skip
    # every panel counts the same months; only the lowest axis would show them otherwise
    figure.update_xaxes(showticklabels=True)
    laid(figure, showlegend=False, height=PANEL_PIXELS * len(measures), margin={"t": 30})
    keys = tuple(m.indicator for m in measures)
    data = pd.concat([_line_table(canvas, m, steps.get(m.indicator)) for m in measures], ignore_index=True)
    notes = [notes_of(canvas, measures), *(_undated(canvas, m, steps.get(m.indicator)) for m in measures)]
    note = say("charts.semicolon").join(each for each in notes if each)
    return canvas.finish("space-lines", say("charts.space_lines"), finding(canvas, measures), figure, data, keys, note)


def parted(canvas: Canvas, indicator: str, table: pd.DataFrame, by: str) -> Chart:
    """The year's area by `method` or `occupant`, largest first: that ("" not stated), `area` (m²), `assets`.

    Bars for the first LONGEST; what the others have together stands in the note, each of them in the chart's data.
    """
    say = canvas.say
    names = [part_word(say, by, part) for part in table[by]]
    scale, unit = amounts.axis_scale(say, max(table["area"], default=0.0), indicator)
    texts = [amounts.amount(say, area, indicator, scale=scale) for area in table["area"]]
    kind = amounts.named(say, indicator)
    title = say(f"charts.parted.{by}.empty", name=kind)
    # who it is nobody says is no company; not to say how is a way of reporting
    items = [f"{n} {t}" for n, t, part in zip(names, texts, table[by], strict=True) if part or by == "method"]
    if items:
        told = say("charts.comma").join(items[: _TOLD[by]])
        title = say(f"charts.parted.{by}.finding", name=kind, items=told, n=len(items))
    subject = say(f"charts.parted.{by}", name=kind)
    values = [area / scale.size for area in table["area"]]
    chart = bars.ranked(
        canvas, names[:LONGEST], values[:LONGEST], chart_id=f"{by}s-{indicator}", subject=subject, title=title,
        unit=unit, texts=texts[:LONGEST], note=_further(canvas, indicator, table["area"][LONGEST:], by),
    )  # fmt: skip
    return replace(chart, data=pd.DataFrame({subject: names, unit: values}))


def _further(canvas: Canvas, indicator: str, areas: "pd.Series[float]", by: str) -> str:
    """How much is not drawn; "" where all of it is."""
    if areas.empty:
        return ""
    area = amounts.amount(canvas.say, math.fsum(areas), indicator)
    return canvas.say(f"charts.parted.{by}.further", n=len(areas), area=area)


def part_word(say: Say, by: str, part: str) -> str:
    """A way of revitalising as the interface's language has it; one that is no usual one, and a name, as written."""
    if not part:
        return say("charts.not_stated")
    key = f"charts.{by}.{part}"
    return say(key) if say.knows(key) else part


def idle(canvas: Canvas, indicator: str, table: pd.DataFrame, units: Sequence[str]) -> Chart:
    """What is still idle of one kind, by unit in the official order: `unit`, `idle_area` (m², one row an asset).

    Units without idle assets are left out; the title gives the number of assets, not a sum over kinds.
    """
    say = canvas.say
    area = table.groupby("unit")["idle_area"].sum()
    names = [unit for unit in units if unit in area.index]
    scale, unit = amounts.axis_scale(say, max(area, default=0.0), indicator)
    kind = say(f"charts.kind.{indicator}")
    title = say("charts.idle.empty", kind=kind)
    if names:
        total = amounts.amount(say, float(table["idle_area"].sum()), indicator)
        title = say("charts.idle.finding", kind=kind, n=len(table), area=total)
    return bars.ranked(
        canvas, names, [float(area[name]) / scale.size for name in names], chart_id=f"idle-{indicator}",
        subject=say("charts.idle", kind=kind), title=title, unit=unit,
        texts=[amounts.amount(say, float(area[name]), indicator, scale=scale) for name in names],
    )  # fmt: skip


def rate_line(canvas: Canvas, measure: Measure) -> str:
    """每周需0.68万平方米，目前每周0.24万平方米; "" where there is no target or no value."""
    say = canvas.say
    if measure.needed_per_week is None or measure.run_rate_per_week is None or measure.value is None:
        return ""
    rates = [to_places(rate, -1) for rate in (measure.needed_per_week, measure.run_rate_per_week)]
    scale = amounts.scale_of(say, max(rates), measure.indicator)
    hedges = ("", "about" if measure.hedged else "")
    needed, current = (
        amounts.amount(say, rate, measure.indicator, hedge, scale) for rate, hedge in zip(rates, hedges, strict=True)
    )
    return say("charts.rates", needed=needed, current=current)


def _panel(figure: go.Figure, canvas: Canvas, measure: Measure, steps: pd.DataFrame | None, row: int) -> None:
    colours = canvas.colours
    top = max(measure.target or 0.0, measure.value or 0.0) or 1.0
    scale, unit = amounts.axis_scale(canvas.say, top, measure.indicator)
    start, end = f"{canvas.as_of.year}-01-01", f"{canvas.as_of.year}-12-31"
    covers = f"{measure.cover_to or canvas.as_of}"
    place = {"row": row, "col": 1}
    if measure.target:
        aim = measure.target / scale.size
        _straight(figure, place, "target", [start, end], [aim, aim], colours.quiet, "solid")
        days, shares = _clock(measure, canvas.as_of.year, covers)
        _straight(figure, place, "pace", days, [aim * share for share in shares], colours.pace, "dash")
        if measure.value is not None and measure.value < measure.target:
            _straight(
                figure, place, "needed", [covers, end], [measure.value / scale.size, aim], colours.series[1], "dot"
            )
    if measure.value is None:
        _unknown(figure, canvas, place, start, covers, top / scale.size * ROOM)
    else:
        x, y = _stairs(steps, start, covers, measure.value)
        figure.add_scatter(
            **place, name="done", x=x, y=[v / scale.size for v in y], mode="lines+markers",
            line={"shape": "hv", "width": 4, "color": colours.of(measure.light)},
            marker={"size": [0] * (len(x) - 1) + [11], "opacity": 1, "color": colours.of(measure.light)},
            customdata=[measure.indicator] * len(x), hovertemplate="%{y}<extra></extra>",
        )  # fmt: skip
    figure.update_yaxes(**place, range=[0, top / scale.size * ROOM], nticks=4, fixedrange=True, title_text=unit)
    _heading(figure, canvas, measure, row)


def _clock(measure: Measure, year: int, covers: str) -> tuple[list[str], list[float]]:
    """The year's clock on the measure's own basis as a line: days and the share that should be done by each.

    By completed month it climbs in steps, by working day it rests over holidays. By plan and by last year's curve only
    the cover-to date is known: between that day and the year's ends straight on.
    """
    start, end = date(year, 1, 1), date(year, 12, 31)
    points = [(start, 0.0), (date.fromisoformat(covers), measure.elapsed or 0.0), (end, 1.0)]
    if measure.basis == "month":
        ends = [(month, date(year, month, monthrange(year, month)[1])) for month in range(1, 13)]
        points = [(start, 0.0), *((day, done / 12) for month, day in ends for done in (month - 1, month))]
    elif measure.basis == "workday":
        weeks = [start + timedelta(days=passed) for passed in range(0, (end - start).days, 7)]
        points = [*((day, elapsed_share(day, "workday")) for day in weeks), (end, 1.0)]
    return [f"{day}" for day, _ in points], [share for _, share in points]


def _stairs(steps: pd.DataFrame | None, start: str, covers: str, value: float) -> tuple[list[str], list[float]]:
    """Step line from 0 on 1 January to the value at its cover-to date; the steps between as dated."""
    x, y = [start], [0.0]
    if steps is not None:
        known = steps[steps["total"] <= value + 1e-6]
        x += [f"{on:%Y-%m-%d}" for on in known["on"]]
        y += [float(total) for total in known["total"]]
    return [*x, covers], [*y, value]


def _undated(canvas: Canvas, measure: Measure, steps: pd.DataFrame | None) -> str:
    """How much of a line stands on a day that no ledger gives; "" where all of it is dated."""
    if measure.value is None:
        return ""
    say, known = canvas.say, 0.0 if steps is None else float(steps["added"].sum())
    parts = {"week": 0.0 if steps is None else float(steps["undated"].sum()), "sum": measure.value - known}
    said = [
        say(f"charts.space.by_{how}", amount=amounts.amount(say, area, measure.indicator))
        for how, area in parts.items()
        if area > LEAST_M2
    ]
    if not said:
        return ""
    return say("charts.note_of", names=amounts.short(say, measure.indicator), note=say("charts.comma").join(said))


def _straight(
    figure: go.Figure, place: Mapping[str, int], name: str, x: list[str], y: list[float], colour: str, dash: str
) -> None:
    line = {"color": colour, "width": 2, "dash": dash}
    figure.add_scatter(**place, name=name, x=x, y=y, mode="lines", line=line, hoverinfo="skip")


def _unknown(figure: go.Figure, canvas: Canvas, place: Mapping[str, int], start: str, covers: str, top: float) -> None:
    grey = canvas.colours.lights["grey"]
    figure.add_scatter(
        **place, name="unknown", x=[start, start, covers, covers], y=[0, top, top, 0], mode="lines", fill="toself",
        line={"width": 0}, fillcolor="rgba(0,0,0,0)", hoverinfo="skip",
        fillpattern={"shape": "/", "fgcolor": grey, "size": 9, "solidity": 0.22, "fillmode": "replace"},
    )  # fmt: skip


def _heading(figure: go.Figure, canvas: Canvas, measure: Measure, row: int) -> None:
    """Over each panel: name, done of target, light with its word, and what is needed a week."""
    say = canvas.say
    done = amounts.amount(say, measure.value, measure.indicator, measure.hedge)
    if measure.value is None:
        done = nothing(canvas, measure)
    words = [safe(done)]
    if measure.target:
        aim = amounts.amount(say, measure.target, measure.indicator)
        if measure.indicator == "land_m2":
            mu = say.number(measure.target / amounts.M2_PER_MU)
            aim = say("charts.also", amount=aim, other=f"{mu}{say('charts.unit.mu')}")
        done = done if measure.value is None else amounts.done_of(say, measure)
        words = [safe(say("charts.of", done=done, target=aim))]
        sign = f"<span style='color:{canvas.colours.of(measure.light)}'>{GLYPHS[measure.light_word]}</span>"
        words.append(f"{sign} {safe(say(light_word(measure)))}")
    words += [safe(amounts.mark_of(say, measure)), safe(rate_line(canvas, measure))]
    text = f"<b>{safe(amounts.named(say, measure.indicator))}</b>  " + "  ".join(word for word in words if word)
    axis = "" if row == 1 else str(row)
    figure.add_annotation(
        x=0, y=1, xref="paper", yref=f"y{axis} domain", xanchor="left", yanchor="bottom", showarrow=False, text=text,
        font={"size": 15}, yshift=4,
    )  # fmt: skip


def _line_table(canvas: Canvas, measure: Measure, steps: pd.DataFrame | None) -> pd.DataFrame:
    """The panel's points; the last one is the measure itself, empty where nothing was reported."""
    say = canvas.say
    table = measure_table(canvas, [measure])
    if steps is None or measure.value is None:
        return table
    points = pd.DataFrame(
        {
            say("charts.column.indicator"): amounts.named(say, measure.indicator),
            say("charts.column.value"): [amounts.amount(say, v, measure.indicator) for v in steps["total"]],
            say("charts.column.covers"): [say.day(on.date()) for on in steps["on"]],
        }
    )
    return pd.concat([points, table], ignore_index=True).fillna("")
