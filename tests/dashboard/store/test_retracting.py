"""A receipt taken back: it counts no longer, what it had replaced stands again, and nothing is lost."""

from datetime import datetime, timedelta

import pytest

from dashboard.errors import SubmissionRefused
from dashboard.store import Receipt
from tests.dashboard.store.desk import MARCH_8, MARCH_15, MARCH_22, Desk, leaders, project, trip


def _retract(desk: Desk, receipt: Receipt, reason: str = "发错单位") -> None:
    desk.store.retract(receipt.number, reason, by="secretary", now=desk.now)


def test_what_a_retracted_file_had_replaced_stands_again(desk: Desk) -> None:
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    second = desk.send(MARCH_15, visits=[trip("李二", MARCH_15)])
    _retract(desk, second)
    snapshot = desk.store.snapshot(MARCH_15)
    assert leaders(snapshot) == ["王一"]
    assert list(snapshot.tables["visits"]["submission"]) == [1]


def test_what_a_retracted_file_had_replaced_by_name_stands_again(desk: Desk) -> None:
    first = desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    second = desk.send(MARCH_15, replaces=first.number, visits=[trip("王壹", MARCH_8)])
    _retract(desk, second)
    assert leaders(desk.store.snapshot(MARCH_15)) == ["王一"]


def test_the_same_file_read_otherwise_and_retracted_stands_as_first_read(desk: Desk) -> None:
    desk.send(MARCH_8, content=b"same", visits=[trip("王一", MARCH_8)])
    second = desk.send(MARCH_8, content=b"same", visits=[trip("王壹", MARCH_8)])
    _retract(desk, second)
    assert leaders(desk.store.snapshot(MARCH_8)) == ["王一"]


def test_a_moment_before_the_retraction_still_shows_the_file(desk: Desk) -> None:
    first = desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    before = desk.now
    desk.send(MARCH_15, unit="乙镇", visits=[trip("赵三", MARCH_15, unit="乙镇")])
    _retract(desk, first)
    assert leaders(desk.store.snapshot(MARCH_8, before)) == ["王一"]
    assert leaders(desk.store.snapshot(MARCH_8)) == []


def test_everything_of_a_retracted_file_is_kept(desk: Desk) -> None:
    first = desk.send(MARCH_8, content=b"the file", visits=[trip("王一", MARCH_8)])
    _retract(desk, first, " 发错单位 ")
    filed = desk.store.submission(first.number)
    assert filed.receipt == first
    assert list(filed.tables["visits"]["leader"]) == ["王一"]
    assert filed.retraction is not None
    assert (filed.retraction.reason, filed.retraction.by) == ("发错单位", "secretary")
    assert filed.retraction.at == first.at + timedelta(microseconds=1)
    assert desk.store.archived(first.number) == b"the file"
    listed = desk.store.submissions()
    assert listed[["number", "retracted", "standing"]].values.tolist() == [[1, "发错单位", False]]


def test_a_retraction_is_an_act_that_changes_figures(desk: Desk) -> None:
    first = desk.send(MARCH_8)
    _retract(desk, first)
    assert desk.store.version == 2
    last = desk.store.books.journal.last()
    assert (last.kind, last.by, last.content) == ("retraction", "secretary", {"submission": 1, "reason": "发错单位"})


def test_the_same_bytes_after_a_retraction_are_a_new_submission_once(desk: Desk) -> None:
    first = desk.send(MARCH_8, content=b"same", visits=[trip("王一", MARCH_8)])
    _retract(desk, first)
    again = desk.send(MARCH_8, content=b"same", visits=[trip("王一", MARCH_8)])
    once_more = desk.send(MARCH_8, content=b"same", visits=[trip("王一", MARCH_8)])
    assert (again.number, again.repeated, again.replaced) == (2, False, ())
    assert (once_more.number, once_more.repeated) == (2, True)
    _retract(desk, again)
    assert desk.send(MARCH_8, content=b"same", visits=[trip("王一", MARCH_8)]).number == 3


@pytest.mark.parametrize(
    ("number", "reason", "code"),
    [(7, "x", "unknown-receipt"), (1, "again", "already-retracted"), (2, " ", "reason-missing")],
)
def test_a_retraction_that_says_nothing_new_or_no_reason_is_refused(
    desk: Desk, number: int, reason: str, code: str
) -> None:
    _retract(desk, desk.send(MARCH_8))
    desk.send(MARCH_15)
    with pytest.raises(SubmissionRefused) as refused:
        desk.store.retract(number, reason, by="x", now=desk.now)
    assert (refused.value.code, desk.store.version) == (code, 3)


def test_a_retracted_receipt_cannot_be_corrected(desk: Desk) -> None:
    first = desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    _retract(desk, first)
    with pytest.raises(SubmissionRefused, match="replaces-retracted"):
        desk.send(MARCH_8, replaces=first.number, visits=[trip("王壹", MARCH_8)])


def test_a_week_of_nothing_but_retracted_files_is_no_week(desk: Desk) -> None:
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    _retract(desk, desk.send(MARCH_15, visits=[trip("李二", MARCH_15)]))
    assert desk.store.periods() == [MARCH_8]
    assert desk.store.received("甲街道", MARCH_8, ["visits"])
    assert not desk.store.received("甲街道", MARCH_15, ["visits"])


def test_rows_that_a_later_edition_left_out_stay_out_when_the_one_between_is_retracted(desk: Desk) -> None:
    known, lost = trip("王一", MARCH_8), trip("?", MARCH_8, unit="", row=4)
    desk.send(MARCH_8, unit="", visits=[known, lost])
    second = desk.send(MARCH_15, unit="", visits=[known])
    desk.send(MARCH_22, unit="", visits=[known])
    _retract(desk, second)
    assert leaders(desk.store.snapshot(MARCH_22)) == ["王一"]


def test_a_receipt_that_is_spared_counts_although_it_was_taken_back(desk: Desk) -> None:
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    desk.send(MARCH_15, visits=[trip("李二", MARCH_15)])
    for number in (1, 2):
        desk.store.retract(number, "发错单位", by="secretary", now=desk.now)
    assert leaders(desk.store.snapshot(MARCH_15)) == []
    assert leaders(desk.store.snapshot(MARCH_15, spared={1})) == ["王一"]
    assert leaders(desk.store.snapshot(MARCH_15, spared={1, 2})) == ["李二"]


def test_the_list_of_receipts_is_as_it_was_known_at_a_moment(desk: Desk) -> None:
    first = desk.send(MARCH_8, projects=[project("甲", "signed")])
    moment = desk.now
    desk.send(MARCH_8, projects=[project("甲", "started")])
    desk.store.retract(first.number, "发错", by="x", now=desk.now + timedelta(minutes=1))

    def listed(**known: datetime) -> list[tuple[int, str, bool]]:
        found = desk.store.submissions(**known)
        return list(zip(found["number"], found["retracted"], found["standing"], strict=True))

    assert listed(known_at=moment) == [(1, "", True)]
    assert listed() == [(2, "", True), (1, "发错", False)]
