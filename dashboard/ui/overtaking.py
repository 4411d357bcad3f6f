"""Corrections of an earlier week that a later whole ledger does not hold, in words."""

from collections.abc import Sequence

import streamlit as st

from dashboard.ui.escape import literal
from dashboard.ui.shell import Context
from dashboard.workflows.overtaking import Overtaken, words


def show(here: Context, found: Sequence[Overtaken]) -> None:
    """A sentence for each ledger and later file: how many records, the first names, and from when they do not count."""
    for each in found:
        st.warning(here.say(each.said, **words(here.say, each, literal)), icon=":material/history:")
