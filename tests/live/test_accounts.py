"""Accounts in an office: nothing without an identity, rights looked up on every run, one unit's rows by a link."""

import http.client
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from dashboard.config import Settings
from dashboard.gate import SIGN_IN
from dashboard.store import Store
from dashboard.ui import menu
from tests.live.conftest import Seen, stop
from tests.live.office import OTHER, PASSWORD, PEOPLE, UNIT, Office, now, opened
from tests.weeks import WEEK

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, filled: Path) -> Iterator[Office]:
    found = opened(tmp_path_factory.mktemp("office"), filled, DISPATCH_ACCESS="accounts")
    yield found
    stop(found.server)
    found.entrance.close()


def answer(office: Office, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str]]:
    """Status and headers of one request, redirects not followed."""
    connection = http.client.HTTPConnection("127.0.0.1", office.server.port, timeout=20)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    reply = connection.getresponse()
    found = reply.status, {name.lower(): value for name, value in reply.getheaders()}
    connection.close()
    return found


def sheet_of_visits(path: Path) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["序号", "外出时间", "带队领导", "目的地", "拜访企业"])
    sheet.append([1, "2024-04-02", "王建国", "苏州", "苏州晨星科技有限公司"])
    book.save(path)
    return path


UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec_WebSocket_Version": "13",
    "Sec_WebSocket_Key": f"{'A' * 22}==",
}


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("/media/x.xlsx", "GET"),
        ("/_stcore/upload_file/s/f", "PUT"),
        ("/", "GET"),
        ("/component/x", "GET"),
        ("/auth/login", "GET"),
    ],
)
def test_without_an_identity_there_are_no_bytes(office: Office, path: str, method: str) -> None:
    for token in ({}, {"Cookie": "dispatch_signin=guess"}):
        status, headers = answer(office, path, method, **token)
        assert (status, headers["content-length"]) == (401, "0")


def test_without_an_identity_no_connection_is_made(office: Office) -> None:
    assert answer(office, "/_stcore/stream", **UPGRADE)[0] == 403


def test_a_page_leads_to_the_sign_in_and_back(office: Office, look: Callable[..., Seen]) -> None:
    office.entrance.passwords.accept(
        office.entrance.passwords.invite("bureau", by="test", now=now()), PASSWORD, origin="", now=now()
    )
    page = look().page
    page.goto(f"{office.url}/returns?as_of={WEEK}")
    page.fill("[name=name]", "bureau")
    page.fill("[name=password]", "not the password")
    page.click("button")
    expect(page.get_by_role("alert")).to_have_text("账号或密码不对。")
    page.fill("[name=name]", "bureau")
    page.fill("[name=password]", PASSWORD)
    page.click("button")
    expect(page.get_by_role("heading", name="报送")).to_be_visible()
    # of the address the page keeps what is no default of its own
    assert page.url.startswith(f"{office.url}/returns")


def test_an_invitation_sets_the_password_and_signs_in(office: Office, look: Callable[..., Seen]) -> None:
    code = office.entrance.passwords.invite("admin", by="test", now=now())
    page = look("en").page
    page.goto(f"{office.url}{SIGN_IN}?code={code}")
    for field, typed in (("password", PASSWORD), ("again", "something else")):
        page.fill(f"[name={field}]", typed)
    page.click("button")
    expect(page.get_by_role("alert")).to_have_text("The two passwords differ.")
    for field in ("password", "again"):
        page.fill(f"[name={field}]", PASSWORD)
    page.click("button")
    expect(page.get_by_role("heading", name="People")).to_be_visible()


def test_who_was_signed_out_elsewhere_is_led_to_the_sign_in(office: Office, look: Callable[..., Seen]) -> None:
    seen = look()
    office.admit(seen.page.context, "viewer")
    seen.go(f"{office.url}/targets")
    office.entrance.signins.end_all("viewer", by="admin", now=now())
    seen.page.get_by_text("English", exact=True).click()
    seen.page.wait_for_url(f"**{SIGN_IN}?**")
    expect(seen.page.locator("[name=password]")).to_be_visible()


def test_a_sign_in_that_grew_old_is_none(office: Office, look: Callable[..., Seen]) -> None:
    seen = look()
    office.entrance.signins.begin(
        "viewer", way="accounts", lasting=timedelta(hours=1), origin="", now=now() - timedelta(hours=2), token="old"
    )
    seen.page.context.add_cookies([{"name": "dispatch_signin", "value": "old", "url": office.url}])
    seen.page.goto(f"{office.url}/targets")
    expect(seen.page.locator("[name=password]")).to_be_visible()


def test_a_role_that_is_removed_is_gone_with_the_next_click(office: Office, look: Callable[..., Seen]) -> None:
    seen = look()
    office.entrance.people.keep("twin", "", PEOPLE["bureau"] + PEOPLE["viewer"], by="admin", now=now())
    office.admit(seen.page.context, "twin")
    seen.go(f"{office.url}/targets")
    menu_of = seen.page.locator('[data-testid="stSidebarNav"]')
    expect(menu_of.get_by_text("会前准备")).to_be_visible()
    office.entrance.people.keep("twin", "", PEOPLE["viewer"], by="admin", now=now())
    seen.page.get_by_text("English", exact=True).click()
    expect(menu_of.get_by_text("Targets")).to_be_visible()
    expect(menu_of.get_by_text("Prepare")).to_have_count(0)


def test_who_has_no_role_is_told_so_and_sees_nothing(office: Office, look: Callable[..., Seen]) -> None:
    seen = look()
    office.entrance.people.keep("newcomer", "", [], by="admin", now=now())
    office.admit(seen.page.context, "newcomer")
    seen.go(f"{office.url}/board")
    expect(seen.page.get_by_text("尚未分配角色")).to_be_visible()
    assert seen.page.locator('[data-testid="stSidebarNav"]').count() == 0


def test_a_link_hands_in_for_its_unit_and_shows_its_rows_alone(
    office: Office, look: Callable[..., Seen], tmp_path: Path
) -> None:
    secret = office.entrance.links.issue(UNIT, now() + timedelta(days=1), "小王", by="bureau", now=now())
    seen = look()
    seen.page.goto(f"{office.url}/u/{secret}")
    expect(seen.page.get_by_role("heading", name="上传")).to_be_visible()
    seen.settle()
    sheet = sheet_of_visits(tmp_path / f"{UNIT}走访（截至4月5日）.xlsx")
    seen.page.locator("input[type=file]").first.set_input_files(sheet)
    seen.page.get_by_text("仅本期新增", exact=True).click()
    seen.page.get_by_role("button", name="提交此文件").click()
    expect(seen.page.get_by_text("回执").first).to_be_visible()
    with Store(Settings.current(office.settings), reading=True) as store:
        newest = store.submissions().iloc[0]
    assert (newest["unit"], newest["uploader"]) == (UNIT, "link 1")
    told = (Path(office.settings["DISPATCH_DATA_DIR"]) / "dispatch.log").read_text(encoding="utf-8")
    assert ('"route": "/u"' in told, secret in told, UNIT in told) == (True, False, False)
    seen.go(f"{office.url}/ledger?as_of={WEEK}")
    assert OTHER not in seen.text
    office.entrance.links.end(1, by="bureau", now=now())
    seen.page.goto(f"{office.url}/u/{secret}")
    expect(seen.page.get_by_role("alert")).to_contain_text("已失效")


def test_what_is_taken_along_stands_in_the_log(office: Office, look: Callable[..., Seen]) -> None:
    seen = look()
    office.admit(seen.page.context, "reporter")
    seen.go(f"{office.url}/ledger?as_of={WEEK}")
    with seen.page.expect_download() as taken:
        seen.page.get_by_role("button", name="下载全部台账").click()
    assert taken.value.suggested_filename.endswith(".xlsx")
    # a browser may fetch one file more than once, each time is noted
    found = office.entrance.events.all(kinds=("downloaded",), who="reporter")
    assert {(event.origin, event.content["file"]) for event in found} == {("127.0.0.1", found[0].content["file"])}


@pytest.mark.parametrize(
    ("role", "mine", "closed"),
    [("reporter", "unit", "board"), ("admin", "audit", "overview"), ("viewer", "board", "prepare")],
)
def test_a_deep_link_opens_what_a_role_may_see(
    office: Office, look: Callable[..., Seen], role: str, mine: str, closed: str
) -> None:
    seen = look("en")
    office.admit(seen.page.context, role)
    assert _opened(seen, office, mine)
    assert not _opened(seen, office, closed)


@pytest.mark.slow
@pytest.mark.parametrize("role", PEOPLE)
def test_deep_links_to_every_page(office: Office, look: Callable[..., Seen], role: str) -> None:
    from dashboard.access import Identity, may

    seen = look("en")
    office.admit(seen.page.context, role)
    who = Identity(role, frozenset({role}))  # type: ignore[arg-type]  # the people are named after their roles
    # as in an office where no province's figures are kept: that page is in nobody's menu there
    everybody = Identity("somebody", frozenset(PEOPLE))  # type: ignore[arg-type]  # as above
    names = [name for pages in menu.pages(everybody, asked=True).values() for name in pages]
    assert {name: _opened(seen, office, name) for name in names} == {name: may(who, name) for name in names}


def _opened(seen: Seen, office: Office, page: str) -> bool:
    """Whether a deep link shows the page of its name, by the menu's mark of where one is."""
    seen.go(f"{office.url}/{page}")
    at = seen.page.locator('[data-testid="stSidebarNavLink"][aria-current="page"]')
    return bool(at.count()) and urlsplit(at.get_attribute("href") or "").path.strip("/") == page
