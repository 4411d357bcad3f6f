"""What a person is asked to choose from: what the cells can be stands first, then what the words are like."""

import pytest

from loaders import Reading
from tests.loaders.sheets import read

PROJECTS = ["序号", "项目名称", "投资方", "进展阶段"]
ROWS = [
    [1, "储能电池项目", "华源科技有限公司", "在谈"],
    [2, "冷链物流项目", "瑞盛食品有限公司", "在谈"],
    [3, "光伏组件项目", "恒创材料有限公司", "在谈"],
]
ASSETS = ["序号", "这一处", "坐落", "建筑面积（㎡）", "闲置面积（㎡）"]
SPACE = [[1, "老纺织厂", "人民路1号", 3000, 1000], [2, "机械厂", "海昌路2号", 5000, 500]]


def _first(reading: Reading, about: str = "column") -> list[str]:
    """The first proposal of every question, after "" for leaving it out."""
    return [next(filter(None, q.choices)) for q in reading.questions if q.about == about]


@pytest.mark.parametrize(
    ("heading", "cells", "likeliest"),
    [
        ("盘子如何（亿）", [12, 5.5, 3], "investment"),
        ("何日落笔", ["3月5日", "3月9日", "3月11日"], "signed_on"),
    ],
)
def test_fields_that_the_cells_cannot_be_never_stand_first(heading: str, cells: list[object], likeliest: str) -> None:
    rows = [[*row, cell] for row, cell in zip(ROWS, cells, strict=True)]
    kinds = {"investment": ("investment", "paid_in", "investment_usd"), "signed_on": ()}[likeliest]
    (proposed,) = _first(read([[*PROJECTS, heading], *rows]))
    assert proposed in kinds if kinds else proposed.endswith("_on")


def test_of_a_list_whose_rows_nothing_names_the_name_is_proposed_first() -> None:
    assert _first(read([ASSETS, *SPACE])) == ["name"]


def test_a_column_of_companies_is_proposed_as_whoever_a_company_can_be() -> None:
    named = [ASSETS[0], "厂房名称", *ASSETS[2:], "如今归哪家使"]
    rows = [[*row, company] for row, company in zip(SPACE, ("华源有限公司", "瑞盛有限公司"), strict=True)]
    assert _first(read([named, *rows]))[0] in ("occupant", "owner")


def test_the_kind_of_list_that_the_title_speaks_of_is_proposed_first() -> None:
    rows = [["2024年低效用地盘活清单"], ["序号", "哪一处", "多大个"], [1, "甲地", 30], [2, "乙地", 40]]
    assert _first(read(rows), "ledger") == ["assets"]


@pytest.mark.parametrize("between", [["合计", None, None, None, 15], ["一、本年"], [None]])
def test_a_header_of_unknown_words_is_found_above_a_total_a_section_or_a_blank_row(between: list[object]) -> None:
    rows = [
        ["序", "是个啥", "老板哪位", "干到哪了", "盘子"],
        between,
        [1, "甲", "乙", "丙", 5],
        [2, "丁", "戊", "己", 10],
    ]
    (sheet,) = read([["2024年情况"], *rows]).sheets
    assert sheet.header_rows == (2,)


@pytest.mark.parametrize(
    ("said", "stage"),
    [("Under construction", "started"), ("In production", "producing"), ("In talks", "negotiating")],
)
def test_stages_of_two_english_words_are_stages(said: str, stage: str) -> None:
    rows = [["Project name", "Investor", "Stage"], ["Alpha", "Beta Ltd", said], ["Gamma", "Delta Ltd", "Signed"]]
    assert read(rows).tables["projects"]["stage"].tolist() == [stage, "signed"]


@pytest.mark.parametrize("heading", ["大概投多少（亿）", "打算投多少钱（亿元）", "总共投多少（亿元）"])
def test_how_much_somebody_means_to_invest_is_the_investment(heading: str) -> None:
    rows = [[*row, amount] for row, amount in zip(ROWS, (12, 5.5, 3), strict=True)]
    assert read([[*PROJECTS, heading], *rows]).tables["projects"]["investment"].tolist() == [12, 5.5, 3]


def test_what_somebody_means_to_do_may_be_the_project_or_its_next_step_and_is_asked_about() -> None:
    rows = [[*row, said] for row, said in zip(ROWS, ("年产2万件", "年产3万件", "年产4万件"), strict=True)]
    reading = read([[*PROJECTS, "打算做什么"], *rows])
    assert [q.found for q in reading.questions] == ["打算做什么"]
    assert {"content", "next_step"} <= set(reading.questions[0].choices)
    assert reading.tables["projects"]["next_step"].tolist() == ["", "", ""]


@pytest.mark.parametrize("heading", ["打算怎么办", "接下来打算", "接下来做什么"])
def test_what_comes_next_is_the_next_step(heading: str) -> None:
    rows = [[*row, said] for row, said in zip(ROWS, ("下周签约", "开工", "办证"), strict=True)]
    assert read([[*PROJECTS, heading], *rows]).tables["projects"]["next_step"].tolist() == ["下周签约", "开工", "办证"]
