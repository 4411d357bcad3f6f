"""Chart data as sheets."""

import io

import pandas as pd
import pytest
from openpyxl import load_workbook

from dashboard.exports.tabular import csv, xlsx

DATA = pd.DataFrame(
    {
        "单位": ["甲街道", "=1+1", '乙,"镇"'],
        "次": [3.0, float("nan"), 2.5],
        "日": pd.to_datetime(pd.Series(["2024-03-29", None, "2024-03-22"])).astype("datetime64[us]"),
    }
)


def test_csv_has_a_byte_order_mark_and_no_formula() -> None:
    assert csv(DATA) == '\ufeff单位,次,日\r\n甲街道,3,2024-03-29\r\n\'=1+1,,\r\n"乙,""镇""",2.5,2024-03-22\r\n'.encode()


def test_a_negative_number_is_a_number_not_an_escaped_text() -> None:
    assert csv(pd.DataFrame({"差": [-14.3]})) == "\ufeff差\r\n-14.3\r\n".encode()


def test_xlsx_keeps_numbers_days_gaps_and_turns_no_text_into_a_formula() -> None:
    sheet = load_workbook(io.BytesIO(xlsx(DATA, "走出去: 8次"))).worksheets[0]
    assert sheet.title == "走出去  8次"
    assert [cell.value for cell in sheet[2]][:2] == ["甲街道", 3]
    assert sheet["C2"].value.date().isoformat() == "2024-03-29"
    assert (sheet["A3"].value, sheet["A3"].data_type, sheet["B3"].value) == ("=1+1", "s", None)


@pytest.mark.parametrize("title", ["", "[]", "标题" * 40])
def test_any_title_makes_a_sheet(title: str) -> None:
    assert load_workbook(io.BytesIO(xlsx(DATA, title))).worksheets[0].max_row == 4


def test_characters_no_sheet_may_hold_are_left_out() -> None:
    sheet = load_workbook(io.BytesIO(xlsx(pd.DataFrame({"a": ["x\x0by"]}), "t"))).worksheets[0]
    assert sheet["A2"].value == "xy"
