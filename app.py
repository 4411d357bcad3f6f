"""The server: the frame behind the gate. Started by `python -m streamlit run app.py`."""

import streamlit as st
from starlette.middleware import Middleware

from dashboard.gate import Gate
from dashboard.ui import downloads, mishap

app = st.App(
    "dashboard/frame.py", routes=downloads.routes(), middleware=[Middleware(Gate)], on_script_error=mishap.tell
)
