"""A server whose very first request is a deep link, as AppTest cannot show it."""

import time
import urllib.error
import urllib.request
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.live.conftest import Seen, Server

pytestmark = pytest.mark.browser


def status(url: str, **headers: str) -> tuple[int, dict[str, str]]:
    request = urllib.request.Request(url, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as reply:
            return reply.status, {k.lower(): v for k, v in reply.headers.items()}
    except urllib.error.HTTPError as error:
        with error:
            return error.code, {k.lower(): v for k, v in error.headers.items()}


def told(server: Server, entry: str) -> bool:
    """Whether the log of the server's data folder holds an entry; it is written after the answer."""
    log, deadline = server.log.parent / "var" / "dispatch.log", time.monotonic() + 20
    while entry not in log.read_text(encoding="utf-8"):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def test_a_deep_link_as_first_request_shows_frame_and_page(fresh_server: Server, look: Callable[..., Seen]) -> None:
    seen = look().go(f"{fresh_server.url}/upload")
    expect(seen.page.locator('[data-testid="stSidebarNav"]')).to_be_visible()
    expect(seen.page.locator('[data-testid="stFileUploader"]').first).to_be_visible()
    assert seen.page.get_by_role("dialog").count() == 0
    assert seen.page.url.startswith(f"{fresh_server.url}/upload")
    assert seen.errors == []


def test_the_gate_stands_before_everything(server: Server) -> None:
    assert status(f"{server.url}/_stcore/health")[0] == 200
    assert status(f"{server.url}/_stcore/metrics")[0] == 404
    assert status(f"{server.url}/", Host="evil.example")[0] == 421
    code, headers = status(f"{server.url}/returns")
    assert code == 200
    assert headers["content-security-policy"].startswith("default-src 'self';")
    assert headers["x-content-type-options"] == "nosniff"
    assert told(server, f'"request": "{headers["x-request-id"]}", "route": "/returns", "status": 200')


def test_the_overview_has_an_address_of_its_name(server: Server, look: Callable[..., Seen]) -> None:
    seen = look().go(f"{server.url}/overview?as_of=2024-03-29")
    expect(seen.page.locator('[data-testid="stSidebarNav"]')).to_be_visible()
    assert seen.page.get_by_role("dialog").count() == 0
    assert seen.page.url == f"{server.url}/overview?as_of=2024-03-29"
