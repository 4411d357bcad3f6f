"""Corrections that name the receipt whose place they take."""

import pytest

from dashboard.errors import SubmissionRefused
from tests.dashboard.store.desk import (
    MARCH_8,
    MARCH_15,
    MARCH_22,
    MARCH_29,
    Desk,
    counter,
    leaders,
    names,
    project,
    trip,
)


def test_a_replaced_submission_stands_on_no_day(desk: Desk) -> None:
    wrong = desk.send(MARCH_29, visits=[trip("王一", MARCH_8)])
    right = desk.send(MARCH_22, visits=[trip("王一", MARCH_8)], replaces=wrong.number)
    assert right.replaced == (wrong.number,)
    assert list(desk.store.snapshot(MARCH_29).coverage["submission"]) == [right.number]
    assert list(desk.store.snapshot(MARCH_29, known_at=wrong.at).coverage["submission"]) == [wrong.number]


def test_what_was_hidden_by_a_withdrawn_list_stands_again(desk: Desk) -> None:
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    wrong = desk.send(MARCH_15, visits=[trip("赵三", MARCH_15)])
    desk.send(MARCH_22, visits=[trip("李二", MARCH_15)], replaces=wrong.number)
    assert leaders(desk.store.snapshot(MARCH_15)) == ["王一"]


def test_a_named_replacement_leaves_the_other_scopes_of_that_receipt_alone(desk: Desk) -> None:
    both = [trip("王一", MARCH_8), trip("客", MARCH_8, direction="inbound", row=4)]
    first = desk.send(MARCH_22, visits=both, projects=[project("甲", "signed")])
    desk.send(MARCH_15, visits=[trip("王壹", MARCH_8)], replaces=first.number)
    snapshot = desk.store.snapshot(MARCH_29)
    cover = snapshot.coverage
    assert sorted(zip(cover["submission"], cover["table"], cover["scope"], strict=True)) == [
        (1, "projects", "signed"),
        (1, "visits", "inbound"),
        (2, "visits", "outbound"),
    ]
    assert sorted(leaders(snapshot)) == ["客", "王壹"]


def test_a_named_replacement_takes_every_stage_of_what_was_signed_but_not_the_talks(desk: Desk) -> None:
    rows = [project("甲", "signed"), project("乙", "started", row=4), project("丙", "negotiating", row=5)]
    wrong = desk.send(MARCH_22, template="A", projects=rows)
    right = desk.submission(MARCH_15, template="A", projects=[project("甲", "signed")], replaces=wrong.number)
    assert names(desk.store.snapshot(MARCH_22, also=[right])) == ["丙 negotiating", "甲 signed"]
    desk.store.commit(right, now=desk.now)
    assert names(desk.store.snapshot(MARCH_22)) == ["丙 negotiating", "甲 signed"]


def test_a_named_replacement_leaves_the_other_units_of_that_receipt_alone(desk: Desk) -> None:
    both = [trip("王一", MARCH_8), trip("赵三", MARCH_8, unit="乙镇", row=4)]
    first = desk.send(MARCH_22, unit="", visits=both)
    desk.send(MARCH_15, unit="示例区", visits=[trip("王壹", MARCH_8)], replaces=first.number)
    assert leaders(desk.store.snapshot(MARCH_29)) == ["王壹", "赵三"]


def test_an_empty_list_takes_the_place_of_the_list_that_it_names(desk: Desk) -> None:
    wrong = desk.send(MARCH_22, visits=[trip("王一", MARCH_8)])
    sheet = {"name": "外出", "table": 1, "ledger": "visits", "columns": {"leader": "B"}}
    zero = counter("outbound_trips", 0, MARCH_22, sheet="外出")
    desk.send(MARCH_22, sheets=(sheet,), counters=[zero], replaces=wrong.number)
    snapshot = desk.store.snapshot(MARCH_29)
    assert leaders(snapshot) == []
    assert list(snapshot.tables["counters"]["value"]) == [0]


def test_of_two_corrections_of_one_receipt_the_second_is_told_of_the_first(desk: Desk) -> None:
    wrong = desk.send(MARCH_15, visits=[trip("王一", MARCH_8)], projects=[project("甲", "signed")])
    first = desk.send(MARCH_15, visits=[trip("王壹", MARCH_8)], replaces=wrong.number)
    with pytest.raises(SubmissionRefused) as refused:
        desk.send(MARCH_15, visits=[trip("王二", MARCH_8)], replaces=wrong.number)
    assert (refused.value.code, refused.value.detail["newer"]) == ("replaces-overtaken", first.number)
    # what the first correction does not speak of may still be corrected, and so may the first correction itself
    desk.send(MARCH_15, projects=[project("乙", "signed")], replaces=wrong.number)
    desk.send(MARCH_15, visits=[trip("王三", MARCH_8)], replaces=first.number)
    assert leaders(desk.store.snapshot(MARCH_15)) == ["王三"]


def test_a_superseded_file_that_comes_again_would_change_nothing(desk: Desk) -> None:
    first = desk.submission(MARCH_15, visits=[trip("王一", MARCH_8)])
    number = desk.store.commit(first, now=desk.now).number
    desk.send(MARCH_15, visits=[trip("王壹", MARCH_8)])
    assert leaders(desk.store.snapshot(MARCH_15, also=[first])) == ["王壹"]
    again = desk.store.commit(first, now=desk.now)
    assert (again.number, again.repeated) == (number, True)
    assert leaders(desk.store.snapshot(MARCH_15)) == ["王壹"]
