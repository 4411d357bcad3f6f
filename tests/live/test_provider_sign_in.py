"""Sign-in with a provider (OIDC) through `st.login`: who is in the table comes in, a copied cookie stays out."""

import contextlib
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import update

from dashboard.store.acts import utc
from dashboard.store.engine import writing
from dashboard.store.entrance import schema
from tests.live.conftest import ROOT, Seen, free_port, stop
from tests.live.office import Office, now, opened
from tests.weeks import WEEK

pytestmark = pytest.mark.browser
AUTH = """[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "{secret}"
client_id = "dashboard"
client_secret = "{secret}"
server_metadata_url = "http://127.0.0.1:{provider}/.well-known/openid-configuration"
"""


@contextlib.contextmanager
def provider(*options: str) -> Iterator[int]:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.live.provider", str(port), *options],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    try:
        yield port
    finally:
        process.terminate()
        process.wait(10)


@contextlib.contextmanager
def office_behind(folder: Path, filled: Path, *options: str) -> Iterator[Office]:
    with provider(*options) as at:
        port, auth = free_port(), folder / "secrets.toml"
        auth.write_text(AUTH.format(port=port, secret=secrets.token_hex(32), provider=at), encoding="utf-8")
        ways = {"DISPATCH_ACCESS": "oidc", "DISPATCH_CLAIM": "sub"}
        found = opened(folder, filled, "--secrets.files", str(auth), port=port, **ways)
        try:
            yield found
        finally:
            stop(found.server)
            found.entrance.close()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, filled: Path) -> Iterator[Office]:
    with office_behind(tmp_path_factory.mktemp("oidc"), filled) as found:
        yield found


def signed_in(page: Page, office: Office, subject: str) -> None:
    """Through the provider's own page and back."""
    page.goto(f"{office.url}/targets")
    page.get_by_role("button", name="登录").click()
    page.locator("[name=sub]").first.fill(subject)
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url(f"{office.url}/**")


def test_who_is_in_the_table_comes_in(office: Office, look: Callable[..., Seen]) -> None:
    page = look().page
    signed_in(page, office, "viewer")
    expect(page.locator('[data-testid="stSidebarNav"]')).to_be_visible()
    expect(page.get_by_text("已登录：viewer")).to_be_visible()
    (event,) = office.entrance.events.all(kinds=("signed-in",), who="viewer")
    assert event.content == {"way": "oidc"}


def test_who_is_not_in_the_table_is_told_so(office: Office, look: Callable[..., Seen]) -> None:
    page = look().page
    signed_in(page, office, "stranger")
    expect(page.get_by_text("不在本系统人员名单中")).to_be_visible()
    assert page.locator('[data-testid="stSidebarNav"]').count() == 0


def test_a_copied_cookie_does_not_come_back_after_signing_out(office: Office, look: Callable[..., Seen]) -> None:
    page = look().page
    signed_in(page, office, "assessor")
    expect(page.get_by_text("已登录：assessor")).to_be_visible()
    copied = [cookie for cookie in page.context.cookies() if cookie["name"].startswith("_streamlit_user")]
    page.get_by_role("button", name="退出登录").click()
    expect(page.get_by_text("已登录")).to_have_count(0)
    elsewhere = look().page
    elsewhere.context.add_cookies(copied)  # type: ignore[arg-type]  # what cookies() gives is what add_cookies takes
    elsewhere.goto(f"{office.url}/scores?as_of={WEEK}")
    expect(elsewhere.get_by_text("本次登录已结束")).to_be_visible()
    assert elsewhere.locator('[data-testid="stSidebarNav"]').count() == 0


def test_a_sign_in_that_grew_old_is_none_though_the_cookie_lives(office: Office, look: Callable[..., Seen]) -> None:
    page = look().page
    signed_in(page, office, "bureau")
    expect(page.get_by_text("已登录：bureau")).to_be_visible()
    with writing(office.entrance.engine, schema.LOCK) as connection:
        ended = update(schema.signins).where(schema.signins.c.person == "bureau").values(until=utc(now()))
        connection.execute(ended)
    page.goto(f"{office.url}/prepare")
    expect(page.get_by_text("本次登录已结束")).to_be_visible()


def test_a_token_for_another_application_lets_nobody_in(
    tmp_path: Path, filled: Path, look: Callable[..., Seen]
) -> None:
    with office_behind(tmp_path, filled, "another-application") as office:
        page = look().page
        signed_in(page, office, "viewer")
        expect(page.get_by_role("button", name="登录")).to_be_visible()
        assert office.entrance.events.all(kinds=("signed-in",)) == []
        assert [cookie for cookie in page.context.cookies() if cookie["name"].startswith("_streamlit_user")] == []
