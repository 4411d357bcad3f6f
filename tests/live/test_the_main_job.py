"""The main job in a real browser: drop the sheets in, read the light, walk to the cell, take the picture along."""

import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.live.conftest import ROOT, Seen, Server

pytestmark = pytest.mark.browser

SHEETS = sorted(str(path) for path in (ROOT / "sample_data" / "reference").glob("*.xlsx"))


@pytest.fixture(scope="module")
def uploaded(server: Server) -> Iterator[Server]:
    """The server that the first test fills for those after it."""
    yield server


def upload(seen: Seen, server: Server) -> None:
    """Drops the reference sheets, by the dates written in them, and commits them."""
    seen.go(f"{server.url}/upload")
    seen.page.get_by_text("以表内注明的日期为准").click()
    seen.settle()
    seen.page.locator('input[type="file"]').first.set_input_files(SHEETS)
    seen.page.get_by_role("button", name="全部提交").wait_for(timeout=60_000)
    seen.settle()
    seen.page.get_by_role("button", name="全部提交").click()
    seen.page.get_by_text("回执号").first.wait_for(timeout=60_000)
    seen.settle()


def pick(seen: Seen, placeholder: str, option: str) -> None:
    """Chooses from the first list with that placeholder."""
    seen.page.locator('[data-testid="stSelectbox"]', has_text=placeholder).first.click()
    seen.page.get_by_role("option", name=option, exact=True).first.click()
    seen.settle()


def walk_the_board(seen: Seen, server: Server) -> None:
    """A figure opens its cells, a name its unit's page."""
    seen.go(f"{server.url}/board")
    seen.page.get_by_role("button", name="约10.0%").click()
    drawer = seen.page.get_by_role("dialog")
    # the heading over the cells: in the list above it the name stands in a canvas, which shows no text of its own
    drawer.get_by_text("海州区存量资源盘活目标及完成情况.xlsx · 工作表").first.wait_for()
    seen.page.keyboard.press("Escape")
    seen.settle()
    seen.page.get_by_role("button", name="板浦镇").press("Enter")
    seen.page.wait_for_url("**/unit?*")


def test_upload_overview_cell_picture_language(uploaded: Server, look: Callable[..., Seen], tmp_path: Path) -> None:
    seen = look("zh-CN")
    upload(seen, uploaded)

    seen.go(f"{uploaded.url}/overview")
    page = seen.page.locator('[data-testid="stMainBlockContainer"]')
    expect(page).to_contain_text("海州区 · 数据截至2024年3月29日 · 按日序时")
    bands = seen.page.locator(".js-plotly-plot")
    for said in ("约13.3%", "约10.0%", "约低14.3个百分点", "无数据"):
        expect(bands.filter(has_text=said)).not_to_have_count(0)

    pick(seen, "查看来源", "盘活闲置楼宇")
    drawer = seen.page.get_by_role("dialog")
    expect(drawer).to_contain_text("工作表")
    expect(drawer.get_by_role("button", name="下载原始文件").first).to_be_visible()
    seen.page.keyboard.press("Escape")
    seen.settle()

    seen.page.get_by_role("button", name="下载").first.click()
    with seen.page.expect_download(timeout=60_000) as download:
        seen.page.get_by_role("button", name="PNG").first.click()
    name = download.value.suggested_filename
    assert name.endswith("_截至20240329.png")
    target = tmp_path / "chart.png"
    download.value.save_as(target)
    picture = Image.open(BytesIO(target.read_bytes())).convert("RGB")
    assert picture.width >= 1600
    assert len(picture.getcolors(maxcolors=1 << 24) or []) > 50

    seen.page.keyboard.press("Escape")
    walk_the_board(seen, uploaded)
    seen.go(f"{uploaded.url}/overview")
    seen.switch("English")
    assert "Overview" in seen.text
    assert seen.foreign == []
    assert seen.errors == []
    assert uploaded.called == set()


CLERK = "项目名称,投资方,总投资（亿元）,签约时间\n甲项目,甲公司,详见附件,2024-03-01\n乙项目,乙公司,2.5,已签\n"


def test_the_clerk_takes_the_marked_workbook_and_the_replies_along(
    server: Server, look: Callable[..., Seen], tmp_path: Path
) -> None:
    sheet = tmp_path / "海州街道.csv"
    sheet.write_text(CLERK, encoding="utf-8")
    seen = look("zh-CN").go(f"{server.url}/upload")
    seen.page.locator('input[type="file"]').first.set_input_files(str(sheet))
    seen.page.get_by_role("button", name="下载批注后的表格").wait_for(timeout=60_000)
    seen.settle()

    taken = {}
    for button in ("下载批注后的表格", "下载全部回复"):
        with seen.page.expect_download(timeout=60_000) as download:
            seen.page.get_by_role("button", name=button).click()
        taken[button] = tmp_path / download.value.suggested_filename
        download.value.save_as(taken[button])

    marked = openpyxl.load_workbook(taken["下载批注后的表格"])
    assert taken["下载批注后的表格"].name == "海州街道_批注.xlsx"
    assert marked.sheetnames == ["核对清单", "海州街道"]
    assert [marked["海州街道"][cell].comment is not None for cell in ("C2", "D3", "A2")] == [True, True, False]
    with zipfile.ZipFile(taken["下载全部回复"]) as replies:
        assert replies.namelist() == ["海州街道/海州街道_回复.txt", "海州街道/海州街道_批注.xlsx"]
        assert "需核对2项" in replies.read("海州街道/海州街道_回复.txt").decode("utf-8-sig")
    assert seen.errors == []


def test_the_sample_district_is_entered_survives_reload_and_is_left(
    fresh_server: Server, look: Callable[..., Seen]
) -> None:
    seen = look("zh-CN").go(fresh_server.url)
    seen.page.get_by_role("button", name="打开示例区").click()
    seen.page.get_by_text("示例数据", exact=False).first.wait_for(timeout=180_000)
    seen.settle()
    assert "data=sample" in seen.page.url
    seen.page.get_by_role("link", name="报送", exact=True).click()
    seen.page.wait_for_url("**/returns?*data=sample*")
    seen.settle()
    seen.page.reload()
    seen.page.get_by_role("button", name="退出示例").wait_for(timeout=60_000)
    seen.page.get_by_role("button", name="退出示例").click()
    expect(seen.page.locator("body")).to_contain_text("尚未收到报表")
    assert "data=sample" not in seen.page.url
