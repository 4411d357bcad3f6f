"""Who is at the screen: what the browser shows, looked up in the tables on every run; what nobody is shown."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import streamlit as st

from dashboard.access import LOCAL, Identity
from dashboard.access.doors import Caller, identity, token, vouched
from dashboard.config import Doors, Settings
from dashboard.errors import AccessDenied
from dashboard.gate import SIGN_IN
from dashboard.i18n import Say
from dashboard.store.acts import NOTHING_YET
from dashboard.store.entrance import Entrance
from dashboard.ui import cache, state

_FRESH = timedelta(seconds=1)
"""So long one look-up serves: within a run it is one, and a part of a page that runs by itself looks again."""
_leaving = st.components.v2.component(
    "dispatch_leaving", js=(Path(__file__).parent / "arriving.js").read_text(encoding="utf-8")
)


@dataclass
class Arrived:
    """Somebody at the screen, for as long as their sign-in counts."""

    settings: Settings
    caller: Caller
    _found: Identity | None = None
    _at: datetime = NOTHING_YET

    @property
    def identity(self) -> Identity:
        """Who it is now.

        Raises
        ------
        AccessDenied
            `signed-out`: nobody; the sign-in ended or grew old, or the person may not come in any more.
        """
        found = self.known
        if found is None:
            raise AccessDenied("signed-out")
        return found

    @property
    def known(self) -> Identity | None:
        """Who it is now; None for nobody."""
        if self.settings.doors.open:
            return LOCAL
        now = datetime.now().astimezone()
        if now - self._at >= _FRESH:
            self._found = identity(cache.entrance(self.settings), self.settings.doors, self.caller, now)
            self._at = now
        return self._found

    @property
    def ended(self) -> bool:
        """Whether what the browser shows was a sign-in once."""
        shown = token(self.caller, self.settings.doors.way)
        return bool(shown) and cache.entrance(self.settings).signins.known(shown)

    def sign_out(self) -> None:
        """End this sign-in, whoever has a copy of it."""
        doors = self.settings.doors
        cache.entrance(self.settings).signins.end(token(self.caller, doors.way), now=datetime.now().astimezone())
        self._at = NOTHING_YET


def arrived(settings: Settings) -> Arrived:
    """Who this session's browser says it is; somebody whom a provider has proved is signed in first."""
    doors = settings.doors
    if doors.open:
        return Arrived(settings, Caller({}))
    caller = Caller(st.context.cookies.to_dict(), str(st.context.headers.get(doors.header, "")))
    found = Arrived(settings, caller)
    if doors.way == "oidc" and found.known is None and st.user.is_logged_in:
        _vouched(cache.entrance(settings), doors, caller)
        return Arrived(settings, caller)
    if found.known is not None:
        state.belong(found.known.name)
    return found


def _vouched(entrance: Entrance, doors: Doors, caller: Caller) -> None:
    name = str(st.user.get(doors.claim) or "")
    vouched(entrance, doors, caller, name, st.context.ip_address or "", datetime.now().astimezone())


def outside(say: Say, who: Arrived) -> None:
    """What is shown to nobody, and to somebody without a role: where to sign in or out, and nothing else.

    Ends the run.
    """
    way = who.settings.doors.way
    st.header(say("ui.app"), anchor=False)
    if who.known is not None:
        st.info(say("signing.no_role"), icon=":material/lock:")
        leave(say, who)
    elif way == "accounts":
        st.info(say("signing.out"), icon=":material/lock:")
        _leaving(data={"to": SIGN_IN}, key="leaving")
    elif way == "oidc" and (who.ended or not st.user.is_logged_in):
        st.markdown(say("signing.over" if who.ended else "signing.by_provider"))
        st.button(say("signing.do.enter"), on_click=st.login, type="primary", key="to-provider")
    else:
        st.info(say("signing.unknown"), icon=":material/lock:")
        if way == "oidc":
            st.button(say("signing.leave"), on_click=st.logout, key="leave-provider")
    st.stop()


def leave(say: Say, who: Arrived) -> None:
    """Who is signed in, and the way out; nothing where nobody is asked."""
    if who.settings.doors.open:
        return
    found = who.identity
    st.caption(say("signing.as", who=found.shown or found.name))
    if who.settings.doors.way != "header" and st.button(say("signing.leave"), key="sign-out", type="tertiary"):
        who.sign_out()
        if who.settings.doors.way == "oidc" and st.user.is_logged_in:
            st.logout()
        st.rerun()
