""".xls (BIFF8) as written by real programs."""

import io
from datetime import datetime, time

import pytest
import xlwt

from dashboard.errors import UnreadableWorkbook
from loaders.grid import Merge, Sheet
from loaders.workbook import open_book


def xls(workbook: xlwt.Workbook) -> bytes:
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def style(code: str) -> xlwt.XFStyle:
    return xlwt.easyxf(num_format_str=code)


def one_sheet() -> tuple[xlwt.Workbook, xlwt.Worksheet]:
    workbook = xlwt.Workbook()
    return workbook, workbook.add_sheet("走访")


def read(workbook: xlwt.Workbook) -> Sheet:
    book = open_book(xls(workbook), "走访.et", isolated=False)
    assert book.kind == "xls"
    return book.sheets[0]


def test_values_keep_their_types_and_places() -> None:
    workbook, page = one_sheet()
    for column, value in enumerate(["板浦镇", 3.5, True, ""]):
        page.write(1, column, value)
    page.write(1, 4, datetime(2024, 3, 20), style("YYYY-MM-DD"))
    page.write(1, 5, 0.5, style("h:mm"))
    assert read(workbook).rows == [[], ["板浦镇", 3.5, True, None, datetime(2024, 3, 20), time(12)]]


def test_dates_count_from_1904_where_the_workbook_says_so() -> None:
    workbook, page = one_sheet()
    workbook.dates_1904 = True
    page.write(0, 0, 43909, style('yyyy"年"m"月"d"日"'))
    assert read(workbook).rows == [[datetime(2024, 3, 20)]]


def test_merges() -> None:
    workbook, page = one_sheet()
    page.write_merge(0, 1, 0, 2, "标题")
    sheet = read(workbook)
    assert sheet.merges == [Merge(1, 1, 2, 3)]
    assert sheet.rows == [["标题"]]


def test_hidden_rows_columns_and_sheets() -> None:
    workbook, page = one_sheet()
    for row in range(3):
        page.write(row, 0, row)
        page.write(row, 1, row)
    page.row(1).hidden = True
    page.col(1).hidden = True
    page.visibility = 1
    workbook.add_sheet("其他")
    sheet = read(workbook)
    assert (sheet.hidden_rows, sheet.hidden_columns, sheet.hidden) == ({2}, {2}, True)


def test_error_cells_hold_nothing_and_keep_their_text() -> None:
    workbook, page = one_sheet()
    page.row(0).set_cell_error(0, 7)
    page.write(0, 1, 1)
    sheet = read(workbook)
    assert (sheet.rows, sheet.errors) == ([[None, 1.0]], {(1, 1): "#DIV/0!"})


def test_telling_formats_and_colours() -> None:
    workbook, page = one_sheet()
    page.write(0, 0, 3.2, style("0.00"))
    page.write(0, 1, 2, style('0.00"万元"'))
    page.write(0, 2, "改", xlwt.easyxf("pattern: pattern solid, fore_colour yellow"))
    page.write(0, 3, "删", xlwt.easyxf("font: struck_out on"))
    sheet = read(workbook)
    assert sheet.formats == {(1, 1): "0.00", (1, 2): '0.00"万元"'}
    assert sheet.coloured == {(1, 3): "fill:FFFF00", (1, 4): "strike"}


def test_a_file_cut_short_is_refused() -> None:
    workbook, page = one_sheet()
    for row in range(200):
        page.write(row, 0, f"项目{row}")
    content = xls(workbook)
    for length in range(600, len(content) - 1024, 1500):
        with pytest.raises(UnreadableWorkbook) as caught:
            open_book(content[:length], "a.xls", isolated=False)
        assert caught.value.code == "truncated"


def test_a_word_document_is_no_workbook() -> None:
    workbook, _ = one_sheet()
    content = xls(workbook).replace("Workbook".encode("utf-16-le"), "WordDocu".encode("utf-16-le"))
    with pytest.raises(UnreadableWorkbook, match="not-a-workbook"):
        open_book(content, "a.xls", isolated=False)
