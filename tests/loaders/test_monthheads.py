"""Months that head columns and that the program took for dates."""

import io
from datetime import datetime

import openpyxl
import pytest

from loaders import ingest
from tests.loaders.sheets import DISTRICT, PERIOD, read, records

MONTHS = [datetime(2024, month, 1) for month in (1, 2, 3)]
UNITS = [["新浦街道", 3, 4, 5], ["板浦镇", 1, 0, 2]]


def book(rows: list[list[object]], head: int, pattern: str, merged: tuple[str, ...] = ()) -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    for cell in sheet[head]:
        if not isinstance(cell.value, str):
            cell.number_format = pattern
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("months", "pattern"), [(MONTHS, 'yyyy"年"m"月"'), (MONTHS, 'm"月"'), ([1, 2, 3], '0"月"'), (MONTHS, "mmm-yy")]
)
def test_months_stored_as_days_or_numbers_head_columns_as_their_words_do(months: list[object], pattern: str) -> None:
    title = ["各镇街外出招商次数"]
    got = ingest(book([title, ["单位", *months], *UNITS], 2, pattern), "统计表.xlsx", district=DISTRICT, period=PERIOD)
    said = read([title, ["单位", "1月", "2月", "3月"], *UNITS])
    fields = ("unit", "indicator", "period", "value")
    assert records(got, "counters", *fields) == records(said, "counters", *fields)
    assert len(records(got, "counters", *fields)) == 6


def test_months_may_run_anew_under_every_heading() -> None:
    head = [["单位", "走出去", None, None, "请进来", None, None], [None, *MONTHS, *MONTHS]]
    content = book([*head, ["新浦街道", 3, 4, 5, 1, 2, 3]], 2, 'yyyy"年"m"月"', ("A1:A2", "B1:D1", "E1:G1"))
    got = ingest(content, "统计表.xlsx", district=DISTRICT, period=PERIOD)
    assert [value for (value,) in records(got, "counters", "value")] == [3, 4, 5, 1, 2, 3]


def test_the_months_of_a_record_stay_days() -> None:
    rows: list[list[object]] = [
        ["项目名称", "投资方", "签约时间", "开工时间"],
        ["甲项目", "甲公司", datetime(2024, 1, 1), datetime(2024, 2, 1)],
        ["乙项目", "乙公司", datetime(2024, 2, 1), datetime(2024, 3, 1)],
    ]
    got = ingest(book(rows, 2, 'yyyy"年"m"月"'), "新浦街道.xlsx", district=DISTRICT, period=PERIOD)
    assert records(got, "projects", "signed_on", "started_on") == [
        ("2024-01-01", "2024-02-01"),
        ("2024-02-01", "2024-03-01"),
    ]
