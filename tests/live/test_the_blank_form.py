"""The blank form in a real browser: as of the day typed on the page, and back without a question."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.live.conftest import Seen, Server

pytestmark = pytest.mark.browser


def test_a_blank_form_carries_the_pages_day_and_comes_back_without_a_question(
    server: Server, look: Callable[..., Seen], tmp_path: Path
) -> None:
    seen = look("zh-CN").go(f"{server.url}/upload")
    seen.page.locator('[data-testid="stDateInputField"] [data-type="year"]').first.click()
    seen.page.keyboard.type("20240329")
    seen.page.keyboard.press("Enter")
    seen.settle()
    seen.page.get_by_text("空白表（").click()
    seen.settle()
    with seen.page.expect_download(timeout=60_000) as download:
        seen.page.get_by_role("button", name="下载空白表").click()
    blank = tmp_path / download.value.suggested_filename
    download.value.save_as(blank)
    assert str(openpyxl.load_workbook(blank).worksheets[0]["A1"].value).endswith("截至2024年3月29日）")

    seen.page.locator('input[type="file"]').first.set_input_files(str(blank))
    expect(seen.page.get_by_role("button", name="全部提交（1个）")).to_be_enabled(timeout=60_000)
    seen.settle()
    assert "请确认" not in seen.text
    assert "与会议截止日不同" not in seen.text
