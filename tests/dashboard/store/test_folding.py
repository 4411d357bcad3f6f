"""Folding rules, each on a handful of rows: what stands on a day, and what does not."""

from datetime import date

from tests.dashboard.store.desk import (
    MARCH_8,
    MARCH_15,
    MARCH_22,
    MARCH_29,
    Desk,
    asset,
    counter,
    leaders,
    names,
    project,
    trip,
)


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


def test_of_two_increments_for_one_period_the_later_stands(desk: Desk) -> None:
    desk.send(MARCH_8, scope="increment", visits=[trip("王一", MARCH_8)])
    desk.send(MARCH_8, scope="increment", visits=[trip("王壹", MARCH_8)])
    assert leaders(desk.store.snapshot(MARCH_8)) == ["王壹"]


def test_stops_go_with_their_visit(desk: Desk) -> None:
    place = {"unit": "甲街道", "sheet": "外出", "table": 1, "visit_row": 3}
    hosts = [{**place, "row": 3, "organisation": "苏州甲公司"}, {**place, "row": 4, "organisation": "苏州商会"}]
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)], stops=hosts)
    desk.send(MARCH_15, visits=[trip("李二", MARCH_15, direction="inbound")])
    assert list(desk.store.snapshot(MARCH_15).tables["stops"]["organisation"]) == ["苏州甲公司", "苏州商会"]
    desk.send(MARCH_22, visits=[trip("王一", MARCH_8)])
    assert list(desk.store.snapshot(MARCH_22).tables["stops"]["organisation"]) == []


def test_talks_do_not_replace_signed_projects(desk: Desk) -> None:
    desk.send(MARCH_8, template="A", projects=[project("甲", "signed")])
    desk.send(MARCH_15, template="B", projects=[project("乙", "negotiating"), project("丙", "paused", row=4)])
    assert names(desk.store.snapshot(MARCH_15)) == ["甲 signed", "乙 negotiating", "丙 paused"]
    desk.send(MARCH_22, template="B", projects=[project("乙", "negotiating")])
    assert names(desk.store.snapshot(MARCH_22)) == ["甲 signed", "乙 negotiating"]


def test_signed_lists_replace_each_other_when_their_stages_overlap(desk: Desk) -> None:
    desk.send(MARCH_8, template="A", projects=[project("甲", "signed"), project("乙", "started", row=4)])
    desk.send(MARCH_15, template="B", projects=[project("甲", "started")])
    assert names(desk.store.snapshot(MARCH_15)) == ["甲 started"]


def test_signed_and_started_lists_on_different_forms_stand_side_by_side(desk: Desk) -> None:
    desk.send(MARCH_8, template="A", projects=[project("甲", "signed")])
    desk.send(MARCH_15, template="B", projects=[project("甲", "started")])
    projects = desk.store.snapshot(MARCH_15).tables["projects"]
    assert list(projects["stage"]) == ["signed", "started"]
    assert projects["identity"].nunique() == 1


def test_the_same_form_with_other_stages_is_the_same_list(desk: Desk) -> None:
    desk.send(MARCH_8, template="A", projects=[project("甲", "signed")])
    desk.send(MARCH_15, template="A", projects=[project("甲", "started")])
    assert names(desk.store.snapshot(MARCH_15)) == ["甲 started"]


def test_two_lists_on_one_form_for_one_period_are_two_lists(desk: Desk) -> None:
    desk.send(MARCH_8, template="A", projects=[project("甲", "signed")])
    desk.send(MARCH_8, template="A", projects=[project("乙", "started")])
    assert names(desk.store.snapshot(MARCH_8)) == ["甲 signed", "乙 started"]
    desk.send(MARCH_15, template="A", projects=[project("丙", "signed")])
    assert names(desk.store.snapshot(MARCH_15)) == ["乙 started", "丙 signed"]
    desk.send(MARCH_15, template="A", projects=[project("丁", "started")])
    assert names(desk.store.snapshot(MARCH_15)) == ["丙 signed", "丁 started"]


def test_a_mixed_list_covers_talks_and_signed_projects(desk: Desk) -> None:
    desk.send(MARCH_8, template="A", projects=[project("甲", "signed")])
    desk.send(MARCH_8, template="B", projects=[project("乙", "negotiating")])
    desk.send(MARCH_15, template="C", projects=[project("乙", "signed"), project("丁", "negotiating", row=4)])
    assert names(desk.store.snapshot(MARCH_15)) == ["乙 signed", "丁 negotiating"]


def test_a_mixed_list_that_has_become_a_list_of_signed_projects_keeps_no_talks_behind(desk: Desk) -> None:
    desk.send(MARCH_8, template="A", projects=[project("甲", "signed"), project("乙", "negotiating", row=4)])
    desk.send(MARCH_15, template="A", projects=[project("甲", "signed"), project("乙", "signed", row=4)])
    assert names(desk.store.snapshot(MARCH_15)) == ["甲 signed", "乙 signed"]


def test_talks_on_another_form_leave_the_signed_part_of_a_mixed_list(desk: Desk) -> None:
    desk.send(MARCH_8, template="A", projects=[project("甲", "signed"), project("乙", "negotiating", row=4)])
    desk.send(MARCH_15, template="B", projects=[project("丙", "negotiating")])
    assert names(desk.store.snapshot(MARCH_15)) == ["甲 signed", "丙 negotiating"]


def test_a_paused_project_goes_with_its_list(desk: Desk) -> None:
    desk.send(MARCH_8, template="A", projects=[project("甲", "negotiating")])
    desk.send(MARCH_15, template="B", projects=[project("乙", "signed"), project("丙", "paused", row=4)])
    assert names(desk.store.snapshot(MARCH_15)) == ["甲 negotiating", "乙 signed", "丙 paused"]


def test_cumulative_counters_stand_at_the_latest(desk: Desk) -> None:
    desk.send(MARCH_8, counters=[counter("outbound_trips", 4, MARCH_8), counter("chambers", 1, MARCH_8)])
    desk.send(MARCH_15, counters=[counter("outbound_trips", 6, MARCH_15)])
    counters = desk.store.snapshot(MARCH_15).tables["counters"]
    assert dict(zip(counters["indicator"], counters["value"], strict=True)) == {"outbound_trips": 6.0, "chambers": 1.0}


def test_weekly_counters_stand_side_by_side_within_their_year(desk: Desk) -> None:
    december = date(2023, 12, 29)
    desk.send(december, counters=[counter("outbound_trips", 9, december, period="week")])
    for day, value in ((MARCH_8, 4), (MARCH_15, 2), (MARCH_15, 3)):
        desk.send(day, counters=[counter("outbound_trips", value, day, period="week")])
    assert list(desk.store.snapshot(MARCH_22).tables["counters"]["value"]) == [4.0, 3.0]


def test_targets_stand_at_the_latest_for_year_and_period(desk: Desk) -> None:
    target = {
        "unit": "甲街道",
        "sheet": "目标",
        "table": 1,
        "row": 3,
        "indicator": "land_m2",
        "year": 2024,
        "cell": "B3",
    }
    desk.send(MARCH_8, targets=[{**target, "period": "year", "value": 100}, {**target, "period": "Q1", "value": 20}])
    desk.send(MARCH_15, targets=[{**target, "period": "year", "value": 90}])
    targets = desk.store.snapshot(MARCH_15).tables["targets"]
    assert sorted(targets["value"]) == [20.0, 90.0]


EMPTY_LOG = ({"name": "外出", "table": 1, "ledger": "visits", "columns": {"unit": "A", "start": "B"}},)


def _zero(day: date) -> dict[str, object]:
    return {**counter("outbound_trips", 0, day, sheet="外出"), "cell": "A3"}


def test_an_explicit_zero_covers_a_list_that_nobody_has_sent(desk: Desk) -> None:
    receipt = desk.send(MARCH_8, sheets=EMPTY_LOG, counters=[_zero(MARCH_8)])
    snapshot = desk.store.snapshot(MARCH_8)
    cover = snapshot.coverage[snapshot.coverage["table"] == "visits"]
    assert cover[["unit", "scope", "submission", "sheet", "cell"]].values.tolist() == [
        ["甲街道", "outbound", receipt.number, "外出", "A3"]
    ]
    assert list(snapshot.tables["counters"]["value"]) == [0.0]


def test_an_explicit_zero_takes_no_record_away_but_shows_life(desk: Desk) -> None:
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    desk.send(MARCH_29, sheets=EMPTY_LOG, counters=[_zero(MARCH_29)])
    snapshot = desk.store.snapshot(MARCH_29)
    assert leaders(snapshot) == ["王一"]
    assert list(snapshot.tables["counters"]["value"]) == []
    assert [day.date() for day in snapshot.coverage["period"]] == [MARCH_8, MARCH_29]
    assert list(snapshot.tables["visits"]["stale"]) == [False]


def test_an_explicit_zero_does_not_replace_a_reported_counter(desk: Desk) -> None:
    desk.send(MARCH_8, counters=[counter("outbound_trips", 12, MARCH_8)])
    desk.send(MARCH_15, sheets=EMPTY_LOG, counters=[_zero(MARCH_15)])
    assert list(desk.store.snapshot(MARCH_15).tables["counters"]["value"]) == [12.0]


def test_a_zero_in_a_counter_sheet_is_a_figure(desk: Desk) -> None:
    desk.send(MARCH_8, counters=[counter("outbound_trips", 12, MARCH_8)])
    sheet = {"name": "统计", "table": 1, "ledger": "counters", "columns": {}}
    desk.send(MARCH_15, sheets=(sheet,), counters=[counter("outbound_trips", 0, MARCH_15)])
    snapshot = desk.store.snapshot(MARCH_15)
    assert list(snapshot.tables["counters"]["value"]) == [0.0]
    assert list(snapshot.coverage["table"]) == ["counters"]


def test_a_list_after_an_explicit_zero_stands_alone(desk: Desk) -> None:
    desk.send(MARCH_8, sheets=EMPTY_LOG, counters=[_zero(MARCH_8)])
    desk.send(MARCH_15, visits=[trip("王一", MARCH_15)])
    snapshot = desk.store.snapshot(MARCH_15)
    assert leaders(snapshot) == ["王一"]
    assert list(snapshot.tables["counters"]["value"]) == []
    assert list(snapshot.coverage["submission"]) == [2]


def test_an_empty_list_of_started_projects_says_nothing_about_signed_ones(desk: Desk) -> None:
    desk.send(MARCH_8, projects=[project("甲", "signed")])
    sheet = {"name": "开工", "table": 1, "ledger": "projects", "columns": {"name": "B"}}
    desk.send(MARCH_8, sheets=(sheet,), counters=[counter("projects_started", 0, MARCH_8, sheet="开工")])
    snapshot = desk.store.snapshot(MARCH_8)
    cover = snapshot.coverage[snapshot.coverage["table"] == "projects"]
    assert list(zip(cover["submission"], cover["scope"], strict=True)) == [(1, "signed"), (2, "started")]
    assert list(snapshot.tables["counters"]["indicator"]) == ["projects_started"]


def test_a_replaced_submission_stands_on_no_day(desk: Desk) -> None:
    wrong = desk.send(MARCH_29, visits=[trip("王一", MARCH_8)])
    right = desk.send(MARCH_22, visits=[trip("王一", MARCH_8)], replaces=wrong.number)
    assert right.replaced == (wrong.number,)
    assert list(desk.store.snapshot(MARCH_29).coverage["submission"]) == [right.number]
    assert list(desk.store.snapshot(MARCH_29, known_at=wrong.at).coverage["submission"]) == [wrong.number]


def test_what_was_hidden_by_a_withdrawn_list_stands_again(desk: Desk) -> None:
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    wrong = desk.send(MARCH_15, visits=[trip("赵三", MARCH_15)])
    desk.send(MARCH_22, visits=[trip("李二", MARCH_15)], replaces=wrong.number)
    assert leaders(desk.store.snapshot(MARCH_15)) == ["王一"]


def test_a_named_replacement_leaves_the_other_scopes_of_that_receipt_alone(desk: Desk) -> None:
    both = [trip("王一", MARCH_8), trip("客", MARCH_8, direction="inbound", row=4)]
    first = desk.send(MARCH_22, visits=both, projects=[project("甲", "signed")])
    desk.send(MARCH_15, visits=[trip("王壹", MARCH_8)], replaces=first.number)
    snapshot = desk.store.snapshot(MARCH_29)
    cover = snapshot.coverage
    assert sorted(zip(cover["submission"], cover["table"], cover["scope"], strict=True)) == [
        (1, "projects", "signed"),
        (1, "visits", "inbound"),
        (2, "visits", "outbound"),
    ]
    assert sorted(leaders(snapshot)) == ["客", "王壹"]


def test_a_named_replacement_leaves_the_other_units_of_that_receipt_alone(desk: Desk) -> None:
    both = [trip("王一", MARCH_8), trip("赵三", MARCH_8, unit="乙镇", row=4)]
    first = desk.send(MARCH_22, unit="", visits=both)
    desk.send(MARCH_15, unit="示例区", visits=[trip("王壹", MARCH_8)], replaces=first.number)
    assert leaders(desk.store.snapshot(MARCH_29)) == ["王壹", "赵三"]


def test_an_empty_list_takes_the_place_of_the_list_that_it_names(desk: Desk) -> None:
    wrong = desk.send(MARCH_22, visits=[trip("王一", MARCH_8)])
    sheet = {"name": "外出", "table": 1, "ledger": "visits", "columns": {"leader": "B"}}
    zero = counter("outbound_trips", 0, MARCH_22, sheet="外出")
    desk.send(MARCH_22, sheets=(sheet,), counters=[zero], replaces=wrong.number)
    snapshot = desk.store.snapshot(MARCH_29)
    assert leaders(snapshot) == []
    assert list(snapshot.tables["counters"]["value"]) == [0]
