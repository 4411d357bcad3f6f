"""单位: the rows of one unit, what moved, what stands still, what was found."""

from tests.pages.conftest import Opened, words


def test_the_units_filter_chooses_the_page(sample_page: Opened) -> None:
    test = sample_page("meeting/unit", unit="东湖街道")
    assert not test.exception
    assert "东湖街道" in words(test)
    assert not [box for box in test.selectbox if box.key == "of"]


def test_without_a_filter_the_first_unit_is_shown_and_can_be_changed(sample_page: Opened) -> None:
    test = sample_page("meeting/unit")
    assert test.selectbox(key="of").value == "示例经济开发区"
    test.selectbox(key="of").set_value("白塔镇").run()
    assert not test.exception
    assert "白塔镇" in [item.value for item in test.subheader]


def test_every_section_speaks_even_when_there_is_nothing(sample_page: Opened) -> None:
    headings = [item.value for item in sample_page("meeting/unit", unit="青林街道").subheader]
    assert {"本期变动项目", "停滞事项", "表格中发现的问题"} <= set(headings)


def test_an_empty_store(empty_page: Opened) -> None:
    assert not empty_page("meeting/unit").exception


def test_an_unknown_unit_is_named_and_nobody_elses_figures_are_shown(sample_page: Opened) -> None:
    test = sample_page("meeting/unit", unit="不存在")
    assert [item.value for item in test.warning] == ["登记册中没有“不存在”这个单位，请在上方另选。"]
    assert not test.subheader
