"""From which meeting movement is counted: the last one, or an earlier one that the reader chooses.

The choice stands in the URL (`since`) and holds for movement alone; every other figure stays what it is.
"""

from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard.ui import cache, state
from dashboard.ui.shell import Context
from dashboard.workflows.opening import openings
from dashboard.workflows.report import Standing


def earlier(here: Context) -> list[date]:
    """The held meetings before the last one, which a reader may choose, the latest first."""
    return openings(here.district, here.filters.as_of, cache.periods(here.store))[1:]


def presented(here: Context, day: date) -> Standing:
    """The meeting that covers to a day as it was presented last; as the page knows it where it was never frozen."""
    known = here.filters.known_at
    moment = here.store.meetings.presented(day, known) or known
    return cache.standing(here.store, replace(here.filters, as_of=day, known_at=moment, since=None))


def chosen(here: Context, heading: str = "meeting.movement", since_heading: str = "moving.since.title") -> Context:
    """Draws the heading of what moved with the choice beside it, and returns the page as it is counted from there.

    `since_heading` names the meeting that was chosen. A day in the URL that is no earlier held meeting is dropped. With
    one meeting or none there is nothing to choose.
    """
    say, title = here.say, here.say(heading)
    days, since = earlier(here), None
    with st.container(horizontal=True, vertical_alignment="center", key=f"opening-{heading}"):
        above = st.empty()
        if days:
            dates = [day.isoformat() for day in days]
            state.keep_option("since", dates)
            picked = st.selectbox(
                say("moving.since"), dates, index=None, key="since", bind="query-params", width=200,
                placeholder=say("moving.since.last"), label_visibility="collapsed", icon=":material/history:",
            )  # fmt: skip
            since = date.fromisoformat(picked) if picked in dates else None
    if since is not None:
        title = say(since_heading, day=say.day(since))
    above.subheader(title, anchor=False, width="content")
    return here if since is None else replace(here, filters=replace(here.filters, since=since))
