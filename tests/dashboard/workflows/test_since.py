"""Movement counted from an earlier meeting than the last one: the same rules, another opening, nothing else changes."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dashboard.contract import District, Filters, Meeting
from dashboard.errors import SubmissionRefused
from dashboard.i18n import speaker
from dashboard.store import Store
from dashboard.workflows import freezing, looking_back, report
from dashboard.workflows.opening import openings
from tests.dashboard.store.desk import (
    DISTRICT,
    MARCH_8,
    MARCH_15,
    MARCH_22,
    MARCH_29,
    Desk,
    asset,
    counter,
    project,
    settings,
)

FEBRUARY_9, MARCH_1 = date(2024, 2, 9), date(2024, 3, 1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Three meetings: one project signed at the first, started at the second; a second one new at the third."""
    with Store(settings(tmp_path), DISTRICT) as store:
        desk = Desk(store)
        desk.send(MARCH_8, projects=[project("甲", "signed")], assets=[asset("子楼", "building", 100)], template="A")
        desk.send(MARCH_15, projects=[project("甲", "started")], template="A")
        both = [project("甲", "started"), project("乙", "signed", row=4)]
        desk.send(MARCH_22, projects=both, assets=[asset("丑楼", "building", 50)], template="A")
        yield desk


def _standing(desk: Desk, since: date | None, **more: str) -> report.Standing:
    return report.standing(desk.store, DISTRICT, Filters(MARCH_22, since=since, **more))


def _steps(found: report.Standing, stage: str) -> dict[str, float]:
    table = found.movement.bridge.stages
    row = table[(table["measure"] == "projects") & (table["place"] == stage)].iloc[0]
    return {name: row[name] for name in ("opening", "new", "moved_in", "moved_out", "closing") if row[name]}


def _events(found: report.Standing) -> set[tuple[str, str]]:
    return {(event.kind, event.name) for event in found.movement.events}


def test_without_a_choice_movement_starts_at_the_last_meeting(desk: Desk) -> None:
    found = _standing(desk, None)
    assert (_steps(found, "signed"), _steps(found, "started")) == (
        {"new": 1, "closing": 1},
        {"opening": 1, "closing": 1},
    )
    assert _events(found) == {("new", "乙")}


def test_from_an_earlier_meeting_everything_since_then_is_counted(desk: Desk) -> None:
    found = _standing(desk, MARCH_8)
    assert _steps(found, "signed") == {"opening": 1, "new": 1, "moved_out": 1, "closing": 1}
    assert _steps(found, "started") == {"moved_in": 1, "closing": 1}
    assert _events(found) == {("new", "乙"), ("advanced", "甲")}
    assert {(e.kind, e.name) for e in found.asset_movement.events} >= {("new", "丑楼")}
    assert [each.as_of for each in found.openings] == [MARCH_8]


def test_the_last_meeting_may_be_named(desk: Desk) -> None:
    assert _events(_standing(desk, MARCH_15)) == _events(_standing(desk, None))


def test_no_other_figure_depends_on_it(desk: Desk) -> None:
    assert report.document(_standing(desk, MARCH_8)) == report.document(_standing(desk, None))
    assert _standing(desk, MARCH_8).previous is not None


def test_a_reader_s_unit_is_compared_with_itself(desk: Desk) -> None:
    assert _events(_standing(desk, MARCH_8, unit="甲街道")) == {("new", "乙"), ("advanced", "甲")}
    assert _events(_standing(desk, MARCH_8, unit="乙镇")) == set()


def test_what_was_taken_back_since_that_meeting_is_said(desk: Desk) -> None:
    desk.send(MARCH_8, unit="乙镇", projects=[project("丙", "signed", unit="乙镇")])
    freezing.freeze(desk.store, MARCH_8, by="x", now=desk.now)
    desk.store.retract(4, "发错", by="x", now=desk.now)
    assert ("retracted", "丙") in _events(_standing(desk, MARCH_8))


@pytest.mark.parametrize("day", [FEBRUARY_9, MARCH_1, date(2024, 3, 9), MARCH_22, MARCH_29])
def test_a_day_that_is_no_earlier_meeting_with_data_is_refused(desk: Desk, day: date) -> None:
    with pytest.raises(SubmissionRefused) as refused:
        _standing(desk, day)
    assert refused.value.code == "no-such-opening"
    assert refused.value.detail == {"day": day.isoformat(), "known": "2024-03-15, 2024-03-08"}


def test_the_meetings_to_choose_from_are_the_held_ones_with_data() -> None:
    held = District("示例区", meetings=tuple(Meeting(day) for day in (FEBRUARY_9, MARCH_1, MARCH_15)))
    assert openings(held, MARCH_22, [FEBRUARY_9, MARCH_22]) == [MARCH_15, MARCH_1, FEBRUARY_9]
    assert openings(held, MARCH_22, [MARCH_8, MARCH_22]) == [MARCH_15]
    without = District("示例区", meetings=(Meeting(MARCH_8, held=False),))
    assert openings(without, MARCH_22, [MARCH_1]) == [MARCH_15, MARCH_1]
    assert openings(DISTRICT, MARCH_22, []) == []


def test_a_frozen_meeting_keeps_what_it_was_frozen_with(desk: Desk) -> None:
    frozen = freezing.freeze(desk.store, MARCH_22, by="x", now=desk.now)
    _standing(desk, MARCH_8)
    found = freezing.verify(desk.store, frozen.hash)
    assert (found.whole, found.reproduced) == (True, True)
    assert [event["name"] for event in found.shown["movement"]["events"]] == ["乙"]


def test_looking_back_names_movement_and_what_of_that_meeting_is_another_now(desk: Desk) -> None:
    freezing.freeze(desk.store, MARCH_8, by="x", now=desk.now)
    desk.send(MARCH_8, unit="乙镇", counters=[counter("chambers", 2, MARCH_8, unit="乙镇")])
    found = _standing(desk, MARCH_8)
    told = looking_back.document(desk.store, found)
    assert (told["since"], {event["name"] for event in told["movement"]["events"]}) == ("2024-03-08", {"甲", "乙"})
    assert {(each["indicator"], each["unit"]) for each in told["restated"]} == {
        ("chambers", "示例区"),
        ("chambers", "乙镇"),
    }
    assert looking_back.listing(desk.store, found, speaker("en")).splitlines() == [
        "Movement since the meeting to 8 Mar 2024",
        "Signed  Opening 1, New +1, Moved out −1, Closing 1",
        "Started  Opening 0, Moved in +1, Closing 1",
        "All  Opening 1, New +1, Closing 2",
        "",
        "Figures of the meeting to 8 Mar 2024 that have changed since: 2",
        "示例区  Chambers visited  no data → 2 chambers",
        "乙镇  Chambers visited  no data → 2 chambers",
    ]
