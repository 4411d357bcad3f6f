"""Who is at the door: what a browser or a proxy shows becomes somebody of the table of people, or nobody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from dashboard.access import rights
from dashboard.access.rights import Identity
from dashboard.config import Doors
from dashboard.store.entrance import Entrance

COOKIE = "dispatch_signin"
"""Holds the sign-in of accounts and upload links."""
_PROVIDERS = "_streamlit_user"
"""In which `st.login` keeps what the provider proved, signed; long ones go on in `_1`, `_2`, ..."""


@dataclass(frozen=True, slots=True)
class Caller:
    """What a request shows: its cookies, and the name that a trusted proxy gave, "" for none."""

    cookies: Mapping[str, str]
    named: str = ""


def token(caller: Caller, way: str) -> str:
    """What the caller shows as its sign-in, "" for nothing. A cookie of ours comes before a provider's."""
    own = caller.cookies.get(COOKIE, "")
    if own or way != "oidc":
        return own
    first = caller.cookies.get(_PROVIDERS, "")
    if not first:
        return ""
    further = ((int(name[len(_PROVIDERS) + 1 :]), value) for name, value in caller.cookies.items() if _goes_on(name))
    return "\n".join((first, *(value for _, value in sorted(further))))


def _goes_on(name: str) -> bool:
    return name.startswith(f"{_PROVIDERS}_") and name[len(_PROVIDERS) + 1 :].isdigit()


def identity(entrance: Entrance, doors: Doors, caller: Caller, now: datetime) -> Identity | None:
    """Who calls, looked up in the tables each time; None for nobody, who gets nothing."""
    if doors.way == "header" and caller.named:
        person = entrance.people.named(caller.named)
        return rights.of_person(person) if person is not None and person.ended is None else None
    found = entrance.signins.found(token(caller, doors.way), now)
    return rights.of_sign_in(found) if found else None


def vouched(entrance: Entrance, doors: Doors, caller: Caller, name: str, origin: str, now: datetime) -> bool:
    """Begin the sign-in of somebody whom the provider has proved to be `name`; whether they may come in.

    One cookie begins one sign-in: a copy of it that comes back after signing out, or too old, stays outside.
    """
    person = entrance.people.named(name)
    shown = token(caller, doors.way)
    if person is None or person.ended is not None or not shown:
        return False
    lasting = timedelta(hours=doors.hours)
    entrance.signins.begin(name, way=doors.way, lasting=lasting, origin=origin, now=now, token=shown)
    return entrance.signins.found(shown, now) is not None
