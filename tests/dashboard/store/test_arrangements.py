"""What is arranged for a meeting: its minutes, its wording, what is shown in full; every change stays in the trail."""

from datetime import date, timedelta

import pytest

from dashboard.errors import SubmissionRefused
from dashboard.store.arrangements import Arrangement
from tests.dashboard.store.desk import MARCH_22, MARCH_29, NOON, Desk

WAS = "截至3月29日，走出去40次"


def test_minutes_and_items_left_out_are_of_their_meeting_alone(desk: Desk) -> None:
    told = desk.store.meetings.arrangements
    told.plan(MARCH_29, {"overall": 3, "stuck": 12}, ["moved"], by="secretary", now=NOON)
    assert told.of(MARCH_29) == Arrangement({"overall": 3, "stuck": 12}, frozenset({"moved"}))
    assert told.of(MARCH_22) == Arrangement()


@pytest.mark.parametrize("minutes", [-1, 241])
def test_minutes_that_no_meeting_has_are_refused(desk: Desk, minutes: int) -> None:
    with pytest.raises(SubmissionRefused) as refused:
        desk.store.meetings.arrangements.plan(MARCH_29, {"overall": minutes}, (), by="secretary", now=NOON)
    assert (refused.value.code, refused.value.detail) == ("minutes-out-of-range", {"minutes": minutes, "most": 240})


def test_a_reworded_sentence_stands_with_who_reworded_it_until_it_is_taken_back(desk: Desk) -> None:
    told = desk.store.meetings.arrangements
    told.reword(MARCH_29, "aimed", WAS, " 走出去40次，其中2次为联合外出 ", language="zh_CN", by="secretary", now=NOON)
    (kept,) = told.of(MARCH_29).wording.values()
    assert (kept.part, kept.was, kept.text, kept.by, kept.at) == (
        "aimed", WAS, "走出去40次，其中2次为联合外出", "secretary", NOON,
    )  # fmt: skip
    told.reword(MARCH_29, "aimed", WAS, "", language="zh_CN", by="secretary", now=NOON + timedelta(minutes=1))
    assert told.of(MARCH_29).wording == {}


def test_what_is_shown_in_full_is_switched_with_its_line_in_the_trail(desk: Desk) -> None:
    told = desk.store.meetings.arrangements
    told.switch(MARCH_29, "names", True, by="secretary", now=NOON)
    told.switch(MARCH_29, "leaders", True, by="secretary", now=NOON)
    told.switch(MARCH_29, "names", False, by="head", now=NOON + timedelta(minutes=1))
    assert told.of(MARCH_29).shown == frozenset({"leaders"})
    trail = [(act.by, act.content["switch"], act.content["on"]) for act in told.trail(MARCH_29)]
    assert trail == [("secretary", "names", True), ("secretary", "leaders", True), ("head", "names", False)]


def test_an_arrangement_changes_no_figure_and_no_receipt(desk: Desk) -> None:
    before = desk.store.version
    desk.store.meetings.arrangements.plan(MARCH_29, {"overall": 3}, (), by="secretary", now=NOON)
    assert desk.store.version == before
    assert desk.store.meetings.record(date(2024, 3, 29)).state == "collecting"
