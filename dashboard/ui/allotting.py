"""A target set on the screen: the form, what it changes, the receipt."""

from datetime import date, datetime

import streamlit as st

from dashboard import access
from dashboard.charts.amounts import amount, named
from dashboard.errors import DispatchError
from dashboard.ui import mishap, state
from dashboard.ui.entering import figure, subject
from dashboard.ui.escape import literal
from dashboard.ui.goals import Goals
from dashboard.ui.shell import Context
from dashboard.workflows import allotting
from dashboard.workflows.allotting import Allotment

_LONGEST = 100


def form(here: Context, goals: Goals) -> None:
    """The form for those who may set targets, and the receipt of the one that was set last."""
    if not access.may_do(here.identity, "allot"):
        return
    say, slip = here.say, state.slip("target")
    if slip.filed:
        st.success(slip.filed, icon=":material/check_circle:")
    with st.expander(say("allotting.title"), icon=":material/edit_note:"):
        st.caption(say("allotting.hint"))
        said = _said(here, str(slip.round))
        if said.unit and said.indicator and said.value:
            st.markdown(_becomes(here, goals, said))
        if st.button(say("allotting.file"), key="allotting-file", type="primary", icon=":material/save:"):
            _file(here, said)


def _said(here: Context, form: str) -> Allotment:
    """What stands in the fields; `form` tells a new form from the last one."""
    say, as_of = here.say, here.filters.as_of
    with st.container(horizontal=True, vertical_alignment="bottom"):
        unit, indicator = subject(here, f"allotting-{{}}-{form}")
        value = figure(say, indicator, f"allotting-value-{{}}-{form}")
        day = st.date_input(say("allotting.since"), value=as_of, key=f"allotting-since-{form}", width=145)
        document = st.text_input(
            say("allotting.document"), key=f"allotting-document-{form}", max_chars=_LONGEST,
            placeholder=say("allotting.document.hint"), width="stretch",
        )  # fmt: skip
    since = day if isinstance(day, date) else as_of
    return Allotment(unit, indicator, value, as_of.year, since, document)


def _becomes(here: Context, goals: Goals, said: Allotment) -> str:
    """走出去目标将由10次改为12次."""
    say, stands = here.say, goals.get((said.unit, said.indicator))
    words = {"unit": literal(said.unit), "name": named(say, said.indicator), "year": said.year}
    after = literal(amount(say, said.value, said.indicator))
    if stands is None:
        return say("allotting.begins", **words, after=after)
    return say("allotting.becomes", **words, before=literal(amount(say, stands.value, said.indicator)), after=after)


def _file(here: Context, said: Allotment) -> None:
    say, slip = here.say, state.slip("target")
    try:
        receipt = allotting.allotted(said, here.store, by=here.identity.name, now=datetime.now().astimezone())
    except DispatchError as error:
        st.error(mishap.refusal(say, error), icon=":material/error:")
        return
    slip.round += 1
    slip.filed = say(
        "allotting.filed", number=receipt.number, unit=literal(said.unit), name=named(say, said.indicator),
        value=literal(amount(say, said.value, said.indicator)), day=say.day(said.since),
    )  # fmt: skip
    st.rerun()
