"""Two servers on one PostgreSQL behind a proxy: what is done on one is on the other, and one may go."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.access.doors import COOKIE
from dashboard.config import ROOT, Settings
from dashboard.i18n import speaker
from dashboard.store import Store, check
from dashboard.store.entrance import Entrance, Grant
from dashboard.workflows import receive
from tests.live import proxy
from tests.live.conftest import READY_MS, Seen, Server, start, stop
from tests.live.office import PASSWORD, now
from tests.postgres import running
from tests.weeks import WEEK

pytestmark = pytest.mark.browser
ZH = speaker("zh_CN")
VISITS, SPACE = sorted((ROOT / "sample_data" / "reference").glob("*.xlsx"), reverse=True)
READY = "海州区 · 数据截至2024年3月29日"


@dataclass
class Pair:
    """Two servers, each with a data folder of its own, on one database and one archive."""

    servers: list[Server]
    settings: list[Settings]
    environs: list[dict[str, str]]
    entrance: Entrance
    proxy: str = ""

    def seen(self, look: Callable[..., Seen], server: Server, name: str = "bureau") -> Seen:
        """A browser that is signed in, as the form of either server would do it."""
        seen = look("zh-CN")
        lasting = timedelta(hours=1)
        token = self.entrance.signins.begin(name, way="accounts", lasting=lasting, origin="", now=now())
        seen.page.context.add_cookies([{"name": COOKIE, "value": token, "url": server.url}])
        return seen


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """The second server has joined when the first had received something already."""
    folder = tmp_path_factory.mktemp("pair")
    with running() as database:
        common = {
            "DATABASE_URL": database.emptied("pair"), "DISPATCH_ARCHIVE": str(folder / "shared"),
            "DISPATCH_ACCESS": "accounts", "DISPATCH_PROXIES": "127.0.0.1",
        }  # fmt: skip
        environs = [common | {"DISPATCH_DATA_DIR": str(folder / name / "var")} for name in ("one", "other")]
        settings = [Settings.current(environ) for environ in environs]
        entrance = Entrance(settings[0])
        for name in ("bureau", "viewer"):
            entrance.people.keep(name, "", (Grant(name),), by="test", now=now())
        with Store(settings[0]) as store:
            made = receive.draft(
                VISITS.read_bytes(), VISITS.name, store=store, district=store.district, period=WEEK, scope="whole"
            )
            receive.commit(made, store=store, uploader="test", now=now())
        command = [sys.executable, "-m", "dashboard", "join"]
        subprocess.run(command, cwd=ROOT, env=os.environ | environs[1], check=True, capture_output=True)
        servers = []
        try:
            for environ in environs:
                Path(environ["DISPATCH_DATA_DIR"]).parent.mkdir(exist_ok=True)
                servers.append(start(Path(environ["DISPATCH_DATA_DIR"]).parent, **environ))
            with proxy.running(folder / "proxy", *(server.port for server in servers)) as at:
                yield Pair(servers, settings, environs, entrance, at)
        finally:
            for server in servers:
                stop(server)
            entrance.close()


def test_what_is_uploaded_and_frozen_on_one_server_is_shown_and_opened_on_the_other(
    pair: Pair, look: Callable[..., Seen]
) -> None:
    # in this order: once the meeting was held, its pages show what was presented
    _uploaded(pair, look)
    _held(pair, look)


def _uploaded(pair: Pair, look: Callable[..., Seen]) -> None:
    one, other = pair.servers
    here, there = pair.seen(look, one), pair.seen(look, other)
    there.go(f"{other.url}/overview?as_of={WEEK}")
    bands = there.page.locator(".js-plotly-plot")
    expect(bands.filter(has_text="约13.3%")).to_have_count(0)
    here.go(f"{one.url}/upload")
    here.page.get_by_text("以表内注明的日期为准").click()
    here.settle()
    here.page.locator('input[type="file"]').first.set_input_files(str(SPACE))
    here.page.get_by_role("button", name="全部提交").wait_for(timeout=READY_MS)
    here.settle()
    here.page.get_by_role("button", name="全部提交").click()
    here.page.get_by_text("回执号").first.wait_for(timeout=READY_MS)
    # one click on the page that was open all the while, and no second one
    there.page.get_by_text("English", exact=True).click()
    expect(bands.filter(has_text="13.3%")).not_to_have_count(0)
    there.switch("中文")
    expect(there.page.locator("body")).to_contain_text(READY)


def _held(pair: Pair, look: Callable[..., Seen]) -> None:
    one, other = pair.servers
    here, there = pair.seen(look, one), pair.seen(look, other)
    for seen, server in ((here, one), (there, other)):
        seen.go(f"{server.url}/prepare?as_of={WEEK}")
    here.page.get_by_role("button", name=ZH("prepare.freeze", version=1)).click()
    expect(here.page.get_by_role("button", name=ZH("prepare.freeze", version=2))).to_be_visible()
    there.go(f"{other.url}/prepare?as_of={WEEK}")
    there.page.get_by_role("button", name=ZH("prepare.open")).click()
    expect(there.page.get_by_text("已召开").first).to_be_visible()
    here.go(f"{one.url}/prepare?as_of={WEEK}")
    expect(here.page.get_by_text("已召开").first).to_be_visible()


def test_what_one_server_did_reaches_the_store_of_the_other_within_two_seconds(pair: Pair) -> None:
    with Store(pair.settings[0]) as here, Store(pair.settings[1]) as there:
        assert there.version == here.version
        made = receive.draft(
            "单位,带队领导,外出时间,目的地,拜访企业名称\n板浦镇,王某,2024-03-27,苏州,甲公司\n".encode(), "板浦镇.csv",
            store=there, district=there.district, period=WEEK, scope="increment",
        )  # fmt: skip
        receipt, began = receive.commit(made, store=there, uploader="test", now=now()), time.monotonic()
        assert here.archived(receipt.number) == made.content
        assert here.version == there.version
        assert time.monotonic() - began < 2


def test_a_sign_in_is_one_for_both_and_ends_on_both(pair: Pair, look: Callable[..., Seen]) -> None:
    one, other = pair.servers
    seen = pair.seen(look, one, "viewer")
    for server in (one, other):
        seen.go(f"{server.url}/board?as_of={WEEK}")
        expect(seen.page.get_by_text("已登录：viewer")).to_be_visible()
    pair.entrance.signins.end_all("viewer", by="test", now=now())
    for server in (one, other):
        seen.page.goto(f"{server.url}/board")
        expect(seen.page.locator("[name=password]")).to_be_visible()


def test_a_browser_stays_with_one_server_and_stays_signed_in_when_that_goes(pair: Pair, chromium: Browser) -> None:
    passwords = pair.entrance.passwords
    passwords.accept(passwords.invite("viewer", by="test", now=now()), PASSWORD, origin="", now=now())
    context = chromium.new_context(locale="zh-CN", ignore_https_errors=True)
    page = context.new_page()
    page.goto(f"{pair.proxy}/board?as_of={WEEK}")
    page.fill("[name=name]", "viewer")
    page.fill("[name=password]", PASSWORD)
    page.click("button")
    shown(page)
    before = [_requests(each) for each in pair.settings]
    for path in ("overview", "visits", "board"):
        page.goto(f"{pair.proxy}/{path}?as_of={WEEK}")
        shown(page)
    grown = [_requests(each) > then for each, then in zip(pair.settings, before, strict=True)]
    assert sorted(grown) == [False, True]
    at = grown.index(True)
    stop(pair.servers[at])
    try:
        page.goto(f"{pair.proxy}/board?as_of={WEEK}")
        shown(page)
    finally:
        # the others of these tests, in whatever order, find both
        pair.servers[at] = start(pair.settings[at].data_dir.parent, port=pair.servers[at].port, **pair.environs[at])
    context.close()
    assert [check(each) for each in pair.settings] == [[], []]


def shown(page: Page) -> None:
    expect(page.get_by_text("已登录：viewer")).to_be_visible(timeout=READY_MS)


def _requests(settings: Settings) -> int:
    """How many requests a server has answered, by its own log."""
    log = settings.data_dir / "dispatch.log"
    return log.read_text(encoding="utf-8").count('"request"') if log.exists() else 0
