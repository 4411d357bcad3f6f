"""Where somebody begins: on which page, and on which day."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from dashboard import access
from dashboard.config import ROOT
from dashboard.store import Store
from dashboard.ui import menu

_PAGES: Mapping[access.Role, str] = {
    "bureau": menu.OVERVIEW, "viewer": menu.OVERVIEW, "assessor": "scores", "reporter": "upload", "admin": "people",
}  # fmt: skip
"""By role; who has several begins with the first of them."""


def first_page(identity: access.Identity, store: Store, periods: Sequence[date], *, sample: bool = False) -> str:
    """Where the bare address leads: the bureau to the checklist while the latest meeting is collected.

    Nobody prepares the `sample` district's meeting: it is there to be looked at.
    """
    page = next((_PAGES[role] for role in _PAGES if role in identity.roles), "definitions")
    collecting = "bureau" in identity.roles and not sample and periods and periods[-1] not in _frozen(store)
    return menu.PREPARE if collecting else page


def first_day(identity: access.Identity, store: Store, periods: Sequence[date]) -> date | None:
    """The day that is shown unless another is chosen; None for the latest. A viewer sees the last frozen meeting."""
    if "viewer" not in identity.roles or "bureau" in identity.roles:
        return None
    return max(_frozen(store) & set(periods), default=None)


def lead_on(page: str) -> None:
    """Open a page from the bare address, with the filters of that; before they are drawn, for then they are bound."""
    section = next(name for name, pages in menu.SECTIONS.items() if page in pages)
    st.switch_page(ROOT / "pages" / section / f"{page}.py", query_params=st.query_params.to_dict())


def _frozen(store: Store) -> set[date]:
    return {meeting.cover_to for meeting in store.meetings.frozen()}
