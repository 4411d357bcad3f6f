"""Editions of the registry: which one holds on a day, as known at a moment; the file seeds the first."""

from dataclasses import replace
from datetime import date, timedelta

from dashboard.contract import Rules, Unit
from dashboard.store import Store
from tests.dashboard.store.desk import DISTRICT, MARCH_8, MARCH_29, NOON, Desk

JULY = date(2024, 7, 1)
STRICTER = replace(DISTRICT, rules=Rules(red_points=20))
RENAMED = replace(DISTRICT, units=(Unit("甲街道", aliases=("甲街办",)), *DISTRICT.units[1:]))


def _keep(desk: Desk, district, *, since=None, minutes=0) -> None:
    now = NOON + timedelta(minutes=minutes)
    desk.store.registry.keep(district, since=since, note="测试", by="bureau", now=now)


def _red(desk: Desk, as_of: date, **known) -> float:
    return desk.store.registry.at(as_of, **known).rules.red_points


def test_the_registry_file_speaks_until_something_is_submitted_or_an_edition_is_saved(desk: Desk) -> None:
    assert desk.store.district == DISTRICT
    assert desk.store.registry.editions() == []


def test_a_change_of_the_file_after_something_was_submitted_relabels_no_week(desk: Desk) -> None:
    desk.send(MARCH_8)
    desk.store.registry.settle(desk.now)
    desk.store.registry.settle(desk.now)
    assert not desk.store.registry.overruled
    with Store(desk.store.settings, STRICTER) as again:
        assert [again.registry.at(day).rules.red_points for day in (MARCH_8, JULY)] == [30, 30]
        assert ([e.since for e in again.registry.editions()], again.registry.overruled) == ([None], True)


def test_an_edition_holds_from_its_day_on_and_the_file_before(desk: Desk) -> None:
    _keep(desk, STRICTER, since=JULY)
    assert [_red(desk, day) for day in (MARCH_29, date(2024, 6, 30), JULY)] == [30, 30, 20]
    assert desk.store.district.rules.red_points == 20
    assert [(e.since, e.by, e.note) for e in desk.store.registry.editions()] == [
        (JULY, "bureau", "测试"),
        (None, "", ""),
    ]


def test_a_correction_of_an_earlier_stretch_leaves_a_later_one_alone(desk: Desk) -> None:
    _keep(desk, STRICTER, since=JULY)
    _keep(desk, RENAMED, minutes=1)
    assert desk.store.registry.at(MARCH_8).units[0].aliases == ("甲街办",)
    assert desk.store.registry.at(JULY).units[0].aliases == ()


def test_what_was_known_earlier_is_still_known_as_it_was(desk: Desk) -> None:
    _keep(desk, STRICTER, minutes=10)
    assert _red(desk, MARCH_29) == 20
    assert _red(desk, MARCH_29, known_at=NOON + timedelta(minutes=9)) == 30
    assert _red(desk, MARCH_29, known_at=NOON + timedelta(minutes=11)) == 20


def test_a_saved_edition_changes_the_version_and_outlives_the_registry_file(desk: Desk) -> None:
    before = desk.store.version
    _keep(desk, STRICTER)
    assert desk.store.version > before
    with Store(desk.store.settings, replace(DISTRICT, name="别区")) as again:
        assert (again.district.name, again.district.rules.red_points) == ("示例区", 20)
