"""How lists of projects fold: by stage, on one form or on several."""

from tests.dashboard.store.desk import MARCH_8, MARCH_15, MARCH_22, Desk, names, project


def test_talks_do_not_replace_signed_projects(desk: Desk) -> None:
    desk.send(MARCH_8, template="A", projects=[project("甲", "signed")])
    desk.send(MARCH_15, template="B", projects=[project("乙", "negotiating"), project("丙", "paused", row=4)])
    assert names(desk.store.snapshot(MARCH_15)) == ["甲 signed", "乙 negotiating", "丙 paused"]
    desk.send(MARCH_22, template="B", projects=[project("乙", "negotiating")])
    assert names(desk.store.snapshot(MARCH_22)) == ["甲 signed", "乙 negotiating"]


def test_a_list_replaces_another_form_only_at_the_stages_that_it_holds(desk: Desk) -> None:
    desk.send(MARCH_8, template="A", projects=[project("甲", "signed"), project("乙", "started", row=4)])
    desk.send(MARCH_15, template="B", projects=[project("乙", "started"), project("丙", "started", row=4)])
    assert names(desk.store.snapshot(MARCH_15)) == ["甲 signed", "乙 started", "丙 started"]
    desk.send(MARCH_22, template="B", projects=[project("丁", "signed")])
    assert names(desk.store.snapshot(MARCH_22)) == ["丁 signed"]


def test_a_list_of_started_projects_leaves_the_signed_list_on_the_same_form_alone(desk: Desk) -> None:
    signed = [project("甲", "signed", sheet="签约"), project("乙", "started", sheet="签约", row=4)]
    started = [project("乙", "started", sheet="开工")]
    desk.send(MARCH_8, template="A", projects=signed)
    desk.send(MARCH_8, template="A", projects=started)
    assert names(desk.store.snapshot(MARCH_8)) == ["甲 signed", "乙 started"]
    desk.send(MARCH_15, template="A", projects=started)
    assert names(desk.store.snapshot(MARCH_15)) == ["甲 signed", "乙 started"]


def test_a_started_sheet_alone_leaves_what_the_file_of_both_sheets_says_of_signed_projects(desk: Desk) -> None:
    both = [project("甲", "signed", sheet="签约"), project("乙", "started", sheet="开工")]
    desk.send(MARCH_8, template="AA", projects=both)
    desk.send(MARCH_15, template="A", projects=[project("乙", "started", sheet="开工")])
    assert names(desk.store.snapshot(MARCH_15)) == ["甲 signed", "乙 started"]


def test_the_same_form_corrected_for_its_period_is_the_same_list(desk: Desk) -> None:
    desk.send(MARCH_8, template="A", projects=[project("甲", "signed"), project("乙", "started", row=4)])
    desk.send(MARCH_8, template="A", projects=[project("甲", "signed"), project("乙", "signed", row=4)])
    assert names(desk.store.snapshot(MARCH_8)) == ["甲 signed", "乙 signed"]
    desk.send(MARCH_15, template="A", projects=[project("甲", "signed")])
    assert names(desk.store.snapshot(MARCH_15)) == ["甲 signed"]


def test_talks_on_the_same_form_never_replace_what_has_been_signed(desk: Desk) -> None:
    desk.send(MARCH_8, template="A", projects=[project("甲", "signed")])
    desk.send(MARCH_15, template="A", projects=[project("乙", "negotiating")])
    assert names(desk.store.snapshot(MARCH_15)) == ["甲 signed", "乙 negotiating"]


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


def test_what_another_form_replaced_does_not_come_back_when_that_form_moves_on(desk: Desk) -> None:
    desk.send(MARCH_8, template="A", projects=[project("甲", "signed"), project("乙", "registered", row=4)])
    desk.send(MARCH_15, template="A", projects=[project("甲", "signed")])
    desk.send(MARCH_22, template="B", projects=[project("丙", "signed")])
    assert names(desk.store.snapshot(MARCH_22)) == ["丙 signed"]


def test_a_paused_project_goes_with_its_list(desk: Desk) -> None:
    desk.send(MARCH_8, template="A", projects=[project("甲", "negotiating")])
    desk.send(MARCH_15, template="B", projects=[project("乙", "signed"), project("丙", "paused", row=4)])
    assert names(desk.store.snapshot(MARCH_15)) == ["甲 negotiating", "乙 signed", "丙 paused"]


def test_a_paused_project_stands_where_its_dates_say(desk: Desk) -> None:
    paused = project("丙", "paused", row=4, started_on=MARCH_8)
    desk.send(MARCH_8, template="A", projects=[project("甲", "signed"), paused])
    desk.send(MARCH_15, template="B", projects=[project("乙", "signed")])
    assert names(desk.store.snapshot(MARCH_15)) == ["丙 paused", "乙 signed"]
    desk.send(MARCH_22, template="B", projects=[project("乙", "started")])
    assert names(desk.store.snapshot(MARCH_22)) == ["乙 started"]


def test_an_increment_shows_what_was_signed_alive_but_not_the_talks(desk: Desk) -> None:
    desk.send(MARCH_8, template="A", projects=[project("甲", "signed"), project("乙", "negotiating", row=4)])
    desk.send(MARCH_22, template="B", scope="increment", projects=[project("丙", "started")])
    projects = desk.store.snapshot(MARCH_22).tables["projects"]
    assert list(zip(projects["name"], projects["stale"], strict=True)) == [("甲", False), ("乙", True), ("丙", False)]
