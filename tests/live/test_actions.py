"""An action in a real browser: made from the form, proved by next week's file, postponed, confirmed, told in order."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dashboard.config import Settings
from dashboard.store import Store
from dashboard.workflows import receive
from tests.live.conftest import Seen, Server
from tests.loaders.sheets import workbook

pytestmark = pytest.mark.browser
WEEK, NEXT = date(2024, 3, 22), date(2024, 3, 29)


def _sent(folder: Path, day: date, stage: str) -> None:
    head = ["项目名称", "投资方", "总投资（亿元）", "状态"]
    content = workbook({"项目": [head, ["光伏支架制造基地", "辛能集团", 1.5, stage]]})
    with Store(Settings.current({"DISPATCH_DATA_DIR": str(folder)})) as store:
        made = receive.draft(
            content, f"板浦镇{day:%m%d}.xlsx", store=store, district=store.district, period=day, scope="whole"
        )
        receive.commit(made, store=store, uploader="clerk", now=datetime(2024, 3, 29, 12, tzinfo=UTC))


def _unit(seen: Seen, server: Server, day: date) -> Seen:
    return seen.go(f"{server.url}/unit?of=板浦镇&as_of={day}")


def _pick(seen: Seen, key: str, word: str) -> None:
    field = seen.page.locator(f'[class*="st-key-{key}"] input')
    expect(field).to_have_count(1)
    field.click()
    seen.page.get_by_role("option", name=word, exact=True).click()
    seen.settle()


def test_an_action_is_made_postponed_proved_by_the_next_file_and_confirmed(
    server: Server, look: Callable[..., Seen]
) -> None:
    folder = server.log.parent / "var"
    _sent(folder, WEEK, "签约")
    seen = _unit(look("zh-CN"), server, WEEK)
    page = seen.page
    body = page.locator("body")
    page.get_by_role("button", name="交办一项").click()
    seen.settle()
    _pick(seen, "acting-kind", "项目达到阶段")
    _pick(seen, "acting-project", "光伏支架制造基地")
    _pick(seen, "acting-stage", "开工")
    make = page.get_by_role("dialog").get_by_role("button", name="交办一项")
    # the form proposes its words once it knows what was chosen
    expect(page.get_by_placeholder("项目“光伏支架制造基地”达到“开工”或以后阶段")).to_be_visible()
    make.click()
    seen.settle()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(body).to_contain_text("第1号 项目“光伏支架制造基地”达到“开工”或以后阶段")
    expect(body).to_contain_text("临近")

    page.get_by_role("button", name="详情").click()
    seen.settle()
    page.get_by_role("button", name="改期").click()
    save = page.get_by_role("button", name="保存")
    expect(save).to_be_disabled()
    page.locator('[class*="st-key-acting-new-due"] [data-type="month"]').click()
    page.keyboard.type("04")
    page.keyboard.press("Enter")
    page.get_by_label("原因").fill("许可未下达")
    page.keyboard.press("Enter")
    expect(save).to_be_enabled()
    save.click()
    seen.settle()
    expect(body).to_contain_text("4月29日前")

    _sent(folder, NEXT, "开工")
    _unit(seen, server, NEXT)
    expect(body).to_contain_text("提请办结")
    page.get_by_role("button", name="详情").click()
    seen.settle()
    expect(body).to_contain_text("板浦镇0329.xlsx 项目 D2")
    page.get_by_role("button", name="确认办结").click()
    seen.settle()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(body).to_contain_text("没有未办结的督办事项")

    page.get_by_text("已办结或撤销：1项").click()
    page.get_by_role("button", name="详情").click()
    seen.settle()
    told = page.get_by_role("dialog").inner_text()
    places = [told.index(word) for word in ("交办", "改期", "提请办结", "办结 本机", "依据：板浦镇0329.xlsx 项目 D2")]
    assert places == sorted(places)
    assert "由2024年3月29日改为2024年4月29日，原因：许可未下达" in told
    assert (seen.errors, seen.foreign) == ([], [])
