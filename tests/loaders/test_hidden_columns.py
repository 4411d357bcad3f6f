"""A hidden column that holds figures is read and said, like hidden rows."""

import io
from datetime import date

import openpyxl

from loaders import Reading, ingest


def read(*hidden: str) -> Reading:
    book = openpyxl.Workbook()
    for row in (
        ["序号", "项目名称", "总投资（万元）", "签约时间"],
        [1, "甲项目", 400, "2024-3-1"],
        [2, "乙项目", 500, "2024-3-2"],
    ):
        book.active.append(row)
    for column in hidden:
        book.active.column_dimensions[column].hidden = True
    buffer = io.BytesIO()
    book.save(buffer)
    return ingest(buffer.getvalue(), "板浦镇签约项目.xlsx", unit="板浦镇", period=date(2024, 3, 29))


def test_hidden_columns_with_data_are_read_and_named() -> None:
    reading = read("C", "D", "H")
    assert reading.tables["projects"]["investment"].tolist() == [0.04, 0.05]
    told = [finding.detail for finding in reading.findings if finding.code == "hidden-columns"]
    assert told == [{"columns": "C D"}]


def test_nothing_is_said_where_nothing_is_hidden() -> None:
    assert [finding.code for finding in read().findings] == []
