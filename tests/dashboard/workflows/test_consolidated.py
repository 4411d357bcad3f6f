"""The ledger of all units: searched, and as one workbook in which nothing is a formula."""

import io
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd

from dashboard.contract import COVERAGE, TABLES, District, Filters, Snapshot, Unit
from dashboard.frames import frame
from dashboard.store import Store
from dashboard.workflows.consolidated import history, records, visible, workbook
from tests.dashboard.store import desk as files

DISTRICT = District("示例区", units=(Unit("板浦镇", "镇"), Unit("宁海街道", "街道")))
PROJECTS = frame(
    "projects",
    [
        {"unit": "板浦镇", "sheet": "项目", "table": 1, "row": 4, "name": "ＡＢ材料項目", "stage": "signed"},
        {"unit": "宁海街道", "sheet": "项目", "table": 1, "row": 5, "name": "=1+1", "stage": "negotiating"},
    ],
).assign(submission=1, file="甲.xlsx", period=pd.Timestamp("2024-03-29"), stale=False, identity=["a", "b"])
SNAPSHOT = Snapshot(
    date(2024, 3, 29),
    {name: frame(name) for name in TABLES} | {"projects": PROJECTS},
    pd.DataFrame(columns=list(COVERAGE)),
)
DAY = Filters(date(2024, 3, 29))


def test_search_folds_width_case_and_script() -> None:
    assert list(records(SNAPSHOT, DISTRICT, "projects", DAY, "ab材料项目")["unit"]) == ["板浦镇"]


def test_an_empty_search_keeps_all() -> None:
    assert len(records(SNAPSHOT, DISTRICT, "projects", DAY, "  ")) == 2


def test_the_units_filter_counts() -> None:
    chosen = Filters(date(2024, 3, 29), unit="宁海街道")
    assert list(records(SNAPSHOT, DISTRICT, "projects", chosen)["name"]) == ["=1+1"]


def test_empty_columns_stay_away_and_the_place_comes_last() -> None:
    assert visible(PROJECTS) == ["unit", "name", "stage", "sheet", "row", "file", "period"]


def test_the_workbook_has_a_sheet_a_ledger_and_text_stays_text() -> None:
    content = workbook(
        {"projects": PROJECTS, "assets": frame("assets")}, str.title, lambda column: str(column.name).upper()
    )
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Projects"]
    sheet = book["Projects"]
    assert [cell.value for cell in sheet[1]][:2] == ["UNIT", "NAME"]
    assert (sheet["B3"].value, sheet["B3"].data_type) == ("=1+1", "s")


def test_counters_with_their_two_periods_come_out_as_a_sheet() -> None:
    counters = frame("counters", [{"unit": "甲街道", "indicator": "outbound_trips", "period": "week", "value": 3}])
    counters.insert(0, "period", pd.to_datetime(["2024-03-29"]), allow_duplicates=True)
    content = workbook({"counters": counters}, str, lambda column: str(column.name))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0].count("period") == 1
    assert "week" in rows[1]


def test_the_history_of_a_thing_has_a_row_a_change(tmp_path: Path) -> None:
    with Store(files.settings(tmp_path), files.DISTRICT) as store:
        desk = files.Desk(store)
        stages = ("negotiating", "negotiating", "signed")
        for day, stage in zip((files.MARCH_8, files.MARCH_15, files.MARCH_22), stages, strict=True):
            desk.send(day, template="A", projects=[files.project("甲", stage, row=3)])
        found = history(store, "projects", "甲|甲", files.MARCH_29)
    assert list(zip(found["as_of_day"].dt.strftime("%m-%d"), found["stage"], strict=True)) == [
        ("03-08", "negotiating"), ("03-22", "signed"),
    ]  # fmt: skip


def _history(desk: files.Desk, as_of: date = files.MARCH_29, **known: datetime) -> list[tuple[str, str, float]]:
    found = history(desk.store, "projects", "甲|甲", as_of, **known)
    days = found["as_of_day"].dt.strftime("%m-%d") if len(found) else []
    return list(zip(days, found["stage"], found["investment"], strict=True)) if len(found) else []


def _worth(stage: str, investment: float) -> dict[str, Any]:
    return files.project("甲", stage, investment=investment)


def test_the_history_is_as_known_at_the_moment_and_up_to_the_day_of_the_page(tmp_path: Path) -> None:
    with Store(files.settings(tmp_path), files.DISTRICT) as store:
        desk = files.Desk(store)
        desk.send(files.MARCH_8, template="A", projects=[_worth("negotiating", 1.0)])
        second = desk.send(files.MARCH_15, template="A", projects=[_worth("signed", 1.0)])
        desk.send(files.MARCH_22, template="A", projects=[_worth("signed", 2.0)])
        shown = desk.now
        desk.now += timedelta(minutes=1)
        store.retract(second.number, "发错", by="x", now=desk.now)
        first, last = ("03-08", "negotiating", 1.0), ("03-22", "signed", 2.0)
        assert _history(desk) == [first, last]
        assert _history(desk, known_at=shown) == [first, ("03-15", "signed", 1.0), last]
        assert _history(desk, files.MARCH_15, known_at=shown) == [first, ("03-15", "signed", 1.0)]


def test_a_correction_by_name_that_brings_the_same_rows_later_is_in_the_history(tmp_path: Path) -> None:
    with Store(files.settings(tmp_path), files.DISTRICT) as store:
        desk = files.Desk(store)
        one = [files.project("甲", "signed", investment=1.0)]
        first = desk.send(files.MARCH_8, projects=one)
        desk.send(files.MARCH_15, projects=one, replaces=first.number)
        assert _history(desk) == [("03-15", "signed", 1.0)]


def test_only_returns_that_say_something_new_are_folded(tmp_path: Path) -> None:
    with Store(files.settings(tmp_path), files.DISTRICT) as store:
        desk = files.Desk(store)
        for week in range(8):
            desk.send(files.MARCH_8 + timedelta(7 * week), projects=[files.project("甲", "signed")])
            other = files.project("乙", "signed", unit="乙镇", investment=float(week))
            desk.send(files.MARCH_8 + timedelta(7 * week), unit="乙镇", projects=[other])
        assert store.history.days("projects", "甲|甲", date(2024, 12, 31)) == (["甲街道"], [files.MARCH_8])
