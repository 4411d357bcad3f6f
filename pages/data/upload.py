"""上传: drop sheets in as they are, see what was understood, commit."""

import streamlit as st

from dashboard.ui import forms, review, shell, state, uploading

here = shell.current()
meeting = uploading.meeting(here)
uploading.drop(here, meeting.period)
if state.draft().files:
    with uploading.turn():
        uploading.commit_or_discard(here)
        review.show(here, uploading.listing(here))
if state.draft().receipts:
    review.receipts(here)
elif not state.draft().files:
    st.caption(here.say("data.upload.hint"))
forms.offer(here, meeting.day)
