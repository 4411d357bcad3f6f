"""A real server on a free port with an empty data folder, and a real Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import psutil
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
LOCAL = ("127.0.0.1", "::1")
NEAR = {"0100007F", "0" * 8, "0" * 24 + "01000000", "0" * 32, "0000000000000000FFFF00000100007F"}
"""Addresses of this machine, and of nobody, as the kernel writes them."""
READY_MS = 60_000
# on a busy machine the answer to a click may come long after it: every expectation waits for what it names
expect.set_options(timeout=READY_MS)
LANGUAGES = {"中文": "zh-CN", "English": "en"}
DRAWN = """() => {
  const all = (name) => [...document.querySelectorAll(name)];
  return document.querySelector('.stApp[data-test-script-state="notRunning"]') !== null
    && all('[data-testid="stSkeleton"], [data-stale="true"]').length === 0
    && all('[data-testid="stPlotlyChart"]').every((chart) => chart.querySelector('.main-svg') !== null);
}"""


@dataclass
class Server:
    """A running dashboard. `called` collects every foreign address the process was seen connected to."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path
    called: set[str] = field(default_factory=set)
    closing: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def watch(self) -> None:
        """Looks at the sockets of the process and its children until the server is closed."""
        while not self.closing.wait(0.1):
            if not strangers():
                continue
            try:
                family = [psutil.Process(self.process.pid)]
                family += family[0].children(recursive=True)
                for member in family:
                    remotes = (c.raddr.ip for c in member.net_connections("inet") if c.raddr)
                    self.called.update(ip for ip in remotes if ip not in LOCAL)
            except psutil.Error:
                continue


def strangers() -> bool:
    """Whether anybody on this machine is connected to a foreign address, or nobody can tell at a glance.

    Whose sockets they are is asked only then: it means looking at every process, ten times a second.
    """
    try:
        tables = [Path(f"/proc/net/{kind}").read_text(encoding="ascii") for kind in ("tcp", "tcp6", "udp", "udp6")]
    except OSError:
        return True
    remotes = {line.split()[2].partition(":")[0] for table in tables for line in table.splitlines()[1:]}
    return not remotes <= NEAR


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(folder: Path, *options: str, port: int | None = None, **settings: str) -> Server:
    """A server that answers; its first page request is still to come. `settings` are those of the environment."""
    port = port or free_port()
    log = folder / "server.log"
    environ = {**os.environ, "DISPATCH_DATA_DIR": str(folder / "var"), **settings}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), *options]
    with log.open("wb") as stream:
        process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=stream, stderr=subprocess.STDOUT)
    server = Server(port, process, log)
    threading.Thread(target=server.watch, daemon=True).start()
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return server
        if process.poll() is not None:
            break
        time.sleep(0.2)
    raise RuntimeError(log.read_text(encoding="utf-8", errors="replace"))


def stop(server: Server) -> None:
    server.closing.set()
    children = psutil.Process(server.process.pid).children(recursive=True) if server.process.poll() is None else []
    server.process.terminate()
    server.process.wait(20)
    for child in children:
        if child.is_running():
            child.kill()
    psutil.wait_procs(children, timeout=10)


@pytest.fixture
def fresh_server(tmp_path: Path) -> Iterator[Server]:
    """A server that nobody has asked anything yet."""
    server = start(tmp_path)
    yield server
    stop(server)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for the tests of a module."""
    running = start(tmp_path_factory.mktemp("live"))
    yield running
    stop(running)


@pytest.fixture(scope="module")
def playwright_driver() -> Iterator[Playwright]:
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="module")
def chromium(playwright_driver: Playwright) -> Iterator[Browser]:
    path = shutil.which("chromium")
    assert path, "Chromium is missing: `make packages` installs it or prints the command that does"
    arguments = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
    browser = playwright_driver.chromium.launch(executable_path=path, args=arguments)
    yield browser
    browser.close()


@dataclass
class Seen:
    """A page in the browser, with the foreign requests and script errors met on the way."""

    page: Page
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def settle(self) -> None:
        """Waits until the script has run and everything it sent is drawn: charts arrive as code of their own, later."""
        self.page.wait_for_timeout(400)
        deadline = time.monotonic() + READY_MS / 1000
        # asked from here: the page's own policy forbids what playwright's wait_for_function does in it
        while not (self.page.evaluate(DRAWN) and self._still_drawn()):
            assert time.monotonic() < deadline, f"{self.page.url} was not drawn in time"
            self.page.wait_for_timeout(100)

    def _still_drawn(self) -> bool:
        self.page.wait_for_timeout(300)
        return bool(self.page.evaluate(DRAWN))

    def go(self, url: str) -> "Seen":
        self.page.goto(url)
        self.page.wait_for_selector('[data-testid="stMainBlockContainer"]', timeout=READY_MS)
        self.settle()
        return self

    def switch(self, language: str) -> "Seen":
        """Clicks the switch of the languages and waits until the page says that it speaks this one."""
        self.page.get_by_text(language, exact=True).click()
        expect(self.page.locator("html")).to_have_attribute("lang", LANGUAGES[language])
        self.settle()
        return self

    @property
    def text(self) -> str:
        return self.page.inner_text("body")


class Profiles:
    """Browser profiles by language, taken up again once nothing of their last user is left in them but the cache.

    A new profile loads Streamlit's own scripts anew, which takes longer than most of what is looked at.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: dict[str, list[BrowserContext]] = {}

    def take(self, locale: str) -> BrowserContext:
        free = self._free.get(locale)
        return free.pop() if free else self._browser.new_context(locale=locale, accept_downloads=True)

    def give_back(self, locale: str, profile: BrowserContext) -> None:
        for page in profile.pages:
            origin = "/".join(page.url.split("/")[:3])
            if origin.startswith("http"):
                kept = {"origin": origin, "storageTypes": "cookies,local_storage,indexeddb,service_workers"}
                profile.new_cdp_session(page).send("Storage.clearDataForOrigin", kept)
            page.close()
        profile.clear_cookies()
        profile.clear_permissions()
        self._free.setdefault(locale, []).append(profile)


@pytest.fixture(scope="module")
def profiles(chromium: Browser) -> Profiles:
    return Profiles(chromium)


@pytest.fixture
def look(profiles: Profiles) -> Iterator[Callable[..., Seen]]:
    """Opens a browser window: `look("zh-CN")`, with its own language, colour scheme and size."""
    taken = []

    def opened(
        locale: str = "zh-CN", scheme: Literal["light", "dark"] = "light", width: int = 1366, height: int = 768
    ) -> Seen:
        profile = profiles.take(locale)
        taken.append((locale, profile))
        seen = Seen(profile.new_page())
        seen.page.set_viewport_size({"width": width, "height": height})
        seen.page.emulate_media(color_scheme=scheme)
        own = ("http://127.0.0.1:", "ws://127.0.0.1:", "blob:", "data:")
        seen.page.on("request", lambda r: None if r.url.startswith(own) else seen.foreign.append(r.url))
        seen.page.on("pageerror", lambda error: seen.errors.append(str(error)))
        seen.page.on("console", lambda m: seen.errors.append(m.text) if "Content Security" in m.text else None)
        return seen

    yield opened
    for locale, profile in taken:
        profiles.give_back(locale, profile)
