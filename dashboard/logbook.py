"""The log: `dispatch.log` in the data folder, one JSON object a line, turned over by size.

It holds what happened where and under which id, and nothing that a person typed: no names, no cells, no addresses,
neither in an entry nor in the trace of a fault. Who did what stands in the store, which is narrowed by roles.
"""

import logging
import os
import secrets
import sys
import traceback
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Any

from concurrent_log_handler import ConcurrentRotatingFileHandler
from pythonjsonlogger.json import JsonFormatter
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.config import ROOT
from dashboard.errors import DispatchError

FILE = "dispatch.log"
MOST_BYTES, KEPT = 5 * 1024 * 1024, 9
"""Size at which the log is turned over, and how many older ones stay."""
REQUEST_ID = "x-request-id"
log = logging.getLogger("dashboard")
_requests = logging.getLogger("dashboard.requests")
_UNTOLD = ("/static/", "/vendor/", "/favicon", "/_stcore/health", "/_stcore/host-config")
"""What a page brings along by the dozen; told only when it is refused."""
_DOORS = ("", "_stcore", "media", "signin", "u", "auth", "oauth2callback", *(door.strip("/") for door in _UNTOLD[:3]))
_WITHIN = ("stream", "upload_file", "health", "host-config", "metrics", "agent", "bidi-components")


class Entry(JsonFormatter):
    """One line of the log; a fault is told by its kinds and places alone."""

    def __init__(self) -> None:
        super().__init__(
            "%(asctime)s %(levelname)s %(name)s %(message)s",
            datefmt="%Y-%m-%dT%H:%M:%S%z",
            rename_fields={"asctime": "time", "levelname": "level", "name": "part", "message": "event"},
            json_ensure_ascii=False,
        )

    def formatException(self, ei: tuple[Any, BaseException | None, TracebackType | None]) -> str:  # noqa: N802 - logging's own name
        return trace(ei[1]) if ei[1] else ""


class Plain(logging.Formatter):
    """The same for whoever looks at the console: words, and the trace of a fault below them."""

    def formatException(self, ei: tuple[Any, BaseException | None, TracebackType | None]) -> str:  # noqa: N802 - logging's own name
        return trace(ei[1]) if ei[1] else ""

    def format(self, record: logging.LogRecord) -> str:
        # what a handler before this one made of the exception is not for here
        record.exc_text = None
        return super().format(record)


def trace(error: BaseException) -> str:
    """Kinds and places of a fault, what led to it first; its own words may hold what stood in somebody's cell."""
    told: list[str] = []
    at: BaseException | None = error
    while at is not None and len(told) < 10:
        code = f" {at.code}" if isinstance(at, DispatchError) else ""
        frames = traceback.extract_tb(at.__traceback__)
        places = (f"  {_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames)
        told.append("\n".join([f"{type(at).__name__}{code}", *places]))
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)
    return "\n".join(reversed(told))


def _place(file: str) -> str:
    """A source file without the folders above the project or the installed packages."""
    path = Path(file)
    for above in (ROOT, *(Path(folder) for folder in sys.path if folder)):
        if path.is_relative_to(above):
            return path.relative_to(above).as_posix()
    return path.name


@contextmanager
def logged(folder: Path) -> Iterator[None]:
    """What a command has to tell is kept in the log, not shown; where the folder can only be read, it is shown."""
    keeper = _keeper(folder)
    if keeper is None:
        yield
        return
    log.addHandler(keeper)
    log.propagate = False
    try:
        yield
    finally:
        log.removeHandler(keeper)
        log.propagate = True
        keeper.close()


def keep(folder: Path) -> None:
    """For as long as the server runs: all in the log, warnings and worse on standard error too."""
    console = logging.StreamHandler()
    console.setLevel(logging.WARNING)
    console.setFormatter(Plain())
    log.handlers = [handler for handler in (_keeper(folder), console) if handler]
    log.setLevel(logging.INFO)
    log.propagate = False


def _keeper(folder: Path) -> logging.Handler | None:
    folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK):
        return None
    # the server, other servers of the same folder and commands write into one file, and one of them turns it over
    keeper = ConcurrentRotatingFileHandler(
        folder / FILE, maxBytes=MOST_BYTES, backupCount=KEPT, encoding="utf-8", lock_file_directory=str(folder)
    )
    keeper.setFormatter(Entry())
    return keeper


class Numbered:
    """ASGI middleware: every request gets an id, in its answer and in the log; the page's script finds it too."""

    def __init__(self, app: ASGIApp, pages: Collection[str]) -> None:
        self.app, self.pages = app, pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        number, begun, status = secrets.token_hex(8), monotonic(), 0
        name = REQUEST_ID.encode()
        scope["headers"] = [*(pair for pair in scope["headers"] if pair[0].lower() != name), (name, number.encode())]

        async def numbered(message: Message) -> None:
            nonlocal status
            if message["type"] in ("http.response.start", "websocket.accept"):
                status = message.get("status", 101)
                message = {**message, "headers": [*message.get("headers", ()), (name, number.encode())]}
            await send(message)

        try:
            await self.app(scope, receive, numbered)
        finally:
            self._tell(scope, number, status, monotonic() - begun)

    def _tell(self, scope: Scope, number: str, status: int, seconds: float) -> None:
        path = str(scope["path"])
        if status < 400 and path.startswith(_UNTOLD):
            return
        told = {"request": number, "route": route(path, self.pages), "status": status, "ms": round(seconds * 1000)}
        _requests.info(scope.get("method") or "WEBSOCKET", extra=told)


def route(path: str, pages: Collection[str]) -> str:
    """Which door a path leads through, without the secret, name or file behind it; "/?" for none that there is."""
    parts = path.split("/")[1:]
    within = parts[1] if parts[0] == "_stcore" and len(parts) > 1 else ""
    known = parts[0] in pages or parts[0] in _DOORS
    return f"/{parts[0]}" + (f"/{within}" if within in _WITHIN else "") if known else "/?"


def middleware(pages: Collection[str]) -> list[Middleware]:
    """The numbering as the server wants it, outermost; `pages` are the names that may stand in the log."""
    return [Middleware(Numbered, pages=pages)]
