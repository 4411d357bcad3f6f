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
    expect(box).to_contain_text("选择文件")
    uploader = box.inner_text()
    assert not [word for word in STREAMLITS_WORDS if word in uploader]
    expect(seen.page.locator("html")).to_have_attribute("lang", "zh-CN")


def test_english_browser_sees_english(server: Server, look: Callable[..., Seen]) -> None:
    seen = look("en-GB").go(f"{server.url}/upload")
    expect(seen.page.locator("body")).to_contain_text("Returns")
    expect(seen.page.locator('[data-testid="stFileUploader"]').first).to_contain_text("Upload")
    expect(seen.page.locator("html")).to_have_attribute("lang", "en")


def test_the_switch_changes_every_word_and_stays_in_the_address(server: Server, look: Callable[..., Seen]) -> None:
    seen = look("zh-CN").go(f"{server.url}/upload")
    seen.switch("English")
    assert "language=English" in seen.page.url
    expect(seen.page.locator('[data-testid="stFileUploader"]').first).to_contain_text("Upload")
    seen.go(seen.page.url)
    expect(seen.page.locator("html")).to_have_attribute("lang", "en")


def opens_calendar(seen: Seen, month: str) -> None:
    """The calendar of the first date names that month, and is closed again: while open it takes the next click.

    One that was opened while the page still changed its language is closed by that, or keeps the old one: a person
    opens it once more.
    """
    calendar = seen.page.locator('[data-testid="stDateInputCalendar"]')
    named = calendar.get_by_role("option", name=month, include_hidden=True)
    for _ in range(6):
        # a click on the button of one that is open closes it
        if calendar.count() == 0:
            seen.page.locator('[data-testid="stDateInputCalendarButton"]').first.click()
        try:
            expect(named).to_have_count(1, timeout=10_000)
            break
        except AssertionError:
            seen.page.keyboard.press("Escape")
            seen.page.get_by_role("heading").first.click()
            seen.settle()
    expect(named).to_have_count(1)
    seen.page.keyboard.press("Escape")
    expect(calendar).to_have_count(0)


@pytest.mark.parametrize(
    ("browser", "switch", "own", "other"),
    [("en-GB", "中文", "November", "十一月"), ("zh-CN", "English", "十一月", "November")],
)
def test_the_calendar_speaks_the_language_of_the_interface(
    server: Server, look: Callable[..., Seen], browser: str, switch: str, own: str, other: str
) -> None:
    seen = look(browser).go(f"{server.url}/upload")
    opens_calendar(seen, own)
    seen.switch(switch)
    opens_calendar(seen, other)


def test_no_request_leaves_the_host(server: Server, look: Callable[..., Seen]) -> None:
    seen = look("zh-CN")
    for page in (
        "",
        "board",
        "unit",
        "visits",
        "projects",
        "space",
        "scores",
        "upload",
        "returns",
        "ledger",
        "targets",
    ):
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
    chosen = seen.page.locator('[data-testid="stSelectbox"] input')
    assert "项目" in [field.input_value() for field in chosen.all()]
    seen.switch("English")
    assert "Projects" in [field.input_value() for field in chosen.all()]
