"""晾晒表: official order, subtotals, toggles."""

from tests.pages.conftest import Opened


def test_units_stand_in_the_official_order_with_subtotals(sample_page: Opened) -> None:
    test = sample_page("meeting/board")
    assert not test.exception
    names = test.dataframe[0].value.iloc[:, 0].tolist()
    assert names[0] == "示例区"
    assert names[1] == "示例经济开发区"
    assert [name for name in names if "小计" in name] == ["园区小计", "街道小计", "镇小计"]
    assert len(names) == 16


def test_gap_and_rank_replace_completion(sample_page: Opened) -> None:
    test = sample_page("meeting/board")
    assert any("%" in text for text in test.dataframe[0].value["走出去"])
    test.segmented_control(key="board-view").set_value("gap").run()
    assert not any("%" in text for text in test.dataframe[0].value["走出去"])
    test.segmented_control(key="board-view").set_value("rank").run()
    assert any(text.startswith("第1") for text in test.dataframe[0].value["走出去"])


def test_worst_first_leaves_groups_out(sample_page: Opened) -> None:
    test = sample_page("meeting/board")
    test.selectbox(key="board-worst").set_value("outbound_trips").run()
    names = test.dataframe[0].value.iloc[:, 0].tolist()
    assert len(names) == 12
    assert not [name for name in names if "小计" in name]


def test_an_empty_store_has_no_board(empty_page: Opened) -> None:
    test = empty_page("meeting/board")
    assert not test.exception
    assert not test.dataframe
