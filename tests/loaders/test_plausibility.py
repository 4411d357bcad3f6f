"""A figure far beyond its kind is counted and marked, with the unit that would make it plausible."""

import pytest

from dashboard.i18n import speaker
from dashboard.workflows.wording import sentence
from loaders import Finding, Reading
from tests.loaders.sheets import findings, read, records

PROJECTS = ["项目名称", "投资方", "总投资（亿元）", "进展状态"]
ASSETS = ["资产名称", "类型", "坐落", "建筑面积（万㎡）", "占地面积（万㎡）"]


def doubted(got: Reading) -> list[tuple[str, str]]:
    """(cell, likely unit of measure) of every doubted figure."""
    return [(f.cell, f.detail["likely"]) for f in got.findings if f.code == "unit-of-measure-doubtful"]


@pytest.mark.parametrize(
    ("amount", "likely"),
    [(8000, "万元"), (1000, "万元"), (80_000_000, "元"), ("约8000亿元", "万元"), ("2000亿元以上", "万元")],
)
def test_an_amount_of_a_hundred_billion_or_more_asks_for_its_unit(amount: object, likely: str) -> None:
    got = read([PROJECTS, ["甲项目", "甲公司", amount, "在谈"]])
    assert doubted(got) == [("C2", likely)]
    assert [f.severity for f in got.findings] == ["warning"]
    assert got.cells.flagged == 1


def test_the_figure_counts_as_it_stands() -> None:
    assert records(read([PROJECTS, ["甲项目", "甲公司", 8000, "在谈"]]), "projects", "investment") == [(8000.0,)]


@pytest.mark.parametrize("amount", [0.005, 2.5, 999, "面议", "", 0])
def test_amounts_that_a_project_may_have_raise_no_doubt(amount: object) -> None:
    assert doubted(read([PROJECTS, ["甲项目", "甲公司", amount, "在谈"]])) == []


def test_a_planned_total_below_a_hundred_thousand_yuan_asks_too() -> None:
    head = ["项目名称", "投资方", "总投资（万元）", "到位资金（万元）", "进展状态"]
    assert doubted(read([head, ["甲项目", "甲公司", 8, 5, "在谈"]])) == [("C2", "亿元")]


def test_an_area_beyond_its_kind_asks_for_its_unit() -> None:
    rows = [
        ["一号", "厂房", "东路1号", 50000, 0.5],
        ["二号", "厂房", "东路2号", 99, 1],
        ["三号", "土地", "东路3号", 3, 501],
    ]
    assert doubted(read([ASSETS, *rows])) == [("D2", "㎡"), ("E4", "㎡")]


def test_a_target_of_more_than_twenty_square_kilometres_asks_for_its_unit() -> None:
    got = read([["单位", "低效用地目标（万㎡）"], ["板浦镇", 50000], ["新海街道", 60]])
    assert doubted(got) == [("B2", "㎡")]
    assert records(got, "targets", "value") == [(5e8,), (6e5,)]


def test_the_unit_of_the_row_is_what_a_figure_was_read_in() -> None:
    got = read(
        [
            ["单位", "指标", "计量单位", "目标值"],
            ["板浦镇", "闲置厂房", "万平方米", 50000],
            ["板浦镇", "走出去", "次", 50000],
        ]
    )
    assert doubted(got) == [("D2", "㎡")]


def test_a_unit_that_a_person_has_just_given_is_not_doubted() -> None:
    rows = [PROJECTS, ["甲项目", "甲公司", 8000, "在谈"]]
    assert doubted(read(rows, answers={"settled": {"总投资（亿元）": True}})) == []


def test_a_figure_left_out_because_its_unit_has_changed_is_not_doubted_again() -> None:
    before = read([PROJECTS, ["甲项目", "甲公司", 0.8, "在谈"], ["乙项目", "乙公司", 0.5, "在谈"]]).tables
    got = read([PROJECTS, ["甲项目", "甲公司", 8000, "在谈"], ["乙项目", "乙公司", 5000, "在谈"]], previous=before)
    assert findings(got) == [("unit-of-measure-changed", "C1")]


def test_the_doubt_is_worded_with_the_likely_reading() -> None:
    large = read([PROJECTS, ["甲项目", "甲公司", 8000, "在谈"]]).findings[0]
    small = read([PROJECTS, ["甲项目", "甲公司", 0.0008, "在谈"]]).findings[0]
    assert sentence(speaker("zh_CN"), large) == (
        "“8000”读作8,000亿元，超出一般范围（1,000亿元以内），单位是否为万元？数值未改，照原数计入。"
    )
    assert sentence(speaker("zh_CN"), small) == (
        "“0.0008”读作8万元，低于一般范围（50万元以上），请核对单位。数值未改，照原数计入。"
    )
    assert sentence(speaker("zh_CN"), Finding(small.code, found="0.0008")) == "“0.0008”大小超出一般范围，请核对单位。"
    assert sentence(speaker("en"), large) == (
        "“8000” reads as 800 billion CNY, beyond what is usual (less than 100 billion CNY). Is it in 万元? "
        "The figure is unchanged and counts as it stands."
    )
