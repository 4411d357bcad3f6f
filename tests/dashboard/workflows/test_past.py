"""What only history can tell of movement: what came back, and what has read the same for how many meetings."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dashboard.contract import Meeting
from dashboard.store import Store
from dashboard.workflows.freezing import freeze, verify
from dashboard.workflows.report import standing
from tests.dashboard.store.desk import DISTRICT, MARCH_8, MARCH_15, MARCH_22, Desk, asset, project, settings

HOME = replace(DISTRICT, meetings=tuple(Meeting(MARCH_8 + timedelta(7 * n)) for n in range(9)))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Store(settings(tmp_path), HOME) as store:
        yield Desk(store)


def _at(desk: Desk, day: int, hour: int = 8) -> None:
    """It is this hour of a day in March."""
    desk.now = datetime(2024, 3, day, hour, tzinfo=UTC)


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


def test_what_a_receipt_taken_back_since_the_opening_had_shown_is_retracted_and_the_bridge_says_so(desk: Desk) -> None:
    _at(desk, 15)
    desk.send(MARCH_15, projects=[project("甲", "signed")])
    desk.send(MARCH_15, unit="乙镇", projects=[project("乙", "signed", unit="乙镇", row=4)])
    _at(desk, 22)
    desk.send(MARCH_22, projects=[project("甲", "signed")])
    assert _told(desk, MARCH_22) == []
    desk.store.retract(2, "发错单位", by="secretary", now=desk.now)
    found = standing(desk.store, HOME, MARCH_22)
    (event,) = found.movement.events
    assert (event.kind, event.name, event.unit, event.was, event.now) == ("retracted", "乙", "乙镇", "signed", "")
    assert event.cell_was is not None and event.cell_now is None
    assert (event.cell_was.submission, event.cell_was.file, event.cell_was.cell) == (2, "2.xlsx", "A4")
    total = found.movement.bridge.total.set_index("measure").loc["projects"]
    assert (total["opening"], total["removed"], total["closing"]) == (2, 1, 1)
    assert found.report.district["projects_signed"].change == 0


def test_an_opening_that_was_taken_back_as_a_whole_is_still_the_opening(desk: Desk) -> None:
    _at(desk, 15)
    desk.send(MARCH_15, projects=[project("甲", "signed")])
    _at(desk, 18)
    desk.store.retract(1, "发错单位", by="secretary", now=desk.now)
    _at(desk, 22)
    desk.send(MARCH_22, unit="乙镇", projects=[project("乙", "signed", unit="乙镇")])
    assert sorted(_told(desk, MARCH_22)) == [("new", "乙", "", "signed"), ("retracted", "甲", "signed", "")]


def test_an_asset_that_a_retracted_receipt_alone_had_shown_is_retracted_too(desk: Desk) -> None:
    _at(desk, 15)
    desk.send(MARCH_15, assets=[asset("厂房", "factory", 5.0)])
    desk.send(MARCH_15, unit="乙镇", assets=[asset("楼", "building", 5.0, unit="乙镇")])
    _at(desk, 22)
    desk.send(MARCH_22, projects=[project("甲", "signed")])
    desk.store.retract(1, "发错单位", by="secretary", now=desk.now)
    found = standing(desk.store, HOME, MARCH_22).asset_movement
    assert [(event.kind, event.name) for event in found.events] == [("retracted", "厂房")]
    assert found.bridge.kinds.set_index(["kind", "measure"]).loc[("factory", "assets"), "removed"] == 1


@pytest.mark.parametrize("frozen", [True, False], ids=["frozen", "not frozen"])
def test_what_came_after_the_opening_was_presented_and_was_taken_back_is_no_event(desk: Desk, frozen: bool) -> None:
    _at(desk, 15)
    desk.send(MARCH_15, projects=[project("甲", "signed")])
    if frozen:
        _at(desk, 15, 10)
        freeze(desk.store, MARCH_15, by="secretary", now=desk.now)
    _at(desk, 18)
    wrong = desk.send(MARCH_15, unit="乙镇", projects=[project("错", "signed", unit="乙镇")])
    _at(desk, 18, 9)
    desk.store.retract(wrong.number, "发错", by="secretary", now=desk.now)
    _at(desk, 22)
    desk.send(MARCH_22, projects=[project("甲", "signed")])
    found = standing(desk.store, HOME, MARCH_22).movement
    assert found.events == ()
    total = found.bridge.total.set_index("measure").loc["projects"]
    assert (total["opening"], total["removed"], total["closing"]) == (1, 0, 1)


def test_what_was_taken_back_before_the_meeting_was_frozen_was_not_presented(desk: Desk) -> None:
    desk.send(MARCH_15, projects=[project("甲", "signed")])
    desk.send(MARCH_15, unit="乙镇", projects=[project("乙", "signed", unit="乙镇", row=4)])
    desk.send(MARCH_15, unit="丙园区", projects=[project("丙", "signed", unit="丙园区", row=5)])
    desk.store.retract(2, "发错单位", by="secretary", now=desk.now)
    frozen = freeze(desk.store, MARCH_15, by="secretary", now=desk.now)
    desk.send(MARCH_22, projects=[project("甲", "signed")])
    assert _told(desk, MARCH_22) == []
    desk.store.retract(1, "发错单位", by="secretary", now=desk.now)
    assert _told(desk, MARCH_22) == []
    desk.store.retract(4, "发错单位", by="secretary", now=desk.now)
    assert _told(desk, MARCH_22) == [("retracted", "甲", "signed", "")]
    assert [e.kind for e in standing(desk.store, HOME, MARCH_22, frozen.at).movement.events] == []


def test_a_frozen_movement_with_a_retraction_is_reproduced(desk: Desk) -> None:
    desk.send(MARCH_15, projects=[project("甲", "signed"), project("乙", "signed", row=4)])
    desk.send(MARCH_15, unit="丙园区", projects=[project("丁", "signed", unit="丙园区", row=5)])
    freeze(desk.store, MARCH_15, by="secretary", now=desk.now)
    desk.send(MARCH_22, unit="乙镇", projects=[project("丙", "signed", unit="乙镇")])
    desk.store.retract(1, "发错单位", by="secretary", now=desk.now)
    frozen = freeze(desk.store, MARCH_22, by="secretary", now=desk.now)
    desk.send(MARCH_15, projects=[project("甲", "signed")])
    found = verify(desk.store, frozen.hash)
    assert (found.whole, found.reproduced) == (True, True)
    signed = next(line for line in found.shown["bridge"] if (line["place"], line["measure"]) == ("signed", "projects"))
    assert (signed["opening"], signed["new"], signed["removed"], signed["closing"]) == (3, 1, 2, 2)


def test_an_asset_that_grew_over_weeks_rises_week_by_week(desk: Desk) -> None:
    """The middle return dates its part itself, the last one only repeats a day."""
    grown = {MARCH_8: (300, 5), MARCH_15: (500, 12), MARCH_22: (900, 12)}
    for day, (area, on) in grown.items():
        desk.send(day, assets=[asset("厂房", "factory", area) | {"revitalised_on": date(2024, 3, on), "area": 1000}])
    found = standing(desk.store, HOME, MARCH_22).steps("factory")
    assert [(row.on.date(), row.added, row.undated) for row in found.itertuples()] == [
        (date(2024, 3, 5), 300, 0),
        (date(2024, 3, 12), 200, 0),
        (MARCH_22, 400, 400),
    ]
    desk.store.retract(2, "发错单位", by="secretary", now=desk.now)
    found = standing(desk.store, HOME, MARCH_22).steps("factory")
    assert found[["added", "total"]].to_numpy().tolist() == [[300, 300], [600, 900]]
