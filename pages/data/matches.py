"""比对: what is remembered about each unit's sheets, undone in one click; projects that several units claim."""

import streamlit as st

from dashboard.ui import cohorts, matching, shell

here = shell.current()
matching.templates(here)
matching.trail(here)
st.subheader(here.say("data.matches.claims"), anchor=False)
cohorts.claims(here)
