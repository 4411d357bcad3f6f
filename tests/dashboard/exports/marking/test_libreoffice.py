"""A second program opens what we mark: nothing to repair, and the same values and formulas as before."""

import io
from dataclasses import replace
from pathlib import Path

import openpyxl

from dashboard.exports.marking import Plain, marked, rebuilt
from loaders.grid import Book
from loaders.returned import returned
from loaders.workbook import open_book
from tests.dashboard.exports.marking.books import COVER, mark, odd, rich
from tests.packages import converted, faults

SHEETS = {"rich": "走 访'1", "prefixed": "表&<1>", "strict": "表&<1>", "fresh": "截至3月"}


def everything() -> dict[str, bytes]:
    fresh, _ = rebuilt([Plain("截至3月", [["单位", "=1+1"], ["甲", 3.5]], merges=[(3, 1, 3, 2)])])
    return {"rich": rich(), "prefixed": odd(), "strict": odd(strict=True), "fresh": fresh}


def cells(path: Path, *, values: bool) -> dict[str, dict[str, object]]:
    book = openpyxl.load_workbook(path, data_only=values)
    sheets = [sheet for sheet in book.worksheets if sheet.title != COVER.name]
    return {
        s.title: {c.coordinate: c.value for row in s.iter_rows() for c in row if c.value is not None} for s in sheets
    }


def test_libreoffice_opens_marked_workbooks_and_reads_the_same_values_and_formulas(tmp_path: Path) -> None:
    files: list[Path] = []
    for name, content in everything().items():
        marks = [mark(1, SHEETS[name], "A1"), mark(2, SHEETS[name], "C3", "warning"), mark(3, SHEETS[name], "")]
        for kind, data in (("before", content), ("after", marked(content, marks, COVER))):
            files.append(tmp_path / f"{name}-{kind}.xlsx")
            files[-1].write_bytes(data)
    made = converted(files, "xlsx", tmp_path)
    for before, after in zip(made[::2], made[1::2], strict=True):
        assert cells(after, values=True) == cells(before, values=True), after.name
        assert cells(after, values=False) == cells(before, values=False), after.name
    rich_one = openpyxl.load_workbook(made[1])
    assert rich_one.sheetnames == [COVER.name, "走 访'1", "二月", "三月"]
    assert rich_one["走 访'1"]["C3"].comment.text.startswith("⚑2 ")
    assert rich_one["二月"].print_area == "'二月'!$A$1:$B$2"
    assert rich_one["二月"]["B2"].value == "='走 访''1'!B4*2"
    for after in made[1::2]:
        lines = returned(read(after))
        assert lines is not None
        assert [(line.number, line.code, line.cell) for line in lines.lines] == [
            (1, "not-a-date", "A1"),
            (2, "not-a-date", "C3"),
            (3, "not-a-date", ""),
        ]


def read(path: Path) -> Book:
    return open_book(path.read_bytes(), path.name)


def test_the_list_is_known_after_saving_as_xls_and_ods(tmp_path: Path) -> None:
    file = tmp_path / "marked.xlsx"
    file.write_bytes(marked(rich(), [mark(7, SHEETS["rich"], "C2")], COVER))
    for kind in ("xls", "ods"):
        book = read(converted([file], kind, tmp_path)[0])
        lines = returned(book)
        assert lines is not None
        assert (lines.sheet, lines.lines[0].number, lines.lines[0].found) == (COVER.name, 7, "三月")


def test_marks_go_again_from_a_workbook_that_libreoffice_saved(tmp_path: Path) -> None:
    file = tmp_path / "marked.xlsx"
    sheet = SHEETS["rich"]
    file.write_bytes(marked(rich(), [mark(1, sheet, "A2"), mark(2, sheet, "C2"), mark(3, sheet, "A1")], COVER))
    saved = converted([file], "xlsx", tmp_path)[0].read_bytes()
    again = marked(saved, [mark(2, sheet, "C2")], replace(COVER, standing=COVER.name))
    assert faults(again) == []
    book = openpyxl.load_workbook(io.BytesIO(again))
    texts = {cell.coordinate: cell.comment.text for row in book[sheet] for cell in row if cell.comment}
    assert texts == {"A1": "原有批注", "C2": "⚑2 不计入\n“三月”不是日期\n请写明年月日"}
    assert [book[sheet][cell].fill.fill_type for cell in ("A1", "A2", "C2")] == [None, None, "solid"]


def test_libreoffice_opens_the_second_marked_copy_of_a_workbook_that_openpyxl_saved(tmp_path: Path) -> None:
    sheet, marks = SHEETS["rich"], [mark(1, SHEETS["rich"], "C2"), mark(2, "二月", "B2"), mark(3, "三月", "A1")]
    stream = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(marked(rich(), marks, COVER))).save(stream)
    file = tmp_path / "again.xlsx"
    file.write_bytes(marked(stream.getvalue(), marks[1:], replace(COVER, standing=COVER.name)))
    book = openpyxl.load_workbook(converted([file], "xlsx", tmp_path)[0])
    texts = {(s.title, c.coordinate): c.comment.text[:2] for s in book for row in s for c in row if c.comment}
    assert texts == {(sheet, "A1"): "原有", ("二月", "B2"): "⚑2", ("三月", "A1"): "⚑3"}
