"""What a reporter's receipt says of what it replaces: of own units alone, and never that it may not be told."""

from pathlib import Path

import pytest

from dashboard.access import Identity
from dashboard.access.narrowing import seen
from dashboard.i18n import speaker
from dashboard.store import Store
from dashboard.workflows import acknowledging
from tests.dashboard.store.desk import DISTRICT, MARCH_29, Desk, project, settings, trip

ENGLISH = speaker("en")
REPORTER = Identity("clerk", frozenset({"reporter"}), ("甲街道",))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(Store(settings(tmp_path), DISTRICT))


def told(desk: Desk, number: int) -> str:
    receipt = desk.store.submission(number).receipt
    return acknowledging.replacement(seen(desk.store, REPORTER), receipt, ENGLISH)


def test_a_correction_names_the_receipt_whose_place_it_takes(desk: Desk) -> None:
    desk.send(MARCH_29, visits=[trip("王", MARCH_29)])
    again = desk.send(MARCH_29, visits=[trip("王", MARCH_29), trip("李", MARCH_29, row=4)])
    assert told(desk, again.number) == ENGLISH("receive.replaces", numbers="1")


def test_what_goes_on_counting_is_told_of_own_units_alone(desk: Desk) -> None:
    both = [trip("王", MARCH_29), trip("李", MARCH_29, unit="乙镇", row=4)]
    first = desk.send(MARCH_29, unit="", visits=both, projects=[project("光", "signed", unit="乙镇")])
    own = seen(desk.store, REPORTER).history
    whole = desk.store.history
    district = desk.store.district
    assert {place[0] for place in whole.still([first.number], MARCH_29, district)[1]} == {"甲街道", "乙镇"}
    assert {place[0] for place in own.still([first.number], MARCH_29, district)[1]} == {"甲街道"}
    assert own.touched(first.number) == {("甲街道", "visits")}
    assert whole.left_of([first.number], "乙镇", MARCH_29, district) == ["光"]
    assert own.left_of([first.number], "乙镇", MARCH_29, district) == []
