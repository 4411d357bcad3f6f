"""The way in: pages that ask who somebody is, drawn by the server itself: nobody unknown reaches Streamlit."""

import logging
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from dashboard import config, gate
from dashboard.access import Identity
from dashboard.access.doors import COOKIE, Caller, identity
from dashboard.config import Settings
from dashboard.errors import AccessDenied
from dashboard.gate import SIGN_IN
from dashboard.i18n import Say, language_of, speaker
from dashboard.store.entrance import Event
from dashboard.ui import cache

_PAGE = Template((Path(__file__).parent / "signing.html").read_text(encoding="utf-8"))
_FIELDS = {"enter": ("name", "password"), "accept": ("code", "password", "again")}
"""What each form asks for, by what it does."""
_COMPLETE = {"name": "username", "password": "current-password", "code": "one-time-code", "again": "new-password"}


class Porter:
    """Who calls, for the gate; asked in the tables each time."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def __call__(self, caller: Caller) -> Identity | None:
        return identity(cache.entrance(self.settings), self.settings.doors, caller, _now())

    def taken(self, who: Identity, file: str, origin: str) -> None:
        cache.entrance(self.settings).events.add(Event(_now(), who.name, "downloaded", origin, {"file": file}))


def assert_ready(settings: Settings) -> None:
    """That who asks nobody who they are is reached from this machine alone; says how the first person comes in.

    Raises
    ------
    SystemExit
        With the sentence that says what to set, where the server was told to listen elsewhere.
    """
    address = str(st.get_option("server.address") or "")
    if settings.doors.open and address not in ("127.0.0.1", "localhost", "::1"):
        raise SystemExit(speaker(config.language())("error.local-elsewhere", address=address or "0.0.0.0"))
    if settings.doors.way == "accounts" and not cache.entrance(settings).people.all():
        base = f"http://{address}:{st.get_option('server.port')}"
        logging.getLogger("dashboard").warning(speaker(config.language())("signing.first", base=base))


def routes() -> list[Route]:
    """Addresses of the way in, for `st.App(routes=...)`."""
    return [
        Route(SIGN_IN, _sign_in, methods=["GET", "POST"]),
        Route("/u/{secret}", _by_link, methods=["GET"]),
    ]


async def _sign_in(request: Request) -> Response:
    """The form, for a password or a first one with `?code=`; sent off, it signs in and goes back."""
    settings = Settings.current()
    if settings.doors.way != "accounts":
        return RedirectResponse("/", 303)
    asked = "accept" if "code" in request.query_params else "enter"
    if request.method == "GET":
        return _page(request, asked)
    asking = gate.Request(request.scope, settings.doors)
    if not asking.same_origin:
        return _page(request, asked, AccessDenied("sign-in-elsewhere"), 403)
    typed = {name: str(value) for name, value in (await request.form()).items()}
    try:
        shown = await run_in_threadpool(_signed_in, settings, asked, typed, asking.origin)
    except AccessDenied as error:
        return _page(request, asked, error, 429 if error.code == "sign-in-waits" else 403)
    return _let_in(settings, shown, _inside(request.query_params.get("to", "")))


def _signed_in(settings: Settings, asked: str, typed: Mapping[str, str], origin: str) -> str:
    """What the browser shows from now on, once name and password, or code and new password, are right."""
    entrance, now = cache.entrance(settings), _now()
    password = typed.get("password", "")
    if asked == "accept":
        if not secrets.compare_digest(password.encode(), typed.get("again", "").encode()):
            raise AccessDenied("password-differs")
        person = entrance.passwords.accept(typed.get("code", "").strip(), password, origin=origin, now=now)
    else:
        person = entrance.passwords.proved(typed.get("name", "").strip(), password, origin=origin, now=now)
    lasting = timedelta(hours=settings.doors.hours)
    return entrance.signins.begin(person.name, way="accounts", lasting=lasting, origin=origin, now=now)


async def _by_link(request: Request) -> Response:
    """Lets in who has an upload link, to the upload page; one that is good no more says so."""
    settings = Settings.current()
    if settings.doors.open:
        return RedirectResponse("/", 303)

    def begun() -> str:
        entrance, now = cache.entrance(settings), _now()
        link = entrance.links.opened(str(request.path_params["secret"]), now)
        if link is None:
            raise AccessDenied("link-void")
        origin = gate.Request(request.scope, settings.doors).origin
        lasting = timedelta(hours=settings.doors.hours)
        return entrance.signins.begin_by(link, lasting=lasting, origin=origin, now=now)

    try:
        return _let_in(settings, await run_in_threadpool(begun), "/upload")
    except AccessDenied as error:
        return _page(request, "", error, 403)


def _let_in(settings: Settings, shown: str, to: str) -> Response:
    answer = RedirectResponse(to, 303, {"Cache-Control": "no-store"})
    answer.set_cookie(
        COOKIE, shown, max_age=settings.doors.hours * 3600, httponly=True, samesite="lax", secure=settings.doors.https
    )
    return answer


def _page(request: Request, asked: str, error: AccessDenied | None = None, status: int = 200) -> HTMLResponse:
    say = speaker(language_of(request.headers.get("accept-language", "")))
    fields = "".join(_field(say, name, request.query_params.get(name, "")) for name in _FIELDS.get(asked, ()))
    content = _PAGE.substitute(
        lang="zh-CN" if say.language == "zh_CN" else "en",
        title=escape(say("ui.app")),
        heading=escape(say(f"signing.heading.{asked or 'link'}")),
        error=f'<p class="error" role="alert">{escape(_sentence(say, error))}</p>' if error else "",
        form=f'<form method="post">{fields}<button>{escape(say(f"signing.do.{asked}"))}</button></form>'
        if asked
        else "",
        hint=escape(say(f"signing.hint.{asked or 'link'}")),
    )
    return HTMLResponse(content, status, {"Cache-Control": "no-store"})


def _field(say: Say, name: str, given: str) -> str:
    kind = "password" if name in ("password", "again") else "text"
    value = f' value="{escape(given)}"' if name == "code" and given else ""
    return (
        f'<label>{escape(say(f"signing.field.{name}"))}<input name="{name}" type="{kind}" required maxlength="200" '
        f'autocomplete="{_COMPLETE[name]}"{value}></label>'
    )


def _sentence(say: Say, error: AccessDenied) -> str:
    return say(f"error.{error.code}", **error.detail)


def _inside(to: str) -> str:
    """Where to go on, if that is an address of this dashboard; else its first page."""
    parts = urlsplit(to)
    own = to.startswith("/") and not to.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    return to if own and not any(ord(c) < 32 for c in to) and "\\" not in to else "/"


def _now() -> datetime:
    return datetime.now().astimezone()
