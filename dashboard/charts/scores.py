"""Scores as stacked terms by unit within a group, and every term's arithmetic in words a calculator can follow."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import amounts, bars
from dashboard.charts.chart import Canvas, Chart, laid, noted, safe, width
from dashboard.charts.look import hatch
from dashboard.i18n import Say
from metrics.catalogue import INDICATORS
from metrics.rulebook import Term
from metrics.score_forms import equal
from metrics.score_inputs import Input
from metrics.scoring import Scoreboard, Scored, UnitScore

_PATTERNS = ("", "/", "x", ".")
"""Terms beyond the plain colours repeat them under a pattern: no colour is the only sign."""
_SMALL_SCREEN, _SIGN_PIXELS, _SWATCH_PIXELS, _LINE_PIXELS = 880, 15, 45, 23
"""Pixels beside the names of units on the smallest screen; of the legend a sign, what stands before it, a line."""
_DIGITS = 6
"""Decimals of inputs and ratios: enough that the printed ones give the printed points."""


def points(say: Say, value: float | None) -> str:
    """Points as printed: 25, 37.5, −2; a dash where there are none."""
    return say.number(value, 2).replace("-", "\u2212") or say("charts.dash")


def in_points(say: Say, value: float) -> str:
    """Points with their unit word: 76.77分, 1 point."""
    number = points(say, value)
    return say("scores.in_points", number=number, unit=say.counted("scores.point", number))


def stacked(canvas: Canvas, board: Scoreboard, group: str) -> Chart:
    """The units of a group in the official order: terms stacked, deductions left of zero, total and rank behind.

    A term without data is a grey hatched part of the points it could give. A click stands for the unit.
    """
    say, units = canvas.say, [each for each in board.units if each.group == group]
    figure, rows = go.Figure(), list(range(len(units)))
    terms = [term for term in board.rules.terms if not term.groups or group in term.groups]
    for place, term in enumerate(terms):
        figure.add_bar(**_bar(canvas, units, term, place))
    if any(each.missing for each in units):
        figure.add_bar(**_unknown(canvas, units))
    ends = [sum(max(0.0, t.points or 0.0) for t in each.terms) + _lacking(each) for each in units]
    behind = {"xanchor": "left", "xshift": 6, "showarrow": False, "font": {"size": 15}}
    places = zip(units, ends, rows, strict=True)
    noted(figure, ({"x": end, "y": row, "text": safe(_behind(say, each)), **behind} for each, end, row in places))
    least = min([0.0, *(sum(min(0.0, t.points or 0.0) for t in each.terms) for each in units)])
    above = _legend_pixels(figure)
    laid(
        figure, barmode="relative", height=bars.ROW_PIXELS * max(1, len(rows)) + 12 + above, margin={"t": above},
        legend={"traceorder": "normal"}, yaxis=bars.rows_axis([each.unit for each in units]),
        xaxis={"range": [least * 1.1, (max(ends, default=0) or 1) * bars.ROOM], "fixedrange": True, "nticks": 6,
               "title": {"text": say("scores.points")}},
    )  # fmt: skip
    title = _finding(say, group, units)
    return canvas.finish(f"scores-{group}", say("ui.page.scores"), title, figure, table(say, units, terms),
                         tuple(each.unit for each in units))  # fmt: skip


def _bar(canvas: Canvas, units: Sequence[UnitScore], term: Term, place: int) -> dict[str, object]:
    colours, series = canvas.colours, canvas.colours.series
    found = [next((t for t in each.terms if t.term.id == term.id), None) for each in units]
    given = [t.points if t else None for t in found]
    words = [points(canvas.say, value) if value else "" for value in given]
    colour, pattern = series[place % len(series)], _PATTERNS[place // len(series) % len(_PATTERNS)]
    marker: dict[str, object] = {"color": colour}
    if pattern:
        marker = {"color": colours.paper, "pattern": hatch(colour, pattern), "line": {"color": colour, "width": 1}}
    return {
        # what costs and brings nobody anything is in the table and needs no sign of its own
        "showlegend": any(given), "name": safe(term.name),
        "orientation": "h", "width": 0.62, "y": list(range(len(units))), "x": given,
        "text": words, "textposition": "inside", "textangle": 0, "insidetextanchor": "middle",
        "insidetextfont": {"size": 14, "color": colours.text if pattern else colours.paper},
        "customdata": [each.unit for each in units], "marker": marker, "unselected": {"marker": {"opacity": 1}},
        "hovertext": [safe(f"{term.name} {points(canvas.say, value)}") for value in given],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }  # fmt: skip


def _legend_pixels(figure: go.Figure) -> int:
    """Room for the legend under the title, in as many lines as its words take on a small screen."""
    words = [width(trace.name) * _SIGN_PIXELS + _SWATCH_PIXELS for trace in figure.data if trace.showlegend]
    in_a_line = max(1, int(_SMALL_SCREEN // max(words, default=_SMALL_SCREEN)))
    lines = 1 if sum(words) <= _SMALL_SCREEN else -(-len(words) // in_a_line)
    return 30 + _LINE_PIXELS * lines


def _lacking(each: UnitScore) -> float:
    return sum(t.term.points for t in each.missing)


def _unknown(canvas: Canvas, units: Sequence[UnitScore]) -> dict[str, object]:
    say, grey = canvas.say, canvas.colours.lights["grey"]
    names = [say("scores.comma").join(t.term.name for t in each.missing) for each in units]
    return {
        "showlegend": True, "name": say("scores.missing"),
        "orientation": "h", "width": 0.62, "y": list(range(len(units))),
        "x": [_lacking(each) or None for each in units], "customdata": [each.unit for each in units],
        "marker": {"color": canvas.colours.paper, "pattern": hatch(grey)}, "unselected": {"marker": {"opacity": 1}},
        "hovertext": [safe(f"{say('scores.missing')} {name}") for name in names],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }  # fmt: skip


def _behind(say: Say, each: UnitScore) -> str:
    if each.exemption is not None:
        return say("scores.exempt")
    if each.total is None:
        return say("scores.unranked", n=len(each.missing))
    total = in_points(say, each.total)
    total = say("scores.scaled", total=total) if each.scaled else total
    word = say("scores.total", points=total, rank=each.rank)
    return f"{word} {say('scores.listed.' + each.listed)}" if each.listed else word


def _finding(say: Say, group: str, units: Sequence[UnitScore]) -> str:
    """Who leads the group, and how many have no rank."""
    first = [each for each in units if each.rank == 1]
    name = group or say("scores.no_group")
    if not first:
        return say("scores.finding.none", group=name, n=len(units))
    names = say("scores.comma").join(each.unit for each in first)
    said = say("scores.finding", group=name, units=names, points=points(say, first[0].total))
    without = sum(each.total is None for each in units)
    return said + (say("scores.finding.without", n=without) if without else "")


def table(say: Say, units: Sequence[UnitScore], terms: Sequence[Term]) -> pd.DataFrame:
    """Unit, rank, total, the points of every term (NaN where there are none), what is missing, list."""
    rows = []
    for each in units:
        given = {t.term.id: t.points for t in each.terms}
        row: dict[str, object] = {say("ui.column.unit"): each.unit, say("scores.rank"): each.rank}
        row[say("scores.total.column")] = each.total
        row |= {term.name: given.get(term.id) for term in terms}
        row[say("scores.missing")] = say("scores.comma").join(t.term.name for t in each.missing)
        row[say("scores.listed")] = say(f"scores.listed.{each.listed}") if each.listed else ""
        rows.append(row)
    return pd.DataFrame(rows)


def named(say: Say, indicator: str) -> str:
    """The name of an indicator, or of what else is counted per item."""
    return amounts.named(say, indicator) if indicator in INDICATORS else say(f"scores.count.{indicator}")


def formula(say: Say, scored: Scored) -> str:
    """The arithmetic of a term with its own numbers: 28 ÷ 27 × 0.5 + 177.7 ÷ 54 × 0.5 = 2.163889 → 1 × 50 = 50.

    Why there is none where the term has no data or the unit is exempt.
    """
    term = scored.term
    if scored.exemption is not None:
        said = (scored.exemption.reason, scored.exemption.evidence)
        return say("scores.formula.exempt", reason=say("scores.comma").join(part for part in said if part))
    if scored.state == "missing":
        lacking = [f"{named(say, each.indicator)} {say(f'scores.reason.{each.reason}')}" for each in scored.inputs
                   if each.reason]  # fmt: skip
        return say("scores.comma").join(lacking) or say("scores.reason.no-evidence")
    if term.form == "manual":
        given = [f"{points(say, each.points)} ({each.evidence})" for each in scored.given]
        return " + ".join(given) + _limited(say, sum(each.points for each in scored.given), term.points)
    if term.form == "efficacy":
        return _efficacy(say, scored)
    if term.form in ("bonus", "deduction"):
        return _per_item(say, scored)
    return _against(say, scored)


def _n(say: Say, value: float | None) -> str:
    return say.number(value, _DIGITS).replace("-", "\u2212")


def _limited(say: Say, value: float, cap: float | None) -> str:
    return say("scores.formula.cap", cap=_n(say, cap)) if cap is not None and value > cap else ""


def _value(say: Say, each: Input) -> str:
    """The figure as it goes into the arithmetic, with 约 before what is approximate in its sheet."""
    return amounts.hedged(say, "about" if each.hedged else "", _n(say, each.value), "")


def _part(say: Say, each: Input) -> str:
    aim = _n(say, each.target)
    if each.elapsed is not None:
        aim = f"({_n(say, each.year_target)} × {_n(say, each.elapsed)})"
    weight = f" × {_n(say, each.weight)}" if each.weight != 1 else ""
    return f"{_value(say, each)} ÷ {aim}{weight}"


def _against(say: Say, scored: Scored) -> str:
    term, ratio = scored.term, scored.ratio or 0.0
    said = f"{' + '.join(_part(say, each) for each in scored.inputs)} = {_n(say, ratio)}"
    if term.form == "steps":
        ladder = say("scores.comma").join(f"≥{_n(say, at)}→{points(say, given)}" for at, given in term.steps)
        return say("scores.formula.steps", said=said, ladder=ladder, points=points(say, scored.points))
    used = ratio if term.cap is None else min(ratio, term.cap)
    limit = _limited(say, ratio, term.cap)
    return f"{said}{limit}; {_n(say, used)} × {_n(say, term.points)} = {points(say, scored.points)}"


def made_of(say: Say, each: Input) -> str:
    """How a share of joint projects adds up: 4.5 = 4 + 1 × 0.5; "" where every project counts in full.

    Of returns that came late or never the weeks they were owed for.
    """
    if each.weeks:
        return say("scores.comma").join(say.day(week) for week in each.weeks)
    if each.value is None or all(share == 1 for _, share in each.made_of):
        return ""
    shares = sorted({share for _, share in each.made_of}, reverse=True)
    counted = all(amount == 1 for amount, _ in each.made_of)
    told = []
    for share in shares:
        amounts_ = [amount for amount, own in each.made_of if own == share]
        amounts_ = [float(len(amounts_))] if counted else amounts_
        own = f" × {_n(say, share)}" if share != 1 else ""
        told += [f"{_n(say, amount)}{own}" for amount in amounts_]
    return f"{_value(say, each)} = {' + '.join(told)}"


def _sum(say: Say, scored: Scored) -> str:
    weights = [f" × {_n(say, each.weight)}" if each.weight != 1 else "" for each in scored.inputs]
    parts = [_value(say, each) + weight for each, weight in zip(scored.inputs, weights, strict=True)]
    return " + ".join(parts)


def _efficacy(say: Say, scored: Scored) -> str:
    term, (least, most) = scored.term, scored.group or (0.0, 0.0)
    share = f" × {_n(say, term.points)} ÷ 100" if term.points != 100 else ""
    if equal(least, most):
        return say("scores.formula.equal", points=_n(say, term.base + term.spread)) + (
            f"{share} = {points(say, scored.points)}"
        )
    low, high, base, spread = (_n(say, value) for value in (least, most, term.base, term.spread))
    own = f"({_sum(say, scored)})" if len(scored.inputs) > 1 else _sum(say, scored)
    return f"(({own} − {low}) ÷ ({high} − {low}) × {spread} + {base}){share} = {points(say, scored.points)}"


def _per_item(say: Say, scored: Scored) -> str:
    term, items = scored.term, scored.ratio or 0.0
    sign = "\u2212" if term.form == "deduction" else ""
    own = _sum(say, scored)
    own = f"({own})" if len(scored.inputs) > 1 else own
    limit = _limited(say, items * term.each, term.cap)
    return f"{own} × {sign}{_n(say, term.each)}{limit} = {points(say, scored.points)}"


def total(say: Say, each: UnitScore) -> str:
    """How the total follows from the points of the terms, scaled where terms were left out."""
    if each.exemption is not None:
        return say("scores.formula.exempt", reason=each.exemption.reason)
    if each.total is None:
        return say("scores.unranked", n=len(each.missing))
    added = f" {'+' if each.added >= 0 else chr(0x2212)} {_n(say, abs(each.added))}" if each.added else ""
    base = _n(say, each.reached)
    if each.scaled:
        base = f"{base} × {_n(say, each.full)} ÷ {_n(say, each.possible)}"
    return f"{base}{added} = {in_points(say, each.total)}"
