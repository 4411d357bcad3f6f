"""The projects page, second half: cohorts and conversion by group, the joint-review board and double claims."""

from collections.abc import Iterable
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts import Chart
from dashboard.charts import cohorts as drawn
from dashboard.charts.amounts import FEW
from dashboard.i18n import Say
from dashboard.ui import cache, charts, tables, tracing
from dashboard.ui.shell import Context
from dashboard.weeks import local
from dashboard.workflows.developing import place
from metrics.claims import GROUNDS
from metrics.cohorts import Cohorts
from metrics.incidence import Incidence
from metrics.measure import Source
from metrics.review import STATES
from metrics.transitions import BY, STEPS


def cohorts(here: Context) -> None:
    """What became of projects after a stage: cohorts, the curve behind them, and conversion by group."""
    say = here.say
    with st.container(horizontal=True, key="cohort-choice"):
        step = _chosen(say, "step", list(STEPS), "start", say("cohorts.step"))
        by = _chosen(say, "by", list(BY), "quarter", say("cohorts.by"))
    found = cache.developing(here, here.standing).cohorts(step, by)
    if found.table.empty:
        st.info(say(f"cohorts.empty.{step}"))
    else:
        tracing.shown(cohorts_chart(here, step, by), here, _names(say, by, found.table["key"]), dict(found.cells))
        st.caption(_words(say, step, found))
        _curve(here, step, found.curve)
    if by != "quarter":
        _rates(here, step, by)


def _chosen(say: Say, what: str, options: list[str], usual: str, label: str) -> str:
    found = st.segmented_control(
        label, options, default=usual, required=True, key=f"cohort-{what}",
        format_func=lambda name: say(f"cohorts.{what}.{name}"), label_visibility="collapsed",
    )  # fmt: skip
    return str(found or usual)


def _names(say: Say, by: str, keys: Iterable[str]) -> dict[str, str]:
    """The printed names of a group's keys."""
    words = {"size": "meeting.size", "funding": "cohorts.funding"}
    said = {key: say(f"{words[by]}.{key}") if by in words and key else key for key in keys}
    return said | {"": say("charts.not_stated")}


def _words(say: Say, step: str, found: Cohorts) -> str:
    """What the signs in the table mean, and who is not in it."""
    said = [say("cohorts.words"), say("cohorts.words.estimate")]
    if undated := int(found.table["undated"].sum()):
        said.append(say("cohorts.words.undated", n=undated))
    if found.without_day:
        said.append(say(f"cohorts.words.without_day.{step}", n=found.without_day))
    return say("cohorts.semicolon").join(said)


def _curve(here: Context, step: str, found: Incidence) -> None:
    say = here.say
    with st.expander(say("cohorts.curve"), expanded=False):
        if len(found.days) < FEW:
            st.caption(say("cohorts.few", n=len(found.days)))
            return
        charts.show(
            cache.drawn(here, ("curve", step), lambda: drawn.curve(charts.canvas(here), found, step=step)), here
        )
        st.caption(say("cohorts.curve.words"))


def _rates(here: Context, step: str, by: str) -> None:
    say, tally = here.say, cache.developing(here, here.standing).rates(step, by)
    names = _names(say, by, tally.rows["key"])
    chart = cache.drawn(
        here, ("rates", step, by), lambda: drawn.rates(charts.canvas(here), tally.rows, step=step, by=by, names=names)
    )
    tracing.shown(chart, here, names, tally.cells)
    st.caption(say("cohorts.rates.words"))


def cohorts_chart(here: Context, step: str = "start", by: str = "quarter") -> Chart:
    """The table of cohorts as a picture."""
    table = cache.developing(here, here.standing).cohorts(step, by).table
    names = _names(here.say, by, table["key"])
    return cache.drawn(
        here, ("cohorts", step, by), lambda: drawn.cohorts(charts.canvas(here), table, step=step, by=by, names=names)
    )


def review(here: Context) -> None:
    """Key projects: not submitted, waiting n days, passed, conditional, rejected; a row leads to its cell."""
    say, found = here.say, cache.developing(here, here.standing).review
    if found.empty:
        st.info(say("developing.review.none"))
        return
    counts = found["state"].value_counts()
    items = [
        say("developing.review.item", state=say(f"developing.review.{name}"), n=int(counts[name]))
        for name in STATES
        if name in counts
    ]
    st.markdown(say("developing.review.finding", n=len(found), items=say("developing.comma").join(items)))
    shown = found[["unit", "name", "state", "days", "result", "reviewed_on", "investment", "hedged"]].assign(
        state=[say(f"developing.review.{name}") for name in found["state"]],
        days=found["days"].astype("float64").where(found["days"] >= 0),
    )
    headings = {name: say(f"developing.review.{name}") for name in ("state", "days", "result")}
    _leading(here, found, shown, headings, "review")


def claims(here: Context) -> None:
    """Projects of several units with who reported each first; a row leads to the cell of then and of now."""
    say, found = here.say, cache.developing(here, here.standing).claims
    if found.empty:
        undecided = sum(item.of_two_units for item in cache.waiting(here, here.standing))
        st.info(say("developing.claims.undecided" if undecided else "developing.claims.none", n=undecided))
        return
    st.markdown(say("developing.claims.finding", n=found["claim"].nunique()))
    words = {name: say(f"developing.claims.ground.{name}") for name in GROUNDS}
    told = ("investor", "stage", "investment", "hedged")
    shown = found[["claim", "name", "unit", "first", "receipt", "since", "ground", *told]]
    shown = shown.assign(ground=[words[name] for name in found["ground"]], receipt=_numbers(found["receipt"]))
    shown.insert(5, "reported", [_moment(say, at) for at in found["reported_at"]])
    shown.insert(6, "where", [_where(say, row) for _, row in found.iterrows()])
    names = ("ground", "first", "receipt", "reported", "where", "since")
    headings = {name: say(f"developing.claims.{name}") for name in names}
    picked = tables.show(
        shown, say, key="claims", select=True, headings=headings | {"claim": say("developing.claims.number")}
    )
    if picked:
        row = found.iloc[picked[0]]
        cells = {say("developing.claims.shown_first"): _first_place(row), say("moving.column.now"): place(row)}
        known = {which: cell for which, cell in cells.items() if cell.submission}
        tracing.opened(here, str(row["name"]), list(known.values()), list(known))


def _numbers(receipts: "pd.Series[int]") -> list[str]:
    """Receipt numbers as names; one that is not known is blank."""
    return [str(number) if number else "" for number in receipts]


def _moment(say: Say, at: Any) -> str:
    if pd.isna(at):
        return ""
    on = local(at.to_pydatetime())
    return f"{say.day(on.date())} {on:%H:%M}"


def _where(say: Say, row: "pd.Series[Any]") -> str:
    if not row["receipt"]:
        return ""
    return say("developing.claims.place", file=row["first_file"], sheet=row["first_sheet"], cell=row["first_cell"])


def _first_place(row: "pd.Series[Any]") -> Source:
    file, sheet, cell, unit = (str(row[name]) for name in ("first_file", "first_sheet", "first_cell", "unit"))
    return Source(int(row["receipt"]), file, sheet, cell, unit=unit)


def _leading(here: Context, rows: pd.DataFrame, shown: pd.DataFrame, headings: dict[str, str], key: str) -> None:
    picked = tables.show(shown, here.say, key=key, select=True, headings=headings)
    if picked:
        row = rows.iloc[picked[0]]
        tracing.opened(here, str(row["name"]), [place(row)])
