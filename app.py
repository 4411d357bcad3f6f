"""The server: the frame behind the gate. Started by `python -m streamlit run app.py`."""

import streamlit as st
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route

from dashboard.gate import middleware
from dashboard.ui import downloads, mishap


def first_page(request: Request) -> RedirectResponse:
    """The overview lives at the bare address; under its name, as every other page, it would be a page not found."""
    return RedirectResponse(f"./?{request.url.query}" if request.url.query else "./")


app = st.App(
    "dashboard/frame.py",
    routes=[*downloads.routes(), Route("/overview", first_page)],
    middleware=middleware(),
    on_script_error=mishap.tell,
)
