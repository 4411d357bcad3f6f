"""The pack and the files of single charts, opened: documents, workbooks, the page, texts, names."""

import json
import shutil
from pathlib import Path

import pytest
from lxml import etree
from playwright.sync_api import Dialog, Page, sync_playwright

from dashboard.exports import picture, zipped
from dashboard.i18n import speaker
from dashboard.workflows.delivering import Delivery, together
from tests.inert import opened
from tests.inert.payloads import INJECTED, MARKS

ZH = speaker("zh_CN")


def made(delivery: Delivery, part: str) -> bytes:
    (step,) = (step for step in delivery.steps() if step.part == part)
    ended = delivery.carried_out(step)
    assert not ended.failure
    return ended.content


@pytest.mark.parametrize("part", ["slides", "bulletin", "tables"])
def test_nothing_in_an_office_document_is_alive(delivery: Delivery, part: str) -> None:
    content = made(delivery, part)
    assert opened.of_office(content) == []
    # what did not come through proves nothing
    words = b"".join(opened.parts_of(content).values()).decode("utf-8", "replace")
    assert len([mark for mark in MARKS if mark in words]) > 12


def test_no_chart_takes_a_name_for_markup(delivery: Delivery) -> None:
    figures = {chart.id: json.loads(chart.figure.to_json()) for chart in delivery.charts}
    assert {name: faults for name, figure in figures.items() if (faults := opened.of_figure(figure))} == {}
    words = json.dumps(list(figures.values()), ensure_ascii=False)
    assert len([mark for mark in MARKS if mark in words]) > 12


def test_no_file_of_a_chart_is_alive(delivery: Delivery) -> None:
    for chart in delivery.charts:
        assert opened.of_csv(picture(chart, "csv")) == []
        assert opened.of_office(picture(chart, "xlsx")) == []


def test_no_entry_of_an_archive_leaves_its_folder(delivery: Delivery) -> None:
    assert opened.of_archive_names(zipped(delivery.charts, ["csv"])) == []
    parts = [delivery.carried_out(step) for step in delivery.steps() if step.part in ("bulletin", "chat")]
    assert opened.of_archive_names(together(parts, ZH)) == []


def test_no_line_of_the_chat_is_a_payloads(delivery: Delivery) -> None:
    assert opened.of_lines(made(delivery, "chat").decode("utf-8-sig")) == []


@pytest.mark.browser
def test_a_drawn_picture_is_inert(delivery: Delivery) -> None:
    (chart,) = (chart for chart in delivery.charts if chart.id == "chains")
    drawn = picture(chart, "svg").decode()
    assert len([mark for mark in MARKS if mark in drawn]) > 5
    names = {etree.QName(element).localname for element in etree.fromstring(drawn.encode()).iter("{*}*")}
    assert not names & {"a", "script", "image", "foreignObject", "iframe"}


@pytest.mark.browser
def test_the_page_and_a_chart_of_its_own_run_fetch_and_pretend_nothing(delivery: Delivery, tmp_path: Path) -> None:
    chart = max(delivery.charts, key=lambda c: sum(c.figure.to_json().count(word) for word in ("&lt;", "已审核")))
    files = {"页.html": made(delivery, "page"), "图.html": picture(chart, "html")}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        for name, content in files.items():
            (tmp_path / name).write_bytes(content)
            asked, dialogs = list[str](), list[str]()
            page = browser.new_page()
            page.on("request", lambda request, asked=asked: asked.append(request.url))
            page.on("dialog", lambda dialog, dialogs=dialogs: _dismissed(dialog, dialogs))
            page.goto((tmp_path / name).as_uri())
            page.wait_for_selector(".js-plotly-plot .main-svg", timeout=60_000)
            _wander(page)
            assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
            assert (dialogs, page.title() == "9", page.evaluate(INJECTED)) == ([], False, [])
        browser.close()


def _dismissed(dialog: Dialog, dialogs: list[str]) -> None:
    dialogs.append(dialog.message)
    dialog.dismiss()


def _wander(page: Page) -> None:
    """The mouse over every chart, so that what a hover shows is shown."""
    for chart in page.query_selector_all(".js-plotly-plot")[:6]:
        chart.scroll_into_view_if_needed()
        if box := chart.bounding_box():
            for part in (0.3, 0.6):
                page.mouse.move(box["x"] + box["width"] * part, box["y"] + box["height"] * part)
                page.wait_for_timeout(60)
