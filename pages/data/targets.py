"""目标: what each unit and the district are to reach, and where that was written."""

import streamlit as st

from dashboard.ui import allotting, goals, shell

here = shell.current()
found = goals.current(here)
year = here.filters.as_of.year
if found:
    st.markdown(here.say("data.targets.year", year=year))
    goals.grid(here, found)
    goals.remarks(here, found)
    st.subheader(here.say("data.targets.sources"), anchor=False)
    goals.sources(here, found)
else:
    st.info(here.say("data.targets.none", year=year))
st.caption(here.say("data.targets.upload"))
allotting.form(here, found)
