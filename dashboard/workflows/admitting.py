"""People from the command line: how the first administrator comes in, and what an office without a browser does."""

from collections.abc import Sequence
from datetime import datetime

from dashboard import config
from dashboard.access import ROLES
from dashboard.config import Settings
from dashboard.contract import District
from dashboard.errors import SubmissionRefused
from dashboard.gate import SIGN_IN
from dashboard.i18n import Say
from dashboard.store.entrance import Entrance, Grant


def done(
    settings: Settings,
    say: Say,
    deed: str,
    name: str = "",
    shown: str = "",
    role: Sequence[str] = (),
    base: str = "",
    *,
    by: str,
    now: datetime,
) -> list[str]:
    """Do what was typed (`list`, `add`, `invite` or `end`); what to say of it.

    `role` are roles as typed: `viewer`, or `reporter=UNIT` once for each unit. With accounts of our own who is added or
    invited sets a password at the address that is told, good once; elsewhere a provider knows the password.

    Raises
    ------
    SubmissionRefused
        `role-unknown`, `unit-unknown`, and those of `People` and `Passwords.invite`.
    """
    entrance = Entrance(settings)
    if deed == "add":
        # a store may be busy or damaged while people come in: what units there are, the registry file says as well
        district = config.district(settings.district_file)
        entrance.people.keep(name, shown, [_grant(each, district) for each in role], by=by, now=now)
    if deed == "end":
        entrance.people.end(name, by=by, now=now)
    if deed in ("add", "invite") and settings.doors.way in ("local", "accounts"):
        code = entrance.passwords.invite(name, by=by, now=now)
        return [say("people.invited", who=name), f"{base.rstrip('/')}{SIGN_IN}?code={code}"]
    return _listed(entrance, say)


def _listed(entrance: Entrance, say: Say) -> list[str]:
    """Everybody, a line each."""
    lines = []
    for person in entrance.people.all():
        roles = ", ".join(f"{grant.role}={grant.unit}" if grant.unit else grant.role for grant in sorted(person.grants))
        state = say("people.out" if person.ended else "people.in")
        lines.append(say("people.listed", name=person.name, shown=person.shown, roles=roles, state=state))
    return lines


def _grant(typed: str, district: District) -> Grant:
    role, _, unit = typed.partition("=")
    if role not in ROLES:
        raise SubmissionRefused("role-unknown", role=role, known=", ".join(ROLES))
    if unit and unit not in district.names[1:]:
        raise SubmissionRefused("unit-unknown", name=role, unit=unit)
    return Grant(role, unit)
