"""走访招商: weeks, units, destinations, teams, chain lists, yield, campaign, grades and verdicts, the two-week rule."""

import streamlit as st

from dashboard.ui import shell, validity, visiting

here = shell.current()
visiting.weekly(here)
st.subheader(here.say("visiting.units"), anchor=False)
visiting.by_unit(here)
visiting.twice(here)
st.subheader(here.say("visiting.destinations"), anchor=False)
visiting.destinations(here)
st.subheader(here.say("visiting.teams"), anchor=False)
visiting.teams(here)
st.subheader(here.say("visiting.chains"), anchor=False)
visiting.chains(here)
st.subheader(here.say("visiting.yield"), anchor=False)
visiting.yields(here)
visiting.against(here)
st.subheader(here.say("visiting.grades"), anchor=False)
validity.grades(here)
validity.verdicts(here)
visiting.principals(here)
