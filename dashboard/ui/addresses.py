"""Addresses that the server answers beside Streamlit's own, for `st.App(routes=...)`."""

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route

from dashboard.ui import downloads, signing


def routes() -> list[Route]:
    return [*downloads.routes(), *signing.routes(), Route("/overview", _first_page)]


def _first_page(request: Request) -> RedirectResponse:
    """The overview lives at the bare address; under its name, as every other page, it would be a page not found."""
    return RedirectResponse(f"./?{request.url.query}" if request.url.query else "./")
