"""Who may do what: two tables, and what they do not name is denied."""

from dataclasses import dataclass
from typing import Literal, get_args

from dashboard.errors import AccessDenied
from dashboard.store.entrance import SignIn
from dashboard.store.entrance.people import Grant, Person

Role = Literal["reporter", "viewer", "bureau", "assessor", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
"""Reporter: hands in the files of own units and sees own rows. Viewer: sees the district. Bureau: runs the meeting.
Assessor: leads assessment periods. Admin: says who may come in, and reads what was done."""

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
    "returns": frozenset({"bureau", "assessor", "reporter"}),
    "ledger": frozenset({"bureau", "assessor", "reporter"}),
    "matches": frozenset({"bureau"}),
    "targets": frozenset({"bureau", "viewer", "assessor"}),
    "registry": frozenset({"bureau"}),
    "links": frozenset({"bureau"}),
    "province": frozenset({"bureau", "viewer", "assessor"}),
    "people": frozenset({"admin"}),
    "audit": frozenset({"admin"}),
    "definitions": frozenset({"bureau", "viewer", "assessor", "reporter", "admin"}),
}
"""Roles that may open a page, by the page's address."""
DEEDS: dict[str, frozenset[Role]] = {
    "enter": frozenset({"bureau"}), "allot": frozenset({"bureau"}), "judge": frozenset({"bureau", "assessor"}),
    "retract": frozenset({"bureau"}), "assess": frozenset({"bureau", "assessor"}), "arrange": frozenset({"bureau"}),
    "act": frozenset({"bureau"}), "upload": frozenset({"bureau", "reporter"}),
}  # fmt: skip
"""Roles that may do what not everybody does who sees the page: enter a figure, set a target, give a verdict, take a
receipt back, lead an assessment period, arrange a meeting, make an action and close it, hand a file in."""
_WHOLE: frozenset[Role] = frozenset({"viewer", "bureau", "assessor"})
"""Roles that see every unit's rows."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody at the screen; `name` goes into the record of what was done, `units` are those a reporter speaks for."""

    name: str
    roles: frozenset[Role]
    units: tuple[str, ...] = ()
    shown: str = ""

    @property
    def whole(self) -> bool:
        """Whether every unit's rows may be seen."""
        return not self.roles.isdisjoint(_WHOLE)


LOCAL = Identity("local", frozenset(("bureau", "admin")))
"""The one person of the single-user mode, and whoever types commands on this machine."""


def of_person(person: Person) -> Identity:
    """What a person of the table may do; roles that this version does not know give nothing."""
    roles = frozenset(role for role in ROLES if any(grant.role == role for grant in person.grants))
    return Identity(person.name, roles, _units(person.grants), person.shown)


def of_sign_in(found: SignIn) -> Identity | None:
    """As whom a sign-in acts: a person, or the reporter of an upload link."""
    if found.person is not None:
        return of_person(found.person)
    if found.link is not None:
        return Identity(found.link.name, frozenset({"reporter"}), (found.link.unit,), found.link.note)
    return None


def _units(grants: frozenset[Grant]) -> tuple[str, ...]:
    return tuple(sorted(grant.unit for grant in grants if grant.role == "reporter" and grant.unit))


def may(identity: Identity | None, page: str) -> bool:
    """Whether somebody may open a page. Nobody, an unknown page and an unknown role are all denied."""
    return identity is not None and not identity.roles.isdisjoint(RIGHTS.get(page, frozenset()))


def may_do(identity: Identity | None, deed: str) -> bool:
    """Whether somebody may do one of `DEEDS`. Nobody, an unknown deed and an unknown role are all denied."""
    return identity is not None and not identity.roles.isdisjoint(DEEDS.get(deed, frozenset()))


def only_looks(identity: Identity) -> bool:
    """Whether somebody sees every unit's rows and hands none in: a state of the store shared with others will do."""
    return identity.whole and not may_do(identity, "upload")


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
