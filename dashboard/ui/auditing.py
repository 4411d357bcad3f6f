"""The audit log on the screen, for admins."""

from datetime import timedelta

import streamlit as st

from dashboard.exports import MIME
from dashboard.exports.tabular import xlsx
from dashboard.store.entrance.events import KINDS
from dashboard.ui import cache, filters, tables
from dashboard.ui.shell import Context
from dashboard.workflows import auditing
from dashboard.workflows.auditing import Wanted

_SPAN = timedelta(days=30)


def show(here: Context) -> None:
    """What to see, the list, and the list as a workbook."""
    say, settings = here.say, here.arrived.settings
    found = auditing.entries(here.kept, cache.entrance(settings), _wanted(here))
    rows = auditing.table(found, say)
    st.caption(say("audit.count", n=len(rows)))
    if rows.empty:
        return
    tables.figures(rows, key="audit-rows")
    st.download_button(
        say("audit.download"), data=lambda: xlsx(rows, say("ui.page.audit")), mime=MIME["xlsx"], key="audit-download",
        file_name=f"{say('ui.page.audit')}_{filters.today():%Y%m%d}.xlsx", on_click="ignore",
        icon=":material/download:",
    )  # fmt: skip


def _wanted(here: Context) -> Wanted:
    say, today = here.say, filters.today()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        since = st.date_input(say("audit.since"), today - _SPAN, key="audit-since", width=160)
        until = st.date_input(say("audit.until"), today, key="audit-until", width=160)
        who = st.text_input(say("audit.who"), key="audit-who", width=200)
        kinds = st.multiselect(
            say("audit.kinds"), [*auditing.DONE, *KINDS], key="audit-kinds",
            format_func=lambda kind: auditing.word(say, kind), placeholder=say("ui.all"),
        )  # fmt: skip
    return Wanted(since or today - _SPAN, until or today, who.strip(), kinds)
