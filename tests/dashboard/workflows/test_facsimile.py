"""A window on a sheet: addresses, kinds of rows, and cells as a person saw them."""

from datetime import datetime

import pytest

from dashboard.workflows.facsimile import Marks, around, marks, page, position, printed
from loaders.grid import Book, Sheet, Value

SHEET = Sheet("项目", [["在谈项目"], [], ["名称", "投资额"], ["甲", 3.0], ["合计", 3.0], ["注：含意向"], ["乙"]])
BOOK = Book("xlsx", [SHEET])


@pytest.mark.parametrize(("cell", "place"), [("A1", (1, 1)), ("AA10", (10, 27)), ("$C$7", (7, 3)), ("B4:D9", (4, 2))])
def test_an_address_is_row_and_column(cell: str, place: tuple[int, int]) -> None:
    assert position(cell) == place


def test_no_address_is_nowhere() -> None:
    assert position("") == (0, 0)


def test_the_window_is_cut_at_the_sheets_edges_and_marks_its_cell() -> None:
    part = around(BOOK, "项目", "B4", rows=1, columns=1)
    assert part is not None
    assert (part.top, part.left) == (3, 1)
    assert part.letters == ("A", "B", "C")
    assert part.cells == (("名称", "投资额", ""), ("甲", "3", ""), ("合计", "3", ""))
    assert part.marked == {(4, 2)}


def test_a_sheet_that_is_not_there_gives_no_window() -> None:
    assert around(BOOK, "没有", "A1") is None
    assert page(BOOK, "没有", Marks()) is None


def test_every_row_says_what_it_was_taken_for() -> None:
    entries = [{"header_rows": (3,), "total_rows": (5,), "note_rows": (6,)}]
    part = page(BOOK, "项目", marks(entries, {4}, ["B4", ""]))
    assert part is not None
    assert part.kinds == ("title", "blank", "header", "data", "total", "note", "ignored")
    assert part.marked == {(4, 2)}


def test_a_long_sheet_is_cut_and_says_how_long_it_is() -> None:
    part = page(BOOK, "项目", Marks(), limit=2)
    assert part is not None
    assert (len(part.cells), part.total_rows, part.cut) == (2, 7, True)


def test_a_sheet_with_one_far_cell_is_cut_and_says_how_wide_it_is() -> None:
    sheet = Sheet("远", [["甲", *[None] * 16_382, "乙"], ["丙"]])
    part = page(Book("xlsx", [sheet]), "远", Marks())
    assert part is not None
    assert (len(part.letters), part.total_columns, part.cut) == (120, 16_384, True)
    assert part.cells[1][:2] == ("丙", "")


def test_a_sheet_that_is_shown_whole_is_not_cut() -> None:
    part = page(BOOK, "项目", Marks())
    assert part is not None
    assert (part.total_rows, part.total_columns, part.cut) == (7, 2, False)


def test_an_error_cell_shows_its_error() -> None:
    sheet = Sheet("误", [["甲", None]], errors={(1, 2): "#REF!"})
    part = page(Book("xlsx", [sheet]), "误", Marks())
    assert part is not None
    assert part.cells == (("甲", "#REF!"),)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (3.0, "3"),
        (0.1, "0.1"),
        (True, "True"),
        (datetime(2024, 3, 20), "2024-03-20"),
        (datetime(2024, 3, 20, 9, 30), "2024-03-20 09:30"),
    ],
)
def test_cells_as_people_see_them(value: Value, text: str) -> None:
    assert printed(value) == text


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        (13812345678, "▒▒▒"),
        # as the readers of xlsx, xls and ods give a number; in ten digits it would pass for none
        (13812345678.0, "▒▒▒"),
        (12345678901.0, "12345678901"),
        ("王芳 13812345678", "王芳 ▒▒▒"),
        ("0518-85550000", "▒▒▒"),
        ("计划总投资12000万元", "计划总投资12000万元"),
    ],
)
def test_personal_numbers_are_blotted_out(value: object, seen: str) -> None:
    assert printed(value) == seen
