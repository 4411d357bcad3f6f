"""项目: stock, movement, conversion, what stands still, industry and size."""

import streamlit as st

from dashboard.ui import cohorts, developing, moving, shell

here = shell.current()
developing.targets(here)
developing.stages(here)
moving.movement(here)
st.subheader(here.say("meeting.rates"), anchor=False)
developing.rates(here)
cohorts.cohorts(here)
st.subheader(here.say("meeting.stuck"), anchor=False)
developing.stuck(here)
st.subheader(here.say("developing.review"), anchor=False)
cohorts.review(here)
st.subheader(here.say("meeting.bands"), anchor=False)
developing.bands(here)
st.subheader(here.say("developing.claims"), anchor=False)
cohorts.claims(here)
