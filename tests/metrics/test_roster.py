"""Who a leader cell names, the roster binding."""

import pytest

from dashboard.contract import Leader
from metrics.roster import named

ROSTER = (
    Leader("周启明", "区委书记"), Leader("林和平", "区长"), Leader("郑未行", "代区长"), Leader("王平"), Leader("林和"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("林和平", "林和平"),
        ("林和平和周启明", "林和平 周启明"),
        ("周启明等", "周启明"),
        ("周启明等3人", "周启明"),
        ("周启明、张三等人", "周启明 张三"),
        ("周启明 郑未行", "周启明 郑未行"),
        ("周启明　郑未行　张三", "周启明 郑未行 张三"),
        ("王　平", "王平"),
        ("张三和王平", "王平 张三"),
        ("周啟明，李四", "周启明 李四"),
        ("区长林和平", "林和平"),
        ("周启明(区委书记)/林和平 区长", "周启明 林和平"),
        ("周启明一行", "周启明"),
        ("王平安", "王平安"),
        ("何和平", "何和平"),
        ("何和平和李四", "何和平 李四"),
        ("林和平安", "林和平安"),
        ("John Smith; 李四", "John|Smith 李四"),
        ("", ""),
        ("、", ""),
    ],
)
def test_roster_names_are_found_before_a_cell_is_cut(cell: str, people: str) -> None:
    assert named(cell, ROSTER) == tuple(each.replace("|", " ") for each in people.split())


def test_without_a_roster_separators_and_joining_words_part_people() -> None:
    assert named("张三、李四和王五", ()) == ("张三", "李四", "王五")
