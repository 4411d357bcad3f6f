"""报送: the grid of units and weeks, what is owed, and the words to remind with."""

from tests.pages.conftest import Opened, words


def test_the_grid_names_every_unit_and_its_week_by_glyph_and_word(sample_page: Opened) -> None:
    test = sample_page("data/returns")
    assert not test.exception
    grid = test.dataframe[0].value
    assert list(grid.index[:2]) == ["示例经济开发区", "云溪科创园"]
    assert grid.loc["长桥街道", "3月29日"] == "✕ 未报"
    assert grid.loc["示例经济开发区", "3月29日"] == "● 按时"


def test_the_surveyed_share_of_few_projects_is_counted_out_beside_its_bar(sample_page: Opened) -> None:
    grid = sample_page("data/returns").dataframe[0].value
    assert grid.loc["东湖街道", ["摸排率", "surveyed"]].tolist() == ["3/3", 1.0]
    assert grid.loc["示例经济开发区", "摸排率"] == "100.0%"
    assert grid.loc["长桥街道", "摸排率"] == ""


def test_the_reminder_names_who_still_owes(sample_page: Opened) -> None:
    test = sample_page("data/returns")
    assert "应报**12**家，已报**11**家" in words(test)
    assert "长桥街道" in test.code[0].value


def test_quality_stands_in_the_official_order_with_dashes_where_nothing_came(sample_page: Opened) -> None:
    rows = sample_page("data/returns").dataframe[1].value.set_index("unit")
    assert list(rows.index[:2]) == ["示例经济开发区", "云溪科创园"]
    assert rows.loc["示例经济开发区"].tolist() == ["1", "0", "3/3"]
    assert rows.loc["长桥街道"].tolist() == ["—", "—", "—"]


def test_a_unit_picked_shows_its_reminder(sample_page: Opened) -> None:
    test = sample_page("data/returns")
    test.selectbox(key="look-returns").set_value("长桥街道").run()
    assert not test.exception
    assert test.get("dialog")
    assert "长桥街道：截至2024年3月29日一周的报表有1项需要处理：\n1. 尚缺" in test.code[-1].value


def test_one_unit_alone(sample_page: Opened) -> None:
    grid = sample_page("data/returns", unit="长桥街道").dataframe[0].value
    assert list(grid.index) == ["长桥街道"]


def test_an_empty_store_says_what_to_do(empty_page: Opened) -> None:
    test = empty_page("data/returns")
    assert not test.exception
    assert "尚未收到报表" in words(test)
    assert test.button(key="enter-sample").label == "打开示例区"
