"""Filters: unit, group, industry."""

from dataclasses import replace

from dashboard.contract import Filters, Leader, SeedTarget
from metrics import report
from metrics.selection import narrowed, selected
from tests.metrics.conftest import AS_OF, HOME, A, B, C, district


def _snapshot(books):
    for unit, value in ((HOME, 9), (A, 1), (B, 2), (C, 4)):
        books.add("counters", unit, indicator="promotions", period="cumulative", as_of=AS_OF, value=value, cell="B2")
        books.add("projects", unit, name=unit, stage="negotiating", industry="石英" if unit == A else "食品")
    return books.snapshot()


def _grouped():
    home = district()
    return replace(home, units=(replace(home.units[0], group="镇"), *home.units[1:]))


def test_nothing_chosen_changes_nothing(books):
    snapshot, home = _snapshot(books), district()
    assert selected(snapshot, home, Filters(AS_OF)) is snapshot
    assert narrowed(home, Filters(AS_OF)) is home


def test_a_group_is_the_sum_of_its_units(books):
    home, chosen = _grouped(), Filters(AS_OF, group="街道")
    found = report(selected(_snapshot(books), home, chosen), narrowed(home, chosen))
    assert list(found.units) == [B, C]
    assert (found.district["promotions"].value, found.district["promotions"].notes) == (6, ())


def test_one_unit(books):
    home, chosen = district(), Filters(AS_OF, unit=B)
    found = report(selected(_snapshot(books), home, chosen), narrowed(home, chosen))
    assert (list(found.units), found.district["promotions"].value) == ([B], 2)


def test_an_industry_narrows_projects_and_silences_their_counters(books):
    home, chosen = district(), Filters(AS_OF, industry="石英")
    found = report(selected(_snapshot(books), home, chosen), home).district
    assert (found["projects_discussed"].value, found["promotions"].value) == (1, None)


def _with_targets(**values: float):
    return replace(
        _grouped(), targets=tuple(SeedTarget(unit, "promotions", 2024, value) for unit, value in values.items())
    )


def test_a_group_is_judged_against_its_own_units_targets(books):
    home, chosen = _with_targets(**{HOME: 100, A: 40, B: 4, C: 8}), Filters(AS_OF, group="街道")
    found = report(selected(_snapshot(books), home, chosen), narrowed(home, chosen)).district["promotions"]
    assert (found.value, found.target, found.completion) == (6, 12, 0.5)


def test_a_group_without_targets_of_its_own_has_none(books):
    home, chosen = _with_targets(**{HOME: 100}), Filters(AS_OF, group="街道")
    found = report(selected(_snapshot(books), home, chosen), narrowed(home, chosen)).district["promotions"]
    assert (found.value, found.target, found.light) == (6, None, "grey")


def test_the_district_itself_keeps_its_target():
    home = _with_targets(**{HOME: 100})
    assert narrowed(home, Filters(AS_OF, unit=HOME)) is home


def test_no_target_was_set_for_one_industry():
    home = _with_targets(**{HOME: 100, A: 40})
    assert narrowed(home, Filters(AS_OF, industry="石英")).targets == ()


def test_the_districts_principals_are_not_judged_by_one_groups_trips():
    home = replace(_grouped(), leaders=(Leader("李一", unit=HOME), Leader("王二", unit=B), Leader("赵三", unit=A)))
    assert [leader.name for leader in narrowed(home, Filters(AS_OF, group="街道")).leaders] == ["王二"]
    assert narrowed(home, Filters(AS_OF, industry="石英")).leaders == home.leaders
