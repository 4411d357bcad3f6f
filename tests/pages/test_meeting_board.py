"""晾晒表: official order, subtotals, toggles."""

import json
from typing import Any

from tests.pages.conftest import Opened
from tests.runner import AppTest


def board(test: AppTest) -> dict[str, Any]:
    """What the table on the page is given: `columns`, and `rows` of printed cells."""
    found = [element.proto for element in test.get("bidi_component") if element.proto.id.endswith("-board")]
    return json.loads(found[0].json) if found else {}


def column(test: AppTest, name: str) -> list[str]:
    drawn = board(test)
    at = drawn["columns"].index(name)
    return [row["cells"][at] for row in drawn["rows"]]


def test_units_stand_in_the_official_order_with_subtotals(sample_page: Opened) -> None:
    test = sample_page("meeting/board")
    assert not test.exception
    names = column(test, "单位")
    assert names[0] == "示例区"
    assert names[1] == "示例经济开发区"
    assert [name for name in names if "小计" in name] == ["园区小计", "街道小计", "镇小计"]
    assert len(names) == 16


def test_gap_and_rank_replace_completion(sample_page: Opened) -> None:
    test = sample_page("meeting/board")
    assert any("%" in text for text in column(test, "走出去"))
    test.segmented_control(key="board-view").set_value("gap").run()
    assert not any("%" in text for text in column(test, "走出去"))
    test.segmented_control(key="board-view").set_value("rank").run()
    assert any(text.startswith("第1") for text in column(test, "走出去"))


def test_worst_first_leaves_groups_out(sample_page: Opened) -> None:
    test = sample_page("meeting/board")
    test.selectbox(key="board-worst").set_value("outbound_trips").run()
    names = column(test, "单位")
    assert len(names) == 12
    assert not [name for name in names if "小计" in name]


def test_a_unit_leads_to_its_page_and_a_figure_to_its_cells(sample_page: Opened) -> None:
    rows = board(sample_page("meeting/board"))["rows"]
    by_name = {row["cells"][0]: row for row in rows}
    assert by_name["东湖街道"]["leads"][0]
    assert not by_name["街道小计"]["leads"][0]
    street = zip(by_name["东湖街道"]["cells"], by_name["东湖街道"]["leads"], strict=True)
    assert {text == "—" for text, leads in street if not leads} == {True}


def test_an_empty_store_has_no_board(empty_page: Opened) -> None:
    test = empty_page("meeting/board")
    assert not test.exception
    assert not board(test)
