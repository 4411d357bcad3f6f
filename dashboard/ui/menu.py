"""Which pages there are, in what order, and where somebody begins."""

from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard import access
from dashboard.config import ROOT
from dashboard.i18n import Say

SECTIONS = {
    "meeting": ("prepare", "overview", "board", "agenda", "unit"),
    "indicators": ("visits", "projects", "space", "scores"),
    "data": ("upload", "returns", "ledger", "matches", "targets", "registry", "links"),
    "admin": ("people", "audit"),
    "help": ("definitions",),
}
NAMES = tuple(name for names in SECTIONS.values() for name in names)
OVERVIEW = "overview"
WITH_FIGURES = (*SECTIONS["meeting"], *SECTIONS["indicators"])
WITHOUT_DATA = ("upload", "targets", "registry", "definitions", "links", "people", "audit")
"""Pages that make sense before anything was committed."""
UNDATED = ("upload", "definitions", "links", "people", "audit")
"""Pages without an as-of day: the one date on the upload page is that of the meeting it is for."""
_SIGNED = ("links", "people", "audit")
"""Pages about who comes in: where nobody is asked, there is nothing on them."""


def landing(identity: access.Identity) -> str:
    """The page at the bare address: the overview for who may see it, else what this person is here for."""
    first = (OVERVIEW, "upload", "people")
    return next((page for page in first if access.may(identity, page)), "definitions")


def pages(identity: access.Identity, *, asked: bool) -> Mapping[str, Sequence[str]]:
    """Names of the pages that this person may open, by section; `asked` whether people are asked who they are."""
    return {
        section: [name for name in names if access.may(identity, name) and (asked or name not in _SIGNED)]
        for section, names in SECTIONS.items()
    }


def menu(say: Say, identity: access.Identity, *, asked: bool) -> dict[str, list[StreamlitPage]]:
    """The same as Streamlit's navigation takes it; sections without a page are left out."""
    first = landing(identity)
    offered = {
        say(f"ui.section.{section}"): [_page(say, section, name) for name in names]
        for section, names in pages(identity, asked=asked).items()
        if names
    }
    if first != OVERVIEW:
        # the first page of all lives at the bare address alone: one that leads on leaves every page its own
        offered[""] = [st.Page(ROOT / "pages" / "home.py", title=say("ui.app"), default=True, visibility="hidden")]
    return offered


def begin(identity: access.Identity) -> None:
    """Open the page where this person begins."""
    first = landing(identity)
    section = next(name for name, pages in SECTIONS.items() if first in pages)
    st.switch_page(ROOT / "pages" / section / f"{first}.py")


def _page(say: Say, section: str, name: str) -> StreamlitPage:
    path = ROOT / "pages" / section / f"{name}.py"
    return st.Page(path, title=say(f"ui.page.{name}"), url_path=name, default=name == OVERVIEW)
