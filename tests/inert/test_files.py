"""A workbook of payloads through the upload page and the commands: its names, its cells, and what is handed back."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from dashboard import __main__ as commands
from dashboard import logbook
from dashboard.i18n import speaker
from dashboard.store import Store
from dashboard.workflows import receive, reply
from loaders import __main__ as reading
from tests.inert import opened
from tests.inert.payloads import DISTRICT, MARKS, ODD, PAYLOADS, WEEK, settings, workbook, written_registry
from tests.pages.conftest import opened as page
from tests.pages.conftest import words
from tests.pages.test_data_upload import commit_all, dropped

ZH = speaker("zh_CN")
NAME = f"{PAYLOADS['colour']}{PAYLOADS['picture']}{PAYLOADS['line']}\u202e{PAYLOADS['braces']}.xlsx"

LEGAL = ("-2+3", '甲<b>粗&"')
"""Names of sheets that Excel itself would keep."""


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder whose registry has names with markup in them."""
    written_registry(tmp_path / "district.toml")
    monkeypatch.setenv("DISPATCH_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DISPATCH_DISTRICT", str(tmp_path / "district.toml"))
    return tmp_path


def test_the_upload_page_takes_no_text_for_markup(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = dropped(page("data/upload", office, False, monkeypatch), (NAME, workbook()))
    assert not test.exception
    assert opened.of_page(test._tree) == []
    button = commit_all(test)
    assert not button.disabled
    button.click().run()
    assert not test.exception
    assert opened.of_page(test._tree) == []
    assert "回执号1" in words(test)


def test_a_refusal_takes_no_name_for_markup(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = dropped(page("data/upload", office, False, monkeypatch), (NAME, b"PK\x03\x04"))
    assert not test.exception
    assert opened.of_page(test._tree) == []


def test_what_is_handed_back_is_inert(office: Path) -> None:
    with Store(settings(office), DISTRICT) as store:
        made = receive.draft(workbook(LEGAL), NAME, store=store, district=DISTRICT, period=WEEK, unit="甲街道")
        assert made.reading is not None
        assert made.reading.findings
        assert opened.of_office(reply.marked_workbook(made, ZH)) == []
        assert opened.of_lines(reply.text("甲街道", [made], [], ZH)) == []
        archive = reply.bundle([made], store, DISTRICT, ZH)
    assert opened.of_archive_names(archive) == []
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        assert all(opened.of_office(packed.read(name)) == [] for name in packed.namelist() if name.endswith(".xlsx"))


def test_no_line_on_the_console_or_in_the_log_is_a_payloads(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = office / NAME.replace("/", "／")
    file.write_bytes(workbook())
    day = WEEK.isoformat()
    assert commands.main(["import", str(file), "--period", day, "--unit", ODD]) == 0
    bad = office / f"坏{PAYLOADS['line']}.xlsx"
    bad.write_bytes(b"PK")
    assert commands.main(["import", str(bad), "--period", day]) == 1
    assert commands.main(["report", "--as-of", day]) == 0
    assert commands.main(["actions", "--as-of", day]) == 0
    assert commands.main(["check"]) == 0
    reading.main([str(file), str(bad), "--period", day])
    told = "".join(capsys.readouterr())
    assert any(mark in told for mark in MARKS)
    assert opened.of_lines(told) == []
    assert "\u202e" not in told
    log = office / "dispatch.log"
    assert not log.exists() or opened.of_lines(log.read_text(encoding="utf-8")) == []


def test_a_line_break_in_an_error_begins_no_line_of_the_log(office: Path) -> None:
    with logbook.logged(office):
        try:
            raise ValueError(PAYLOADS["line"])
        except ValueError:
            logbook.log.exception("mishap %s", "甲\n2024-01-01 00:00:00,000 ERROR mishap deadbeef")
    text = (office / "dispatch.log").read_text(encoding="utf-8")
    assert opened.of_lines(text) == []
    assert [json.loads(line)["level"] for line in text.splitlines()] == ["ERROR"]
