"""Folding rules, each on a handful of rows: whole lists and increments, of one unit and of several."""

from datetime import date

from tests.dashboard.store.desk import MARCH_8, MARCH_15, MARCH_22, MARCH_29, Desk, asset, leaders, trip


def test_a_whole_list_replaces_the_earlier_one(desk: Desk) -> None:
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    desk.send(MARCH_15, visits=[trip("王一", MARCH_8), trip("李二", MARCH_15, row=4)])
    assert leaders(desk.store.snapshot(MARCH_8)) == ["王一"]
    assert leaders(desk.store.snapshot(MARCH_15)) == ["王一", "李二"]
    assert leaders(desk.store.snapshot(MARCH_29)) == ["王一", "李二"]


def test_nothing_stands_before_the_first_period(desk: Desk) -> None:
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    snapshot = desk.store.snapshot(date(2024, 3, 7))
    assert leaders(snapshot) == []
    assert list(snapshot.coverage["submission"]) == []


def test_within_a_period_the_later_receipt_stands(desk: Desk) -> None:
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    desk.send(MARCH_8, visits=[trip("王壹", MARCH_8)])
    assert leaders(desk.store.snapshot(MARCH_8)) == ["王壹"]


def test_a_correction_for_an_earlier_week_leaves_the_later_week_alone(desk: Desk) -> None:
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    desk.send(MARCH_15, visits=[trip("李二", MARCH_15)])
    desk.send(MARCH_8, visits=[trip("王壹", MARCH_8)])
    assert leaders(desk.store.snapshot(MARCH_8)) == ["王壹"]
    assert leaders(desk.store.snapshot(MARCH_15)) == ["李二"]


def test_receptions_do_not_replace_trips(desk: Desk) -> None:
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    desk.send(MARCH_15, visits=[trip("李二", MARCH_15, direction="inbound")])
    assert leaders(desk.store.snapshot(MARCH_15)) == ["王一", "李二"]


def test_a_land_list_does_not_replace_factories(desk: Desk) -> None:
    desk.send(MARCH_8, assets=[asset("一号厂房", "factory", 100.0), asset("东地块", "land", 10.0, row=4)])
    desk.send(MARCH_15, assets=[asset("东地块", "land", 20.0)])
    assets = desk.store.snapshot(MARCH_15).tables["assets"]
    assert list(zip(assets["name"], assets["revitalised_area"], strict=True)) == [("一号厂房", 100.0), ("东地块", 20.0)]


def test_one_unit_does_not_replace_another(desk: Desk) -> None:
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    desk.send(MARCH_8, unit="乙镇", visits=[trip("赵三", MARCH_8, unit="乙镇")])
    assert leaders(desk.store.snapshot(MARCH_8)) == ["王一", "赵三"]


def test_a_file_of_several_units_replaces_each_of_them(desk: Desk) -> None:
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    desk.send(MARCH_8, unit="乙镇", visits=[trip("赵三", MARCH_8, unit="乙镇")])
    both = [trip("王壹", MARCH_15), trip("赵叁", MARCH_15, unit="乙镇", row=4)]
    desk.send(MARCH_15, unit="", visits=both)
    assert leaders(desk.store.snapshot(MARCH_15)) == ["王壹", "赵叁"]


def test_what_one_unit_says_of_another_stands_beside_the_others_own_list(desk: Desk) -> None:
    desk.send(MARCH_8, unit="乙镇", visits=[trip("赵三", MARCH_8, unit="乙镇")])
    desk.send(MARCH_15, unit="甲街道", visits=[trip("王一", MARCH_15), trip("孙四", MARCH_15, unit="乙镇", row=4)])
    assert leaders(desk.store.snapshot(MARCH_15), "乙镇") == ["赵三", "孙四"]


def test_the_districts_own_file_is_one_for_every_unit(desk: Desk) -> None:
    desk.send(MARCH_8, unit="乙镇", visits=[trip("赵三", MARCH_8, unit="乙镇")])
    desk.send(MARCH_15, unit="示例区", visits=[trip("赵叁", MARCH_15, unit="乙镇")])
    assert leaders(desk.store.snapshot(MARCH_15)) == ["赵叁"]


THREE = ("甲街道", "乙镇", "丙园区")


def _of_each(day: date, *units: str) -> list[dict[str, object]]:
    return [trip(f"{unit}{day.day}日", day, unit=unit, row=row) for row, unit in enumerate(units, 3)]


def test_a_unit_that_the_next_edition_leaves_out_stands_at_its_last_value(desk: Desk) -> None:
    desk.send(MARCH_8, unit="", visits=_of_each(MARCH_8, *THREE))
    desk.send(MARCH_15, unit="", visits=_of_each(MARCH_15, "甲街道", "丙园区"))
    snapshot = desk.store.snapshot(MARCH_15)
    assert leaders(snapshot) == ["甲街道15日", "乙镇8日", "丙园区15日"]
    assert leaders(desk.store.snapshot(MARCH_8)) == [f"{unit}8日" for unit in THREE]


def test_a_file_for_some_units_does_not_empty_a_list_of_others(desk: Desk) -> None:
    desk.send(MARCH_8, unit="", visits=_of_each(MARCH_8, "甲街道", "乙镇"))
    desk.send(MARCH_8, unit="", visits=_of_each(MARCH_8, "丙园区"))
    desk.send(MARCH_15, unit="", visits=_of_each(MARCH_15, "甲街道"))
    assert leaders(desk.store.snapshot(MARCH_15)) == ["甲街道15日", "乙镇8日", "丙园区8日"]


def test_rows_of_an_unknown_unit_go_with_the_next_edition(desk: Desk) -> None:
    desk.send(MARCH_8, visits=_of_each(MARCH_8, "甲街道", ""))
    desk.send(MARCH_15, visits=_of_each(MARCH_15, "甲街道"))
    assert leaders(desk.store.snapshot(MARCH_15)) == ["甲街道15日"]


def test_a_draft_drops_unknown_rows_as_its_commit_would(desk: Desk) -> None:
    desk.send(MARCH_8, visits=_of_each(MARCH_8, "甲街道", ""))
    draft = desk.submission(MARCH_15, visits=_of_each(MARCH_15, "甲街道"))
    assert leaders(desk.store.snapshot(MARCH_15, also=[draft])) == ["甲街道15日"]


def test_increments_add_to_the_list(desk: Desk) -> None:
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    desk.send(MARCH_15, scope="increment", visits=[trip("李二", MARCH_15)])
    desk.send(MARCH_22, scope="increment", visits=[trip("孙四", MARCH_22)])
    assert leaders(desk.store.snapshot(MARCH_15)) == ["王一", "李二"]
    assert leaders(desk.store.snapshot(MARCH_22)) == ["王一", "李二", "孙四"]


def test_an_increment_of_the_same_period_adds_only_after_the_list(desk: Desk) -> None:
    desk.send(MARCH_8, scope="increment", visits=[trip("李二", MARCH_8)])
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    assert leaders(desk.store.snapshot(MARCH_8)) == ["王一"]
    desk.send(MARCH_8, scope="increment", visits=[trip("孙四", MARCH_8)])
    assert leaders(desk.store.snapshot(MARCH_8)) == ["王一", "孙四"]


def test_a_later_whole_list_swallows_the_increments(desk: Desk) -> None:
    desk.send(MARCH_8, scope="increment", visits=[trip("王一", MARCH_8)])
    desk.send(MARCH_15, scope="increment", visits=[trip("李二", MARCH_15)])
    desk.send(MARCH_22, visits=[trip("孙四", MARCH_22)])
    assert leaders(desk.store.snapshot(MARCH_22)) == ["孙四"]


def test_two_increments_for_one_period_add_up(desk: Desk) -> None:
    desk.send(MARCH_8, scope="increment", visits=[trip("王一", MARCH_8)])
    desk.send(MARCH_8, scope="increment", visits=[trip("李二", MARCH_8)])
    assert leaders(desk.store.snapshot(MARCH_8)) == ["王一", "李二"]


def test_an_increment_that_names_another_takes_its_place(desk: Desk) -> None:
    wrong = desk.send(MARCH_8, scope="increment", visits=[trip("王一", MARCH_8)])
    desk.send(MARCH_8, scope="increment", visits=[trip("王壹", MARCH_8)], replaces=wrong.number)
    assert leaders(desk.store.snapshot(MARCH_8)) == ["王壹"]


def test_stops_go_with_their_visit(desk: Desk) -> None:
    place = {"unit": "甲街道", "sheet": "外出", "table": 1, "visit_row": 3}
    hosts = [{**place, "row": 3, "organisation": "苏州甲公司"}, {**place, "row": 4, "organisation": "苏州商会"}]
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)], stops=hosts)
    desk.send(MARCH_15, visits=[trip("李二", MARCH_15, direction="inbound")])
    assert list(desk.store.snapshot(MARCH_15).tables["stops"]["organisation"]) == ["苏州甲公司", "苏州商会"]
    desk.send(MARCH_22, visits=[trip("王一", MARCH_8)])
    assert list(desk.store.snapshot(MARCH_22).tables["stops"]["organisation"]) == []
