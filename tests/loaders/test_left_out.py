"""One cause is one finding: a second copy carries only that it is one, a date that is none says what follows."""

from datetime import datetime

from dashboard.i18n import speaker
from dashboard.workflows.wording import sentence
from tests.loaders.sheets import findings, read, records

PROJECTS = ["序号", "项目名称", "投资方", "总投资（亿元）", "进展状态", "签约时间"]
GOOD = [1, "丙项目", "丙公司", 2, "签约", "2024-03-01"]
ONE = [2, "甲项目", "甲公司", "面议吧", "签约", "详见合同"]


def test_a_second_copy_carries_only_that_it_is_one() -> None:
    got = read([PROJECTS, GOOD, [0, "丁项目", *GOOD[2:]], ONE, [3, *ONE[1:]]])
    assert findings(got) == [("not-a-date", "F4"), ("not-a-number", "D4"), ("duplicate-row", "B5")]
    assert len(got.tables["projects"]) == 3
    assert (got.cells.nonempty, got.cells.flagged, got.cells.parsed) == (30, 3, 18)
    assert got.cells.reasons == {"column-left-out": 4, "duplicate-row": 5}


def test_cells_of_a_second_copy_that_show_an_error_are_left_with_it() -> None:
    rows = [PROJECTS, GOOD, [*ONE], [3, *ONE[1:]]]
    for row in rows[2:]:
        row[3] = "#REF!"
    got = read(rows)
    assert ("error-value", "D4") not in findings(got)
    assert got.cells.nonempty == got.cells.parsed + got.cells.flagged + got.cells.ignored == 24


def test_rows_that_differ_in_what_could_not_be_read_are_no_copies() -> None:
    head = ["带队领导", "外出时间", "目的地", "拜访企业名称"]
    got = read([head, ["张三", 3.2, "上海", "甲公司"], ["张三", 3.3, "上海", "甲公司"]])
    assert findings(got) == [("ambiguous-date", "B2"), ("ambiguous-date", "B3")]
    assert len(got.tables["visits"]) == 2


def test_a_second_copy_of_a_trip_over_several_rows_is_left_with_all_its_cells() -> None:
    head = ["序号", "带队领导", "外出时间", "目的地", "拜访企业名称"]
    trips = [[1, "张三", "已去", "上海", "甲公司"], [1, "张三", "已去", "上海", "乙公司"]]
    got = read([head, *trips, *([2, *row[1:]] for row in trips)])
    assert [found for found in findings(got) if found[1][1:] in "45"] == [("duplicate-row", "A4")]
    assert got.cells.nonempty == got.cells.parsed + got.cells.flagged + got.cells.ignored
    assert got.cells.reasons["duplicate-row"] == 9


def test_a_stage_whose_date_cannot_be_read_is_one_problem_at_the_date() -> None:
    rows = [[2, "甲项目", "甲公司", 2, "签约", "详见合同"], [3, "乙项目", "乙公司", 3, "签约", None]]
    got = read([PROJECTS, GOOD, *rows])
    assert findings(got) == [("not-a-date", "F3"), ("stage-without-date", "E4")]
    (told, _) = got.findings
    assert sentence(speaker("zh_CN"), told) == "“详见合同”不是日期，该值不计入。该项目仍按所填阶段计，列为缺日期。"
    assert records(got, "projects", "stage", "signed_on") == [
        ("signed", "2024-03-01"),
        ("signed", None),
        ("signed", None),
    ]


def test_an_area_whose_date_cannot_be_read_is_one_problem_at_the_date() -> None:
    head = ["资产名称", "类型", "已盘活面积（㎡）", "盘活时间"]
    got = read(
        [
            head,
            ["一号厂房", "厂房", 500, "待定吧"],
            ["二号厂房", "厂房", 500, None],
            ["三号", "厂房", 5, datetime(2024, 3, 1)],
        ]
    )
    assert findings(got) == [("not-a-date", "D2"), ("revival-without-date", "C3")]
    assert sentence(speaker("en"), got.findings[0]) == (
        "“待定吧” is no date; the value is left out. The area counts as approximate."
    )


def test_how_to_reach_somebody_is_left_out_of_every_list_and_said() -> None:
    assets = ["序号", "楼宇名称", "面积（平方米）", "盘活面积（平方米）", "盘活时间", "盘活方式", "联系方式"]
    for head, row in (
        ([*PROJECTS, "联系方式"], [*GOOD, 13157629867]),
        (assets, [1, "云溪A座", 3000, 1000, "2024-03-01", "招租", 13157629867]),
    ):
        got = read([head, row])
        assert ("personal-number-left-out", "G1") in findings(got)
        assert not any("13157629867" in frame.to_csv() for frame in got.tables.values())


def test_how_a_sheet_is_to_be_filled_in_says_of_no_row_which_way_it_went() -> None:
    head = ["序号", "单位", "外出领导", "外出时间", "目的地", "拜访企业"]
    told = ["2024年走出去招商活动台账", "填报要求：", "1.须由主要领导带队方可计入；", "2.同一客商多次来访的分别填写。"]
    got = read([*([line] for line in told), head, [1, "新海街道", "李强", "3月20日", "上海", "甲公司"]])
    assert records(got, "visits", "direction") == [("outbound",)]
    assert findings(got) == []
