"""The agenda: items in the order of the meeting, minutes, jumps by initials, reworded sentences."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dashboard.exports.contents import Contents, Part
from dashboard.i18n import speaker
from dashboard.store.arrangements import Arrangement, Wording
from dashboard.workflows import agenda

ZH = speaker("zh_CN")
WAS = "走出去40次，完成全年目标175次的22.9%"
PARTS = (
    Part("aimed", "目标完成情况", (WAS,), item="overall"),
    Part("board", "晾晒表", item="board"),
    Part("unit-甲街道", "甲街道", item="units"),
    Part("unit-乙镇", "乙镇", item="units"),
    Part("restated", "更正", item="annex"),
)
CONTENTS = Contents("周调度", "示例区", "2024年3月29日", "s", "截至", "zh_CN", PARTS)


def listed(arranged: Arrangement) -> list[tuple[str, int, int]]:
    return [(item.key, item.number, item.minutes) for item in agenda.items(CONTENTS, arranged, ZH)]


def test_items_without_anything_to_show_are_not_called_up_and_units_take_two_minutes_each() -> None:
    assert listed(Arrangement()) == [("overall", 1, 5), ("board", 2, 5), ("units", 3, 4), ("decisions", 4, 5)]


def test_an_item_left_out_has_no_number_and_those_behind_it_move_up() -> None:
    found = listed(Arrangement({"overall": 3, "units": 20}, frozenset({"board"})))
    assert found == [("overall", 1, 3), ("board", 0, 5), ("units", 2, 20), ("decisions", 3, 5)]


@pytest.mark.parametrize(
    ("name", "initials"),
    [("示例经济开发区", "sljjkfq"), ("长桥街道", "cqjd"), ("长桥街道", "zqjd"), ("B园 2期", "by2q")],
)
def test_a_unit_is_found_by_the_initials_of_its_name(name: str, initials: str) -> None:
    assert initials in agenda.initials(name)


def test_stops_are_numbered_in_the_official_order() -> None:
    assert [(stop.unit, stop.number) for stop in agenda.stops(["甲街道", "乙镇"])] == [("甲街道", 1), ("乙镇", 2)]


def wording(was: str) -> Arrangement:
    told = Wording("aimed", was, "走出去40次，进度符合预期", "zh_CN", "secretary", datetime(2024, 3, 29, tzinfo=UTC))
    return Arrangement(wording={("aimed", was): told})


def test_a_reworded_sentence_is_marked_as_such() -> None:
    found = agenda.reworded(CONTENTS, wording(WAS), ZH)
    assert found.parts[0].sentences == ("走出去40次，进度符合预期〔人工改写〕",)
    assert agenda.overtaken(CONTENTS, wording(WAS), "zh_CN") == []


def told(name: str, place: str) -> Part:
    return Part(
        name, name, ("截至3月29日，完成全部", WAS), item="units", leads=((place, "signed"), (place, "outbound_trips"))
    )


def test_one_wording_stands_marked_wherever_the_same_is_said_of_the_same_figure() -> None:
    parts = (told("aimed", "示例区"), told("indicator-outbound_trips", "示例区"), told("unit-甲街道", "甲街道"))
    contents = replace(CONTENTS, parts=parts)
    found = agenda.reworded(contents, wording(WAS), ZH)
    new = "走出去40次，进度符合预期〔人工改写〕"
    assert [part.sentences[1] for part in found.parts] == [new, new, WAS]
    twin = agenda.wordings(contents, wording(WAS))["indicator-outbound_trips", WAS]
    assert (twin.part, twin.text) == ("aimed", "走出去40次，进度符合预期")


def test_of_two_wordings_of_one_sentence_the_later_one_stands_everywhere() -> None:
    parts = (told("aimed", "示例区"), told("indicator-outbound_trips", "示例区"))
    first = wording(WAS).wording["aimed", WAS]
    later = replace(first, part="indicator-outbound_trips", text="后改", at=datetime(2024, 3, 30, tzinfo=UTC))
    both = Arrangement(wording={("indicator-outbound_trips", WAS): later, ("aimed", WAS): first})
    found = agenda.reworded(replace(CONTENTS, parts=parts), both, ZH)
    assert [part.sentences[1] for part in found.parts] == ["后改〔人工改写〕"] * 2


def test_a_sentence_whose_figures_have_changed_since_stands_as_the_figures_say_it() -> None:
    old = wording("走出去39次，完成全年目标175次的22.3%")
    assert agenda.reworded(CONTENTS, old, ZH).parts[0].sentences == (WAS,)
    assert agenda.overtaken(CONTENTS, old, "zh_CN") == ["走出去40次，进度符合预期"]
    assert agenda.overtaken(CONTENTS, old, "en") == []
