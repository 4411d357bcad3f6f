"""The server: the frame behind the gate. Started by `python -m streamlit run app.py`."""

import streamlit as st

from dashboard.gate import middleware
from dashboard.ui import addresses, mishap

app = st.App("dashboard/frame.py", routes=addresses.routes(), middleware=middleware(), on_script_error=mishap.tell)
