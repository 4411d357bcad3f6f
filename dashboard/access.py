"""Who may do what: one table, and what it does not name is denied.

The dashboard runs for one person on one machine so far; whoever reaches it over the loopback address is the bureau.
"""

from dataclasses import dataclass
from typing import Literal

from dashboard.errors import AccessDenied

Role = Literal["bureau", "reporter", "viewer", "assessor"]

RIGHTS: dict[str, frozenset[Role]] = {
    "prepare": frozenset({"bureau"}),
    "overview": frozenset({"bureau", "viewer", "assessor"}),
    "board": frozenset({"bureau", "viewer", "assessor"}),
    "agenda": frozenset({"bureau", "viewer", "assessor"}),
    "unit": frozenset({"bureau", "viewer", "assessor", "reporter"}),
    "visits": frozenset({"bureau", "viewer", "assessor"}),
    "projects": frozenset({"bureau", "viewer", "assessor"}),
    "space": frozenset({"bureau", "viewer", "assessor"}),
    "scores": frozenset({"bureau", "assessor"}),
    "upload": frozenset({"bureau", "reporter"}),
    "returns": frozenset({"bureau", "assessor"}),
    "ledger": frozenset({"bureau", "assessor"}),
    "matches": frozenset({"bureau"}),
    "targets": frozenset({"bureau", "viewer", "assessor", "reporter"}),
    "registry": frozenset({"bureau"}),
    "definitions": frozenset({"bureau", "viewer", "assessor", "reporter"}),
}
"""Roles that may open a page, by the page's address."""
DEEDS: dict[str, frozenset[Role]] = {
    "enter": frozenset({"bureau"}), "allot": frozenset({"bureau"}), "judge": frozenset({"bureau", "assessor"}),
    "retract": frozenset({"bureau"}), "assess": frozenset({"bureau", "assessor"}), "arrange": frozenset({"bureau"}),
    "act": frozenset({"bureau"}),
}  # fmt: skip
"""Roles that may do what not everybody does who sees the page: enter a figure, set a target, give a verdict, take a
receipt back, lead an assessment period, arrange a meeting, make an action and close it."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody at the screen; `name` goes into the record of what was committed."""

    name: str
    role: Role
    unit: str = ""


LOCAL = Identity("local", "bureau")
"""The one person of the single-user mode."""


def may(identity: Identity | None, page: str) -> bool:
    """Whether somebody may open a page. Nobody, an unknown page and an unknown role are all denied."""
    return identity is not None and identity.role in RIGHTS.get(page, frozenset())


def may_do(identity: Identity | None, deed: str) -> bool:
    """Whether somebody may do one of `DEEDS`. Nobody, an unknown deed and an unknown role are all denied."""
    return identity is not None and identity.role in DEEDS.get(deed, frozenset())


def require(identity: Identity | None, page: str) -> Identity:
    """The identity, if it may open the page.

    Raises
    ------
    AccessDenied
        `access-denied`, with the page.
    """
    if identity is None or not may(identity, page):
        raise AccessDenied("access-denied", page=page)
    return identity
