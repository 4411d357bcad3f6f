"""Two files for the same unit, week and ledger at once: one wins, the other is told by which receipt."""

import random
import threading
from dataclasses import replace
from typing import Any

import pytest

from dashboard.errors import SubmissionRefused
from dashboard.store import Store, hints
from tests.dashboard.store.desk import MARCH_8, MARCH_15, NOON, Desk, counter, leaders, trip


def _late(desk: Desk, seen: int, **options: Any) -> Any:
    """A file that was looked at when the store was at version `seen`, and is committed now."""
    given = {"visits": [trip("李二", MARCH_8)], "period": MARCH_8, **options}
    submission = desk.submission(given.pop("period"), **given)
    return desk.store.commit(replace(submission, seen=seen), now=desk.now)


def test_a_file_that_was_overtaken_is_refused_and_told_by_what(desk: Desk) -> None:
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    with pytest.raises(SubmissionRefused) as refused:
        _late(desk, 0, name="乙.xlsx")
    assert refused.value.code == "overtaken"
    assert refused.value.detail == {"name": "乙.xlsx", "receipt": 1, "unit": "甲街道", "period": "2024-03-08"}
    assert (desk.store.version, leaders(desk.store.snapshot(MARCH_8))) == (1, ["王一"])


def test_of_a_refused_file_no_bytes_stay_in_the_archive_unless_a_receipt_has_them(desk: Desk) -> None:
    first = desk.send(MARCH_8, visits=[trip("王一", MARCH_8)], content=b"one")
    with pytest.raises(SubmissionRefused):
        _late(desk, 0, content=b"two")
    with pytest.raises(SubmissionRefused):
        _late(desk, 0, content=b"two", replaces=9)
    with pytest.raises(SubmissionRefused):
        _late(desk, 0, content=b"one", replaces=9, period=MARCH_15)
    archive = desk.store.books.archive
    assert archive.holds(first.sha256)
    assert hints(desk.store.settings, desk.now) == []


def test_what_was_there_when_the_file_was_looked_at_does_not_overtake_it(desk: Desk) -> None:
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    assert _late(desk, 1).number == 2


def test_an_overtaken_file_that_names_the_other_takes_its_place(desk: Desk) -> None:
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    assert _late(desk, 0, replaces=1).replaced == (1,)


def test_an_overtaken_file_that_names_the_correction_of_the_other_takes_both_their_place(desk: Desk) -> None:
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    desk.send(MARCH_8, replaces=1, visits=[trip("王壹", MARCH_8)])
    assert _late(desk, 0, replaces=2).number == 3


def test_the_same_bytes_overtake_nobody(desk: Desk) -> None:
    desk.send(MARCH_8, content=b"same", visits=[trip("李二", MARCH_8)])
    assert _late(desk, 0, content=b"same").repeated


def test_a_retracted_file_overtakes_nobody(desk: Desk) -> None:
    first = desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    desk.store.retract(first.number, "发错", by="x", now=desk.now)
    assert _late(desk, 0).number == 2


@pytest.mark.parametrize(
    "options",
    [
        {"period": MARCH_15},
        {"unit": "乙镇", "visits": [trip("赵三", MARCH_8, unit="乙镇")]},
        {"unit": "乙镇"},
        {"visits": [trip("客", MARCH_8, direction="inbound")]},
        {"counters": [counter("outbound_trips", 0, MARCH_8)], "visits": []},
    ],
    ids=["another week", "another unit", "another sender", "another direction", "an explicit zero"],
)
def test_a_file_of_another_matter_overtakes_nobody(desk: Desk, options: dict[str, Any]) -> None:
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    assert _late(desk, 0, **options).number == 2


def _race(store: Store, desk: Desk, turns: int) -> list[tuple[int, int]]:
    """Two clerks at once, `turns` times: how many won and how many were told of the winner's very receipt."""
    found = []
    for _ in range(turns):
        seen, said = store.version, list[int | SubmissionRefused]()
        rivals = [
            replace(desk.submission(MARCH_8, visits=[trip(f"{name}{desk.sent}", MARCH_8)]), seen=seen)
            for name in "甲乙"
        ]
        random.Random(desk.sent).shuffle(rivals)

        def commit(rival: Any, said: list[int | SubmissionRefused] = said) -> None:
            try:
                said.append(store.commit(rival, now=NOON).number)
            except SubmissionRefused as refused:
                said.append(refused)

        clerks = [threading.Thread(target=commit, args=(rival,)) for rival in rivals]
        for clerk in clerks:
            clerk.start()
        for clerk in clerks:
            clerk.join()
        won = [item for item in said if isinstance(item, int)]
        told = [item for item in said if isinstance(item, SubmissionRefused) and item.detail["receipt"] in won]
        found.append((len(won), len(told)))
    return found


def test_of_two_clerks_at_once_exactly_one_wins(desk: Desk) -> None:
    assert _race(desk.store, desk, 12) == [(1, 1)] * 12


@pytest.mark.slow
def test_of_two_clerks_at_once_exactly_one_wins_a_thousand_times(desk: Desk) -> None:
    assert _race(desk.store, desk, 1000) == [(1, 1)] * 1000
