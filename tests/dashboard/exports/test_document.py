"""The page for a USB stick."""

from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from dashboard.exports import picture
from dashboard.exports.browser import PLOTLY_JS, executable


def own_words(page: bytes) -> str:
    """The page without the library inlined in it."""
    return page.replace(PLOTLY_JS.read_bytes(), b"").decode()


def test_the_page_names_no_address_and_no_mathjax(chart) -> None:
    words = own_words(picture(chart(), "html"))
    assert "http" not in words.replace("http-equiv", "")
    assert "mathjax" not in words.lower()


def test_texts_are_escaped_where_they_stand(chart) -> None:
    words = own_words(picture(chart(title="</title></script><script>alert(1)</script>甲"), "html"))
    assert "<script>alert" not in words
    assert words.count("<script>") == words.count("</script>") == 2


def test_data_stand_as_a_table(chart) -> None:
    words = own_words(picture(chart(), "html"))
    assert '<th scope="col">单位</th><th scope="col">次</th>' in words
    assert '<tr><td>乙镇</td><td class="number">5</td></tr>' in words


@pytest.mark.browser
def test_it_draws_from_a_stick_and_asks_for_nothing(chart, tmp_path: Path) -> None:
    file = tmp_path / "图.html"
    file.write_bytes(picture(chart(), "html"))
    asked: list[str] = []
    complaints: list[str] = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=executable(), args=["--no-sandbox", "--disable-dev-shm-usage"])
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
        page.goto(file.as_uri())
        page.wait_for_selector(".gtitle")
        title, bars = page.text_content(".gtitle"), page.locator(".bars .point").count()
        browser.close()
    assert (title, bars) == ("两个单位走出去8次", 2)
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert complaints == []
