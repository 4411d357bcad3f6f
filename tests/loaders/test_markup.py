"""HTML tables under the name .xls."""

import pytest

from dashboard.errors import UnreadableWorkbook
from loaders.grid import Merge, Sheet
from loaders.workbook import open_book


def sheet_of(page: str, encoding: str = "utf-8") -> Sheet:
    book = open_book(page.encode(encoding), "走访.xls", isolated=False)
    assert book.kind == "html"
    return book.sheets[0]


def test_spans_become_merges_and_push_what_follows() -> None:
    sheet = sheet_of(
        "<table><tr><td rowspan=2>单位</td><td colspan='2'>走访</td></tr><tr><td>次数</td><td>批次</td></tr>"
        "<tr><td>板浦镇</td><td>3</td><td>5</td></tr></table>"
    )
    assert sheet.rows == [["单位", "走访"], [None, "次数", "批次"], ["板浦镇", "3", "5"]]
    assert sheet.merges == [Merge(1, 1, 2, 1), Merge(1, 2, 1, 3)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(encoding: str) -> None:
    head = "<html><head><meta charset=gb2312><title>x</title></head>"
    page = f"{head}<body><table><tr><td>宁海街道招商</td></tr></table></body></html>"
    assert sheet_of(page, encoding).rows == [["宁海街道招商"]]


def test_titles_beside_the_table_get_rows_of_their_own() -> None:
    table = "<table><caption>3月</caption><tr><th>单位</th></tr></table>"
    page = f"<body><h3>外出招商<b>台账</b></h3>{table}<p>注：无</p></body>"
    assert sheet_of(page).rows == [["外出招商台账"], ["3月"], ["单位"], ["注：无"]]


def test_breaks_entities_and_spaces_in_cells() -> None:
    page = "<table><tr><td> 甲 <br>乙&amp;丙&nbsp;</td><td><p>一</p><p>二</p></td><td></td><td>x</td></tr></table>"
    assert sheet_of(page).rows == [["甲\n乙&丙\xa0", "一\n二", None, "x"]]


def test_hidden_rows_colours_and_strikes() -> None:
    page = (
        '<table><tr><td bgcolor="#ffff00">甲</td><td><s>乙</s></td></tr>'
        '<tr style="display:none"><td style="background:#FF0000">丙</td><td bgcolor=white>丁</td></tr></table>'
    )
    sheet = sheet_of(page)
    assert sheet.hidden_rows == {2}
    assert sheet.coloured == {(1, 1): "fill:FFFF00", (1, 2): "strike", (2, 1): "fill:FF0000"}


def test_a_span_of_a_million_is_cut_and_many_are_refused() -> None:
    assert sheet_of("<table><tr><td colspan=1000000>甲</td></tr></table>").merges == [Merge(1, 1, 1, 1000)]
    row = "<td rowspan=1000 colspan=1000>甲</td>" * 9
    with pytest.raises(UnreadableWorkbook, match="too-many-cells"):
        sheet_of(f"<table><tr>{row}</tr></table>")


def test_scripts_are_no_text() -> None:
    assert sheet_of("<table><tr><td>甲<script>alert(1)</script>乙</td></tr></table>").rows == [["甲乙"]]
