"""Verdicts as acts: kept for ever, in force from their day, as they were known at a moment."""

from datetime import date, timedelta

import pytest

from dashboard.errors import SubmissionRefused
from dashboard.links import Link
from dashboard.store.checking import check
from dashboard.store.rebuilding import rebuild
from dashboard.store.verdicts import Claimed
from tests.dashboard.store.desk import MARCH_8, MARCH_15, NOON, Desk, project, trip


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
    judged.send(MARCH_8, unit="乙镇", projects=[project("乙", "signed", unit="乙镇")])
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


@pytest.mark.parametrize(("unit", "identity"), [("甲街道", "丙|丙"), ("乙镇", "甲|甲"), ("某街道", "甲|甲")])
def test_a_verdict_on_what_a_unit_never_showed_is_refused(judged: Desk, unit: str, identity: str) -> None:
    with pytest.raises(SubmissionRefused, match="verdict-without-record"):
        _give(judged, identity, "accepted", unit=unit)
    assert _standing(judged) == {}


def test_a_verdict_may_hold_from_before_the_first_return_and_on_what_left_the_list_since(judged: Desk) -> None:
    judged.send(MARCH_15, projects=[project("乙", "signed")])
    _give(judged, "甲|甲", "accepted", since=date(2024, 1, 1))
    assert _standing(judged, date(2024, 1, 1)) == {"甲|甲": "accepted"}


def _without(desk: Desk, ledger: str, day: date) -> list[tuple[str, str]]:
    found = desk.store.verdicts.without_record(ledger, desk.store.snapshot(day))
    return [(verdict.claimed.identity, verdict.verdict) for verdict in found]


def test_a_verdict_on_a_visit_whose_day_was_corrected_is_told_and_follows_once_a_person_says_they_are_one(
    desk: Desk,
) -> None:
    desk.send(MARCH_8, visits=[trip("赵一", date(2024, 3, 4))])
    old, new = "outbound|赵一|2024-03-04|", "outbound|赵一|2024-03-05|"
    given = {"since": MARCH_8, "reason": "有照片", "evidence": "", "by": "assessor", "now": desk.now}
    desk.store.verdicts.give(Claimed("visits", "甲街道", old), "accepted", **given)
    assert _without(desk, "visits", MARCH_8) == []
    desk.send(MARCH_15, visits=[trip("赵一", date(2024, 3, 5))])
    assert _without(desk, "visits", MARCH_15) == [(old, "accepted")]
    desk.store.links.decide("visits", Link(old, new, True), why={}, by="assessor", now=desk.now)
    assert _without(desk, "visits", MARCH_15) == []
    shown = desk.store.snapshot(MARCH_15).tables["visits"]["identity"].tolist()
    standing = desk.store.verdicts.standing("visits", MARCH_15)
    assert [standing[Claimed("visits", "甲街道", name)].verdict for name in shown] == ["accepted"]


def test_a_verdict_follows_a_project_whose_name_was_corrected_once_it_is_known_to_be_one(judged: Desk) -> None:
    _give(judged, "甲|甲", "accepted")
    judged.send(
        MARCH_15, projects=[{**project("甲二期", "signed"), "investor": "甲公司"}, project("乙", "signed", row=4)]
    )
    assert _without(judged, "projects", MARCH_15) == [("甲|甲", "accepted")]
    judged.store.links.decide("projects", Link("甲|甲", "甲|甲二期", True), why={}, by="x", now=judged.now)
    assert _without(judged, "projects", MARCH_15) == []


def test_verdicts_are_in_the_store_again_after_it_was_rebuilt(judged: Desk) -> None:
    _give(judged, "甲|甲", "accepted")
    settings = judged.store.settings
    judged.store.close()
    rebuild(settings, now=NOON)
    assert check(settings) == []
    assert _standing(judged) == {"甲|甲": "accepted"}
