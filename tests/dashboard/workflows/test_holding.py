"""Who only looks shares one state of the store for a while; what was not handed in is seen at once."""

from pathlib import Path

import pytest

from dashboard.store import Store
from dashboard.workflows.holding import LASTING_S, Holding
from tests.dashboard.store.desk import DISTRICT, MARCH_29, Desk, settings, trip


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(Store(settings(tmp_path), DISTRICT))


def sent(desk: Desk, leader: str) -> None:
    desk.send(MARCH_29, unit="甲街道", scope="increment", visits=[trip(leader, MARCH_29)])


def test_a_submission_after_a_quiet_time_is_seen_at_once(desk: Desk) -> None:
    held = Holding()
    assert held.of(desk.store, 100.0).receipts == 0
    sent(desk, "王")
    assert held.of(desk.store, 110.0).receipts == 1


def test_what_follows_within_the_while_is_seen_together_at_its_end(desk: Desk) -> None:
    held = Holding()
    held.of(desk.store, 100.0)
    seen = []
    for at in (110.0, 110.1, 110.9, 110.0 + LASTING_S, 110.1 + LASTING_S):
        sent(desk, f"王{at}")
        seen.append(held.of(desk.store, at).receipts)
    assert seen == [1, 1, 1, 4, 4]
    assert LASTING_S < 2


def test_in_a_crowd_what_follows_is_seen_together_a_little_later_and_at_once_when_the_crowd_is_gone(desk: Desk) -> None:
    held = Holding()
    held.of(desk.store, 100.0)
    seen = []
    for at, crowded in ((110.0, True), (112.0, True), (119.9, True), (120.0, True), (125.0, True), (125.1, False)):
        sent(desk, f"王{at}")
        seen.append(held.of(desk.store, at, crowded=crowded).receipts)
    assert seen == [1, 1, 1, 4, 4, 6]


def test_what_was_decided_is_seen_at_once_in_a_crowd_too(desk: Desk) -> None:
    held = Holding()
    sent(desk, "王")
    held.of(desk.store, 100.0)
    desk.store.retract(1, "错发", by="bureau", now=desk.now)
    assert held.of(desk.store, 100.1, crowded=True).version == 2


def test_the_same_state_is_one_store_for_all(desk: Desk) -> None:
    held = Holding()
    sent(desk, "王")
    assert held.of(desk.store, 100.0) is held.of(desk.store, 900.0)


def test_what_was_not_handed_in_is_seen_at_once(desk: Desk) -> None:
    held = Holding()
    sent(desk, "王")
    assert held.of(desk.store, 100.0).version == 1
    desk.store.retract(1, "错发", by="bureau", now=desk.now)
    assert held.of(desk.store, 100.1).version == 2
