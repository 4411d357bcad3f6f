"""Parts of a text that say otherwise than their letters: struck-through words, raised digits, footnote marks."""

import io
from datetime import date

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from loaders import Reading, ingest
from loaders.figures import number
from loaders.richtext import marked

HEADINGS = ["序号", "项目名称", "总投资（万元）", "签约时间"]
STRUCK, HIGH = InlineFont(strike=True), InlineFont(vertAlign="superscript")


def read(*rows: list, kind: str = "a.xlsx") -> Reading:
    book = openpyxl.Workbook()
    book.active.append(["板浦镇签约项目台账"])
    for row in (HEADINGS, *rows):
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return ingest(buffer.getvalue(), kind, unit="板浦镇", period=date(2024, 3, 29))


def codes(reading: Reading, cell: str) -> list[str]:
    return [finding.code for finding in reading.findings if finding.cell == cell]


def test_a_figure_corrected_in_its_cell_is_the_one_that_is_not_struck_through() -> None:
    reading = read([1, "甲项目", CellRichText(TextBlock(STRUCK, "300"), "400"), "2024-3-1"])
    assert reading.tables["projects"]["investment"].tolist() == [0.04]
    assert codes(reading, "C3") == ["struck-through"]


def test_a_raised_digit_is_no_digit_of_the_figure() -> None:
    reading = read(
        [1, "甲项目", CellRichText("1200", TextBlock(HIGH, "1")), "2024-3-1"], [2, "乙项目", 500, "2024-3-2"]
    )
    assert reading.tables["projects"]["investment"].fillna(-1).tolist() == [-1, 0.05]
    assert codes(reading, "C3") == ["not-a-number"]


def test_a_name_is_what_is_left_of_it_and_one_wholly_struck_through_stays() -> None:
    name = CellRichText(TextBlock(STRUCK, "旧名"), "新名")
    gone = CellRichText(TextBlock(STRUCK, "旧"), TextBlock(STRUCK, "项目"))
    reading = read([1, name, 400, "2024-3-1"], [2, gone, 500, "2024-3-2"])
    assert reading.tables["projects"]["name"].tolist() == ["新名", "旧项目"]
    assert codes(reading, "B3") == codes(reading, "B4") == ["struck-through"]


def test_shared_strings_of_one_look_are_left_to_the_reader() -> None:
    plain = b'<sst xmlns="x"><si><t>a</t></si><si><r><t>b</t></r><r><t>c</t></r></si></sst>'
    assert marked(plain) == {}
    struck = plain.replace(b"<r><t>b", b"<r><rPr><strike/></rPr><t>b")
    assert {n: (text.words, text.struck) for n, text in marked(struck).items()} == {1: ("c", True)}
    off = plain.replace(b"<r><t>b", b'<r><rPr><strike val="0"/></rPr><t>b')
    assert marked(off) == {}


@pytest.mark.parametrize(("typed", "value"), [("1200①", 0.12), ("1.5亿元②", 1.5), ("800⑴⑵", 0.08), ("800²", None)])
def test_the_mark_of_a_footnote_is_no_digit(typed: str, value: float | None) -> None:
    found = number(typed, quantity="money", unit="万元")
    assert (found.value, found.problem) == (value, "" if value else "not-a-number")


def test_a_raised_digit_of_a_page_is_none_either() -> None:
    rows = "".join(f"<td>{cell}</td>" for cell in (1, "甲项目", "1200<sup>2</sup>", "2024-3-1"))
    heads = "".join(f"<th>{name}</th>" for name in HEADINGS)
    other = "".join(f"<td>{cell}</td>" for cell in (2, "乙项目", 500, "2024-3-2"))
    lines = "".join(f"<tr>{cells}</tr>" for cells in (heads, rows, other))
    page = f"<html><meta charset=utf-8><table>{lines}</table></html>".encode()
    reading = ingest(page, "板浦镇签约项目台账.xls", unit="板浦镇", period=date(2024, 3, 29))
    assert reading.tables["projects"]["investment"].fillna(-1).tolist() == [-1, 0.05]


@pytest.mark.parametrize(
    ("code", "unit", "value", "dollars"),
    [
        ("[$$-409]#,##0.00", "", None, 0.5),
        ("[$$-409]#,##0.00", "万元", None, None),
        ("[$€-2]\\ #,##0", "万元", None, None),
        ("[$HK$-C04]#,##0", "", None, None),
        ("[$¥-804]#,##0", "万元", 0.5, None),
        ('0.00"万元/亩"', "万元", None, None),
        ('0"亩"', "万元", None, None),
        ('0.00"万元"', "", 0.5, None),
    ],
)
def test_a_number_format_of_another_quantity_or_currency_is_never_taken_for_yuan(
    code: str, unit: str, value: float | None, dollars: float | None
) -> None:
    found = number(5000, quantity="money", unit=unit, unit_format=code)
    assert (found.value, found.usd) == (value, dollars)
    assert (found.problem == "not-a-number") == (value is None and dollars is None)


@pytest.mark.parametrize("typed", ["3亩半", "20000平方尺", "300平方丈", "2亩3分"])
def test_what_follows_a_unit_may_make_it_another(typed: str) -> None:
    assert number(typed, quantity="area").problem == "not-a-number"


def test_a_quotation_mark_without_its_partner_swallows_no_row() -> None:
    text = f'{",".join(HEADINGS)}\n1,"甲项目,400,2024-3-1\n2,乙项目,500,2024-3-2\n'
    reading = ingest(text.encode(), "板浦镇签约项目.csv", unit="板浦镇", period=date(2024, 3, 29))
    assert reading.tables["projects"]["investment"].tolist() == [0.04, 0.05]


@pytest.mark.parametrize("filler", [" ", "，", "公司", "/", "1"])
def test_reading_grows_with_the_length_of_a_cell_and_not_with_its_square(filler: str) -> None:
    long = "x" + filler * (30_000 // len(filler))
    text = f"{','.join(HEADINGS)}\n" + f'1,"{long}","{long}","{long}"\n' * 2
    reading = ingest(text.encode(), "板浦镇签约项目.csv", unit="板浦镇", period=date(2024, 3, 29))
    assert reading.cells.nonempty == reading.cells.parsed + reading.cells.flagged + reading.cells.ignored
