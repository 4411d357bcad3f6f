"""The commands on real files: what they print, in which language, and how they end."""

import io
import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dashboard import __main__ as commands
from dashboard.config import ROOT, Settings
from dashboard.i18n import speaker
from dashboard.store import Store
from dashboard.store.promised import Item, LedgerReceived, Promise
from dashboard.workflows import importing, reply
from dashboard.workflows.receive import Draft
from loaders import ingest

REFERENCE = ROOT / "sample_data" / "reference"
TRIPS = "单位,带队领导,外出时间,目的地,拜访企业名称\n"
WEEK = ROOT / "sample_data" / "weeks" / "2024-03-22"


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "DATABASE_URL", "DISPATCH_DISTRICT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setenv("DISPATCH_DATA_DIR", str(tmp_path / "var"))


def _lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_the_reference_case_is_imported_and_reported(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["import", str(REFERENCE), "--period", "2024-03-29"]) == 0
    assert [line.rpartition(", receipt ")[2].split(",")[0] for line in _lines(capsys)] == ["1", "2"]
    assert commands.main(["report", "--as-of", "2024-03-29", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    district = document["district"]
    counted = (
        "outbound_trips",
        "inbound_groups",
        "leader_trips",
        "leader_receptions",
        "projects_discussed",
        "chambers",
    )
    assert [district[name]["value"] for name in counted] == [40, 132, 13, 16, 140, 5]
    assert [district[name]["value"] for name in ("signing_events", "promotions")] == [8, 50]
    assert (district["projects_discussed"]["hedged"], district["promotions"]["hedged"]) == (True, True)
    building, factory, land = (district[f"{kind}_m2"] for kind in ("building", "factory", "land"))
    assert (building["value"], building["completion"], round(building["gap"], 3)) == (30_000, 0.1, -0.143)
    assert (factory["value"], round(factory["completion"], 4), round(factory["gap"], 3)) == (20_000, 0.1333, -0.11)
    assert [part["light"] for part in (building, factory, land)] == ["yellow", "yellow", "grey"]
    assert (land["value"], land["grey_reason"]) == (None, "no-data")


def test_importing_the_same_file_twice_gives_the_same_receipt(capsys: pytest.CaptureFixture[str]) -> None:
    again = ["import", str(REFERENCE), "--period", "2024-03-29"]
    assert commands.main(again) == 0
    capsys.readouterr()
    assert commands.main(again) == 0
    assert all("received before, receipt" in line for line in _lines(capsys))


def test_a_folder_and_its_zip_are_the_same_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    packed = shutil.make_archive(str(tmp_path / "files"), "zip", REFERENCE)
    Path(packed).rename(tmp_path / "files.bin")
    commands.main(["import", str(REFERENCE), "--period", "2024-03-29"])
    capsys.readouterr()
    # a ZIP holds district.toml too, which is no workbook and is refused alone
    assert commands.main(["import", str(tmp_path / "files.bin"), "--period", "2024-03-29"]) == 1
    said = sorted(line.startswith("Refused") for line in _lines(capsys))
    assert said == [False, False, True]


def test_one_refused_file_stops_none_of_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.xlsx").write_bytes(b"")
    table = next(iter(sorted(REFERENCE.glob("*.xlsx"))))
    missing = tmp_path / "missing.xlsx"
    files = [str(tmp_path / "empty.xlsx"), str(missing), str(table)]
    assert commands.main(["import", *files, "--period", "2024-03-29"]) == 1
    first, second, third = _lines(capsys)
    assert first.startswith("Refused: empty.xlsx")
    assert second == f"Refused: {missing}: there is no such file, or it cannot be opened."
    assert "received, receipt 1" in third


def test_a_fault_of_the_program_costs_one_file_and_goes_to_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = (path for path in sorted(REFERENCE.glob("*.xlsx")))
    draft = importing.receive.draft

    def faulty(content: bytes, name: str, **asked: Any) -> Draft:
        if name == first.name:
            raise ZeroDivisionError
        return draft(content, name, **asked)

    monkeypatch.setattr(importing.receive, "draft", faulty)
    assert commands.main(["import", str(first), str(second), "--period", "2024-03-29"]) == 1
    said = capsys.readouterr()
    failed, received = said.out.splitlines()
    number = failed.partition("number ")[2].split()[0]
    assert f"mishap {number}" in (tmp_path / "var" / "dispatch.log").read_text(encoding="utf-8")
    assert "receipt 1" in received
    assert said.err == ""


def test_what_is_refused_is_said_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    table = str(sorted(REFERENCE.glob("*.xlsx"))[0])
    assert commands.main(["import", table, "--period", "2999-12-31"]) == 1
    assert commands.main(["import", table, "--period", "2024-03-29", "--unit", "无名街道"]) == 1
    assert commands.main(["import", table, "--period", "2024-03-29", "--replaces", "9"]) == 1
    name = Path(table).name
    assert _lines(capsys) == [
        f"Refused: {name}: the cover-to date 2999-12-31 lies after today; check it and submit again.",
        f"Refused: {name}: “无名街道” is no unit of the registry; check the name.",
        "Refused: There is no receipt 9; nothing was replaced.",
    ]


def test_a_second_file_of_the_same_week_says_which_receipt_it_replaces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "一.csv", tmp_path / "二.csv"
    first.write_text(f"{TRIPS}板浦镇,张三,2024-03-20,上海,甲公司\n", encoding="utf-8")
    second.write_text(f"{TRIPS}板浦镇,李四,2024-03-21,南京,乙公司\n", encoding="utf-8")
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    asked = ["--unit", "板浦镇", "--period", "2024-03-29"]
    assert [commands.main(["import", str(file), *asked]) for file in (first, second)] == [0, 0]
    said = [line.rpartition("，1 条记录，")[2].rpartition(" 封存码 ")[0] for line in _lines(capsys)]
    assert said == [
        "未发现问题。",
        "未发现问题；同一台账以这份为准，此前报的（回执号1）不再重复计入，原件留存可查。"
        " 看不出是全部台账还是本期新增，按全部台账收；如只是新增，"
        "请加 --increment --replaces 2 重新导入。",
    ]


def test_a_marked_workbook_that_comes_back_says_which_numbers_are_closed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = (
        "项目名称,投资方,总投资（亿元）,签约时间\n甲项目,甲公司,详见附件,2024-03-01\n乙项目,乙公司,2.5,已签\n".encode()
    )
    made = Draft(sheet, "板浦镇.csv", reading=ingest(sheet, "板浦镇.csv", period=date(2024, 3, 29)))
    book = openpyxl.load_workbook(io.BytesIO(reply.marked_workbook(made, speaker("zh_CN"))))
    book["板浦镇"]["C2"] = 3
    book.save(tmp_path / "板浦镇_批注.xlsx")
    assert commands.main(["import", str(tmp_path / "板浦镇_批注.xlsx"), "--period", "2024-03-29"]) == 0
    (line,) = _lines(capsys)
    assert "received, receipt 1" in line
    assert line.rpartition(" Seal ")[0].endswith(" Put right: 1. Still open: 2.")


def test_of_two_lists_that_come_together_the_second_takes_nothing_away(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, row in (("一.csv", "张三,2024-03-20,上海,甲公司"), ("二.csv", "李四,2024-03-21,南京,乙公司")):
        (tmp_path / name).write_text(f"{TRIPS}板浦镇,{row}\n", encoding="utf-8")
    files = [str(tmp_path / name) for name in ("一.csv", "二.csv")]
    assert commands.main(["import", *files, "--unit", "板浦镇", "--period", "2024-03-29"]) == 1
    first, second = _lines(capsys)
    assert "received, receipt 1" in first
    assert second == (
        "Refused: 二.csv: beside what came before it could be the whole ledger or only additions; "
        "say which and submit again (on the command line --whole or --increment)."
    )


def test_what_an_older_file_adds_and_a_later_whole_ledger_lacks_is_said_behind_its_receipt(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    later, older = tmp_path / "三月29日.csv", tmp_path / "三月22日.csv"
    later.write_text(f"{TRIPS}板浦镇,张三,2024-03-20,上海,甲公司\n", encoding="utf-8")
    older.write_text(f"{TRIPS}板浦镇,李四,2024-03-21,南京,乙公司\n", encoding="utf-8")
    for file, period in ((later, "2024-03-29"), (older, "2024-03-22")):
        capsys.readouterr()
        assert commands.main(["import", str(file), "--whole", "--unit", "板浦镇", "--period", period]) == 0
    received, lacking = _lines(capsys)
    assert "received, receipt 2" in received
    assert lacking == (
        "板浦镇: 1 record of Visits (李四, 21 Mar) counts to 22 Mar 2024 only. The later 三月29日.csv, which covers to "
        "29 Mar 2024, is a whole ledger without it, so from then on it is not counted. Send that ledger again, "
        "completed, if it is to count."
    )


def test_a_correction_of_another_units_receipt_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, unit in (("一.csv", "板浦镇"), ("二.csv", "锦屏镇")):
        (tmp_path / name).write_text(f"{TRIPS}{unit},张三,2024-03-20,上海,甲公司\n", encoding="utf-8")
    asked = ["--period", "2024-03-29"]
    assert commands.main(["import", str(tmp_path / "一.csv"), "--unit", "板浦镇", *asked]) == 0
    capsys.readouterr()
    named = ["--unit", "锦屏镇", "--replaces", "1"]
    assert commands.main(["import", str(tmp_path / "二.csv"), *named, *asked]) == 1
    assert _lines(capsys) == [
        "Refused: 二.csv: receipt 1 is not of the same unit and ledger, so this file cannot replace it; "
        "check the receipt number."
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["import", "x", "--period", "3月"], "argument --period: “3月” is no date; write it like 2024-03-29."),
        (
            ["import", "x", "--replaces", "一"],
            "argument --replaces: “一” is no receipt number; write digits, such as 12.",
        ),
        (["report", "--as-of", "x"], "argument --as-of: “x” is no date; write it like 2024-03-29."),
        (
            ["report", "--as-of", "2024-03-29", "--known-at", "x"],
            "argument --known-at: “x” is no time; write it like 2024-03-29T17:00.",
        ),
    ],
)
def test_an_argument_that_cannot_be_read_is_said_in_plain_words(
    capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        commands.main(arguments)
    assert ended.value.code == 2
    assert capsys.readouterr().err.splitlines()[-1].partition("error: ")[2] == sentence


def test_a_report_for_people_says_where_list_and_counter_differ(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trips, figures = tmp_path / "外出.csv", tmp_path / "统计.csv"
    trips.write_text(f"{TRIPS}板浦镇,张三,2024-03-20,上海,甲公司\n", encoding="utf-8")
    figures.write_text("单位,走出去（次）,请进来（批次）\n板浦镇,5,7\n", encoding="utf-8")
    commands.main(["import", str(trips), str(figures), "--unit", "板浦镇", "--period", "2024-03-29"])
    capsys.readouterr()
    assert commands.main(["report", "--as-of", "2024-03-29"]) == 0
    said = _lines(capsys)
    remarks = said[said.index("Remarks") + 1 :]
    assert "板浦镇  Outbound visits  the list says 1, the counter in B2 says 5; the list stands" in remarks


def test_a_correction_replaces_the_receipt_that_it_names(capsys: pytest.CaptureFixture[str]) -> None:
    table = str(sorted(REFERENCE.glob("*统计*.xlsx"))[0])
    assert commands.main(["import", table, "--period", "2024-03-22"]) == 0
    assert commands.main(["import", table, "--period", "2024-03-29", "--replaces", "1"]) == 0
    capsys.readouterr()
    commands.main(["report", "--as-of", "2024-03-22", "--json"])
    assert json.loads(capsys.readouterr().out)["district"]["outbound_trips"]["value"] is None


def test_chinese_is_spoken_under_a_chinese_locale(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    commands.main(["import", str(sorted(REFERENCE.glob("*.xlsx"))[0]), "--period", "2024-03-29"])
    assert "已收，第 1 号回执，海州区，截至 2024-03-29" in _lines(capsys)[0]


def test_a_report_for_people_is_a_text_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["report", "--as-of", "2024-03-29"]) == 0
    assert "海州区" in capsys.readouterr().out


def test_a_registry_that_is_missing_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DISPATCH_DISTRICT", str(tmp_path / "none.toml"))
    assert commands.main(["report", "--as-of", "2024-03-29"]) == 1
    said = capsys.readouterr()
    sentence = f"The registry file {tmp_path / 'none.toml'} does not exist, or cannot be opened.\n"
    assert (said.out, said.err) == ("", sentence)


def test_a_week_of_the_sample_district_is_imported_without_a_refusal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DISPATCH_DISTRICT", str(ROOT / "sample_data" / "district.toml"))
    assert commands.main(["import", str(WEEK), "--period", "2024-03-22"]) == 0
    said = _lines(capsys)
    assert len(said) == sum(1 for path in WEEK.rglob("*") if path.is_file())
    assert all(": received, receipt " in line for line in said)


def test_movement_is_counted_from_the_meeting_that_was_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for day, stage in (("2024-03-08", "签约"), ("2024-03-15", "开工"), ("2024-03-22", "开工")):
        file = tmp_path / f"{day}.csv"
        file.write_text(f"单位,项目名称,投资方,目前进展\n板浦镇,甲项目,甲公司,{stage}\n", encoding="utf-8")
        assert commands.main(["import", str(file), "--period", day, "--whole"]) == 0
    capsys.readouterr()
    assert commands.main(["report", "--as-of", "2024-03-22", "--since", "2024-03-08", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(e["kind"], e["name"]) for e in told["movement"]["events"]] == [("advanced", "甲项目")]
    assert told["since"] == "2024-03-08"
    assert commands.main(["report", "--as-of", "2024-03-22", "--json"]) == 0
    assert set(json.loads(capsys.readouterr().out)) == {"as_of", "district", "units"}
    assert commands.main(["report", "--as-of", "2024-03-22", "--since", "2024-03-08"]) == 0
    assert "Started  Opening 0, Moved in +1, Closing 1" in _lines(capsys)
    assert commands.main(["report", "--as-of", "2024-03-22", "--since", "2024-02-02"]) == 1
    assert capsys.readouterr().err == (
        "No meeting covering to 2024-02-02 was held before, or nothing stood then. "
        "Movement can be counted from: 2024-03-15, 2024-03-08.\n"
    )


def test_actions_are_listed_with_what_the_data_say_of_them_as_text_and_as_plain_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "板浦镇.csv"
    sheet.write_text(f"{TRIPS}板浦镇,赵一,2024-03-27,上海,甲公司\n", encoding="utf-8")
    assert commands.main(["import", str(sheet), "--period", "2024-03-29", "--whole"]) == 0
    _lines(capsys)
    with Store(Settings.current()) as store:
        wanted = LedgerReceived("板浦镇", "visits", date(2024, 3, 29))
        promise = Promise(date(2024, 3, 22), "板浦镇", date(2024, 3, 29), "报送走访", "王镇长", Item(), wanted)
        store.actions.make(promise, by="x", now=datetime(2024, 3, 25, tzinfo=UTC))
    assert commands.main(["actions", "--as-of", "2024-03-29"]) == 0
    assert _lines(capsys) == [
        "板浦镇 (王镇长)  No. 1 报送走访 (person: 王镇长), due 29 Mar (✓ proposed for closing); shown done by: "
        "板浦镇: Visits received for the week to 29 Mar  received"
    ]
    assert commands.main(["actions", "--as-of", "2024-03-29", "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert told.pop("made")["by"] == "x"
    assert told == {
        "number": 1, "state": "near", "proposed": True, "settled": None, "meeting": "2024-03-22", "due": "2024-03-29",
        "unit": "板浦镇", "person": "王镇长", "text": "报送走访",
        "item": {"kind": "", "unit": "", "of": ""},
        "criterion": {"kind": "ledger", "unit": "板浦镇", "ledger": "visits", "period": "2024-03-29"},
        "data": {"told": "met", "why": "", "cells": [
            {"submission": 1, "file": "板浦镇.csv", "sheet": "板浦镇", "cell": "E2"}
        ]},
    }  # fmt: skip
    assert commands.main(["actions", "--as-of", "2024-03-15"]) == 0
    assert _lines(capsys) == ["There are no actions."]
