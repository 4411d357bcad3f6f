"""Where a project stands: what is planned, ticked, asked, told by a date or beside the stage."""

from itertools import permutations

import pytest

from dashboard.i18n import speaker
from dashboard.workflows.wording import sentence
from tests.loaders.sheets import findings, read, records

HEAD = ["序号", "项目名称", "投资方", "计划总投资（亿元）", "签约时间", "开工时间"]


@pytest.mark.parametrize("cell", ["年底", "2024年", "年内", "上半年", "12月底", "6月份开工"])
def test_a_time_that_may_lie_ahead_is_no_start(cell) -> None:
    reading = read(
        [
            ["签约项目台账"],
            ["序号", "项目名称", "投资方", "签约时间", "开工时间"],
            [1, "甲项目", "甲公司", "2024年1月5日", cell],
        ]
    )
    assert records(reading, "projects", "stage", "started_on", "planned_start_on") == [("signed", None, None)]
    assert ("ambiguous-date", "E3") in findings(reading)


def test_a_deadline_is_a_planned_start() -> None:
    reading = read(
        [
            ["签约项目台账"],
            ["序号", "项目名称", "投资方", "签约时间", "开工时间"],
            [1, "甲项目", "甲公司", "2024年1月5日", "年底前"],
        ]
    )
    assert records(reading, "projects", "stage", "started_on", "planned_start_on") == [("signed", None, "2024-12-01")]
    assert findings(reading) == []


@pytest.mark.parametrize("status", ["洽谈中，拟3月签约", "在谈，计划2024年4月底前签约", "推进中，拟近期签约"])
def test_a_planned_signing_with_its_month_is_not_signed(status) -> None:
    reading = read([["项目台账"], ["序号", "项目名称", "投资方", "项目状态"], [1, "甲项目", "甲公司", status]])
    assert records(reading, "projects", "stage") == [("negotiating",)]


def test_nothing_under_one_section_says_nothing_of_the_others() -> None:
    reading = read(
        [
            ["新海街道项目台账"],
            HEAD,
            ["一、在谈项目（1个）"],
            [1, "甲项目", "甲公司", 1, None, None],
            ["二、签约项目（1个）"],
            [1, "乙项目", "乙公司", 2, "2024年2月1日", None],
            ["三、开工项目（0个）"],
            ["无"],
        ]
    )
    assert records(reading, "counters", "unit", "indicator", "value", "cell") == [
        ("新海街道", "projects_started", 0.0, "A8")
    ]
    assert records(reading, "projects", "name", "stage") == [("甲项目", "negotiating"), ("乙项目", "signed")]


def test_nothing_in_a_list_that_holds_projects_is_no_zero() -> None:
    reading = read([["新海街道项目台账"], HEAD, [1, "甲项目", "甲公司", 1, None, None], ["本周无新增"]])
    assert "counters" not in reading.tables


def test_a_default_stage_is_doubted_where_the_progress_tells_of_a_later_one() -> None:
    got = read([["项目名称", "投资方", "进展情况"], ["甲", "甲公司", "已开工建设"], ["乙", "乙公司", "洽谈条款"]])
    assert records(got, "projects", "name", "stage") == [("甲", "negotiating"), ("乙", "negotiating")]
    assert findings(got) == [("unknown-stage", "C2")]


@pytest.mark.parametrize("stage", [[], ["签约"]], ids=["by its date", "by its column"])
def test_a_stage_is_behind_progress_that_begins_with_a_later_one(stage: list[str]) -> None:
    head = ["项目名称", "投资方", "签约时间", *["项目阶段"][: len(stage)], "项目进展"]
    told = ["已开工", "已开工建设，桩基完成60%", "已签约，拟5月开工", "正在办理土地手续", "已完成环评，计划4月开工"]
    rows = [[name, "甲公司", "2024-01-05", *stage, words] for name, words in zip("甲乙丙丁戊", told, strict=True)]
    got = read([head, *rows])
    assert records(got, "projects", "stage") == [("signed",)] * 5
    column = "DE"[len(stage)]
    assert findings(got) == [("stage-behind-date", f"{column}2"), ("stage-behind-date", f"{column}3")]
    assert sentence(speaker("zh_CN"), got.findings[0]) == "阶段为签约，但另一列写着已到开工；阶段照所填计。"


def test_last_weeks_progress_is_not_this_weeks_and_a_breakdown_is_no_project() -> None:
    head = ["序号", "项目名称", "投资方", "总投资（亿元）", "上周进展", "本周进展"]
    got = read([head, [1, "甲", "甲公司", 2, "洽谈", "再次洽谈"], [None, "其中：亿元以上1个", None, 2]])
    assert records(got, "projects", "name", "progress") == [("甲", "再次洽谈")]


def test_progress_in_other_words_than_stages_is_kept_as_progress() -> None:
    head = ["项目名称", "投资方", "总投资（亿元）", "项目进度"]
    got = read([["签约项目"], head, ["甲项目", "甲公司", 2, "设备安装调试"], ["乙项目", "乙公司", 3, "主体施工"]])
    assert records(got, "projects", "name", "progress") == [("甲项目", "设备安装调试"), ("乙项目", "主体施工")]
    got = read([["项目清单"], head, ["甲项目", "甲公司", 2, "签约"], ["乙项目", "乙公司", 3, "开工"]])
    assert records(got, "projects", "stage", "progress") == [("signed", ""), ("started", "")]


def test_stages_asked_with_yes_and_no() -> None:
    head = ["序号", "项目名称", "投资方", "总投资（亿元）", "是否签约", "是否开工", "推进情况"]
    rows = [
        [1, "甲项目", "甲公司", 3, "否", "否", "商谈中"],
        [2, "乙项目", "乙公司", 3, "是", "否", "办理手续"],
        [3, "丙项目", "丙公司", 3, "是", "是", "基础施工"],
    ]
    got = read([head, *rows])
    assert records(got, "projects", "stage") == [("negotiating",), ("signed",), ("started",)]
    assert "unmapped-column" not in {code for code, _ in findings(got)}


def test_a_date_tells_of_a_stage_that_no_column_asks_about() -> None:
    head = ["序号", "项目名称", "投资方", "总投资（亿元）", "是否签约", "开工时间"]
    rows = [[1, "甲项目", "甲公司", 3, "是", "2024/3/5"], [2, "乙项目", "乙公司", 3, "是", None]]
    assert records(read([head, *rows]), "projects", "stage") == [("started",), ("signed",)]


def test_how_far_the_talks_are_beside_the_stage_is_the_progress() -> None:
    head = ["阶段", "编号", "项目称谓", "来源企业", "总投资（亿元）", "洽谈到什么程度"]
    got = read([head, ["在谈项目", 1, "甲项目", "甲公司", 3, "已邀请企业来考察"]])
    assert records(got, "projects", "name", "stage", "progress") == [("甲项目", "negotiating", "已邀请企业来考察")]
    assert findings(got) == []


def test_the_stage_column_speaks_beside_a_column_that_asks_for_a_later_stage() -> None:
    head = ["序号", "项目名称", "投资方", "进展状态", "是否开工"]
    got = read([head, [1, "甲项目", "甲公司", "签约", "否"], [2, "乙项目", "乙公司", "签约", "是"]])
    assert records(got, "projects", "stage") == [("signed",), ("started",)]


def test_a_tick_under_terminated_comes_after_every_stage() -> None:
    head = ["序号", "项目名称", "投资方", "总投资（亿元）", "在谈", "签约", "终止"]
    rows = [[1, "甲项目", "甲公司", 3, None, "√", "√"], [2, "乙项目", "乙公司", 3, "√", None, None]]
    assert records(read([head, *rows]), "projects", "stage") == [("terminated",), ("negotiating",)]


def test_a_stage_in_the_place_of_its_date_is_reached() -> None:
    rows = [
        [1, "甲项目", "甲公司", 2, "2024年1月5日", "2024年3月5日"],
        [2, "乙项目", "乙公司", 2, "2024年1月5日", "已开工"],
    ]
    reading = read([["项目台账"], HEAD, *rows])
    assert records(reading, "projects", "stage", "started_on") == [("started", "2024-03-05"), ("started", None)]
    assert findings(reading) == [("stage-without-date", "F4")]


LIFE = ["项目名称", "进展状态", "签约时间", "开工时间", "竣工时间"]


@pytest.mark.parametrize(
    ("stage", "dates", "behind"),
    [
        ("签约", ["2024-01-05", "2024-02-01", None], ("签约", "signed", "started", "2024-02-01")),
        ("在谈", ["2024-01-05", None, None], ("在谈", "negotiating", "signed", "2024-01-05")),
        ("在谈", ["2024-01-05", "2024-02-01", "2024-03-01"], ("在谈", "negotiating", "completed", "2024-03-01")),
        ("开工", ["2024-01-05", "2024-02-01", None], None),
        ("签约", ["2024-01-05", "拟4月底", None], None),
        ("签约", ["2024-01-05", "拟2024-02-01", None], None),
        ("终止", ["2024-01-05", "2024-02-01", None], None),
    ],
)
def test_a_stage_before_the_date_of_a_later_one_is_said_and_counts_as_it_stands(
    stage: str, dates: list[str | None], behind: tuple[str, ...] | None
) -> None:
    reading = read([["项目台账"], LIFE, ["甲项目", stage, *dates]])
    said = [f for f in reading.findings if f.code == "stage-behind-date"]
    told = [(f.found, f.detail["stage"], f.detail["reached"], f.detail["on"]) for f in said]
    assert told == ([behind] if behind else [])
    assert [f.cell for f in said] == ["B3"] * len(told)
    if behind:
        assert records(reading, "projects", "stage") == [(behind[1],)]


def test_a_date_after_the_period_contradicts_no_stage() -> None:
    reading = read([["项目台账"], LIFE, ["甲项目", "签约", "2024-01-05", "2024-06-01", None]])
    assert findings(reading) == [("date-out-of-period", "D3")]


@pytest.mark.parametrize("order", list(permutations([0, 1, 2])))
def test_words_among_the_dates_of_signing_say_the_stage_whatever_their_order(order: tuple[int, ...]) -> None:
    rows = [["甲项目", 5, "已签"], ["乙项目", 5, "2024-03-01"], ["丙项目", 5, "未签"]]
    reading = read([["项目台账"], ["项目名称", "总投资（亿元）", "签约时间"], *(rows[n] for n in order)])
    projects = records(reading, "projects", "name", "stage", "signed_on")
    assert sorted(projects, key=lambda project: "甲乙丙".index(project[0][0])) == [
        ("甲项目", "signed", None), ("乙项目", "signed", "2024-03-01"), ("丙项目", "negotiating", None),
    ]  # fmt: skip
    assert findings(reading) == [("stage-without-date", f"C{3 + order.index(0)}")]


def test_words_in_the_place_of_a_later_date_contradict_the_stage() -> None:
    reading = read([["项目台账"], LIFE, ["甲项目", "在谈", "已签", "未开工", None]])
    assert records(reading, "projects", "stage", "signed_on", "started_on") == [("negotiating", None, None)]
    assert findings(reading) == [("stage-behind-date", "B3")]
    assert reading.findings[0].detail == {"field": "signed_on", "reached": "signed", "stage": "negotiating"}


_LIST = ["项目名称", "投资方", "总投资（亿元）"]


@pytest.mark.parametrize(
    ("section", "stage"),
    [
        ("谈着的", "negotiating"), ("谈判中", "negotiating"), ("已签", "signed"), ("签了的", "signed"),
        ("施工中", "started"), ("已建成", "completed"), ("黄了的", "terminated"), ("搁置项目", "paused"),
    ],
)  # fmt: skip
def test_a_section_in_plain_words_gives_its_stage(section: str, stage: str) -> None:
    rows = [["一、签约项目（1个）"], ["甲", "甲公司", 1], [f"二、{section}（1个）"], ["乙", "乙公司", 2]]
    got = read([["板浦镇项目"], _LIST, *rows], ["A3:C3", "A5:C5"])
    assert records(got, "projects", "name", "stage") == [("甲", "signed"), ("乙", stage)]
    headed = read([["板浦镇项目"], [f"一、{section}（1个）"], _LIST, ["甲", "甲公司", 1]], ["A2:C2"])
    assert records(headed, "projects", "stage") == [(stage,)]


def test_a_section_of_unknown_words_ends_the_stage_of_the_one_counted_alike() -> None:
    rows = [["一、签约项目（1个）"], ["甲", "甲公司", 1], ["二、其他（1个）"], ["乙", "乙公司", 2]]
    got = read([["板浦镇项目"], _LIST, *rows], ["A3:C3", "A5:C5"])
    assert records(got, "projects", "name", "stage") == [("甲", "signed"), ("乙", "negotiating")]
    assert ("unknown-stage", "A5") in findings(got)


@pytest.mark.parametrize(
    ("title", "stage"),
    [
        ("板浦镇今年动工的项目", "started"),
        ("拟开工项目清单", "signed"),
        ("签约开工项目", "negotiating"),
        ("开工计划", "negotiating"),
    ],
)
def test_a_title_gives_the_one_stage_it_names(title: str, stage: str) -> None:
    assert records(read([[title], _LIST, ["甲", "甲公司", 1]]), "projects", "stage") == [(stage,)]


@pytest.mark.parametrize(
    ("status", "stage"), [("终止", "terminated"), ("停建", "paused"), ("缓建", "paused"), ("试生产", "producing")]
)
def test_a_column_of_stages_under_a_loose_heading_says_where_each_project_stands(status: str, stage: str) -> None:
    head = ["项目", "投资商", "原定投资（亿元）", "签约年月", "当前状况"]
    rows = [["甲项目", "甲公司", 1.1, "2023年6月", status], ["乙项目", "乙公司", 2.4, "2023年7月", "终止"]]
    got = read([["项目清理表"], head, *rows])
    assert records(got, "projects", "name", "stage", "investment") == [
        ("甲项目", stage, 1.1),
        ("乙项目", "terminated", 2.4),
    ]
