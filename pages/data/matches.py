"""比对: what may be one thing, what is remembered of each unit's sheets, projects that several units claim."""

import streamlit as st

from dashboard.ui import cohorts, matching, pairing, shell

here = shell.current()
pairing.waiting(here)
pairing.trail(here)
st.subheader(here.say("data.matches.remembered"), anchor=False)
matching.templates(here)
matching.trail(here)
st.subheader(here.say("data.matches.claims"), anchor=False)
cohorts.claims(here)
