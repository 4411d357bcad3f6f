"""The whole interface in the browser's language, Streamlit's own words included, and nothing from outside."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.live.conftest import Seen, Server

pytestmark = pytest.mark.browser

STREAMLITS_WORDS = ("Upload", "Browse", "per file", "Drag and drop")


def test_chinese_browser_sees_chinese_words_of_streamlit_too(server: Server, look: Callable[..., Seen]) -> None:
    seen = look("zh-CN").go(f"{server.url}/upload")
    box = seen.page.locator('[data-testid="stFileUploader"]').first
    expect(box).to_contain_text("选择文件", timeout=30_000)
    uploader = box.inner_text()
    assert not [word for word in STREAMLITS_WORDS if word in uploader]
    assert seen.page.evaluate("document.documentElement.lang") == "zh-CN"


def test_english_browser_sees_english(server: Server, look: Callable[..., Seen]) -> None:
    seen = look("en-GB").go(f"{server.url}/upload")
    assert "Returns" in seen.text
    assert "Upload" in seen.page.locator('[data-testid="stFileUploader"]').first.inner_text()
    assert seen.page.evaluate("document.documentElement.lang") == "en"


def test_the_switch_changes_every_word_and_stays_in_the_address(server: Server, look: Callable[..., Seen]) -> None:
    seen = look("zh-CN").go(f"{server.url}/upload")
    seen.page.get_by_text("English", exact=True).click()
    seen.settle()
    assert "language=English" in seen.page.url
    expect(seen.page.locator('[data-testid="stFileUploader"]').first).to_contain_text("Upload", timeout=30_000)
    seen.go(seen.page.url)
    assert seen.page.evaluate("document.documentElement.lang") == "en"


@pytest.mark.parametrize(
    ("browser", "switch", "own", "other"),
    [("en-GB", "中文", "November", "十一月"), ("zh-CN", "English", "十一月", "November")],
)
def test_the_calendar_speaks_the_language_of_the_interface(
    server: Server, look: Callable[..., Seen], browser: str, switch: str, own: str, other: str
) -> None:
    seen = look(browser).go(f"{server.url}/upload")
    for month in (own, other):
        seen.page.locator('[data-testid="stDateInputCalendarButton"]').first.click()
        calendar = seen.page.locator('[data-testid="stDateInputCalendar"]')
        expect(calendar.get_by_role("option", name=month, include_hidden=True)).to_have_count(1)
        seen.page.keyboard.press("Escape")
        seen.page.get_by_text(switch, exact=True).click()
        seen.settle()


def test_no_request_leaves_the_host(server: Server, look: Callable[..., Seen]) -> None:
    seen = look("zh-CN")
    for page in ("", "board", "unit", "visits", "projects", "space", "upload", "returns", "ledger", "targets"):
        seen.go(f"{server.url}/{page}")
    assert seen.foreign == []
    assert seen.errors == []
    assert server.called == set()


def test_a_file_under_review_changes_its_words_with_the_language(
    server: Server, look: Callable[..., Seen], tmp_path: Path
) -> None:
    sheet = tmp_path / "海州街道.csv"
    sheet.write_text(
        "项目名称,投资方,总投资（亿元）,签约时间,神秘\n甲项目,甲公司,详见附件,2024-03-01,x\n", encoding="utf-8"
    )
    seen = look("zh-CN").go(f"{server.url}/upload")
    seen.page.locator('input[type="file"]').first.set_input_files(str(sheet))
    seen.page.get_by_role("button", name="下载批注后的表格").wait_for(timeout=60_000)
    seen.settle()
    lists = seen.page.locator('[data-testid="stSelectbox"]')
    assert "项目" in [lists.nth(i).locator("input").input_value() for i in range(lists.count())]
    seen.page.get_by_text("English", exact=True).click()
    seen.settle()
    assert "Projects" in [lists.nth(i).locator("input").input_value() for i in range(lists.count())]
