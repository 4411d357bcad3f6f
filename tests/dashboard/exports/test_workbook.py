"""The pack as a workbook: numbers that reckon, texts that are never formulas, no data that is no zero."""

import io
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from dashboard.exports import workbook
from dashboard.exports.contents import Amount, Contents, Figure, Grid, Part, Quantity, Register, Sum
from dashboard.exports.workbook.paper import Paper, pattern, signed
from dashboard.i18n import speaker
from tests.packages import faults

ZH = speaker("zh_CN")
EVIL = "=HYPERLINK(1)"


def done(place: str, value: float | None, target: float | None = 100.0, **more: object) -> Figure:
    completion = value / target if value is not None and target else None
    told = {"indicator": "building_m2", "name": "盘活闲置楼宇", "unit": "平方米", "printed": "", "status": "○"}
    given = told | {"elapsed": 0.25 if target else None, "adds": True} | more
    return Figure(place, value=value, target=target, completion=completion, **given)  # type: ignore[arg-type]  # as cases word them


def contents(*registers: Register, figures: tuple[Figure, ...] = ()) -> Contents:
    rows = (
        ("示例区", Amount("◐ 约10.0%*", 0.1, "yellow")),
        ("甲街道", Amount("◐ 约10.0%*", 0.1, "yellow")),
        ("乙镇", Amount("× 未报", None, "grey")),
    )
    board = Part("board", "晾晒表", grid=Grid(("单位", "楼宇"), rows, frozenset({0})))
    told = figures or (
        done("示例区", 10.0),
        done("甲街道", 10.0, hedge=("约", ""), about=("约", "")),
        done("乙镇", None),
    )
    return Contents(
        "周调度",
        "示例区",
        "2024年3月29日",
        "x",
        "截至3月29日 · 按日",
        "zh_CN",
        [board],
        told,
        ("building_m2",),
        registers,
    )


def cells(content: bytes, sheet: str, *, results: bool = False) -> list[list[object]]:
    book = load_workbook(io.BytesIO(content), data_only=results)
    return [[cell.value for cell in row] for row in book[sheet]]


def test_completion_and_gap_are_formulas_that_bear_their_results() -> None:
    content = workbook.xlsx(contents(), ZH)
    assert cells(content, "总览")[4][4:7] == ["=B5/D5", 0.25, "=(E5-F5)*100"]
    assert cells(content, "总览", results=True)[4][4:7] == [0.1, 0.25, pytest.approx(-15)]
    assert faults(content) == []


def test_no_data_is_an_empty_cell_and_the_word_why() -> None:
    gone = (done("示例区", 10.0), done("甲街道", None, status="无数据"))
    row = cells(workbook.xlsx(contents(figures=gone), ZH), "各单位指标")[4]
    assert row[:10] == ["甲街道", "盘活闲置楼宇", None, "平方米", 100, None, 0.25, None, None, "无数据"]


def test_a_hedge_stands_in_the_number_format() -> None:
    sheet = load_workbook(io.BytesIO(workbook.xlsx(contents(), ZH)))["各单位指标"]
    assert [sheet["C5"].number_format, sheet["F5"].number_format] == ['"约"#,##0', '"约"0.0%']


def test_the_board_leads_to_its_units_rows_with_sign_hedge_and_mark() -> None:
    content = workbook.xlsx(contents(), ZH)
    sheet = load_workbook(io.BytesIO(content))["晾晒表"]
    assert (sheet["B6"].value, sheet["B6"].number_format) == ("='各单位指标'!$F$5", '"◐ 约"0.0%"*"')
    assert sheet["B7"].value == "× 未报"


def test_the_subtotal_of_a_group_is_a_number_of_its_own_and_no_part_of_the_units_sum() -> None:
    told = contents()
    grid = Grid(
        ("单位", "楼宇"), (*told.parts[0].grid.rows, ("街道小计", Amount("○ 20.0%", 0.2, "green"))), frozenset({0, 3})
    )
    content = workbook.xlsx(replace(told, parts=[replace(told.parts[0], grid=grid)]), ZH)
    sheet = load_workbook(io.BytesIO(content))["晾晒表"]
    assert [sheet["A8"].value, sheet["B8"].value, sheet["B8"].number_format] == ["街道小计", 0.2, '"○ "0.0%']
    rows = cells(content, "晾晒表")
    at = next(number for number, row in enumerate(rows) if row[0] == "表内单位合计")
    assert [row[0] for row in rows[at - 2 : at]] == ["甲街道", "乙镇"]


def test_sums_of_units_stand_beside_the_districts_own_figure() -> None:
    rows = cells(workbook.xlsx(contents(), ZH), "晾晒表")
    at = next(number for number, row in enumerate(rows) if row[0] == "表内单位合计")
    assert [rows[at][1], rows[at + 1]] == ["=SUM(B10:B11)", ["示例区全区数", "='总览'!$B$5"]]


def test_so_few_things_are_lacking_and_never_a_percentage() -> None:
    few = (done("示例区", 0.0, 2.0, few=2, behind=("差", "个"), elapsed=0.6),)
    sheet = load_workbook(io.BytesIO(workbook.xlsx(contents(figures=few), ZH)))["总览"]
    assert [sheet["E5"].number_format, sheet["G5"].number_format] == ["?/2", '"差"0"个";;']
    assert sheet["G5"].value == "=MAX(0,INT(D5*F5+0.000000001)-B5)"


def test_a_rate_is_the_division_of_what_it_is_of() -> None:
    rate = (done("示例区", 0.5, None, part=7.0, whole=14.0, adds=False),)
    content = workbook.xlsx(contents(figures=rate), ZH)
    assert (cells(content, "总览")[4][1], cells(content, "总览", results=True)[4][1]) == ("=K5/L5", 0.5)


@pytest.mark.parametrize("text", [EVIL, "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_text_becomes_a_formula_wherever_it_stands(text: str) -> None:
    evil = contents(
        Register(text, text, (text, "数"), ((text, 1.0),), frozenset({1}), text),
        figures=(done("示例区", 1.0, name=text, status=text, remark=text, unit=text),),
    )
    book = load_workbook(io.BytesIO(workbook.xlsx(evil, ZH)))
    formulas = [c.value for sheet in book for row in sheet for c in row if c.data_type == "f"]
    assert [each for each in formulas if text.strip() in each[1:] or "HYPERLINK" in each] == []
    quoted = [c.value for sheet in book for row in sheet for c in row if c.quotePrefix]
    assert quoted == [
        c.value for s in book for row in s for c in row if c.data_type == "s" and c.value.startswith(text[0])
    ]


def test_a_ledger_keeps_numbers_days_and_hedges_and_sums_what_is_in_sight() -> None:
    rows = (("甲", Quantity(3.0, ("近", "")), date(2024, 3, 1)), ("乙", 2.5, None))
    content = workbook.xlsx(contents(Register("项目", "项目", ("名称", "投资", "签约"), rows, frozenset({1}))), ZH)
    sheet = load_workbook(io.BytesIO(content))["项目"]
    assert [sheet["B5"].number_format, sheet["C5"].number_format, sheet["B7"].value] == [
        '"近"#,##0', "yyyy-mm-dd", "=SUBTOTAL(109,B5:B6)",
    ]  # fmt: skip
    assert (sheet["B7"].number_format, sheet.freeze_panes, sheet["C6"].value) == ('"约"#,##0.0', "B5", None)


def test_what_follows_from_a_row_is_reckoned_in_it() -> None:
    row = ("在谈", 25.0, 1.0, 2.0, Sum(24.0, ((1, 1.0), (2, 1.0), (3, -1.0))))
    scored = ("甲", 10.0, 5.0, 0.0, Sum(25.0, ((1, 2.0), (2, 1.0)), 2))
    content = workbook.xlsx(contents(Register("变化", "变化", ("", "", "", "", ""), (row, scored))), ZH)
    assert [line[4] for line in cells(content, "变化")[4:6]] == ["=B5+C5-D5", "=ROUND(B6*2.0+C6,2)"]


def test_every_sheet_prints_on_landscape_a4_as_wide_as_the_page_with_its_headings() -> None:
    book = load_workbook(io.BytesIO(workbook.xlsx(contents(Register("项目", "项目", ("a",), (("甲",),))), ZH)))
    assert {(s.page_setup.orientation, s.page_setup.paperSize, s.page_setup.fitToHeight) for s in book} == {
        ("landscape", 9, 0)
    }
    assert [s.print_title_rows for s in book if s.title != "图表"] == ["$4:$4"] * 4


@pytest.mark.parametrize(
    ("columns", "printed", "paper", "across", "area"),
    [
        (4, 0, 9, 1, None), (8, 0, 8, 1, None), (20, 0, 8, 3, None), (20, 9, 8, 1, "$A$1:$I$8"), (4, 2, 9, 1, None),
    ],
)  # fmt: skip
def test_a_wide_ledger_prints_on_paper_on_which_it_can_be_read(
    columns: int, printed: int, paper: int, across: int, area: str | None
) -> None:
    heads = tuple(f"{'很长的列名' * 3}{n}" for n in range(columns))
    told = Register("项目", "项目", heads, (("甲",) * columns,) * 3, printed=printed)
    sheet = load_workbook(io.BytesIO(workbook.xlsx(contents(told), ZH)))["项目"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (
        paper,
        across,
        0,
    )
    assert (sheet.print_area or "").rpartition("!")[2] == (area or "")
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$4:$4", "$A:$B")


def test_native_charts_read_the_cells() -> None:
    book = load_workbook(io.BytesIO(workbook.xlsx(contents(), ZH)))
    assert {sheet.title: len(sheet._charts) for sheet in book if sheet._charts} == {"总览": 1, "图表": 1}


def test_names_of_sheets_are_legal_and_apart() -> None:
    names = [Register(title, "a", ("a",)) for title in ("总览", "a/b:c", "长" * 40, "")]
    assert load_workbook(io.BytesIO(workbook.xlsx(contents(*names), ZH))).sheetnames[4:] == [
        "总览 (2)", "a b c", "长" * 31, "data",
    ]  # fmt: skip


def test_a_day_without_targets_says_so() -> None:
    bare = Contents("周调度", "示例区", "2024年3月29日", "x", "", "zh_CN", [])
    assert cells(workbook.xlsx(bare, ZH), "晾晒表")[3][0] == ZH("pack.no-targets")


def test_the_same_contents_give_the_same_bytes() -> None:
    assert workbook.xlsx(contents(), ZH) == workbook.xlsx(contents(), ZH)


def test_amounts_have_as_many_places_as_they_need() -> None:
    assert [pattern(value) for value in (3.0, 2.5, 1.25, 1 / 3)] == ["#,##0", "#,##0.0", "#,##0.00", "#,##0.00"]
    assert signed("0.0", ("约", "")) == '"约"+0.0;"约""−"0.0;0.0'


def test_a_row_is_as_high_as_the_lines_that_its_texts_take() -> None:
    stream = io.BytesIO()
    paper = Paper(stream, contents(), ZH)
    sheet = paper.sheet("督办事项")
    sheet.words(0, 0, "短", text_wrap=True)
    sheet.words(1, 0, "项目达到开工" * 12, text_wrap=True)
    sheet.fitted(most=44)
    paper.book.close()
    made = load_workbook(stream).worksheets[0]
    # 72 Chinese letters are 144 characters, of which a column of 44 holds 41.5
    assert (made.row_dimensions[1].height, made.row_dimensions[2].height) == (None, pytest.approx(4 * 17, abs=0.5))
