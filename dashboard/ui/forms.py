"""Blank forms to download, for those who ask for one."""

from datetime import date
from functools import partial

import streamlit as st

from dashboard.exports import MIME
from dashboard.exports.naming import safe_stem
from dashboard.ui import state
from dashboard.ui.choosing import choice
from dashboard.ui.shell import Context
from dashboard.workflows import blanks


def offer(here: Context, day: date) -> None:
    """Which form, for which unit; the file is made when it is asked for, as of the day that the page is about."""
    say = here.say
    with st.expander(say("data.blank.title"), icon=":material/description:"):
        st.caption(say("data.blank.hint"))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            names, usual = here.district.names, _sender(here)
            unit = st.selectbox(say("ui.unit"), names, index=names.index(usual), key=f"blank-unit-{usual}", width=220)
            form = choice(
                say("data.blank.form"), list(blanks.forms()), key="blank-form", width=260,
                words=lambda name: say(f"data.blank.{name}"),
            )  # fmt: skip
            st.download_button(
                say("data.blank.download"),
                data=partial(blanks.blank, form, unit, here.store, here.district, day),
                file_name=safe_stem(f"{unit}_{blanks.forms()[form][0]}") + ".xlsx",
                mime=MIME["xlsx"],
                key="blank-download",
                on_click="ignore",
                icon=":material/download:",
            )


def _sender(here: Context) -> str:
    """The unit whose files are being looked at, where they are one unit's; else the registry's first."""
    names = here.district.names
    sent = {made.unit for made in state.draft().files.values()} & {*names}
    return sent.pop() if len(sent) == 1 else names[min(1, len(names) - 1)]
