"""The projects page, second half: cohorts, the joint-review board and double claims."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts import Chart, projects
from dashboard.i18n import Say
from dashboard.ui import cache, charts, tables, tracing
from dashboard.ui.shell import Context
from dashboard.weeks import local
from dashboard.workflows.developing import place
from metrics.claims import GROUNDS
from metrics.measure import Source
from metrics.review import STATES


def cohorts(here: Context) -> None:
    """Starts by quarter of signing; what was not watched long enough is censored and said."""
    found = cache.developing(here, here.standing).cohorts
    if found.table.empty:
        st.info(here.say("charts.cohorts.empty"))
        return
    tracing.shown(cohorts_chart(here), here, {q: q for q in found.cells}, dict(found.cells))
    undated = int(found.table["undated"].sum())
    st.caption(here.say("developing.cohorts.undated", n=undated) if undated else here.say("developing.cohorts.open"))


def cohorts_chart(here: Context) -> Chart:
    table = cache.developing(here, here.standing).cohorts.table
    return cache.drawn(here, ("cohorts",), lambda: projects.cohorts(charts.canvas(here), table))


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
