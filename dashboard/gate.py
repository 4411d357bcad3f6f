"""What every request passes before Streamlit sees it: known hosts, closed doors, who it is, how much, what may load.

In *local* mode the gate asks nobody who they are and answers this machine alone. In every other mode it gives no bytes
to nobody: without an identity there is the sign-in page and what is the same for all the world (Streamlit's own code).
"""

from collections.abc import Collection, Mapping
from http.cookies import CookieError, SimpleCookie
from time import monotonic
from typing import Protocol
from urllib.parse import quote, urlsplit

from limits import RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.access import Identity, may_do
from dashboard.access.doors import Caller
from dashboard.config import Doors

ALONE = Doors()
"""One person at this machine."""
UPLOAD_BYTES = 100 * 1024 * 1024
"""Largest request body; a single workbook is limited much lower by the loaders."""
SIGN_IN = "/signin"
UPLOADS, MEDIA, STREAM = "/_stcore/upload_file", "/media/", "/_stcore/stream"
FORM_BYTES = 64 * 1024
CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")
FOR_ALL = (SIGN_IN, "/u/", "/_stcore/health", "/_stcore/host-config", "/static/", "/favicon.png", "/vendor/")
"""What is answered without an identity: the way in, and what is the same for all the world."""
FOR_OIDC = ("/auth/", "/oauth2callback", "/_stcore/bidi-components/", STREAM)
"""What besides that `st.login` needs, whose page the frame draws; the frame shows nobody anything else."""
REQUESTS_A_MINUTE = 1_200
_MIB = 1024 * 1024
_RECHECKED_S = 5
_GRACE_S = 60
"""So long a page whose sign-in ended may still say so; then its connection is closed."""
POLICY = "; ".join(
    (
        "default-src 'self'",
        # the one inline script of Streamlit's own start page (it sets window.prerenderReady)
        "script-src 'self' blob: 'sha256-THxz9J9+wf7rhwR2YkXJoSZ13UCmYyC+3lNDv2+8ugA='",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "worker-src 'self' blob:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    )
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
_OVER_HTTPS = (b"strict-transport-security", b"max-age=31536000")


class Porter(Protocol):
    """Who the gate asks; `dashboard.ui.signing` knows the tables."""

    def __call__(self, caller: Caller) -> Identity | None:
        """Who calls; None for nobody."""

    def taken(self, identity: Identity, file: str, origin: str) -> None:
        """Note that somebody took a file along."""


class Gate:
    """ASGI middleware. What it refuses never reaches the application.

    Parameters
    ----------
    doors
        How people come in, and the host names (without port) under which the dashboard may be addressed; this machine's
        own by default, so a foreign page cannot reach it through a name of its own that points here.
    porter
        Knows who calls; not asked in *local* mode.
    upload_bytes
        Largest request body, declared or streamed.
    """

    def __init__(
        self, app: ASGIApp, doors: Doors = ALONE, porter: Porter | None = None, upload_bytes: int = UPLOAD_BYTES
    ) -> None:
        self.app, self.doors, self.porter, self.upload_bytes = app, doors, porter, upload_bytes
        self.quota = SlidingWindowCounterRateLimiter(MemoryStorage())
        self.headers = (*HEADERS, _OVER_HTTPS) if doors.https else HEADERS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        request = Request(scope, self.doors)
        status = self._refusal(request)
        if status:
            await self._refuse(scope, send, status)
            return
        # what all the world is answered costs no look into the tables: a page brings some fifty such files
        asked = self.porter if not self.doors.open and not request.path.startswith(FOR_ALL) else None
        who = await run_in_threadpool(asked, request.caller) if asked else None
        if not self.doors.open and (status := self._outside(request, who)):
            away = request.page and status == 401 and self.doors.way != "header"
            await self._refuse(scope, send, status, request.sign_in if away else "")
            return
        scope["headers"] = request.passed
        await self.app(scope, self._measured(receive, request, who), self._guarded(send, request, who))

    def _refusal(self, request: "Request") -> int:
        """Why a request is refused whoever sends it; 0 for none."""
        if self.doors.open and request.peer not in ("", "127.0.0.1", "::1", "::ffff:127.0.0.1"):
            return 403
        if request.host not in self.doors.hosts or (request.connects and not request.same_origin):
            return 421
        if request.path.startswith(CLOSED):
            return 404
        length = request.headers.get(b"content-length", b"0")
        return 413 if not length.isdigit() or int(length) > self._limit(request) else 0

    def _limit(self, request: "Request") -> int:
        """Largest body of a request; nobody unknown hands in more than a form."""
        return FORM_BYTES if request.path.startswith(FOR_ALL) else self.upload_bytes

    def _outside(self, request: "Request", who: Identity | None) -> int:
        """Why a request is refused to somebody, or to nobody; 0 for none."""
        if who is None:
            return (
                0 if request.path.startswith(FOR_ALL) or (self.doors.way == "oidc" and self._for_oidc(request)) else 401
            )
        if request.path.startswith(UPLOADS) and not may_do(who, "upload"):
            return 403
        a_minute = RateLimitItemPerMinute(REQUESTS_A_MINUTE)
        return 0 if self.quota.hit(a_minute, "requests", who.name) else 429

    @staticmethod
    def _for_oidc(request: "Request") -> bool:
        return request.page or request.path.startswith(FOR_OIDC)

    def _measured(self, receive: Receive, request: "Request", who: Identity | None) -> Receive:
        taken, counted, quota = 0, 0, RateLimitItemPerHour(self.doors.mib_per_hour)
        watch = Watch(self.porter, request.caller, who)

        async def measured() -> Message:
            nonlocal taken, counted
            message = await receive()
            if message["type"] == "http.request":
                taken += len(message.get("body", b""))
                fresh, counted = taken // _MIB - counted, taken // _MIB
                within = who is None or not fresh or self.quota.hit(quota, "uploads", who.name, cost=fresh)
                if taken > self._limit(request) or not within:
                    # as if the sender had hung up: the application drops what it had
                    return {"type": "http.disconnect"}
            if message["type"] == "websocket.receive" and not await watch.still():
                return {"type": "websocket.disconnect", "code": 1008}
            return message

        return measured

    def _guarded(self, send: Send, request: "Request", who: Identity | None) -> Send:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [pair for pair in message.get("headers", []) if pair[0].lower() not in dict(self.headers)]
                message = {**message, "headers": [*kept, *self.headers]}
                file = (
                    _attached(kept) if request.path.startswith(MEDIA) and request.scope.get("method") == "GET" else ""
                )
                if file and who is not None and self.porter is not None and message["status"] in (200, 206):
                    await run_in_threadpool(self.porter.taken, who, file, request.origin)
            await send(message)

        return guarded

    async def _refuse(self, scope: Scope, send: Send, status: int, elsewhere: str = "") -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"0"), *self.headers]
        if elsewhere:
            status, headers = 303, [*headers, (b"location", elsewhere.encode()), (b"cache-control", b"no-store")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b""})


class Request:
    """What the gate reads of a request."""

    def __init__(self, scope: Scope, doors: Doors) -> None:
        self.scope = scope
        self.headers: Mapping[bytes, bytes] = dict(scope["headers"])
        self.path = str(scope["path"])
        self.peer = str((scope.get("client") or ("",))[0])
        self.host = _without_port(self._text(b"host").lower())
        behind = self.peer in doors.proxies
        named = self._text(doors.header.encode()) if behind and doors.way == "header" else ""
        self.caller = Caller(_cookies(self._text(b"cookie")), named)
        self.passed = [pair for pair in scope["headers"] if behind or pair[0].lower() != doors.header.encode()]
        forwarded = self._text(b"x-forwarded-for").rpartition(",")[2].strip()
        self.origin = forwarded if behind and forwarded else self.peer

    @property
    def page(self) -> bool:
        """Whether a browser asks for a page to look at."""
        asks = self.scope["type"] == "http" and self.scope.get("method") == "GET"
        return asks and "text/html" in self._text(b"accept") and not self.path.startswith(("/_stcore/", MEDIA))

    @property
    def connects(self) -> bool:
        """Whether a websocket is to be opened."""
        return bool(self.scope["type"] == "websocket")

    @property
    def same_origin(self) -> bool:
        """Whether a page of this dashboard asks, as far as the browser says: cookies go with others' requests too."""
        origin = self._text(b"origin")
        return not origin or urlsplit(origin).netloc == self._text(b"host")

    @property
    def sign_in(self) -> str:
        """The sign-in page, from which one comes back here."""
        query = self.scope.get("query_string", b"").decode("latin-1")
        here = self.path + (f"?{query}" if query else "")
        return SIGN_IN if here == "/" else f"{SIGN_IN}?to={quote(here, safe='')}"

    def _text(self, name: bytes) -> str:
        return self.headers.get(name, b"").decode("latin-1")


class Watch:
    """Asks again, while a connection lasts, whether its sign-in still counts."""

    def __init__(self, porter: Porter | None, caller: Caller, who: Identity | None) -> None:
        self.porter, self.caller = porter if who is not None else None, caller
        self.asked = self.lost = monotonic()
        self.out = False

    async def still(self) -> bool:
        now = monotonic()
        if self.porter is None or (not self.out and now - self.asked < _RECHECKED_S):
            return True
        if not self.out:
            self.asked = now
            self.out = await run_in_threadpool(self.porter, self.caller) is None
            self.lost = now
        return not self.out or now - self.lost < _GRACE_S


def middleware(doors: Doors, porter: Porter) -> list[Middleware]:
    """The gate as the server wants it."""
    return [Middleware(Gate, doors=doors, porter=porter)]


def _without_port(host: str) -> str:
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() else host


def _cookies(text: str) -> dict[str, str]:
    try:
        return {name: found.value for name, found in SimpleCookie(text).items()}
    except CookieError:
        return {}


def _attached(headers: Collection[tuple[bytes, bytes]]) -> str:
    """The file that an answer hands over, "" for a picture of the page."""
    found = {name.lower(): value for name, value in headers}.get(b"content-disposition", b"")
    kind, _, rest = found.decode("latin-1").partition(";")
    return (rest.strip() or "?") if kind.strip() == "attachment" else ""
