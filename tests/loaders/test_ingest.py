"""The public door: whose file, for which day, how much of the ledger, and where every cell went."""

from datetime import date

import openpyxl
import pytest

from loaders import UnreadableWorkbook, ingest
from tests.loaders.sheets import DISTRICT, PERIOD, findings, read, records, workbook

LOG = ["序号", "带队领导", "外出时间", "目的地", "拜访企业"]
ROW = [1, "李强", "3月20日", "上海", "甲公司"]


@pytest.mark.parametrize(
    ("rows", "sheet", "file"),
    [
        ([["填报单位：板浦镇"], LOG, ROW], "Sheet1", "台账.xlsx"),
        ([["填报单位：", "板浦镇"], LOG, ROW], "Sheet1", "台账.xlsx"),
        ([["板浦镇2024年外出招商台账"], LOG, ROW], "Sheet1", "台账.xlsx"),
        ([LOG, ROW], "板浦镇", "台账.xlsx"),
        ([LOG, ROW], "Sheet1", "板浦0329.xlsx"),
        ([LOG, ROW], "板铺镇", "汇总.xlsx"),
    ],
    ids=["metadata", "metadata beside", "title", "sheet name", "file name", "alias"],
)
def test_the_unit_is_found_wherever_the_file_says_it(rows: list[list[object]], sheet: str, file: str) -> None:
    got = read(rows, sheet=sheet, name=file)
    assert (got.unit, records(got, "visits", "unit")) == ("板浦镇", [("板浦镇",)])


def test_a_file_that_says_nothing_asks_whose_it_is() -> None:
    got = read([LOG, ROW], name="台账.xlsx")
    assert records(got, "visits", "unit") == [("",)]
    assert "unit" in [q.about for q in got.questions]


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("外出招商台账（截至2024年3月22日）", date(2024, 3, 22)),
        ("外出招商周报（2024年3月16日-3月22日）", date(2024, 3, 22)),
        ("2024年1-2月外出招商台账", date(2024, 2, 29)),
        ("外出招商台账 2024.3.22", date(2024, 3, 22)),
        ("2024年一季度外出招商台账", date(2024, 3, 31)),
    ],
)
def test_the_period_is_read_from_the_title(title: str, period: date) -> None:
    content = workbook({"Sheet1": [[title], LOG, [1, "李强", "2024-02-20", "上海", "甲公司"]]})
    assert ingest(content, "新海街道.xlsx", district=DISTRICT).period == period


def test_the_callers_period_wins_and_the_difference_is_said() -> None:
    got = read([["外出招商台账（截至2024年3月8日）"], LOG, [1, "李强", "2024-03-06", "上海", "甲公司"]])
    assert got.period == PERIOD
    assert findings(got) == [("period-differs", "A1")]


def test_a_date_without_any_year_is_no_date() -> None:
    content = workbook({"Sheet1": [LOG, ROW]})
    got = ingest(content, "新海街道.xlsx", district=DISTRICT)
    assert ("date-without-year", "C2") in findings(got)
    assert "period" in [q.about for q in got.questions]


def test_a_log_titled_with_its_week_is_an_increment_and_its_zero_the_weeks() -> None:
    title = ["新海街道本周新增外出招商（2024年3月23日至3月29日）"]
    got = read([title, LOG, ["本周未外出"]])
    assert got.scope == "increment"
    assert records(got, "counters", "period", "value") == [("week", 0.0)]


def test_overlap_with_the_last_submission_tells_whole_from_increment() -> None:
    first = read([LOG, [1, "李强", "2024-03-06", "上海", "甲公司"]])
    both = read(
        [LOG, [1, "李强", "2024-03-06", "上海", "甲公司"], [2, "李强", "2024-03-27", "上海", "乙公司"]],
        previous=first.tables,
    )
    only = read([LOG, [1, "李强", "2024-03-27", "上海", "乙公司"]], previous=first.tables)
    assert (both.scope, only.scope) == ("whole", "increment")


def test_hidden_sheets_stay_out_until_somebody_says_otherwise() -> None:
    book = openpyxl.Workbook()
    hidden = book.create_sheet("底稿")
    for row in (LOG, ROW):
        hidden.append(row)
    hidden.sheet_state = "hidden"
    for row in (LOG, [1, "王芳", "3月21日", "南京", "乙公司"]):
        book.active.append(row)
    path = __import__("io").BytesIO()
    book.save(path)
    got = ingest(path.getvalue(), "新海街道.xlsx", district=DISTRICT, period=PERIOD)
    assert records(got, "visits", "leader") == [("王芳",)]
    assert [f.code for f in got.findings] == ["hidden-sheet"]
    told = ingest(
        path.getvalue(), "新海街道.xlsx", district=DISTRICT, period=PERIOD, answers={"hidden_sheets": {"底稿": True}}
    )
    assert records(told, "visits", "leader") == [("王芳",), ("李强",)]


def test_a_formula_without_its_result_is_unknown_and_never_zero() -> None:
    head = ["序号", "项目名称", "投资方", "总投资（亿元）", "状态"]
    got = read([head, [1, "甲", "A", "=1+1", "在谈"]])
    assert records(got, "projects", "investment") == [(None,)]
    assert findings(got) == [("formula-without-value", "D2")]


def test_every_cell_is_parsed_flagged_or_ignored_with_a_reason() -> None:
    got = read([["外出招商台账"], [*LOG, "备注"], [*ROW, "好"], ["注：本表每周五报送。"]])
    cells = got.cells
    assert (cells.nonempty, cells.parsed, cells.flagged, cells.ignored) == (14, 9, 0, 5)
    assert cells.reasons == {"column-left-out": 4, "note": 1}


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "empty-file"), (b"\x89PNG\r\n\x1a\n" + b"0" * 99, "not-a-workbook")]
)
def test_what_is_no_workbook_raises_the_one_exception(content: bytes, code: str) -> None:
    with pytest.raises(UnreadableWorkbook) as caught:
        ingest(content, "x.xlsx", district=DISTRICT)
    assert caught.value.code == code


def test_a_sheet_that_is_no_ledger_is_said_and_loses_nothing() -> None:
    got = read([["科目", "借方", "贷方"], ["现金", 5, 6], ["存款", 7, 8]])
    assert got.tables == {}
    assert [f.code for f in got.findings] == ["unknown-ledger"]
    assert got.cells.nonempty == 9


def test_a_metadata_line_that_names_another_unit_than_the_caller_is_said() -> None:
    got = read([["填报单位：板浦镇"], LOG, ROW], unit="新海街道")
    assert records(got, "visits", "unit") == [("新海街道",)]
    assert findings(got) == [("unit-differs", "A1")]


@pytest.mark.parametrize(
    "title", ["2024年1-9月外出招商台账", "2024年2月外出招商台账", "外出招商周报（3月9日-3月15日）"]
)
def test_a_month_or_week_in_the_title_that_is_another_one_is_said(title: str) -> None:
    got = read([[title], LOG, [1, "李强", "2024-02-06", "上海", "甲公司"]])
    assert findings(got) == [("period-differs", "A1")]


def test_a_month_that_the_period_closes_is_the_same() -> None:
    got = read([["2024年3月外出招商台账"], LOG, ROW])
    assert findings(got) == []


def test_every_figure_of_a_target_table_and_its_total_counts_as_parsed() -> None:
    got = read(
        [
            ["2024年存量资源盘活目标及完成情况"],
            ["单位", "低效用地（亩）", None, "闲置厂房（㎡）", None],
            [None, "目标值", "完成值", "目标值", "完成值"],
            ["合计", 50, 5, 3000, 300],
            ["新海街道", 30, 3, 1000, 100],
            ["南城街道", 20, 2, 2000, 200],
        ],
        ["B2:C2", "D2:E2", "A2:A3"],
        name="区招商局.xlsx",
    )
    assert (got.cells.nonempty, got.cells.parsed) == (23, 23)


def test_a_second_copy_and_figures_without_a_unit_of_measure_are_not_parsed() -> None:
    row = ["甲项目", "甲公司", 3, "2024-02-01"]
    got = read([["项目名称", "投资方", "总投资", "签约时间"], row, row])
    assert findings(got) == [("unit-of-measure-missing", "C1"), ("duplicate-row", "A3")]
    # eight cells of headings and first copy, without C1 (flagged) and C2; of the second copy only A3 is spoken of
    assert (got.cells.parsed, got.cells.flagged, got.cells.ignored) == (6, 2, 4)


def test_a_finding_quotes_the_cell_as_typed() -> None:
    got = read(
        [
            ["项目名称", "投资方", "进展状态", "签约时间", "开工时间"],
            ["甲项目", "甲公司", "已签约", None, None],
            ["乙项目", "乙公司", "已开工", "2024年3月1日", "2024.2.1"],
        ]
    )
    assert [(f.code, f.cell, f.found) for f in got.findings] == [
        ("stage-without-date", "C2", "已签约"),
        ("dates-out-of-order", "E3", "2024.2.1"),
    ]


def test_a_title_that_names_another_unit_than_the_reporter_is_said_and_asked() -> None:
    rows = [
        ["新海街道外出招商台账"],
        ["填报单位：南城街道"],
        ["带队领导", "外出时间", "目的地", "拜访企业名称"],
        ["李强", "2024-03-20", "上海", "上海甲有限公司"],
    ]
    got = read(rows, name="台账.xlsx")
    assert (got.unit, records(got, "visits", "unit")) == ("南城街道", [("南城街道",)])
    assert [(f.code, f.cell) for f in got.findings] == [("unit-differs", "A1")]
    assert [(q.about, q.cell, q.choices) for q in got.questions] == [("unit", "A1", ("南城街道", "新海街道"))]
    assert read(rows, name="台账.xlsx", unit="新海街道").questions == []


@pytest.mark.parametrize(("period", "found"), [(date(2024, 3, 29), []), (date(2026, 11, 27), [("period-differs", "")])])
def test_a_sheet_on_which_everything_is_old_is_said_to_differ_from_its_period(period, found) -> None:
    rows = [["带队领导", "外出时间", "目的地", "拜访企业名称"], ["李强", "2024-03-20", "上海", "上海甲有限公司"]]
    assert findings(read(rows, period=period)) == found


def test_a_month_in_the_title_covers_to_the_day_on_which_the_sheet_was_filled_in() -> None:
    rows = [
        ["2024年3月外出情况"],
        ["填报时间：2024年3月27日"],
        ["带队领导", "开始时间", "拜访企业"],
        ["李强", "3月20日", "甲公司"],
    ]
    assert read(rows, period=None).period == date(2024, 3, 27)


def test_a_sheet_filled_in_long_before_its_period_is_said() -> None:
    rows = [
        ["外出情况"],
        ["填报时间：2023年11月27日"],
        ["带队领导", "开始时间", "拜访企业"],
        ["李强", "2023-11-20", "甲公司"],
    ]
    assert ("period-differs", "A2") in findings(read(rows))
