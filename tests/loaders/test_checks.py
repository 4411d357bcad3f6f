"""Checks across cells, and what needs no finding."""

import io
from datetime import date

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from loaders import ingest
from tests.loaders.sheets import DISTRICT, PERIOD, findings, read, records, workbook

HEAD = ["序号", "项目名称", "投资方", "总投资（亿元）", "签约时间"]


def test_a_row_typed_one_cell_to_the_right_or_left_is_found() -> None:
    right = read([HEAD, [1, "甲项目", "甲公司", 2, "2024-02-01"], [2, None, "乙项目", "乙公司", 3.6, "2024-01-22"]])
    left = read([HEAD, [1, "甲项目", "甲公司", 2, "2024-02-01"], ["乙项目", "乙公司", 3.6, "2024年1月22日"]])
    assert ("shifted-columns", "C3") in findings(right)
    assert ("shifted-columns", "A3") in findings(left)
    assert records(right, "projects", "name") == records(left, "projects", "name") == [("甲项目",)]


def test_a_shifted_row_that_begins_with_its_number_is_left_out() -> None:
    head = ["序号", "带队领导", "职务", "联系电话", "外出时间", "目的地", "拜访企业", "成果"]
    row = [1, "李强", "镇长", "13900001002", "3月15日", "成都", "甲公司", "持续跟进"]
    got = read([[*head, None], [*row, None], [None, 2, *row[1:]]])
    assert ("shifted-columns", "B3") in findings(got)
    assert records(got, "visits", "leader") == [("李强",)]
    assert records(got, "stops", "organisation") == [("甲公司",)]


def test_an_unreadable_cell_alone_is_no_shifted_row() -> None:
    got = read([HEAD, [1, "甲项目", "甲公司", "详见附件", "2月30日"]])
    assert "shifted-columns" not in [code for code, _ in findings(got)]


def coloured(fills: list[str | None], legend: list[str]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["序号", "资产名称", "坐落", "建筑面积（㎡）", None, legend[0] if legend else None])
    for i, fill in enumerate(fills, 1):
        sheet.append([i, f"厂房{i}", f"东路{i}号", 100 * i, None, legend[i] if i < len(legend) else None])
        if fill:
            sheet.cell(i + 1, 2).fill = PatternFill("solid", fgColor=fill)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_rows_of_two_colours_under_a_legend_are_told_by_colour_and_the_legend_is_no_column() -> None:
    content = coloured(["92D050", "92D050", "FFFF00", "92D050"], ["图例", "绿色：已盘活", "黄色：洽谈中"])
    got = ingest(content, "新海街道.xlsx", district=DISTRICT, period=PERIOD)
    assert findings(got) == [("colour-carries-meaning", "")]
    assert got.sheets[0].range == "A1:D5"


def test_stripes_say_nothing() -> None:
    got = ingest(coloured(["EEEEEE", None] * 3, []), "新海街道.xlsx", district=DISTRICT, period=PERIOD)
    assert findings(got) == []


def test_a_table_that_keeps_no_date_of_its_stages_says_so_once() -> None:
    head = ["序号", "项目名称", "投资方", "进展状态"]
    got = read([head, [1, "甲项目", "甲公司", "签约"], [2, "乙项目", "乙公司", "开工"], [3, "丙", "丙公司", "在谈"]])
    assert findings(got) == [("stage-without-date", "D1")]
    dated = read([[*head, "签约时间"], [1, "甲项目", "甲公司", "签约"], [2, "乙项目", "乙公司", "签约"]])
    assert findings(dated) == [("stage-without-date", "D2"), ("stage-without-date", "D3")]


def test_what_is_new_in_the_period_needs_no_date_and_a_cumulative_area_says_once_that_it_has_none() -> None:
    head = ["厂房名称", "位置", "建筑面积（㎡）"]
    new = read([[*head, "本周新增盘活面积（㎡）"], ["甲", "东路", 900, 100], ["乙", "西路", 900, 200]])
    assert records(new, "assets", "revitalised_increment") == [(100.0,), (200.0,)]
    assert findings(new) == []
    cumulative = read([[*head, "累计盘活面积（㎡）"], ["甲", "东路", 900, 100], ["乙", "西路", 900, 200]])
    assert findings(cumulative) == [("revival-without-date", "D1")]


def test_dates_known_to_the_month_are_out_of_order_only_if_they_must_be() -> None:
    head = ["序号", "项目名称", "投资方", "签约时间", "开工时间"]
    got = read([head, [1, "甲", "甲公司", "2月中旬", "2月"], [2, "乙", "乙公司", "2月中旬", "1月"]])
    assert findings(got) == [("dates-out-of-order", "E3")]


def test_a_telephone_number_is_no_period() -> None:
    head = ["序号", "项目名称", "投资方", "总投资（亿元）"]
    got = read([["联系人：赵某", None, "联系电话：0518-85550000"], head, [1, "甲", "甲公司", 2]], period=None)
    assert got.period is None


@pytest.mark.parametrize(("period", "codes"), [(date(2024, 3, 31), []), (date(2024, 6, 30), ["period-differs"] * 3)])
def test_monthly_sheets_that_reach_the_period_together_differ_from_nothing(period: date, codes: list[str]) -> None:
    head = ["接待时间", "来访单位", "接待领导"]
    sheets = {
        f"{m}月": [[f"新海街道2024年{m}月客商接待表"], head, [f"{m}月2日", f"甲{m}公司", "李强"]] for m in (1, 2, 3)
    }
    got = ingest(workbook(sheets), "新海街道.xlsx", district=DISTRICT, period=period)
    assert [code for code, _ in findings(got)] == codes


def test_a_cover_sheet_without_figures_needs_no_heading() -> None:
    head = ["接待时间", "来访单位", "接待领导"]
    sheets = {"封面": [["新海街道资料汇编"], ["2024年3月"]], "接待": [head, ["3月2日", "甲公司", "李强"]]}
    got = ingest(workbook(sheets), "新海街道.xlsx", district=DISTRICT, period=PERIOD)
    assert findings(got) == []
