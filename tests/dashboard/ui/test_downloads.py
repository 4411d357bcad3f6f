"""Taking a chart along: what is offered with and without a browser on the server, and that it really arrives."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Download, Page, sync_playwright

from dashboard.config import ROOT
from dashboard.exports.browser import executable
from dashboard.i18n import speaker
from dashboard.ui import downloads
from tests.dashboard.exports.conftest import bars
from tests.runner import AppTest

PAGE = """
from datetime import date
import streamlit as st
from dashboard.i18n import speaker
from dashboard.ui import downloads
from tests.dashboard.exports.conftest import bars
say = speaker("zh_CN")
chart = bars(colour="#ff0000")
st.plotly_chart(chart.figure, config=downloads.camera(chart), theme=None, key="shown")
downloads.menu(chart, say)
downloads.all_charts(lambda: [chart], date(2024, 3, 29), say)
"""
SERVER = """
import streamlit as st
from starlette.middleware import Middleware
from dashboard.gate import Gate
from dashboard.ui import downloads
app = st.App("page.py", middleware=[Middleware(Gate)], routes=downloads.routes())
"""
ABSENT = "/nonexistent/chromium"


def buttons(app: AppTest) -> dict[str, bool]:
    return {button.proto.label: button.proto.disabled for button in app.get("download_button")}


def test_with_a_browser_every_kind_is_offered() -> None:
    app = AppTest.from_string(PAGE).run(timeout=30)
    assert not app.exception
    assert list(buttons(app).values()) == [False] * 6
    assert app.caption[0].value == speaker("zh_CN")("exports.by_server")


def test_without_a_browser_the_page_says_so_and_disables_the_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER_PATH", ABSENT)
    app = AppTest.from_string(PAGE).run(timeout=30)
    assert not app.exception
    assert [label for label, disabled in buttons(app).items() if disabled] == ["PDF"]
    assert app.caption[0].value == speaker("zh_CN")("exports.by_browser")


def test_the_camera_saves_twice_the_size_under_the_charts_name() -> None:
    assert downloads.camera(bars())["toImageButtonOptions"] == {
        "format": "png",
        "scale": 2,
        "filename": "示例区_走出去_截至20240329",
    }


@pytest.fixture(params=["", ABSENT], ids=["server-draws", "reader-draws"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    (tmp_path / "page.py").write_text(PAGE, encoding="utf-8")
    (tmp_path / "app.py").write_text(SERVER, encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    if request.param:
        environment["BROWSER_PATH"] = request.param
    command = [sys.executable, "-m", "streamlit", "run", str(tmp_path / "app.py"), "--server.port", str(port)]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            yield _answering(f"http://127.0.0.1:{port}")
        finally:
            server.terminate()


def _answering(url: str) -> str:
    limit = time.monotonic() + 60
    while time.monotonic() < limit:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1):
                return url
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(url)


def taken(page: Page, label: str) -> Download:
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("button", name=label, exact=True).click()
    return waiting.value


@pytest.mark.browser
def test_png_and_svg_arrive_whoever_draws_them(address: str, tmp_path: Path) -> None:
    say = speaker("zh_CN")
    asked: list[str] = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=executable(), args=["--no-sandbox", "--disable-dev-shm-usage"])
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address)
        page.get_by_role("button", name=say("exports.menu"), exact=True).click(timeout=60_000)
        png, svg = (taken(page, say(f"exports.kind.{kind}")) for kind in ("png", "svg"))
        png.save_as(tmp_path / "a.png")
        svg.save_as(tmp_path / "a.svg")
        names = [png.suggested_filename, svg.suggested_filename]
        browser.close()
    assert names == ["示例区_走出去_截至20240329.png", "示例区_走出去_截至20240329.svg"]
    with Image.open(tmp_path / "a.png") as image:
        assert image.size == (640, 480)
        assert (255, 0, 0) in {colour for _, colour in image.convert("RGB").getcolors(maxcolors=1 << 20)}
    assert "两个单位走出去8次" in (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
