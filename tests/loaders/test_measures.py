"""Unit words and the units headings carry."""

import pytest

from loaders.measures import quantity_of_unit, unit_in


@pytest.mark.parametrize(
    ("word", "quantity", "factor"),
    [
        ("㎡", "area", 1.0),
        ("m²", "area", 1.0),
        ("平方米", "area", 1.0),
        ("千平方米", "area", 1000.0),
        ("万㎡", "area", 1e4),
        ("万平", "area", 1e4),
        ("万方", "area", 1e4),
        ("亩", "area", 2000 / 3),
        ("畝", "area", 2000 / 3),
        ("公顷", "area", 1e4),
        ("平方公里", "area", 1e6),
        ("亿元", "money", 1.0),
        ("億元", "money", 1.0),
        ("万", "money", 1e-4),
        ("千万元", "money", 0.1),
        ("百万元", "money", 0.01),
        ("元", "money", 1e-8),
        ("万美元", "usd", 1.0),
        ("万ＵＳＤ", "usd", 1.0),
        ("亿美元", "usd", 1e4),
        ("美元", "usd", 1e-4),
        ("人", "people", 1.0),
        ("批次", "count", 1.0),
        ("人次", "count", 1.0),
        ("%", "share", 0.01),
        ("‰", "share", 0.001),
        ("天", "days", 1.0),
    ],
)
def test_a_unit_word_has_a_quantity_and_a_factor(word: str, quantity: str, factor: float) -> None:
    assert quantity_of_unit(word) == (quantity, factor)


@pytest.mark.parametrize("word", ["", "单位", "万元/亩", "板浦镇", "人民币", "欧元", "个人"])
def test_other_words_are_no_unit(word: str) -> None:
    assert quantity_of_unit(word) is None


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("计划总投资（亿元）", "亿元"),
        ("占地面积/亩", "亩"),
        ("单位：万元", "万元"),
        ("面积(万㎡)", "万㎡"),
        ("投资额:万美元", "万美元"),
        ("投资额（单位：亿元）", "亿元"),
        ("計劃總投資（億元）", "亿元"),
        ("拟投资额(亿元人民币)", "亿元"),
        ("建筑面积㎡", "㎡"),
        ("完成进度%", "%"),
        ("签约项目(个)", "个"),
        ("亿元", "亿元"),
        ("面积 万平方米", "万㎡"),
        ("单位", ""),
        ("来访单位", ""),
        ("单位：板浦镇", ""),
        ("个人", ""),
        ("单元", ""),
        ("投资额（开工1、竣工2）", ""),
        ("亩均税收（万元/亩）", ""),
        ("亩均产值 万元/亩", ""),
        ("到位资金（亿元/万美元）", ""),
        ("填报单位：亿元科技", ""),
        ("总亩数", "亩"),
        ("每亩数", ""),
        ("", ""),
    ],
)
def test_a_heading_carries_one_unit_or_none(heading: str, unit: str) -> None:
    assert unit_in(heading) == unit


def test_a_line_of_several_units_answers_for_one_quantity() -> None:
    assert unit_in("单位：个、亿元") == ""
    assert unit_in("单位：个、亿元", "money") == "亿元"
