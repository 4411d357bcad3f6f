"""The projects page, second half: cohorts, the joint-review board and double claims."""

import pandas as pd
import streamlit as st

from dashboard.charts import Chart, projects
from dashboard.ui import cache, charts, tables, tracing
from dashboard.ui.shell import Context
from dashboard.workflows.developing import place
from metrics.claims import GROUNDS
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
    shown = found[["unit", "name", "state", "days", "result", "reviewed_on", "investment"]].assign(
        state=[say(f"developing.review.{name}") for name in found["state"]],
        days=found["days"].astype("float64").where(found["days"] >= 0),
    )
    headings = {name: say(f"developing.review.{name}") for name in ("state", "days", "result")}
    _leading(here, found, shown, headings, "review")


def claims(here: Context) -> None:
    """Projects of several units with who was first; a row leads to its cell."""
    say, found = here.say, cache.developing(here, here.standing).claims
    if found.empty:
        st.info(say("developing.claims.none"))
        return
    st.markdown(say("developing.claims.finding", n=found["claim"].nunique()))
    words = {name: say(f"developing.claims.ground.{name}") for name in GROUNDS}
    shown = found[["claim", "name", "unit", "first", "since", "ground", "investor", "stage", "investment"]]
    shown = shown.assign(ground=[words[name] for name in found["ground"]])
    headings = {name: say(f"developing.claims.{name}") for name in ("ground", "first", "since")}
    _leading(here, found, shown, headings | {"claim": say("developing.claims.number")}, "claims")


def _leading(here: Context, rows: pd.DataFrame, shown: pd.DataFrame, headings: dict[str, str], key: str) -> None:
    picked = tables.show(shown, here.say, key=key, select=True, headings=headings)
    if picked:
        row = rows.iloc[picked[0]]
        tracing.opened(here, str(row["name"]), [place(row)])
