"""A marked workbook: the marks are on it, and everything else is as it was."""

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from lxml import etree
from openpyxl.comments import Comment

from dashboard.errors import ExportFailed
from dashboard.exports.marking import Mark, marked
from tests.dashboard.exports.marking.books import COVER, mark, odd, rich
from tests.loaders.packages import package
from tests.packages import faults, parts_of, raw_parts

FIRST = "走 访'1"
MARKS = [
    mark(1, FIRST, "C2"),
    mark(2, FIRST, "A2", "warning", cost="计入并标注", sentence="登记表中没有", code="unknown-unit"),
    mark(3, FIRST, "F2", "warning", cost="计入并标注"),
    mark(4, FIRST, "A1", "warning", cost="计入并标注"),
    mark(5, FIRST, "G9"),
    mark(6, FIRST, "", "info", cost="提示", sentence="部分行标了颜色"),
]
ADDED = {"xl/worksheets/sheet4.xml"}
CONCERNED = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"} | {
    "xl/worksheets/sheet1.xml", "xl/comments/comment1.xml", "xl/drawings/commentsDrawing1.vml",
}  # fmt: skip


@pytest.fixture(scope="module")
def before() -> bytes:
    return rich()


@pytest.fixture(scope="module")
def after(before: bytes) -> bytes:
    return marked(before, MARKS, COVER)


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_the_package_is_sound(before: bytes, after: bytes) -> None:
    assert faults(before) == []
    assert faults(after) == []


def test_every_part_not_concerned_is_the_same_packed_bytes_in_the_same_order(before: bytes, after: bytes) -> None:
    was, now = raw_parts(before), raw_parts(after)
    assert list(now)[: len(was)] == list(was)
    assert set(now) - set(was) == ADDED
    assert {name for name in was if was[name] != now[name]} == CONCERNED
    assert {name: entry[1:] for name, entry in now.items() if name in was} == {n: e[1:] for n, e in was.items()}


def test_a_concerned_sheet_changes_in_its_marked_cells_only(before: bytes, after: bytes) -> None:
    def bare(content: bytes) -> list[tuple[str, str | None, dict[str, str]]]:
        root = etree.fromstring(parts_of(content)["xl/worksheets/sheet1.xml"])
        told = [(e.tag, e.text, {k: v for k, v in e.attrib.items() if k != "s"}) for e in root.iter()]
        return [one for one in told if one[2].get("r") not in ("G9", "9", "F2")]

    assert bare(after) == bare(before)


def test_marked_cells_carry_the_fill_of_their_severity_and_a_comment(after: bytes) -> None:
    sheet = opened(after)[FIRST]
    assert sheet["C2"].fill.fgColor.rgb == "FFFFC9C1"
    assert sheet["C2"].comment.text == "⚑1 不计入\n“三月”不是日期\n请写明年月日"
    assert sheet["A2"].fill.fgColor.rgb == "FFFFE8A1"


def test_a_marked_cell_keeps_everything_else_of_its_style(before: bytes) -> None:
    now = opened(marked(before, [mark(1, FIRST, "B2"), mark(2, FIRST, "A1")], COVER))[FIRST]
    assert now["B2"].number_format == '0.00"万元"'
    assert now["A1"].font.bold


def test_a_cell_inside_a_merge_is_marked_at_its_top_left(after: bytes) -> None:
    sheet = opened(after)[FIRST]
    assert sheet["E1"].fill.fgColor.rgb == "FFFFE8A1"
    assert sheet["E1"].comment.text.startswith("⚑3 ")


def test_a_cell_that_is_not_there_is_made(after: bytes) -> None:
    sheet = opened(after)[FIRST]
    assert (sheet["G9"].value, sheet["G9"].fill.fgColor.rgb) == (None, "FFFFC9C1")


def test_a_comment_that_is_there_is_kept_and_extended(after: bytes) -> None:
    comment = opened(after)[FIRST]["A1"].comment
    assert comment.text == "原有批注\n⚑4 计入并标注\n“三月”不是日期\n请写明年月日"
    assert comment.author == "王一"


def test_two_findings_on_a_cell_share_its_comment_and_the_worse_colour(before: bytes) -> None:
    sheet = opened(marked(before, [mark(1, FIRST, "C3", "warning"), mark(2, FIRST, "C3", "error")], COVER))[FIRST]
    assert sheet["C3"].comment.text.count("⚑") == 2
    assert sheet["C3"].fill.fgColor.rgb == "FFFFC9C1"


def test_the_first_sheet_lists_every_finding_with_a_link_to_its_cell(after: bytes) -> None:
    book = opened(after)
    assert book.sheetnames == ["核对清单", FIRST, "二月", "三月"]
    rows = [tuple(cell.value for cell in row) for row in book["核对清单"].iter_rows(min_row=3)]
    assert rows[0] == tuple(COVER.headings)
    assert rows[1] == (1, "不计入", FIRST, "C2", "三月", "“三月”不是日期", "请写明年月日", "not-a-date")
    assert [row[0] for row in rows[1:]] == [1, 2, 3, 4, 5, 6]
    assert book["核对清单"]["D4"].hyperlink.location == "'走 访''1'!C2"
    assert book["核对清单"]["C9"].hyperlink.location == "'走 访''1'!A1"


def test_what_counts_sheets_by_their_place_moves_on_by_one(before: bytes, after: bytes) -> None:
    was, now = opened(before), opened(after)
    assert now.active.title == was.active.title == "二月"
    for name in was.sheetnames:
        assert now[name].print_area == was[name].print_area
        assert now[name].print_title_rows == was[name].print_title_rows
    assert now.defined_names["总额"].attr_text == "'走 访''1'!$B$4"


def test_only_the_sheet_that_was_selected_is_selected(after: bytes) -> None:
    chosen = [name for name, data in parts_of(after).items() if b'tabSelected="1"' in data]
    assert chosen == ["xl/worksheets/sheet2.xml"]


def test_no_text_of_a_finding_becomes_a_formula_or_breaks_the_sheet(before: bytes) -> None:
    nasty = "=1+1 <b>&\x01\ud800\"' _x000D_"
    now = marked(before, [mark(1, FIRST, "C2", found=nasty, sentence=nasty)], COVER)
    assert faults(now) == []
    row = next(opened(now)["核对清单"].iter_rows(min_row=4))
    assert (row[4].value, row[4].data_type) == ("=1+1 <b>&\"' _x005F_x000D_", "s")


def test_a_mark_on_a_sheet_that_is_not_there_stands_in_the_list_without_a_link(before: bytes) -> None:
    book = opened(marked(before, [mark(1, "没有", "C2")], COVER))
    assert book["核对清单"]["D4"].value == "C2"
    assert book["核对清单"]["D4"].hyperlink is None


def test_a_taken_name_is_numbered(before: bytes) -> None:
    assert opened(marked(before, MARKS, replace(COVER, name="二月"))).sheetnames[0] == "二月 (2)"


def second(before: bytes, marks: list[Mark]) -> bytes:
    return marked(before, marks, replace(COVER, standing="核对清单"))


def test_marked_again_the_list_is_replaced_and_old_marks_go(after: bytes) -> None:
    again = second(after, [MARKS[0], replace(MARKS[1], closed=True)])
    assert faults(again) == []
    book = opened(again)
    assert book.sheetnames == ["核对清单", FIRST, "二月", "三月"]
    sheet = book[FIRST]
    assert {c.coordinate: c.comment.text for row in sheet.iter_rows() for c in row if c.comment} == {
        "A1": "原有批注",
        "C2": "⚑1 不计入\n“三月”不是日期\n请写明年月日",
    }
    assert sheet["A2"].fill.fgColor.rgb == "00FFFF00"
    assert sheet["E1"].fill.fill_type is None
    rows = [tuple(cell.value for cell in row) for row in book["核对清单"].iter_rows(min_row=4, max_col=8)]
    assert [(row[0], row[1], row[7]) for row in rows] == [
        (1, "不计入", "not-a-date"),
        (2, "✓ 已改正", "unknown-unit ✓"),
    ]


def test_marked_again_with_the_same_marks_nothing_grows(after: bytes) -> None:
    again = parts_of(second(second(after, MARKS), MARKS))
    third = parts_of(second(second(second(after, MARKS), MARKS), MARKS))
    assert {name for name in third if third[name] != again[name]} <= {"xl/drawings/commentsDrawing1.vml"}
    assert {name: len(data) for name, data in third.items()} == {name: len(data) for name, data in again.items()}


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("styles", [False, True])
def test_prefixes_single_quotes_absolute_targets_and_strict_files(strict: bool, styles: bool) -> None:
    before = odd(strict=strict, styles=styles)
    assert faults(before) == []
    cells = ("A1", "B1", "D1", "A2", "B3", "C3", "F3", "A5", "C8")
    after = marked(before, [mark(n, "表&<1>", cell) for n, cell in enumerate(cells, 1)], COVER)
    assert faults(after) == []
    root = etree.fromstring(parts_of(after)["xl/worksheets/Blatt.xml"])
    space = etree.QName(root).namespace
    found = [[c.get("r") for c in row] for row in root.find(f"{{{space}}}sheetData")]
    assert found == [[None, None, "D1"], ["A2"], ["A3", "B3", "C3", "F3"], ["A5"], ["C8"]]
    order = [etree.QName(child).localname for child in root if isinstance(child.tag, str)]
    assert order == ["cols", "sheetData", "pageMargins", "legacyDrawing", "extLst"]


def test_a_new_cell_takes_the_style_of_its_column() -> None:
    after = parts_of(marked(odd(), [mark(1, "表&<1>", "F3")], COVER))
    styles = etree.fromstring(after["xl/styles.xml"])
    style = next(
        c.get("s") for c in etree.fromstring(after["xl/worksheets/Blatt.xml"]).iter("{*}c") if c.get("r") == "F3"
    )
    assert styles.find("{*}cellXfs")[int(style)].get("numFmtId") == "14"


def test_macros_stay_the_same_bytes_under_the_same_type() -> None:
    before = odd(macros=True)
    after = marked(before, [mark(1, "表&<1>", "A3")], COVER)
    assert raw_parts(after)["xl/vbaProject.bin"] == raw_parts(before)["xl/vbaProject.bin"]
    assert b"macroEnabled.main+xml" in parts_of(after)["[Content_Types].xml"]


def test_an_empty_sheet_takes_a_mark() -> None:
    body = "<x:row r='1' spans='1:1' />"
    after = marked(odd(sheet=body), [mark(1, "表&<1>", "B1"), mark(2, "表&<1>", "B4")], COVER)
    assert faults(after) == []
    assert b"<x:row r='1'><x:c r=\"B1\" s=" in parts_of(after)["xl/worksheets/Blatt.xml"]


def test_a_threaded_comment_is_left_alone(before: bytes) -> None:
    parts = parts_of(before)
    parts["xl/comments/comment1.xml"] = parts["xl/comments/comment1.xml"].replace("王一".encode(), b"tc={0}")
    sheet = opened(marked(package(parts), [mark(1, FIRST, "A1")], COVER))[FIRST]
    assert sheet["A1"].comment.text == "原有批注"
    assert sheet["A1"].fill.fgColor.rgb == "FFFFC9C1"


def saved_by_openpyxl(content: bytes) -> bytes:
    """openpyxl numbers the boxes of every sheet anew from 1026, so that two sheets' boxes share their ids."""
    stream = io.BytesIO()
    opened(content).save(stream)
    return stream.getvalue()


def test_ids_stay_unique_in_a_workbook_that_openpyxl_saved_in_between(before: bytes) -> None:
    book = opened(before)
    for name in ("二月", "三月"):
        book[name]["A1"].comment = Comment("原有批注", "王一")
    stream = io.BytesIO()
    book.save(stream)
    marks = [*MARKS, mark(7, "二月", "B2"), mark(8, "三月", "A1")]
    saved = saved_by_openpyxl(marked(stream.getvalue(), marks, COVER))
    assert "shape _x0000_s1026 twice" in faults(saved)
    for left in (marks, marks[:1], []):
        again = second(saved, left)
        assert faults(again) == []
        texts = [cell.comment.text for sheet in opened(again) for row in sheet for cell in row if cell.comment]
        assert sum("原有批注" in text for text in texts) == 3
        drawings = [data for name, data in parts_of(again).items() if name.endswith(".vml")]
        blocks = [
            number
            for data in drawings
            for found in re.findall(rb'data="([\d,]+)"', data)
            for number in found.split(b",")
        ]
        assert len(blocks) == len(set(blocks))
        assert {b"%d" % (int(n) // 1024) for data in drawings for n in re.findall(rb"_x0000_s(\d+)", data)} <= set(
            blocks
        )


def test_the_box_of_a_control_keeps_the_number_by_which_its_sheet_knows_it(before: bytes) -> None:
    parts = parts_of(saved_by_openpyxl(marked(before, [*MARKS, mark(7, "二月", "B2")], COVER)))
    control = (
        b'<v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="_x0000_s1026" type="#_x0000_t201">'
        b'<x:ClientData xmlns:x="urn:schemas-microsoft-com:office:excel" ObjectType="Drop"/></v:shape>'
    )
    drawing = "xl/drawings/commentsDrawing2.vml"
    parts[drawing] = parts[drawing].replace(b"s1026", b"s1027").replace(b"</xml>", control + b"</xml>")
    again = parts_of(second(package(parts), MARKS))
    assert control in again[drawing]


def test_more_marks_than_a_block_of_shape_numbers_holds(before: bytes) -> None:
    after = marked(before, [mark(n, FIRST, f"C{n + 10}") for n in range(1, 1101)], COVER)
    assert faults(after) == []


class Pipe(io.RawIOBase):
    """A file that cannot go back, so that sizes follow the parts instead of standing before them."""

    def __init__(self) -> None:
        self.sent = b""

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.sent += bytes(data)
        return len(data)


def test_parts_whose_sizes_follow_them_are_copied_whole(before: bytes) -> None:
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts_of(before).items():
            archive.writestr(name, data)
    after = marked(pipe.sent, MARKS, COVER)
    assert faults(after) == []
    was, now = parts_of(before), parts_of(after)
    assert {name for name in was if was[name] != now[name]} == CONCERNED


def test_bytes_that_are_no_package_are_refused() -> None:
    with pytest.raises(ExportFailed, match="not-a-package"):
        marked(b"PK\x03\x04broken", [], COVER)


def test_of_two_thousand_rows_only_the_marked_ones_change() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in range(2000):
        sheet.append([f"第{row}行", *range(19)])
    stream = io.BytesIO()
    book.save(stream)
    marks = [mark(n, "Sheet", f"C{n * 10}") for n in range(1, 200)]
    after = openpyxl.load_workbook(io.BytesIO(marked(stream.getvalue(), marks, COVER)))["Sheet"]
    assert [cell.coordinate for row in after.iter_rows() for cell in row if cell.comment] == [m.cell for m in marks]
