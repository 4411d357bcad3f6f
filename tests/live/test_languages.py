"""The whole interface in the browser's language, Streamlit's own words included, and nothing from outside."""

from collections.abc import Callable

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


def test_no_request_leaves_the_host(server: Server, look: Callable[..., Seen]) -> None:
    seen = look("zh-CN")
    for page in ("", "board", "unit", "visits", "projects", "space", "upload", "returns", "ledger", "targets"):
        seen.go(f"{server.url}/{page}")
    assert seen.foreign == []
    assert seen.errors == []
    assert server.called == set()
