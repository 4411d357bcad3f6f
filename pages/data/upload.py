"""上传: drop sheets in as they are, see what was understood, commit."""

import streamlit as st

from dashboard.ui import forms, review, shell, state, turns, uploading

here = shell.current()
meeting = uploading.meeting(here)
uploading.drop(here, meeting.period)
if state.draft().files:
    with turns.turn(here.say):
        uploading.commit_or_discard(here)
        review.show(here, uploading.listing(here))
if state.draft().receipts:
    review.receipts(here)
elif not state.draft().files:
    st.caption(here.say("data.upload.hint"))
forms.offer(here, meeting.day)
