"""议程: minutes and items kept with the meeting, switches on record, sentences reworded, the show."""

import json
from typing import Any

from tests.pages.conftest import Opened, words
from tests.runner import AppTest


def show(test: AppTest) -> dict[str, Any]:
    """What the show is given; nothing while it is not on."""
    found = [element.proto for element in test.get("bidi_component") if element.proto.id.endswith("-show")]
    return json.loads(found[0].json) if found else {}


def presented(test: AppTest) -> dict[str, Any]:
    test.toggle(key="present").set_value(True).run()
    assert not test.exception
    return show(test)


def kept(test: AppTest) -> None:
    next(button for button in test.button if button.label == "保存议程").click().run()
    assert not test.exception


def test_minutes_and_items_left_out_are_kept_and_counted(own_page: Opened) -> None:
    test = own_page("meeting/agenda")
    test.number_input(key="minutes-overall").set_value(8)
    test.checkbox(key="called-board").uncheck()
    kept(test)
    again = own_page("meeting/agenda")
    assert again.number_input(key="minutes-overall").value == 8
    assert not again.checkbox(key="called-board").value
    called = [box.key.removeprefix("called-") for box in again.checkbox if box.value]
    total = sum(int(again.number_input(key=f"minutes-{name}").value) for name in called)
    assert f"共{total}分钟" in [caption.value for caption in again.caption]
    told = presented(again)
    assert "board" not in told["items"]
    assert told["items"]["overall"] == {"sign": "①", "title": "总体情况", "minutes": 8}


def test_the_show_has_every_part_in_the_order_of_the_agenda_and_the_board_before_the_units(own_page: Opened) -> None:
    told = presented(own_page("meeting/agenda"))
    items = list(dict.fromkeys(slide["item"] for slide in told["slides"]))
    assert items == [name for name in told["items"] if name in items]
    units = [slide["key"] for slide in told["slides"] if slide["item"] == "units"]
    assert units[0] == "board"
    assert [key.removeprefix("unit-") for key in units[1:]] == [stop["unit"] for stop in told["stops"]]


def test_leaders_are_shown_only_while_switched_on_and_each_switch_is_on_record(own_page: Opened) -> None:
    test = own_page("meeting/agenda")
    slips = [code.value for code in test.code]
    assert slips
    assert all("同志：截至2024年3月29日，今年外出招商" in slip for slip in slips)
    assert "leaders" not in [slide["key"] for slide in presented(test)["slides"]]
    test.toggle(key="present").set_value(False).run()
    test.toggle(key="switch-leaders-False").set_value(True).run()
    test.toggle(key="switch-names-False").set_value(True).run()
    assert "开启“显示领导外出情况”" in words(test)
    assert not test.code
    assert "开启“在谈项目显示全称”" in words(test)
    assert "leaders" in [slide["key"] for slide in presented(test)["slides"]]


def test_a_sentence_is_reworded_marked_and_restored(own_page: Opened) -> None:
    test = own_page("meeting/agenda")
    test.selectbox(key="agenda-sentence").select_index(0).run()
    area = next(iter(test.text_area))
    was = area.value
    area.set_value("按计划推进").run()
    test.button(key="reword-keep").click().run()
    assert presented(test)["slides"][0]["sentences"][0] == "按计划推进〔人工改写〕"
    test.toggle(key="present").set_value(False).run()
    test.selectbox(key="agenda-sentence").select_index(0).run()
    assert next(iter(test.text_area)).value == "按计划推进"
    next(iter(test.text_area)).set_value(was).run()
    test.button(key="reword-keep").click().run()
    assert presented(test)["slides"][0]["sentences"][0] == was


def test_without_data_the_page_says_how_to_begin(empty_page: Opened) -> None:
    test = empty_page("meeting/agenda")
    assert not test.exception
    assert not show(test)
