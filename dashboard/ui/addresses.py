"""Addresses that the server answers beside Streamlit's own, for `st.App(routes=...)`."""

from starlette.routing import Route

from dashboard.ui import downloads, signing


def routes() -> list[Route]:
    return [*downloads.routes(), *signing.routes()]
