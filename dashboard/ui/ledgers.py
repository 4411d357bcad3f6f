"""The consolidated ledger on the screen: table, search, history, download."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.store.verdicts import JUDGED
from dashboard.ui import judging, tables
from dashboard.ui.shell import Context
from dashboard.workflows import consolidated

WITH_HISTORY = ("projects", "assets")


def choice(here: Context) -> str:
    """Which ledger to look at."""
    say = here.say
    chosen = st.segmented_control(
        say("data.ledger.which"), consolidated.LEDGERS, default="projects", required=True, key="ledger",
        format_func=lambda name: say(f"data.table.{name}"), label_visibility="collapsed",
    )  # fmt: skip
    return str(chosen or "projects")


def rows(here: Context, table: str, search: str) -> pd.DataFrame:
    """Records for the page's filters and the search text."""
    return consolidated.records(here.standing.snapshot, here.district, table, here.filters, search)


def listing(here: Context, table: str, search: str) -> None:
    """The records as a table; picking one opens its history and the verdicts on it below."""
    found = judging.marked(here, table, rows(here, table, search))
    st.caption(here.say("data.ledger.count", n=len(found)))
    judging.without_record(here, table)
    if found.empty:
        st.info(here.say("data.ledger.none"))
        return
    columns = consolidated.visible(found)
    picked = tables.show(found, here.say, key=f"ledger-{table}", select=table in JUDGED, columns=columns, height=520)
    if picked:
        record = found.iloc[picked[0]]
        if table in WITH_HISTORY:
            _history(here, table, record)
        judging.panel(here, table, record)
    elif table in JUDGED:
        st.caption(here.say("data.ledger.pick"))


def _history(here: Context, table: str, record: "pd.Series[Any]") -> None:
    filters = here.filters
    past = consolidated.history(here.store, table, str(record["identity"]), filters.as_of, filters.known_at)
    if past.empty:
        return
    st.subheader(here.say("data.ledger.history", name=tables.plain(record["name"])), anchor=False)
    columns = ["as_of_day", *(name for name in consolidated.visible(past) if name != "as_of_day")]
    tables.show(past, here.say, key=f"history-{table}", columns=columns, headings={"as_of_day": here.say("ui.as_of")})


def download(here: Context) -> None:
    """One workbook with every ledger, for the page's filters; made when somebody asks for it."""
    say = here.say
    st.download_button(
        say("data.ledger.download"),
        data=lambda: _workbook(here),
        file_name=say("data.ledger.file", district=here.district.name, day=f"{here.filters.as_of:%Y%m%d}") + ".xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        key="ledger-download",
        on_click="ignore",
        icon=":material/download:",
    )


def _workbook(here: Context) -> bytes:
    say = here.say
    found = {name: tables.worded(rows(here, name, ""), say) for name in consolidated.LEDGERS}
    return consolidated.workbook(
        found, lambda name: say(f"data.table.{name}"), lambda column: tables.heading_of(say, column)
    )
