"""xlsx through the public door: values, and the facts that the values do not show."""

from datetime import datetime, time

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font, PatternFill

from loaders.grid import Merge, Sheet
from loaders.workbook import open_book
from tests.loaders.packages import MAIN, differences, package, parts, saved, styled


def sheet_of(rows: str, **more: str) -> Sheet:
    return open_book(package(parts(rows, **more)), "表.xlsx", isolated=False).sheets[0]


def test_addresses_are_true_when_the_sheet_starts_below_a1() -> None:
    sheet = sheet_of('<row r="3"><c r="C3"><v>7</v></c></row>')
    assert sheet.rows == [[None, None, None], [None, None, None], [None, None, 7.0]]


def test_error_cells_hold_nothing_and_keep_their_text() -> None:
    sheet = sheet_of('<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B1"><v>1</v></c></row>')
    assert sheet.rows == [[None, 1.0]]
    assert sheet.errors == {(1, 1): "#DIV/0!"}


def test_an_error_in_the_last_row_is_found_though_its_row_holds_nothing_else() -> None:
    sheet = sheet_of('<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="B9" s="0" t="e"><v>#REF!</v></c></row>')
    assert sheet.errors == {(9, 2): "#REF!"}


@pytest.mark.parametrize("tail", ["", "<v/>", "<v></v>"])
def test_a_formula_without_a_cached_value_is_unknown(tail: str) -> None:
    sheet = sheet_of(f'<row r="1"><c r="A1"><f>SUM(B1:C1)</f>{tail}</c><c r="B1"><v>1</v></c></row>')
    assert sheet.unvalued == {(1, 1)}
    assert sheet.rows == [[None, 1.0]]


def test_a_formula_whose_cached_text_is_empty_is_not_unknown() -> None:
    assert sheet_of('<row r="1"><c r="A1" t="str"><f>""</f><v></v></c></row>').unvalued == frozenset()


def test_shared_formulas_without_a_value_are_unknown() -> None:
    assert sheet_of('<row r="1"><c r="A1"><f t="shared" si="0"/></c></row>').unvalued == {(1, 1)}


def test_hidden_rows_and_columns() -> None:
    sheet = sheet_of(
        '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>1</v></c></row>'
        '<row r="2" hidden="1"><c r="A2"><v>1</v></c></row>',
        before='<cols><col min="2" max="2" width="9" hidden="1"/><col min="5" max="16384" hidden="1"/></cols>',
    )
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({2}, {2})


@pytest.mark.parametrize(("state", "hidden"), [("", False), ('state="hidden"', True), ('state="veryHidden"', True)])
def test_hidden_sheets(state: str, hidden: bool) -> None:
    assert sheet_of('<row r="1"><c r="A1"><v>1</v></c></row>', state=state).hidden is hidden


def test_merges_hold_their_value_in_the_top_left_cell() -> None:
    sheet = sheet_of(
        '<row r="1"><c r="A1"><v>1</v></c></row>', after='<mergeCells count="1"><mergeCell ref="A1:C2"/></mergeCells>'
    )
    assert sheet.merges == [Merge(1, 1, 2, 3)]


def test_phonetic_runs_are_no_part_of_the_text() -> None:
    spoken = '<si><t>板浦</t><rPh sb="0" eb="1"><t>バン</t></rPh></si>'
    shared = f"<sst {MAIN}>{spoken}<si><r><t>宁</t></r><r><t>海</t></r></si></sst>"
    cells = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    assert sheet_of(cells, shared=shared).rows == [["板浦", "宁海"]]


def test_booleans_inline_and_formula_text() -> None:
    sheet = sheet_of(
        '<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="inlineStr"><is><t>甲</t></is></c>'
        '<c r="C1" t="str"><f>B1</f><v>乙</v></c></row>'
    )
    assert sheet.rows == [[True, "甲", "乙"]]


@pytest.mark.parametrize("number", [*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)])
def test_builtin_date_formats_of_chinese_systems_are_dates(number: int) -> None:
    sheet = sheet_of('<row r="1"><c r="A1" s="0"><v>45371</v></c></row>', styles=styled(number))
    assert sheet.rows == [[datetime(2024, 3, 20)]]


def test_dates_count_from_1904_where_the_workbook_says_so() -> None:
    sheet = sheet_of(
        '<row r="1"><c r="A1" s="0"><v>43909</v></c></row>', styles=styled(14), settings='<workbookPr date1904="1"/>'
    )
    assert sheet.rows == [[datetime(2024, 3, 20)]]


def test_date_formats_that_the_reader_misses_are_corrected() -> None:
    sheet = sheet_of('<row r="1"><c r="A1" s="0"><v>45371</v></c></row>', styles=styled('e"年"m"月"d"日"'))
    assert sheet.rows == [[datetime(2024, 3, 20)]]


def test_negative_numbers_under_a_date_format_stay_numbers() -> None:
    sheet = sheet_of('<row r="1"><c r="A1" s="0"><v>-5</v></c><c r="B1" s="0"><v>0.5</v></c></row>', styles=styled(14))
    assert sheet.rows == [[-5.0, time(12)]]


def test_formats_that_say_more_than_the_number() -> None:
    codes = ('0.00"万元"', "0.00", "General", 'yyyy"年"m"月"', 'yyyy"年"m"月"d"日"', '0"亩"')
    cells = "".join(f'<c r="{c}1" s="{n}"><v>45371</v></c>' for n, c in enumerate("ABCDEF"))
    sheet = sheet_of(f'<row r="1">{cells}<c r="G1" s="0"/></row>', styles=styled(*codes))
    assert sheet.formats == {(1, 1): codes[0], (1, 2): codes[1], (1, 4): codes[3], (1, 6): codes[5]}


def test_colours_and_strikes_of_filled_cells() -> None:
    workbook = openpyxl.Workbook()
    page = workbook.active
    page.append(["甲", "乙", "丙", "丁", None])
    page["A1"].fill = PatternFill("solid", fgColor="FFFF00")
    page["B1"].font = Font(strike=True, color="FF0000")
    page["C1"].fill = PatternFill("solid", fgColor="FFFFFF")
    page["D1"].font = Font(color="000000")
    page["E1"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet = open_book(saved(workbook), "a.xlsx", isolated=False).sheets[0]
    assert sheet.coloured == {(1, 1): "fill:FFFF00", (1, 2): "strike font:FF0000"}


def test_numbers_that_are_not_finite_become_text() -> None:
    assert sheet_of('<row r="1"><c r="A1"><v>1e999</v></c></row>').rows == [["inf"]]


def test_characters_that_xml_forbids_are_removed() -> None:
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>板_x0007_浦</t></is></c></row>'
    assert sheet_of(cell).rows == [["板浦"]]


@pytest.mark.parametrize("dimension", ["A1", "A1:B1", "A1:XFD1048576", None])
def test_every_row_is_read_whatever_the_dimension_says(dimension: str | None) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 101))
    sheet = sheet_of(rows, before=f'<dimension ref="{dimension}"/>' if dimension else "")
    assert [row[0] for row in sheet.rows] == [float(n) for n in range(1, 101)]


_FACTS = (
    '<row r="1" hidden="1"><c r="A1"><f>B1</f></c></row>'
    '<row r="2"><c r="A2" t="e"><v>#N/A</v></c><c r="B2" t="str"><v>甲</v></c></row>'
)
_UNUSUAL = {
    "comments": _FACTS.replace("<row", "<!-- row --><row"),
    "single quotes": _FACTS.replace('"', "'"),
    "cdata": _FACTS.replace("甲", "<![CDATA[甲]]>"),
    "spaces": _FACTS.replace("=", " = "),
    "prefix": '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
    + _FACTS.replace("</", "<#").replace("<", "<x:").replace("<x:#", "</x:")
    + "</x:sheetData></x:worksheet>",
    "addresses last": '<row hidden="1" r="1"><c s="0" r="A1"><f>B1</f></c></row>'
    '<row r="2"><c t="e" s="0" r="A2"><v>#N/A</v></c><c t="str" r="B2"><v>甲</v></c></row>',
    "no addresses": '<row hidden="1"><c><f>B1</f></c></row><row><c t="e"><v>#N/A</v></c><c t="str"><v>甲</v></c></row>',
}


@pytest.mark.parametrize("writing", _UNUSUAL)
def test_unusual_ways_to_write_the_same_sheet_lose_nothing(writing: str) -> None:
    sheet = sheet_of(_UNUSUAL[writing])
    assert (sheet.hidden_rows, sheet.unvalued, sheet.errors) == ({1}, {(1, 1)}, {(2, 1): "#N/A"})
    assert sheet.rows[1][1] == "甲"


@pytest.mark.parametrize("name", ["走访.xls", "走访.xlsx", "走访", "走访.csv"])
def test_the_name_decides_nothing(name: str) -> None:
    assert open_book(package(parts('<row r="1"><c r="A1"><v>1</v></c></row>')), name, isolated=False).kind == "xlsx"


def test_a_row_ten_thousand_cells_wide() -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(list(range(10_000)))
    assert open_book(saved(workbook), "a.xlsx").sheets[0].rows == [[float(n) for n in range(10_000)]]


_CELLS = st.one_of(
    st.none(),
    st.integers(-(10**9), 10**9).map(float),
    st.floats(-1e9, 1e9, allow_nan=False).map(lambda x: round(x, 6)),
    st.booleans(),
    st.text("板浦镇项目 abc012.,-()（）、\n%", max_size=12).filter(lambda t: not t.startswith("=")),
    st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1)).map(lambda d: d.replace(microsecond=0)),
    st.sampled_from(["#DIV/0!", "#N/A"]),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(_CELLS, min_size=1, max_size=6), min_size=1, max_size=8), st.booleans())
def test_every_cell_agrees_with_openpyxl(rows: list[list[object]], second_sheet: bool) -> None:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    if second_sheet:
        workbook.create_sheet("区本级", 0)["D4"] = "合计"
    content = saved(workbook)
    assert differences(open_book(content, "a.xlsx", isolated=False), content) == []
