"""Verdicts as acts: kept for ever, in force from their day, as they were known at a moment."""

from datetime import timedelta

import pytest

from dashboard.errors import SubmissionRefused
from dashboard.links import Link
from dashboard.store.checking import check
from dashboard.store.rebuilding import rebuild
from dashboard.store.verdicts import Claimed
from tests.dashboard.store.desk import MARCH_8, MARCH_15, Desk, project


def _give(
    desk: Desk, identity: str, verdict: str, since=MARCH_8, unit: str = "甲街道", reason: str = "现场核实"
) -> int:
    desk.now += timedelta(minutes=1)
    return desk.store.verdicts.give(
        Claimed("projects", unit, identity), verdict, since=since, reason=reason, evidence="照片3张", by="assessor",
        now=desk.now,
    )  # fmt: skip


def _standing(desk: Desk, day=MARCH_15, **options) -> dict[str, str]:
    found = desk.store.verdicts.standing("projects", day, **options)
    return {claimed.identity: verdict.verdict for claimed, verdict in found.items()}


@pytest.fixture
def judged(desk: Desk) -> Desk:
    desk.send(MARCH_8, projects=[project("甲", "signed", row=3), project("乙", "signed", row=4)])
    return desk


def test_a_verdict_holds_from_its_day_on(judged: Desk) -> None:
    _give(judged, "甲|甲", "accepted", since=MARCH_15)
    assert _standing(judged, MARCH_8) == {}
    assert _standing(judged, MARCH_15) == {"甲|甲": "accepted"}


def test_of_two_verdicts_the_one_that_came_into_force_last_stands_and_of_equals_the_newest(judged: Desk) -> None:
    _give(judged, "甲|甲", "rejected", since=MARCH_15)
    _give(judged, "甲|甲", "accepted", since=MARCH_8)
    assert (_standing(judged, MARCH_8), _standing(judged, MARCH_15)) == ({"甲|甲": "accepted"}, {"甲|甲": "rejected"})
    _give(judged, "甲|甲", "pending", since=MARCH_15)
    assert _standing(judged) == {"甲|甲": "pending"}
    trail = judged.store.verdicts.trail(Claimed("projects", "甲街道", "甲|甲"))
    assert [(each.verdict, each.by, each.evidence) for each in trail] == [
        ("pending", "assessor", "照片3张"), ("rejected", "assessor", "照片3张"), ("accepted", "assessor", "照片3张"),
    ]  # fmt: skip


def test_a_moment_before_it_was_given_knows_nothing_of_it(judged: Desk) -> None:
    before = judged.now
    _give(judged, "甲|甲", "accepted")
    assert _standing(judged, known_at=before) == {}


def test_a_verdict_follows_a_thing_that_is_found_to_be_another_and_is_one_units_own(judged: Desk) -> None:
    _give(judged, "甲|甲", "accepted")
    _give(judged, "乙|乙", "rejected", unit="乙镇")
    judged.now += timedelta(minutes=1)
    judged.store.links.decide("projects", Link("甲|甲", "乙|乙", True), why={}, by="x", now=judged.now)
    found = judged.store.verdicts.standing("projects", MARCH_15)
    assert [(claimed.unit, claimed.identity, each.verdict) for claimed, each in found.items()] == [
        ("甲街道", "甲|甲", "accepted"), ("乙镇", "甲|甲", "rejected"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("verdict", "reason", "code"), [("perhaps", "因", "verdict-unknown"), ("accepted", " ", "verdict-without-reason")]
)
def test_a_verdict_without_a_word_or_a_reason_is_refused(judged: Desk, verdict: str, reason: str, code: str) -> None:
    with pytest.raises(SubmissionRefused, match=code):
        _give(judged, "甲|甲", verdict, reason=reason)


def test_verdicts_are_in_the_store_again_after_it_was_rebuilt(judged: Desk) -> None:
    _give(judged, "甲|甲", "accepted")
    settings = judged.store.settings
    judged.store.close()
    rebuild(settings)
    assert check(settings) == []
    assert _standing(judged) == {"甲|甲": "accepted"}
