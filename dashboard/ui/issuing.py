"""Upload links on the screen: issue one for a unit, see which are good, take one back."""

from datetime import datetime, time, timedelta

import pandas as pd
import streamlit as st

from dashboard.ui import cache, filters, mishap, tables
from dashboard.ui.escape import literal
from dashboard.ui.inviting import base
from dashboard.ui.shell import Context
from dashboard.weeks import ZONE, stamped
from dashboard.workflows.wording import who

_LASTING = timedelta(days=30)
_LONGEST = timedelta(days=366)


def form(here: Context) -> None:
    """A new link; its address is shown once and kept nowhere."""
    say, today = here.say, filters.today()
    st.caption(say("links.intro"))
    with st.form("links", clear_on_submit=True), st.container(horizontal=True, vertical_alignment="bottom"):
        unit = st.selectbox(
            say("ui.unit"), here.spoken_of.names[1:], index=None, placeholder=say("links.unit"), width=220
        )
        until = st.date_input(
            say("links.until"), today + _LASTING, min_value=today, max_value=today + _LONGEST, width=160
        )
        note = st.text_input(say("links.note"), max_chars=100, width=260)
        issued = st.form_submit_button(say("links.issue"), type="primary", icon=":material/add_link:")
    if not issued:
        return
    if not unit:
        st.error(say("links.no_unit"), icon=":material/error:")
        return
    links, now = cache.entrance(here.arrived.settings).links, datetime.now().astimezone()
    end = datetime.combine(until, time(23, 59, 59), ZONE)
    secret = links.issue(unit, end, note.strip(), by=here.identity.name, now=now)
    st.success(say("links.issued", unit=literal(unit), until=say.day(until)))
    st.code(f"{base()}/u/{secret}", language=None, wrap_lines=True)


def listing(here: Context) -> None:
    """Every link that was issued; a good one that is picked can be taken back."""
    say, now = here.say, datetime.now().astimezone()
    links = cache.entrance(here.arrived.settings).links
    found = links.all()
    if not found:
        st.caption(say("links.none"))
        return
    rows = [
        (str(each.number), each.unit, each.note, who(say, each.by), stamped(each.at), stamped(each.until),
         say("links.good" if each.good(now) else "links.ended" if each.ended else "links.past"))
        for each in found
    ]  # fmt: skip
    names = ["link", "unit", "note", "by", "at", "until", "state"]
    headings = {name: say(f"links.column.{name}") for name in names if name != "unit"}
    picked = tables.show(
        pd.DataFrame(rows, columns=names, dtype="str"), say, key="links", select=True, headings=headings
    )
    if (
        picked
        and found[picked[0]].good(now)
        and st.button(say("links.end"), key="links-end", icon=":material/link_off:")
    ):
        mishap.done(say, links.end, found[picked[0]].number, by=here.identity.name)
