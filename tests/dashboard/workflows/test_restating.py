"""Restating: a meeting's figures that are no longer what was shown, each with causes that add up to the difference."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from dashboard.contract import SeedTarget
from dashboard.links import Link
from dashboard.store import Store
from dashboard.workflows import freezing
from dashboard.workflows.restating import Restated, restatements
from tests.dashboard.store.desk import DISTRICT, MARCH_22, MARCH_29, Desk, project, settings, trip

HOME, A, B = "示例区", "甲街道", "乙镇"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Store(settings(tmp_path), DISTRICT) as store:
        yield Desk(store)


def _trips(desk: Desk, *days: int, period: date = MARCH_29, unit: str = A) -> int:
    rows = [trip(f"赵{day}", MARCH_22.replace(day=day), row=3 + n, unit=unit) for n, day in enumerate(days)]
    return desk.send(period, unit=unit, visits=rows).number


def _freeze(desk: Desk) -> None:
    desk.now += timedelta(minutes=1)
    freezing.freeze(desk.store, MARCH_29, by="secretary", now=desk.now)


def _told(desk: Desk) -> list[tuple[str, float | None, float | None, list[tuple[str, int, float | None]]]]:
    return [
        (found.unit, found.presented, found.now, [(p.cause.kind, p.cause.number, p.amount) for p in found.parts])
        for found in restatements(desk.store, MARCH_29).figures
        if found.indicator == "outbound_trips"
    ]


def test_a_meeting_that_was_never_frozen_restates_nothing(desk: Desk) -> None:
    _trips(desk, 25)
    assert restatements(desk.store, MARCH_29) == Restated()


def test_what_came_late_or_for_later_weeks_is_told_apart(desk: Desk) -> None:
    _trips(desk, 25, 26)
    _freeze(desk)
    assert restatements(desk.store, MARCH_29) == Restated()
    _trips(desk, 30, period=date(2024, 4, 5))
    assert restatements(desk.store, MARCH_29) == Restated()
    late = _trips(desk, 27, 28, 29, unit=B)
    assert _told(desk) == [(HOME, 2, 5, [("late", late, 3)]), (B, None, 3, [("late", late, None)])]


def test_what_takes_the_place_of_last_weeks_return_came_late_and_corrects_nothing(desk: Desk) -> None:
    _trips(desk, 25)
    _trips(desk, 20, unit=B, period=MARCH_22)
    _freeze(desk)
    late = _trips(desk, 20, 27, unit=B)
    assert _told(desk) == [(HOME, 2, 3, [("late", late, 1)]), (B, 1, 2, [("late", late, 1)])]


def test_two_things_that_were_one_are_not_said_to_be_one(desk: Desk) -> None:
    desk.send(MARCH_29, projects=[project("甲", "negotiating"), project("乙", "negotiating", row=4)])
    first, second = desk.store.snapshot(MARCH_29).tables["projects"]["identity"]
    one = desk.store.links.decide("projects", Link(first, second), why={}, by="x", now=desk.now)
    _freeze(desk)
    desk.now += timedelta(minutes=1)
    desk.store.links.undo(one, by="secretary", now=desk.now)
    (found,) = [
        each
        for each in restatements(desk.store, MARCH_29).figures
        if (each.unit, each.indicator) == (HOME, "projects_discussed")
    ]
    assert [(part.cause.kind, part.cause.subject, part.amount) for part in found.parts] == [("parted", "甲 ≠ 乙", 1)]


def test_a_correction_and_a_retraction_add_up(desk: Desk) -> None:
    _trips(desk, 25, 26)
    other = _trips(desk, 27, unit=B)
    _freeze(desk)
    corrected = _trips(desk, 25, 26, 28, 29)
    desk.now += timedelta(minutes=1)
    desk.store.retract(other, "发错单位", by="secretary", now=desk.now)
    district, own, gone = _told(desk)
    assert district == (HOME, 3, 4, [("correction", corrected, 2), ("retraction", other, -1)])
    assert own == (A, 2, 4, [("correction", corrected, 2)])
    assert gone == (B, 1, None, [("retraction", other, None)])
    (found, *_) = [each for each in restatements(desk.store, MARCH_29).figures if each.indicator == "outbound_trips"]
    assert (found.difference, found.explained) == (1, True)
    assert found.parts[1].cause.reason == "发错单位"


def test_a_link_that_changes_nothing_is_no_cause(desk: Desk) -> None:
    _trips(desk, 25)
    _freeze(desk)
    desk.store.links.decide("projects", Link("x", "y"), why={}, by="secretary", now=desk.now)
    late = _trips(desk, 27, unit=B)
    assert _told(desk)[0] == (HOME, 1, 2, [("late", late, 1)])


def test_a_restated_share_says_of_how_many_it_was_one_and_is_now(desk: Desk) -> None:
    stages = ("started", "started", "signed", "signed")
    rows = [project(f"项目{n}", stage, unit=A, row=3 + n) for n, stage in enumerate(stages)]
    desk.send(MARCH_29, unit=A, projects=rows[:3])
    _freeze(desk)
    desk.send(MARCH_29, unit=A, projects=rows)
    stock = [each for each in restatements(desk.store, MARCH_29).figures if each.indicator == "conversion_stock"]
    assert [(each.unit, each.presented, each.now, each.wholes) for each in stock] == [
        (HOME, 2 / 3, 2 / 4, (3, 4)), (A, 2 / 3, 2 / 4, (3, 4)),
    ]  # fmt: skip


def _target(desk: Desk, value: float, *, note: str = "改目标") -> None:
    desk.now += timedelta(minutes=1)
    targets = (SeedTarget(HOME, "projects_signed", 2024, value),)
    desk.store.registry.keep(replace(DISTRICT, targets=targets), since=None, note=note, by="局", now=desk.now)


def test_a_target_moved_by_a_later_registry_is_told_with_both_states_and_its_cause(desk: Desk) -> None:
    _target(desk, 4, note="年初")
    desk.send(MARCH_29, projects=[project("甲", "signed", signed_on=MARCH_22)])
    _freeze(desk)
    _target(desk, 500)
    (found,) = restatements(desk.store, MARCH_29).figures
    assert (found.unit, found.indicator, found.presented, found.now) == (HOME, "projects_signed", 1, 1)
    assert [(each.target, each.completion) for each in (found.was, found.stands)] == [(4, 1 / 4), (500, 1 / 500)]
    assert found.was.light != found.stands.light
    assert [(part.cause.kind, part.cause.subject, part.amount) for part in found.parts] == [
        ("registry", "改目标", None)
    ]


def test_a_target_moved_by_a_later_file_of_targets_is_told_with_that_file(desk: Desk) -> None:
    desk.send(MARCH_29, projects=[project("甲", "signed", signed_on=MARCH_22)])
    _freeze(desk)
    place = {"sheet": "目标", "table": 1, "row": 3, "year": 2024, "period": "year", "indicator": "projects_signed"}
    late = desk.send(MARCH_29, unit="", targets=[{**place, "unit": A, "value": 10.0, "cell": "B3"}]).number
    (found,) = [each for each in restatements(desk.store, MARCH_29).figures if each.unit == A]
    assert (found.was.target, found.stands.target) == (None, 10)
    assert [(part.cause.kind, part.cause.number) for part in found.parts] == [("late", late)]


def test_a_stage_of_the_stock_is_told_with_count_and_investment(desk: Desk) -> None:
    desk.send(MARCH_29, projects=[project("甲", "negotiating", investment=2.0)])
    _freeze(desk)
    rows = [project("甲", "negotiating", investment=200.0), project("乙", "signed", investment=3.0, row=4)]
    corrected = desk.send(MARCH_29, projects=rows).number
    stock = restatements(desk.store, MARCH_29).stock
    assert [(each.unit, each.indicator) for each in stock] == [(HOME, "negotiating"), (HOME, "signed")]
    assert [(each.was.value, each.stands.value) for each in stock] == [(1, 1), (0, 1)]
    assert [(each.was.amount, each.stands.amount) for each in stock] == [(2, 200), (0, 3)]
    assert {(part.cause.kind, part.cause.number) for each in stock for part in each.parts} == {
        ("correction", corrected)
    }


@pytest.mark.parametrize("lost", [True, False], ids=["lost", "altered"])
def test_what_was_frozen_and_is_damaged_is_said_and_not_compared(desk: Desk, tmp_path: Path, lost: bool) -> None:
    _trips(desk, 25)
    _freeze(desk)
    _trips(desk, 25, 26)
    frozen = desk.store.meetings.record(MARCH_29).last
    assert frozen is not None
    (path,) = [each for each in tmp_path.rglob(f"*{frozen.hash}*") if each.is_file()]
    path.chmod(0o600)
    if lost:
        path.unlink()
    else:
        path.write_bytes(b"{}")
    assert restatements(desk.store, MARCH_29) == Restated(damaged=frozen)
