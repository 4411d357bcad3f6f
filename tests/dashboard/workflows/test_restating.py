"""Restating: a meeting's figures that are no longer what was shown, each with causes that add up to the difference."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from dashboard.links import Link
from dashboard.store import Store
from dashboard.workflows import freezing
from dashboard.workflows.restating import restatements
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
        for found in restatements(desk.store, MARCH_29)
        if found.indicator == "outbound_trips"
    ]


def test_a_meeting_that_was_never_frozen_restates_nothing(desk: Desk) -> None:
    _trips(desk, 25)
    assert restatements(desk.store, MARCH_29) == []


def test_what_came_late_or_for_later_weeks_is_told_apart(desk: Desk) -> None:
    _trips(desk, 25, 26)
    _freeze(desk)
    assert restatements(desk.store, MARCH_29) == []
    _trips(desk, 30, period=date(2024, 4, 5))
    assert restatements(desk.store, MARCH_29) == []
    late = _trips(desk, 27, 28, 29, unit=B)
    assert _told(desk) == [(HOME, 2, 5, [("late", late, 3)]), (B, None, 3, [("late", late, None)])]


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
    (found, *_) = [each for each in restatements(desk.store, MARCH_29) if each.indicator == "outbound_trips"]
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
    stock = [each for each in restatements(desk.store, MARCH_29) if each.indicator == "conversion_stock"]
    assert [(each.unit, each.presented, each.now, each.wholes) for each in stock] == [
        (HOME, 2 / 3, 2 / 4, (3, 4)), (A, 2 / 3, 2 / 4, (3, 4)),
    ]  # fmt: skip
