"""The server: the frame behind the gate. Started by `python -m streamlit run app.py`."""

import gc

import streamlit as st

from dashboard import gate, logbook
from dashboard.config import Settings
from dashboard.ui import addresses, menu, mishap, signing

settings = Settings.current()
logbook.keep(settings.data_dir)
signing.assert_ready(settings)
app = st.App(
    "dashboard/frame.py",
    routes=addresses.routes(),
    middleware=[*logbook.middleware(menu.NAMES), *gate.middleware(settings.doors, signing.Porter(settings))],
    on_script_error=mishap.tell,
)
# after every click Streamlit has all that lives looked through; what was loaded to stay is not looked at again
gc.collect()
gc.freeze()
