"""Behind a TLS proxy: it says who signed in, and only it; cookies and answers are for https."""

import ssl
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.live import proxy
from tests.live.conftest import READY_MS, stop
from tests.live.office import PASSWORD, Office, now, opened

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, filled: Path) -> Iterator[tuple[Office, str]]:
    """The office behind a proxy with its own sign-in, and the proxy's address."""
    folder = tmp_path_factory.mktemp("header")
    ways = {"DISPATCH_ACCESS": "header", "DISPATCH_PROXIES": "127.0.0.1", "DISPATCH_HTTPS": "yes"}
    found = opened(folder, filled, **ways)
    users = folder / "users"
    users.write_text(f"viewer:{{PLAIN}}{PASSWORD}\nstranger:{{PLAIN}}{PASSWORD}\n")
    with proxy.running(
        folder / "proxy", found.server.port, authentication=f'auth_basic "office"; auth_basic_user_file {users};'
    ) as at:
        yield found, at
    stop(found.server)
    found.entrance.close()


def text(chromium: Browser, at: str, name: str, path: str, waited: str) -> str:
    context = chromium.new_context(
        locale="zh-CN", ignore_https_errors=True, http_credentials={"username": name, "password": PASSWORD}
    )
    page = context.new_page()
    page.goto(f"{at}{path}")
    expect(page.get_by_text(waited).first).to_be_visible(timeout=READY_MS)
    shown = page.inner_text("body")
    context.close()
    return shown


def test_whom_the_proxy_names_comes_in_with_the_roles_of_the_table(
    office: tuple[Office, str], chromium: Browser
) -> None:
    shown = text(chromium, office[1], "viewer", "/board", "已登录：viewer")
    assert "会前准备" not in shown


def test_a_name_that_is_not_in_the_table_is_nobody(office: tuple[Office, str]) -> None:
    assert status(office[1], "stranger") == 401


@pytest.mark.parametrize("name", ["X-Forwarded-User", "x-forwarded-user", "X_Forwarded_User"])
def test_what_the_browser_says_of_itself_is_not_believed(office: tuple[Office, str], name: str) -> None:
    assert status(office[1], "stranger", **{name: "viewer"}) == 401


def test_answers_say_that_they_are_for_https(office: tuple[Office, str]) -> None:
    with opening(office[1], "viewer") as reply:
        assert reply.headers["strict-transport-security"] == "max-age=31536000"


def opening(at: str, name: str, **headers: str):  # type: ignore[no-untyped-def]  # urllib's own answer
    passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
    passwords.add_password(None, at, name, PASSWORD)
    unknown = ssl.create_default_context()
    unknown.check_hostname, unknown.verify_mode = False, ssl.CERT_NONE
    handlers = (urllib.request.HTTPBasicAuthHandler(passwords), urllib.request.HTTPSHandler(context=unknown))
    return urllib.request.build_opener(*handlers).open(
        urllib.request.Request(f"{at}/board", headers=headers), timeout=20
    )


def status(at: str, name: str, **headers: str) -> int:
    try:
        with opening(at, name, **headers) as reply:
            return int(reply.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def test_the_cookie_of_an_account_goes_over_https_alone(tmp_path: Path, filled: Path, chromium: Browser) -> None:
    office = opened(tmp_path, filled, DISPATCH_ACCESS="accounts", DISPATCH_HTTPS="yes", DISPATCH_PROXIES="127.0.0.1")
    passwords = office.entrance.passwords
    passwords.accept(passwords.invite("viewer", by="test", now=now()), PASSWORD, origin="", now=now())
    try:
        with proxy.running(tmp_path / "proxy", office.server.port) as at:
            context = chromium.new_context(locale="zh-CN", ignore_https_errors=True)
            page = context.new_page()
            page.goto(f"{at}/board")
            page.fill("[name=name]", "viewer")
            page.fill("[name=password]", PASSWORD)
            page.click("button")
            expect(page.get_by_text("已登录：viewer")).to_be_visible()
            (cookie,) = (each for each in context.cookies() if each["name"] == "dispatch_signin")
            assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"]) == (True, True, "Lax")
            context.close()
    finally:
        stop(office.server)
        office.entrance.close()
