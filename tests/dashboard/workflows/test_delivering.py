"""A pack is delivered part by part: one that fails is named, the others are made."""

import io
import logging
import shutil
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation

from dashboard import __main__ as commands
from dashboard import config
from dashboard.config import ROOT, Settings
from dashboard.i18n import speaker
from dashboard.store import Store
from dashboard.workflows import freezing, report
from dashboard.workflows.delivering import PARTS, Delivery, Made, Step, together
from dashboard.workflows.report import Standing
from tests.packages import faults
from tests.weeks import WEEK

ZH = speaker("zh_CN")
ABSENT = "/nonexistent/chromium"
NOW = datetime(2024, 3, 30, tzinfo=UTC)


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copytree(filled, tmp_path / "var")
    settings = Settings.current({"DISPATCH_DATA_DIR": str(tmp_path / "var")}).sample()
    with Store(settings, config.district(settings.district_file)) as found:
        yield found


@pytest.fixture
def standing(store: Store) -> Standing:
    return report.standing(store, store.district, WEEK)


@pytest.fixture
def no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER_PATH", ABSENT)
    monkeypatch.setenv("PATH", "")


def test_without_a_browser_the_pictures_are_named_and_all_else_is_made(
    store: Store, standing: Standing, no_browser: None
) -> None:
    pack = Delivery(store, standing, ZH)
    made = {step.part: pack.carried_out(step) for step in pack.steps()}
    assert {part for part, each in made.items() if each.content} == set(PARTS) - {"pictures", "tall"}
    why = ZH("error.no-browser")
    assert [made[part].failure for part in ("slides", "pictures", "tall")] == [
        "", f"图表图片未能生成：{why}", f"总览长图未能生成：{why}",
    ]  # fmt: skip


def test_a_fault_of_the_program_costs_its_part_alone_and_is_logged(
    store: Store, standing: Standing, caplog: pytest.LogCaptureFixture
) -> None:
    pack = Delivery(store, standing, ZH)
    with caplog.at_level(logging.ERROR):
        made = pack.carried_out(Step("tables", "a.xlsx", lambda: bytes([1 // 0])))
    number = caplog.records[0].getMessage().split()[-1]
    assert made == Made("a.xlsx", failure=f"周调度数据未能生成：程序出错，编号{number}。")
    assert "ZeroDivisionError" in caplog.text
    assert pack.carried_out(pack.steps()[4]).failure == ""


def test_a_damaged_template_costs_the_slides_alone(store: Store, standing: Standing) -> None:
    store.meetings.templates.keep(b"no presentation", "a.pptx", by="secretary", now=NOW)
    pack = Delivery(store, standing, ZH)
    slides, bulletin = (pack.carried_out(step) for step in pack.steps()[1:3])
    assert (bool(slides.failure), slides.content, bulletin.failure) == (True, b"", "")


def test_everything_together_is_one_zip_that_names_what_it_lacks() -> None:
    content = together([Made("a.pptx", b"1"), Made("b.zip", b"", "图未能生成"), Made("c.zip", b"2", "缺2张")], ZH)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.namelist() == ["a.pptx", "c.zip", ZH("exports.missing_file")]
        assert package.read(ZH("exports.missing_file")).decode("utf-8-sig").split("\r\n") == ["图未能生成", "缺2张", ""]


def test_files_have_names_of_their_own(store: Store, standing: Standing) -> None:
    stems = [step.name.rpartition(".")[0] for step in Delivery(store, standing, ZH).steps()]
    assert len(set(stems)) == len(PARTS)


@pytest.mark.browser
def test_pictures_hold_every_chart_and_the_tall_one_the_overview(store: Store, standing: Standing) -> None:
    drawn: list[int] = []
    pack = Delivery(store, standing, ZH, ahead=drawn.append)
    pictures, tall = (pack.carried_out(step) for step in pack.steps()[-2:])
    assert [pictures.failure, tall.failure] == ["", ""]
    with zipfile.ZipFile(io.BytesIO(pictures.content)) as package:
        kinds = [name.rpartition(".")[2] for name in package.namelist()]
    assert kinds == ["png", "svg"] * (len(kinds) // 2)
    assert drawn == list(range(1, len(kinds) + 1))
    assert Image.open(io.BytesIO(tall.content)).height > 1000


def test_the_command_tells_its_progress_writes_what_it_can_and_fails_where_a_part_is_missing(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], no_browser: None
) -> None:
    shutil.copytree(filled / "sample", tmp_path / "var")
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setenv("DISPATCH_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("DISPATCH_DISTRICT", str(ROOT / "sample_data" / "district.toml"))
    assert commands.main(["pack", "--as-of", WEEK.isoformat(), "--out", str(tmp_path / "out")]) == 1
    told = capsys.readouterr()
    assert told.out.splitlines()[0].startswith("正在制作 1/7：示例区_周调度网页")
    assert len([line for line in told.err.splitlines() if "未能生成" in line]) == 2
    files = sorted(path.suffix for path in (tmp_path / "out").iterdir())
    assert files == [".docx", ".html", ".pptx", ".txt", ".xlsx"]
    offices = [path.read_bytes() for path in (tmp_path / "out").iterdir() if path.suffix in (".docx", ".pptx", ".xlsx")]
    assert [faults(content) for content in offices] == [[]] * 3


def test_slides_are_made_on_the_districts_own_presentation(store: Store, standing: Standing) -> None:
    own = Presentation()
    own.slide_width = own.slide_width // 2
    stream = io.BytesIO()
    own.save(stream)
    store.meetings.templates.keep(stream.getvalue(), "a.pptx", by="secretary", now=NOW)
    pack = Delivery(store, standing, ZH)
    made = Presentation(io.BytesIO(pack.carried_out(pack.steps()[1]).content))
    assert made.slide_width == own.slide_width


def test_the_command_gives_a_frozen_meeting_as_it_was_presented(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_browser: None
) -> None:
    shutil.copytree(filled / "sample", tmp_path / "var")
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setenv("DISPATCH_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("DISPATCH_DISTRICT", str(ROOT / "sample_data" / "district.toml"))
    settings = Settings.current()
    with Store(settings, config.district(settings.district_file)) as store:
        frozen = freezing.freeze(store, WEEK, by="secretary", now=datetime.now(UTC))
        store.retract(int(store.submissions()["number"].iloc[0]), "更正", by="secretary", now=datetime.now(UTC))
    commands.main(["pack", "--as-of", WEEK.isoformat(), "--out", str(tmp_path / "out")])
    (page,) = (tmp_path / "out").glob("*.html")
    text = page.read_text(encoding="utf-8")
    assert frozen.hash[:8] in text
    assert "实时数据，未定稿" not in text
