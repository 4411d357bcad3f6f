"""What became of projects after a stage: the wall's table of cohorts, conversion by group, the curve behind them."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import amounts
from dashboard.charts.chart import STAMP_PIXELS, Canvas, Chart, laid, safe, wrapped
from dashboard.i18n import Say
from dashboard.rounding import half_up
from metrics.cohorts import WINDOWS
from metrics.incidence import REACHED, Incidence

MONEY = "investment_signed"
"""The indicator whose scale and unit word amounts of projects take."""
_LINE_PIXELS = 22
_CHARACTERS = 58
"""Full-width characters that a table's line holds, on the page as in the picture."""


def cohorts(canvas: Canvas, table: pd.DataFrame, *, step: str, by: str, names: Mapping[str, str]) -> Chart:
    """Of the projects that entered a stage, how many came through within 90, 180, 365 days and so far: a table.

    `table` is that of `metrics.cohorts`; `names` prints its keys. Under ten projects 3/7 stands, otherwise 85.5 %
    (496/580). Where some are still being watched, from ten on the estimate with its interval: ≈62.1 % (48–74).
    A dash says why it stands there. The amounts that came through so far stand last.
    """
    say = canvas.say
    shown = pd.DataFrame({_by(canvas, step, by): [names.get(key, key) for key in table["key"]]})
    shown[say(f"cohorts.entered.{step}")] = table["entered"]
    for days in WINDOWS:
        shown[say(f"cohorts.within.{step}", n=days)] = [_cell(say, row, days) for _, row in table.iterrows()]
    pairs = zip(table["so_far"], table["entered"], strict=True)
    shown[say(f"cohorts.so_far.{step}")] = [amounts.share_of(say, part, whole) for part, whole in pairs]
    scale = amounts.scale_of(say, max(table["investment"].dropna(), default=0.0), MONEY)
    shown[say(f"cohorts.so_far.{step}.investment", unit=amounts.unit_at(say, MONEY, scale))] = [
        _money(say, row["investment_reached"] if row["so_far"] else 0.0, row["investment"], bool(row["hedged"]), scale)
        for _, row in table.iterrows()
    ]
    if table["ended"].any():
        shown[say("cohorts.ended")] = table["ended"]
    title = say(f"cohorts.empty.{step}")
    if len(table):
        entered, so_far = int(table["entered"].sum()), int(table["so_far"].sum())
        title = say(f"cohorts.finding.{step}", entered=entered, so_far=so_far)
    return listed(canvas, shown, chart_id=f"cohorts-{step}-{by}", subject=say(f"cohorts.{step}"), title=title,
                  keys=tuple(table["key"]))  # fmt: skip


def rates(canvas: Canvas, table: pd.DataFrame, *, step: str, by: str, names: Mapping[str, str]) -> Chart:
    """Same-period and stock conversion of a step, in number and in amount, by group: a table.

    `table` is that of `metrics.rates`; `names` prints its keys.
    """
    say = canvas.say
    shown = pd.DataFrame({say(f"cohorts.by.{by}"): [names.get(key, key) for key in table["key"]]})
    most = max((value for name in ("entered", "ever") for value in table[f"{name}_investment"].dropna()), default=0.0)
    scale = amounts.scale_of(say, most, MONEY)
    for part, whole, word in (("reached", "entered", "same_period"), ("beyond", "ever", "stock")):
        pairs = zip(table[part], table[whole], strict=True)
        shown[say(f"cohorts.rate.{word}")] = [
            amounts.share_of(say, one, whole_of) if whole_of else say("cohorts.dash.none") for one, whole_of in pairs
        ]
        money = [_money_of(say, row, part, whole, scale) for _, row in table.iterrows()]
        shown[say(f"cohorts.rate.{word}.investment", unit=amounts.unit_at(say, MONEY, scale))] = money
    title = say(f"cohorts.rates.{step}", by=say(f"cohorts.by.{by}"))
    return listed(canvas, shown, chart_id=f"rates-{step}-{by}", subject=title, title=title, keys=tuple(table["key"]))


def listed(
    canvas: Canvas, shown: pd.DataFrame, *, chart_id: str, subject: str, title: str, keys: tuple[str, ...]
) -> Chart:
    """A table as a picture of its own, that leaves the page with title, date and basis like any chart."""
    colours, limit = canvas.colours, _CHARACTERS / (len(shown.columns) + 0.6)
    heads = [wrapped(f"{name}", limit) for name in shown.columns]
    columns = [[wrapped(f"{value}", limit) for value in shown[name]] for name in shown.columns]
    top = 12 + _LINE_PIXELS * max(len(lines) for lines in heads)
    tall = [max(len(lines) for lines in row) for row in zip(*columns, strict=True)] or [1]
    figure = go.Figure(
        go.Table(
            columnwidth=[1.6, *[1.0] * (len(shown.columns) - 1)],
            header={
                "values": [f"<b>{_lines(lines)}</b>" for lines in heads], "fill": {"color": colours.ground},
                "font": {"size": 16, "color": colours.text}, "height": top, "line": {"color": colours.grid},
            },
            cells={
                "values": [[_lines(lines) for lines in column] for column in columns],
                "fill": {"color": colours.paper}, "font": {"size": 16, "color": colours.text},
                "height": 12 + _LINE_PIXELS * max(tall), "line": {"color": colours.grid},
            },
        )
    )  # fmt: skip
    laid(figure, height=12 + top + (12 + _LINE_PIXELS * max(tall)) * len(tall), margin={"b": STAMP_PIXELS})
    return canvas.finish(chart_id, subject, title, figure, shown, keys)


def _lines(parts: list[str]) -> str:
    return "<br>".join(safe(part) for part in parts)


def curve(canvas: Canvas, found: Incidence, *, step: str) -> Chart:
    """Share that had come through by each day, with its 95 % band and the number still watched under the axis."""
    say, colours, steps = canvas.say, canvas.colours, found.steps
    last = int(found.days[-1])
    x = [0, *steps["day"], last]
    figure = go.Figure()
    for name, style in (("high", {"line": {"width": 0}}), ("low", {"line": {"width": 0}, "fill": "tonexty"})):
        bound = [0.0, *steps[name].fillna(steps["share"])]
        figure.add_scatter(
            x=x, y=[*bound, bound[-1]], line_shape="hv", mode="lines", name=name, hoverinfo="skip",
            fillcolor=_faint(colours.series[0]), **style,
        )  # fmt: skip
    share_of = [0.0, *steps["share"]]
    figure.add_scatter(
        x=x, y=[*share_of, share_of[-1]], mode="lines", name="share", hoverinfo="skip",
        line={"color": colours.series[0], "width": 3, "shape": "hv"},
    )  # fmt: skip
    ticks = [day for day in (0, *WINDOWS, 730) if day <= max(last, WINDOWS[0])]
    under = [f"{say('cohorts.days', n=day)}<br>{say('cohorts.at_risk', n=found.at_risk(day))}" for day in ticks]
    laid(
        figure, showlegend=False, height=300,
        xaxis={"range": [0, max(last, WINDOWS[0]) * 1.02], "tickvals": ticks, "ticktext": under, "fixedrange": True},
        yaxis={"range": [0, 1.02], "tickformat": ".0%", "fixedrange": True},
        margin={"b": 58 + STAMP_PIXELS},
    )  # fmt: skip
    return canvas.finish(f"curve-{step}", say(f"cohorts.curve.{step}"), _finding(canvas, found, step), figure,
                         _numbers(canvas, found, step))  # fmt: skip


def _finding(canvas: Canvas, found: Incidence, step: str) -> str:
    """The last of the windows that is known, with its interval, and the median."""
    say = canvas.say
    median = found.median_days
    half = say("cohorts.no_median") if median is None else say("cohorts.median", n=median)
    known = [days for days in WINDOWS if found.share(days)[0] == found.share(days)[0]]
    if not known:
        return say(f"cohorts.curve.{step}")
    share_of, low, high = found.share(known[-1])
    told = _estimate(say, share_of, low, high)
    return say(f"cohorts.curve.finding.{step}", n=known[-1], share=told, half=half)


def _numbers(canvas: Canvas, found: Incidence, step: str) -> pd.DataFrame:
    say, steps = canvas.say, found.steps
    return pd.DataFrame(
        {
            say("cohorts.column.day"): steps["day"],
            say("cohorts.column.at_risk"): steps["at_risk"],
            say(f"cohorts.column.{REACHED}.{step}"): steps["reached"],
            say("cohorts.ended"): steps["ended"],
            say("cohorts.column.share"): [say.percent(value) for value in steps["share"]],
            say("cohorts.column.interval"): [
                say("charts.dash") if low != low else f"{say.percent(low)}–{say.percent(high)}"
                for low, high in zip(steps["low"], steps["high"], strict=True)
            ],
        }
    )


def _by(canvas: Canvas, step: str, by: str) -> str:
    return canvas.say(f"cohorts.quarter.{step}" if by == "quarter" else f"cohorts.by.{by}")


def _cell(say: Say, row: "pd.Series[float]", days: int) -> str:
    """What was counted where the window has closed for all, else from ten on what is estimated of it."""
    counted, estimate = row[f"within_{days}"], row[f"share_{days}"]
    if counted == counted:
        return amounts.share_of(say, counted, row["entered"])
    if row["entered"] < amounts.FEW or estimate != estimate:
        return say("cohorts.dash.open", n=days)
    return f"≈{_estimate(say, *(float(row[f'{name}_{days}']) for name in ('share', 'low', 'high')))}"


def _estimate(say: Say, share: float, low: float, high: float) -> str:
    """In whole percent: an estimate with its interval claims no more."""
    if low != low:
        return say.percent(share, 0)
    return f"{say.percent(share, 0)} ({half_up(100 * low)}–{say.percent(high, 0)})"


def _money_of(say: Say, row: "pd.Series[float]", part: str, whole: str, scale: amounts.Scale) -> str:
    """The amounts of a row of rates: those of `part` among those of `whole`."""
    if not row[whole]:
        return say("cohorts.dash.none")
    own = row[f"{part}_investment"] if row[part] else 0.0
    hedged = bool(row[f"{part}_hedged"] or row[f"{whole}_hedged"])
    return _money(say, own, row[f"{whole}_investment"], hedged, scale)


def _money(say: Say, own: float, of: float, hedged: bool, scale: amounts.Scale) -> str:
    """The share of the amounts known with both sums; 约 where one of them is hedged, — and why where none is known,
    be it of all or of those that came through."""
    if of != of or not of or own != own:
        return say("cohorts.dash.amount")
    one, all_of_them = (amounts.number_at(say, value, scale) for value in (own, of))
    told = f"{say.percent(own / of)} ({one}/{all_of_them})"
    return amounts.hedged(say, "about", told, "") if hedged else told


def _faint(colour: str) -> str:
    red, green, blue = (int(colour.lstrip("#")[i : i + 2], 16) for i in (0, 2, 4))
    return f"rgba({red},{green},{blue},0.18)"
