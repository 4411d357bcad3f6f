"""People on the screen: who may come in, what they may do, and a code for a first password."""

from datetime import datetime
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from dashboard.access import ROLES
from dashboard.errors import DispatchError
from dashboard.gate import SIGN_IN
from dashboard.store.entrance import Grant, Person
from dashboard.ui import cache, mishap, state, tables
from dashboard.ui.escape import literal
from dashboard.ui.shell import Context


def listing(here: Context) -> None:
    """Everybody of the table; of the picked one the invitation, the way out, and an end to sign-ins."""
    say = here.say
    found = cache.entrance(here.arrived.settings).people.all()
    picked = tables.show(_rows(here, found), say, key="people", select=True, headings=_headings(here))
    if picked:
        _deeds(here, found[picked[0]])
    else:
        st.caption(say("people.pick"))


def _rows(here: Context, found: list[Person]) -> pd.DataFrame:
    say = here.say
    rows = [
        (
            person.name,
            person.shown,
            say("data.joint").join(say(f"people.role.{grant.role}") + (f" {grant.unit}" if grant.unit else "")
                                   for grant in sorted(person.grants)),
            say("people.out") if person.ended else say("people.in"),
        )
        for person in found
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["account", "person", "roles", "state"], dtype="str")


def _headings(here: Context) -> dict[str, str]:
    return {name: here.say(f"people.column.{name}") for name in ("account", "person", "roles", "state")}


def _deeds(here: Context, person: Person) -> None:
    say, entrance = here.say, cache.entrance(here.arrived.settings)
    with st.container(horizontal=True):
        accounts = here.arrived.settings.doors.way == "accounts" and person.ended is None
        invited = accounts and st.button(say("people.invite"), key="people-invite", icon=":material/key:")
        left = st.button(say("people.sign_out"), key="people-sign-out", icon=":material/logout:")
        ended = person.ended is None and st.button(say("people.end"), key="people-end", icon=":material/person_off:")
    by, now = here.identity.name, datetime.now().astimezone()
    if invited:
        code = entrance.passwords.invite(person.name, by=by, now=now)
        st.info(say("people.invited", who=literal(person.shown or person.name)))
        st.code(f"{base()}{SIGN_IN}?code={code}", language=None, wrap_lines=True)
    if left:
        n = entrance.signins.end_all(person.name, by=by, now=now)
        st.info(say("people.signed_out", n=n))
    if ended:
        mishap.done(say, entrance.people.end, person.name, by=by)


def form(here: Context) -> None:
    """Somebody new, or other rights for somebody who is in already."""
    say, slip = here.say, state.slip("people")
    with st.form(f"people-{slip.round}", border=True):
        st.markdown(f"**{say('people.form')}**")
        name = st.text_input(say("people.column.account"), help=say("people.account.help"), max_chars=100)
        shown = st.text_input(say("people.column.person"), max_chars=100)
        roles = st.multiselect(
            say("people.column.roles"), ROLES, format_func=lambda role: say(f"people.role.{role}"), placeholder=""
        )
        units = st.multiselect(
            say("people.units"), here.spoken_of.names[1:], help=say("people.units.help"), placeholder=""
        )
        if not st.form_submit_button(say("people.keep"), type="primary"):
            return
    given = [Grant(role) for role in roles if role != "reporter"]
    given += [Grant("reporter", unit) for unit in units or ("",) if "reporter" in roles]
    people, by = cache.entrance(here.arrived.settings).people, here.identity.name
    try:
        people.keep(name.strip(), shown.strip(), given, by=by, now=datetime.now().astimezone())
    except DispatchError as error:
        st.error(mishap.refusal(say, error), icon=":material/error:")
        return
    slip.round += 1
    st.rerun()


def base() -> str:
    """The address by which this browser reaches the dashboard, without a path."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}"
