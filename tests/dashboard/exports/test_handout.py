"""The pack as a page: nothing fetched, nothing run from a text, narrowed to a unit."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from dashboard.exports import handout, interactive
from dashboard.exports.contents import Amount, Contents, Figure, Graph, Grid, Part, Series
from dashboard.i18n import speaker

ZH = speaker("zh_CN")
EVIL = "<img src=http://x.invalid/a onerror=\"document.title='run'\"></script><script>document.title='run'</script>"
BARS = Graph("bars", "次", ("甲街道", "乙镇 无数据"), (Series("走出去", (3.0, None), ("3次", ""), ("green", "")),))


def contents(text: str = "走出去") -> Contents:
    figures = tuple(Figure(place, "outbound_trips", text, "次", "3次", "") for place in ("示例区", "甲街道", "乙镇"))
    grid = Grid(("单位", text), (("甲街道", Amount("3次", 3.0, "green")), ("乙镇", text)))
    parts = [
        Part("board", text, (text,), grid=grid, note=text),
        Part("indicator-outbound_trips", "走出去", graph=BARS),
        Part("unit-甲街道", "甲街道", ("甲的话",)),
        Part("unit-乙镇", "乙镇", ("乙的话",)),
    ]
    return Contents(
        text, "示例区", "2024年3月29日", "x", "截至3月29日 · 按日 · 定稿 v1 abc123", "zh_CN", parts, figures
    )


def markup(content: bytes) -> str:
    """The page without its scripts and styles."""
    return re.sub(r"<(script|style)>.*?</\1>", "", content.decode(), flags=re.S)


def test_basis_day_and_hash_are_printed_and_plotly_stands_in_it_once() -> None:
    content = handout.page(contents(), [], ZH)
    assert "截至3月29日 · 按日 · 定稿 v1 abc123" in markup(content)
    assert content.count(b"plotly.js v") == 1


def test_every_text_is_escaped() -> None:
    told = markup(handout.page(contents(EVIL), [], ZH))
    assert "<img" not in told
    assert told.count("&lt;img src=http") == 7


def test_nothing_may_be_fetched() -> None:
    found = re.search(
        r'http-equiv="Content-Security-Policy" content="([^"]*)"', markup(handout.page(contents(), [], ZH))
    )
    assert found
    assert found.group(1).split("; ")[0] == "default-src 'none'"


def test_a_bar_knows_its_unit_and_no_data_is_no_zero() -> None:
    (trace,) = interactive.figure(BARS, ["甲街道", "乙镇"])["data"]
    assert (trace["x"], trace["customdata"], trace["text"]) == ([3.0, None], ["甲街道", "乙镇"], ["3次", ""])


def test_a_bullet_has_marks_where_the_clock_stands() -> None:
    graph = Graph(
        "bullet", "", ("楼宇",), (Series("完成", (0.1,), lights=("red",)), Series("序时", (0.25,))), percent=True
    )
    done, clock = interactive.figure(graph, [])["data"]
    assert (done["y"], done["marker"]["color"], clock["y"], clock["mode"]) == ([0.1], ["#b3261e"], [0.25], "markers")


@pytest.mark.browser
def test_it_opens_from_a_folder_narrows_to_a_unit_and_runs_nothing(tmp_path: Path) -> None:
    file = tmp_path / "页.html"
    file.write_bytes(handout.page(contents(EVIL), [], ZH))
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-dev-shm-usage"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        page, asked, faults = browser.new_page(), list[str](), list[str]()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(file.as_uri())
        page.wait_for_selector("#chart-0 .plot-container")
        page.select_option("#unit", "乙镇")
        seen = [page.is_visible(f"text={word}") for word in ("甲的话", "乙的话")]
        bars = page.evaluate("document.getElementById('chart-0').data[0].marker.opacity")
        page.select_option("#unit", "")
        both = [page.is_visible(f"text={word}") for word in ("甲的话", "乙的话")]
        title = page.title()
        browser.close()
    assert (seen, both, bars, faults) == ([False, True], [True, True], [0.25, 1], [])
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert title.startswith("<img")
