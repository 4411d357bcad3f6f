"""Areas told in words: nothing counts them, and that is said on their cell."""

import pytest

from tests.loaders.sheets import findings, read, records

HEAD = ["序号", "资产名称", "类型", "建筑面积（㎡）"]


def beside(heading: str, words: object, *further: tuple[str, object]) -> list[list[object]]:
    return [
        ["闲置资产盘活台账"],
        [*HEAD, heading, *(name for name, _ in further)],
        [1, "甲厂", "闲置厂房", 5000, words, *(value for _, value in further)],
    ]


@pytest.mark.parametrize("heading", ["盘活情况", "盘活进展", "目前状态", "盘活方式", "备注"])
@pytest.mark.parametrize(
    "words", ["2月整体出租，盘活2500㎡", "已盘活1200平方米，剩余闲置", "出租给甲公司，面积1.2万平方米"]
)
def test_an_area_told_in_words_is_not_counted_and_says_so(heading: str, words: str) -> None:
    got = read(beside(heading, words))
    assert records(got, "assets", "revitalised_area", "revitalised_increment") == [(None, None)]
    assert ("figure-in-text", "E3") in findings(got)


@pytest.mark.parametrize(
    "words",
    [
        "拟盘活2500㎡",
        "洽谈中",
        "已出租",
        "闲置面积2500㎡",
        "未盘活，待出租2500㎡",
        "计划6月出租，盘活2500㎡",
    ],
)
def test_what_is_still_to_come_or_idle_is_no_area_left_out(words: str) -> None:
    assert not [code for code, _ in findings(read(beside("盘活情况", words))) if code == "figure-in-text"]


def test_an_area_that_its_own_column_counts_is_not_told_again() -> None:
    got = read(beside("盘活情况", "2月整体出租，盘活2500㎡", ("已盘活面积（㎡）", 2500), ("盘活时间", "2024-02-01")))
    assert records(got, "assets", "revitalised_area") == [(2500.0,)]
    assert findings(got) == []


def test_a_blank_area_beside_words_that_tell_one_says_so() -> None:
    got = read(beside("盘活情况", "2月整体出租，盘活2500㎡", ("已盘活面积（㎡）", None)))
    assert findings(got) == [("figure-in-text", "E3")]
