"""The ledger of all units: searched, and as one workbook in which nothing is a formula."""

import io
from datetime import date
from pathlib import Path

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
        found = history(store, "projects", "甲|甲")
    assert list(zip(found["as_of_day"].dt.strftime("%m-%d"), found["stage"], strict=True)) == [
        ("03-08", "negotiating"), ("03-22", "signed"),
    ]  # fmt: skip
