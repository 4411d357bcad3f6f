"""Which pages there are, and in what order."""

from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard import access
from dashboard.config import ROOT
from dashboard.i18n import Say

SECTIONS = {
    "meeting": ("prepare", "overview", "board", "agenda", "unit"),
    "province": ("province",),
    "indicators": ("visits", "projects", "space", "scores"),
    "data": ("upload", "returns", "ledger", "matches", "targets", "registry", "links"),
    "admin": ("people", "audit"),
    "help": ("definitions",),
}
NAMES = tuple(name for names in SECTIONS.values() for name in names)
PREPARE, OVERVIEW = "prepare", "overview"
WITH_FIGURES = (*SECTIONS["meeting"], *SECTIONS["indicators"])
WITHOUT_DATA = ("upload", "targets", "registry", "definitions", "links", "people", "audit", "province")
"""Pages that make sense before anything was committed."""
UNDATED = ("upload", "definitions", "links", "people", "audit", "province")
"""Pages without an as-of day: the one date on the upload page is that of the meeting it is for."""
_SIGNED = ("links", "people", "audit")
"""Pages about who comes in: where nobody is asked, there is nothing on them."""


def pages(identity: access.Identity, *, asked: bool, province: bool = False) -> Mapping[str, Sequence[str]]:
    """Names of the pages that this person may open, by section.

    `asked` is whether people are asked who they are, `province` whether a province's figures are kept here.
    """
    left_out = (() if asked else _SIGNED) + (() if province else ("province",))
    return {
        section: [name for name in names if access.may(identity, name) and name not in left_out]
        for section, names in SECTIONS.items()
    }


def menu(say: Say, identity: access.Identity, *, asked: bool, province: bool = False) -> dict[str, list[StreamlitPage]]:
    """The same as Streamlit's navigation takes it; sections without a page are left out.

    The bare address is a page of its own, which leads on: so every other page has one address, whoever begins there.
    """
    offered = {
        say(f"ui.section.{section}"): [_page(say, section, name) for name in names]
        for section, names in pages(identity, asked=asked, province=province).items()
        if names
    }
    home = st.Page(ROOT / "pages" / "home.py", title=say("ui.app"), default=True, visibility="hidden")
    return {"": [home], **offered}


def _page(say: Say, section: str, name: str) -> StreamlitPage:
    return st.Page(ROOT / "pages" / section / f"{name}.py", title=say(f"ui.page.{name}"), url_path=name)
