"""A whole meeting by keyboard: prepared, frozen, opened, presented, a unit jumped to, an action made, the pack taken
along; next week's upload proves the action and a person closes it."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect
from pptx import Presentation

from dashboard.config import Settings
from dashboard.i18n import speaker
from dashboard.store import Store
from dashboard.workflows import receive
from dashboard.workflows.delivering import PARTS
from tests.live.conftest import READY_MS, Seen, Server, start, stop
from tests.loaders.sheets import workbook
from tests.packages import faults

pytestmark = pytest.mark.browser
ZH = speaker("zh_CN")
WEEK, NEXT = date(2024, 3, 29), date(2024, 4, 5)
PROJECT = "光伏支架制造基地"


@pytest.fixture
def meeting(tmp_path: Path) -> Iterator[Server]:
    server = start(tmp_path)
    sent(server, WEEK, "签约")
    yield server
    stop(server)


def sent(server: Server, day: date, stage: str) -> None:
    head = ["项目名称", "投资方", "总投资（亿元）", "状态"]
    content = workbook({"项目": [head, [PROJECT, "辛能集团", 1.5, stage]]})
    with Store(Settings.current({"DISPATCH_DATA_DIR": str(server.log.parent / "var")})) as store:
        made = receive.draft(
            content, f"板浦镇{day:%m%d}.xlsx", store=store, district=store.district, period=day, scope="whole"
        )
        receive.commit(made, store=store, uploader="clerk", now=datetime(2024, 4, 5, 12, tzinfo=UTC))


def pressed(place: Locator, key: str = "Enter") -> None:
    """Reached by keyboard: focused, then a key."""
    expect(place).to_be_enabled()
    place.focus()
    place.press(key)


def title(page: Page) -> str:
    return page.locator(".show .page:not([hidden]) h2").inner_text()


def test_a_meeting_is_held_by_keyboard_and_next_week_proves_what_was_promised(
    meeting: Server, look: Callable[..., Seen], tmp_path: Path
) -> None:
    seen = look("zh-CN")
    page = seen.page
    seen.go(f"{meeting.url}/prepare?as_of={WEEK}")
    pressed(page.get_by_role("button", name=ZH("prepare.freeze", version=1)))
    pressed(page.get_by_role("button", name=ZH("prepare.open")))
    expect(page.get_by_text("已召开").first).to_be_visible()

    seen.go(f"{meeting.url}/agenda?as_of={WEEK}")
    page.locator('[class*="st-key-present"] input').focus()
    page.keyboard.press("Space")
    expect(page.locator(".show .page:not([hidden])")).to_be_visible(timeout=READY_MS)
    page.keyboard.press("PageDown")
    page.keyboard.press("/")
    page.keyboard.type("bpz")
    page.keyboard.press("Enter")
    assert title(page) == "板浦镇"

    page.keyboard.press("a")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    chosen(page, "acting-kind", "项目达到阶段")
    chosen(page, "acting-project", PROJECT)
    expect(dialog.get_by_placeholder(re.compile(PROJECT))).to_be_visible()
    chosen(page, "acting-stage", "开工")
    # the form proposes its words once it knows what was chosen
    expect(dialog.get_by_placeholder(f"项目“{PROJECT}”达到“开工”或以后阶段")).to_be_visible()
    pressed(dialog.get_by_role("button", name=ZH("acting.make")))
    expect(dialog).to_have_count(0)
    expect(page.locator(".show .page:not([hidden])")).to_contain_text(PROJECT)
    page.keyboard.press("End")
    expect(page.locator(".show .page:not([hidden]) h2")).to_have_text(ZH("pack.part.decisions", n=1))
    page.keyboard.press("Escape")
    expect(page.locator(".show")).to_have_count(0)

    files = taken_along(seen, meeting, tmp_path)
    assert [faults(files[kind]) for kind in (".pptx", ".docx", ".xlsx")] == [[]] * 3
    slides = " ".join(
        cell.text
        for slide in Presentation(io.BytesIO(files[".pptx"])).slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
    )
    assert f"项目“{PROJECT}”达到“开工”或以后阶段" in slides
    bulletin = Document(io.BytesIO(files[".docx"]))
    assert any(ZH("pack.part.decisions", n=1) in paragraph.text for paragraph in bulletin.paragraphs)
    assert len(load_workbook(io.BytesIO(files[".xlsx"])).sheetnames) > 3

    sent(meeting, NEXT, "开工")
    seen.go(f"{meeting.url}/agenda?as_of={NEXT}")
    expect(page.locator("body")).to_contain_text("提请办结")
    pressed(page.get_by_role("button", name="详情"))
    pressed(page.get_by_role("dialog").get_by_role("button", name="确认办结"))
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("body")).to_contain_text(ZH("pack.part.carried", n=1, done=1, ready=0, late=0))
    assert (seen.errors, seen.foreign, meeting.called) == ([], [], set())


def chosen(page: Page, key: str, word: str) -> None:
    """Typed into a list of the form and taken with Enter."""
    field = page.locator(f'[class*="st-key-{key}"] input')
    # the list of the choice before stands beside the new one until the form is drawn
    expect(field).to_have_count(1)
    field.focus()
    field.press_sequentially(word)
    expect(page.get_by_role("option", name=word, exact=True)).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_timeout(700)


def taken_along(seen: Seen, meeting: Server, folder: Path) -> dict[str, bytes]:
    """The pack of the meeting, made and taken by keyboard; its files by their ending."""
    page = seen.go(f"{meeting.url}/overview?as_of={WEEK}").page
    pressed(page.get_by_role("button", name=ZH("exports.pack")))
    ready = page.get_by_role("button", name=ZH("exports.pack.download"))
    expect(ready).to_be_visible(timeout=4 * READY_MS)
    with page.expect_download(timeout=READY_MS) as waiting:
        pressed(ready)
    waiting.value.save_as(folder / "pack.zip")
    page.keyboard.press("Escape")
    with zipfile.ZipFile(folder / "pack.zip") as package:
        files = {Path(name).suffix: package.read(name) for name in package.namelist()}
    assert len(files) == len(PARTS)
    return files
