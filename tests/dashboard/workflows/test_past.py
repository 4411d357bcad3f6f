"""What only history can tell of movement: what came back, and what has read the same for how many meetings."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from dashboard.contract import Meeting
from dashboard.store import Store
from dashboard.workflows.report import standing
from tests.dashboard.store.desk import DISTRICT, MARCH_8, MARCH_15, MARCH_22, Desk, project, settings

HOME = replace(DISTRICT, meetings=tuple(Meeting(MARCH_8 + timedelta(7 * n)) for n in range(9)))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Store(settings(tmp_path), HOME) as store:
        yield Desk(store)


def _told(desk: Desk, day: date) -> list[tuple[str, str, Any, Any]]:
    return [(e.kind, e.name, e.was, e.now) for e in standing(desk.store, HOME, day).movement.events]


def test_what_left_the_list_and_is_back_is_no_new_project(desk: Desk) -> None:
    one, other = project("甲", "signed"), project("乙", "signed", row=4)
    desk.send(MARCH_8, projects=[one, other])
    desk.send(MARCH_15, projects=[other])
    desk.send(MARCH_22, projects=[one, other, project("丙", "signed", row=5)])
    assert _told(desk, MARCH_15) == [("vanished", "甲", "signed", "")]
    assert _told(desk, MARCH_22) == [("resurrected", "甲", "", "signed"), ("new", "丙", "", "signed")]


def test_a_project_that_reads_the_same_for_four_meetings_stalls_at_the_fourth(desk: Desk) -> None:
    days = [MARCH_8 + timedelta(7 * n) for n in range(5)]
    for day in days:
        desk.send(day, projects=[project("甲", "negotiating", progress="洽谈中")])
    assert _told(desk, days[2]) == []
    found = [_told(desk, day) for day in days]
    assert [[kind for kind, *_ in told] for told in found].count(["stalled"]) == 1
    assert ("stalled", "甲", MARCH_8, 4) in [event for told in found for event in told]


def test_a_new_word_of_progress_is_no_standstill(desk: Desk) -> None:
    days = [MARCH_8 + timedelta(7 * n) for n in range(5)]
    for n, day in enumerate(days):
        desk.send(day, projects=[project("甲", "negotiating", progress=f"第{n // 2}次洽谈")])
    assert [_told(desk, day) for day in days] == [[]] * 5


def test_what_was_retracted_was_never_seen(desk: Desk) -> None:
    one, other = project("甲", "signed"), project("乙", "signed", row=4)
    desk.send(MARCH_8, projects=[one, other])
    desk.send(MARCH_15, projects=[other])
    desk.send(MARCH_22, projects=[one, other])
    desk.store.retract(1, "发错单位", by="secretary", now=desk.now)
    assert _told(desk, MARCH_22) == [("new", "甲", "", "signed")]
