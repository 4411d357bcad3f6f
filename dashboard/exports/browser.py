"""The one browser that draws pictures for everybody, and whether there is one.

Kaleido's own shared server mixes figures between threads, hangs without a Chrome and stays broken after one crash.
Here one daemon thread holds one event loop, one browser draws one figure after the other, every caller waits for its
own future with a limit, and only a failure of the browser itself starts a new one. The page loads plotly.js from the
installed package and nothing else; a dead proxy makes sure of it.
"""

import asyncio
import atexit
import concurrent.futures
import shutil
import subprocess
import sys
import threading
from collections.abc import Coroutine
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import kaleido
import plotly
import psutil
from choreographer.browsers.chromium import Chromium
from choreographer.errors import BrowserClosedError, BrowserFailedError, ChannelClosedError, DevtoolsProtocolError
from kaleido import PageGenerator

from dashboard.errors import ExportFailed

T = TypeVar("T")
PLOTLY_JS = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
"""plotly.js of the installed package: the server's pictures and the browser's are drawn by the same version."""
NOWHERE = "http://127.0.0.1:9"
"""The discard port of this machine, on which nothing listens."""
_WHOLE_PAGE = "<style>@page { margin: 0; } img { display: block; }</style>"
"""Without it the browser's own print margins push the lower edge of a picture off a PDF's only page."""
TABS = 1
"""Figures that are drawn at once: loading a page takes longer than drawing twenty pictures in it."""
PICTURES = 20
"""Drawn on a page before it is loaded anew, so that its memory cannot grow for ever."""
_BROWSER_GONE = (BrowserClosedError, BrowserFailedError, ChannelClosedError, DevtoolsProtocolError)


def absence() -> str:
    """Why this server can draw no pictures: "no-browser", or "" when it can. Costs a look along PATH."""
    return "" if executable() else "no-browser"


def available() -> bool:
    """Whether this server has a Chromium-based browser (Chrome, Chromium, Edge, Brave, Vivaldi)."""
    return not absence()


def executable() -> str:
    """Path of the browser, "" when there is none. `BROWSER_PATH` wins over what is installed."""
    return shutil.which(Chromium.find_browser(skip_local=False) or "") or ""


class _Pages(kaleido.Kaleido):  # type: ignore[misc]  # kaleido tells no types
    """Kaleido loads its page anew after every picture, which takes eight times as long as to draw one."""

    drawn = 0

    async def _return_kaleido_tab(self, tab: Any) -> None:
        """Called when a picture is made or has failed; what a failure left behind is drawn upon by nobody."""
        self.drawn += 1
        if sys.exc_info()[0] is None and self.drawn % PICTURES:
            await self.tabs_ready.put(tab)
        else:
            await super()._return_kaleido_tab(tab)


class Studio:
    """Draws figures in a browser of its own; safe to call from any thread.

    Parameters
    ----------
    seconds
        Longest time one figure may take once it is its turn, and the start of a browser likewise.
    patience_seconds
        Longest time a caller waits in all, turn included.
    places
        Callers that may wait at once; the next one waits outside, within its patience.
    """

    def __init__(self, seconds: float = 20, patience_seconds: float = 60, places: int = 64) -> None:
        self.seconds = seconds
        self.patience_seconds = patience_seconds
        self._places = threading.BoundedSemaphore(places)
        self._starting = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._turn, self._opening = asyncio.Semaphore(TABS), asyncio.Lock()
        self._browser: kaleido.Kaleido | None = None

    def draw(self, figure: dict[str, Any], kind: str, width: int, height: int, scale: float = 1) -> bytes:
        """The figure (as a plain dict) in `kind` png, svg or pdf.

        Raises
        ------
        ExportFailed
            `no-browser` at once; `export-timeout`; `export-failed` with `reason` when the figure cannot be drawn.
        """
        if absence():
            raise ExportFailed("no-browser")
        if not self._places.acquire(timeout=self.patience_seconds):
            raise ExportFailed("export-timeout", seconds=self.patience_seconds)
        try:
            options = {"format": kind, "width": width, "height": height, "scale": scale}
            return self._awaited(self._drawn(figure, options), self.patience_seconds)
        finally:
            self._places.release()

    def close(self) -> None:
        """Ends browser, loop and thread. A later `draw` starts anew."""
        with self._starting:
            loop, thread, self._loop, self._thread = self._loop, self._thread, None, None
        if loop is None or thread is None:
            return
        try:
            asyncio.run_coroutine_threadsafe(self._ended(), loop).result(timeout=self.seconds)
        finally:
            loop.call_soon_threadsafe(loop.stop)
            thread.join(timeout=self.seconds)

    @property
    def process_id(self) -> int | None:
        """Process of the running browser; None while there is none."""
        return _process(self._browser).pid if self._browser and _alive(self._browser) else None

    def _awaited(self, work: Coroutine[Any, Any, T], seconds: float) -> T:
        future = asyncio.run_coroutine_threadsafe(work, self._running_loop())
        try:
            return future.result(timeout=seconds)
        except concurrent.futures.CancelledError as error:
            raise ExportFailed("export-failed", reason="closed") from error
        except TimeoutError as error:
            future.cancel()
            raise ExportFailed("export-timeout", seconds=seconds) from error

    def _running_loop(self) -> asyncio.AbstractEventLoop:
        with self._starting:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._turn, self._opening = asyncio.Semaphore(TABS), asyncio.Lock()
                self._thread = threading.Thread(target=_run, args=(self._loop,), name="studio", daemon=True)
                self._thread.start()
            return self._loop

    async def _drawn(self, figure: dict[str, Any], options: dict[str, Any]) -> bytes:
        """Once it is this figure's turn; a browser that died on the way is replaced once."""
        async with self._turn:
            try:
                return await self._attempt(figure, options)
            except _BROWSER_GONE:
                pass
            try:
                return await self._attempt(figure, options)
            except _BROWSER_GONE as error:
                raise ExportFailed("export-failed", reason=type(error).__name__) from error

    async def _attempt(self, figure: dict[str, Any], options: dict[str, Any]) -> bytes:
        browser = await self._open_browser()
        try:
            return bytes(await self._limited(browser, browser.calc_fig(figure, opts=options)))
        except ExportFailed:
            raise
        except (*_BROWSER_GONE, asyncio.CancelledError):
            # one that died, or a caller who gave up in the middle of a drawing: that tab is in nobody's hands
            await self._discarded(browser)
            raise
        except Exception as error:
            # a browser of any version fails in ways of its own: whatever it was, this picture was not made
            if not _alive(browser):
                await self._discarded(browser)
                raise BrowserClosedError from error
            raise ExportFailed("export-failed", reason=f"{type(error).__name__}: {error}"[:300]) from error

    async def _limited(self, browser: kaleido.Kaleido, work: Coroutine[Any, Any, T]) -> T:
        """`work` within the limit. Its own cancellation (the browser died) becomes `BrowserClosedError`.

        `asyncio.wait_for` would wait for the cancelled work to end, and work on a hung browser never does.
        """
        task = asyncio.ensure_future(work)
        done, _ = await asyncio.wait({task}, timeout=self.seconds)
        if not done:
            await self._discarded(browser)
            task.cancel()
            raise ExportFailed("export-timeout", seconds=self.seconds)
        if task.cancelled():
            raise BrowserClosedError
        return task.result()

    async def _open_browser(self) -> kaleido.Kaleido:
        async with self._opening:
            if self._browser is not None and _alive(self._browser):
                return self._browser
            await self._discarded(self._browser)
            page = PageGenerator(plotly=(PLOTLY_JS.as_uri(), "utf-8"), mathjax=False)
            page.header += _WHOLE_PAGE
            self._browser = browser = _Pages(
                path=executable(), n=TABS, timeout=None, page_generator=page, proxy_server=NOWHERE,
                enable_sandbox=False,
            )  # fmt: skip
            try:
                await self._limited(browser, browser.open())
            except BaseException as error:
                # whatever kept it from opening: one that is half open draws for nobody
                await self._discarded(browser)
                if isinstance(error, ExportFailed) or not isinstance(error, Exception):
                    raise
                raise BrowserClosedError from error
            # the last one registered runs first: before the exit hooks that would complain of its temporary folders
            atexit.unregister(self.close)
            atexit.register(self.close)
            return browser

    async def _discarded(self, browser: kaleido.Kaleido | None) -> None:
        """The browser is gone, with its processes and temporary folders, unless another caller saw to it before."""
        known = self._browser is browser
        if browser is None or not known:
            return
        self._browser = None
        _kill(browser)
        await asyncio.wait({asyncio.ensure_future(browser.close())}, timeout=self.seconds)
        _swept(browser)

    async def _ended(self) -> None:
        browser, self._browser = self._browser, None
        if browser is not None:
            await asyncio.wait({asyncio.ensure_future(browser.close())}, timeout=self.seconds / 2)
            _kill(browser)
            _swept(browser)
        # a killed browser's watchdog is still clearing its folders away
        others = asyncio.all_tasks() - {asyncio.current_task()}
        if others:
            await asyncio.wait(others, timeout=self.seconds / 4)
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)


def _run(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
    finally:
        loop.close()


def _process(browser: kaleido.Kaleido) -> subprocess.Popen[bytes]:
    process: subprocess.Popen[bytes] = browser.subprocess
    return process


def _alive(browser: kaleido.Kaleido) -> bool:
    return hasattr(browser, "subprocess") and _process(browser).poll() is None


def _kill(browser: kaleido.Kaleido) -> None:
    """Ends a browser's processes: those this service started, by their ids."""
    if not _alive(browser):
        return
    try:
        parent = psutil.Process(_process(browser).pid)
        family = [*parent.children(recursive=True), parent]
    except psutil.NoSuchProcess:
        return
    for process in family:
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue


def _swept(browser: kaleido.Kaleido) -> None:
    """Removes the browser's profile folder. Its own `close` leaves that to a watchdog when the process was killed."""
    browser._browser_impl.clean()


@cache
def studio() -> Studio:
    """The process's one studio; its browser starts with the first picture and ends with the process."""
    return Studio()
