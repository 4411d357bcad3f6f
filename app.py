"""The server: the frame behind the gate. Started by `python -m streamlit run app.py`."""

import streamlit as st

from dashboard.config import Settings
from dashboard.gate import middleware
from dashboard.ui import addresses, mishap, signing

settings = Settings.current()
signing.assert_ready(settings)
app = st.App(
    "dashboard/frame.py",
    routes=addresses.routes(),
    middleware=middleware(settings.doors, signing.Porter(settings)),
    on_script_error=mishap.tell,
)
