"""What every request passes before Streamlit sees it: known hosts, closed doors, size, and what a page may load."""

from collections.abc import Awaitable, Callable, Collection, MutableMapping
from typing import Any

from starlette.middleware import Middleware

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
UPLOAD_BYTES = 100 * 1024 * 1024
"""Largest request body; a single workbook is limited much lower by the loaders."""
CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")
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
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
)


class Gate:
    """ASGI middleware. Requests for hosts that are not listed, and for closed paths, never reach the application.

    Parameters
    ----------
    hosts
        Host names (without port) under which the dashboard may be addressed; this machine's own by default, so a
        foreign page cannot reach it through a name of its own that points here.
    upload_bytes
        Largest request body, declared or streamed.
    """

    def __init__(self, app: App, hosts: Collection[str] = LOOPBACK, upload_bytes: int = UPLOAD_BYTES) -> None:
        self.app = app
        self.hosts = frozenset(hosts)
        self.upload_bytes = upload_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        status = self._refusal(scope)
        if status:
            await _refuse(scope, send, status)
        else:
            await self.app(scope, self._measured(receive), _guarded(send))

    def _refusal(self, scope: Scope) -> int:
        headers = dict(scope["headers"])
        host = headers.get(b"host", b"").decode("latin-1").lower()
        if _without_port(host) not in self.hosts:
            return 421
        if scope["path"].startswith(CLOSED):
            return 404
        length = headers.get(b"content-length", b"0")
        return 413 if not length.isdigit() or int(length) > self.upload_bytes else 0

    def _measured(self, receive: Receive) -> Receive:
        taken = 0

        async def measured() -> Message:
            nonlocal taken
            message = await receive()
            if message["type"] == "http.request":
                taken += len(message.get("body", b""))
                if taken > self.upload_bytes:
                    # as if the sender had hung up: the application drops what it had
                    return {"type": "http.disconnect"}
            return message

        return measured


def _without_port(host: str) -> str:
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() else host


def middleware() -> list[Middleware]:
    """The gate as the server wants it."""
    return [Middleware(Gate)]


def _guarded(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [pair for pair in message.get("headers", []) if pair[0].lower() not in dict(HEADERS)]
            message = {**message, "headers": [*kept, *HEADERS]}
        await send(message)

    return guarded


async def _refuse(scope: Scope, send: Send, status: int) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"0"), *HEADERS]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
