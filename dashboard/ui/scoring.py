"""The scores page: stacked terms by group, a unit's sheet, honour and warning, joint credit, a draft of the rules."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.charts import Chart, amounts, scores
from dashboard.i18n import Say
from dashboard.ui import cache, charts, tables, tracing
from dashboard.ui.escape import literal
from dashboard.ui.shell import Context
from metrics.credit import CREDITED, Attribution
from metrics.measure import Source
from metrics.rulebook import Rulebook
from metrics.score_inputs import Input
from metrics.scoring import Scored, UnitScore

_ARITHMETIC = 410
"""Pixels of a score sheet's arithmetic beside its other columns on the smallest screen."""


def trial(here: Context, found: Rulebook) -> bool:
    """Whether figures not yet judged count, for a trial; what is scored by default is what was accepted."""
    say = here.say
    way = st.segmented_control(
        say("scores.way"), ["accepted", "pending"], default="accepted", required=True, key="scores-way",
        format_func=lambda name: say(f"scores.way.{name}"), label_visibility="collapsed",
    )  # fmt: skip
    if way == "pending":
        st.warning(say("scores.trial"), icon=":material/science:")
        return True
    board = cache.scoring(here, here.standing).board(found)
    missing = sum(len(each.missing) for each in board.units)
    if missing:
        st.info(say("scores.missing.note", n=missing, how=say(f"scores.policy.{found.missing}")))
    return False


def groups(here: Context, found: Rulebook, pending: bool) -> None:
    """One group at a time, units in the official order; a pick opens the cells behind a unit's score."""
    say, board = here.say, cache.scoring(here, here.standing).board(found, pending=pending)
    if not board.units:
        st.info(say("scores.no_units"))
        return
    names = [name for name in board.groups if name == here.filters.group] or list(board.groups)
    chosen = board.of(here.filters.unit)
    first = chosen.group if chosen is not None and chosen.group in names else names[0]
    group = st.segmented_control(
        say("ui.group"), names, default=first, required=True,
        key=f"scores-group-{here.filters.group}-{first}",
        format_func=lambda name: name or say("scores.no_group"), label_visibility="collapsed",
    )  # fmt: skip
    chart = stacked(here, found, pending, str(group))
    picked = charts.show(chart, here, lead={key: key for key in chart.keys})
    tables.show(chart.data, say, key="scores-table", columns=list(chart.data.columns))
    unit = board.of(picked)
    if unit is not None:
        _cells(here, unit.unit, unit.terms)


def stacked(here: Context, found: Rulebook, pending: bool, group: str) -> Chart:
    """The scores of a group as a picture."""
    board = cache.scoring(here, here.standing).board(found, pending=pending)
    subject = ("scores", found.fingerprint, str(pending), group)
    return cache.drawn(here, subject, lambda: scores.stacked(charts.canvas(here, frozen=False), board, group))


def _cells(here: Context, title: str, terms: Sequence[Scored]) -> None:
    """The cells behind terms: figures, then their targets."""
    say, found = here.say, list[tuple[str, Source]]()
    for scored in terms:
        for each in scored.inputs:
            found += [(scored.term.name, cell) for cell in each.source]
            found += [(say("scores.target_of", term=scored.term.name), cell) for cell in each.target_source]
    known = [(name, cell) for name, cell in found if cell.submission]
    tracing.opened(here, title, [cell for _, cell in known], [name for name, _ in known])


def lists(here: Context, found: Rulebook, pending: bool) -> None:
    """红黑榜 and exemptions, with what they rest on."""
    say, board = here.say, cache.scoring(here, here.standing).board(found, pending=pending)
    for which in ("honour", "warning"):
        names = [say("scores.named", unit=literal(each.unit), rank=each.rank, points=scores.points(say, each.total))
                 for each in board.units if each.listed == which]  # fmt: skip
        said = say("scores.comma").join(names) or say("scores.nobody")
        st.markdown(say(f"scores.list.{which}", n=getattr(found, which), units=said))
    if not found.exemptions:
        return
    terms = {term.id: term.name for term in found.terms}
    rows = pd.DataFrame([
        {"unit": each.unit, "term": terms.get(each.term, say("scores.whole")), "reason": each.reason,
         "evidence": each.evidence} for each in found.exemptions
    ])  # fmt: skip
    headings = {name: say(f"scores.column.{name}") for name in ("term", "reason", "evidence")}
    st.caption(say("scores.exemptions"))
    tables.show(rows, say, key="scores-exemptions", headings=headings)


def sheet(here: Context, found: Rulebook, pending: bool) -> None:
    """One unit's score sheet: every term with its arithmetic, points and verdicts; a row leads to its cells."""
    say, board = here.say, cache.scoring(here, here.standing).board(found, pending=pending)
    names = [each.unit for each in board.units]
    if not names:
        return
    chosen = here.filters.unit if here.filters.unit in names else names[0]
    unit = st.selectbox(
        say("ui.unit"), names, index=names.index(chosen), key=f"scores-unit-{chosen}", label_visibility="collapsed",
        width=320,
    )  # fmt: skip
    each = board.of(str(unit))
    if each is None:
        return
    rows = pd.DataFrame([_line(say, scored) for scored in each.terms])
    headings = {name: say(f"scores.column.{name}") for name in rows.columns}
    picked = tables.show(
        rows, say, key=f"scores-sheet-{unit}", select=True, headings=headings, columns=list(rows.columns),
        wrapped="formula", across=_ARITHMETIC,
    )  # fmt: skip
    st.markdown(say("scores.sum", formula=literal(scores.total(say, each)), place=_place(say, each)))
    for line in _joint(say, each):
        st.caption(line)
    st.caption(say("scores.sheet.note"))
    if picked:
        scored = each.terms[picked[0]]
        _cells(here, f"{each.unit} · {scored.term.name}", [scored])


def _joint(say: Say, each: UnitScore) -> list[str]:
    """How the unit's shares of joint projects add up, once for every figure that goes into a term; which weeks of
    returns are counted."""
    given = {input_.indicator: input_ for scored in each.terms for input_ in scored.inputs}
    made = {name: (scores.made_of(say, told), "scores.of_weeks" if told.weeks else "scores.made")
            for name, told in given.items() if told.made_of or told.weeks}  # fmt: skip
    return [say(key, name=scores.named(say, name), sum=literal(said)) for name, (said, key) in made.items() if said]


def _place(say: Say, each: UnitScore) -> str:
    if each.rank is None:
        return say("scores.unplaced")
    return say("scores.place", rank=each.rank, n=each.of, group=literal(each.group or say("scores.no_group")))


def _line(say: Say, scored: Scored) -> dict[str, object]:
    return {
        "term": say("scores.term", name=scored.term.name, form=say(f"scores.form.{scored.term.form}")),
        "points": scores.points(say, scored.points),
        "inputs": say("scores.comma").join(_judged(say, each) for each in scored.inputs),
        "formula": scores.formula(say, scored),
    }


def _judged(say: Say, each: Input) -> str:
    """An indicator with how many of its things were accepted, rejected and not judged."""
    name, told = scores.named(say, each.indicator), each.standing
    return name if told is None else f"{name} {told.accepted}/{told.rejected}/{told.pending}"


def _of_shares(say: Say, found: Attribution) -> str:
    """What the shares that were entered do to projects: count them for more than one, or leave a part to the host."""
    (n, most), (few, least) = found.above_one, found.short
    above = say("scores.credit.above", n=n, most=say.percent(most, 0)) if n else ""
    short = say("scores.credit.short", n=few, least=say.percent(least, 0)) if few else ""
    return above + short + (say("scores.credit.unfilled", n=found.unfilled) if found.unfilled else "")


def credit(here: Context) -> None:
    """整体 and 折算 side by side for one indicator of projects, as reported; the district counts each project once."""
    say = here.say
    name = st.selectbox(
        say("scores.credit.of"), CREDITED, key="scores-credit", label_visibility="collapsed", width=320,
        format_func=lambda each: amounts.named(say, each),
    )  # fmt: skip
    found = cache.scoring(here, here.standing).credit(str(name))
    if not found.entered:
        st.warning(say("scores.credit.unset"), icon=":material/info:")
    rows = found.units.rows
    if rows.empty:
        st.info(say("scores.credit.none"))
        return
    head = {"key": say("ui.column.unit"), "whole": say("scores.credit.whole"), "split": say("scores.credit.split"),
            "originated": say("scores.credit.originated")}  # fmt: skip
    picked = tables.show(rows, say, key=f"scores-credit-{name}", select=True, headings=head)
    total = amounts.amount(say, found.total, str(name))
    strangers = say("scores.credit.strangers", n=found.strangers) if found.strangers else ""
    st.caption(say("scores.credit.total", total=total) + strangers + _of_shares(say, found))
    if picked:
        unit = str(rows["key"].iloc[picked[0]])
        tracing.opened(here, unit, found.units.cells[unit])
