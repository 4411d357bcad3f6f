"""What can concern some units, and the store as it was after an act."""

from dataclasses import replace

import pytest

from dashboard.store import versions
from tests.dashboard.store.desk import MARCH_22, MARCH_29, Desk, leaders, names, project, trip


def of(desk: Desk, *units: str) -> int:
    with desk.store.books.reading() as connection:
        return versions.of_units(connection, units)


def test_an_empty_store_has_no_version(desk: Desk) -> None:
    assert (of(desk, "甲街道"), of(desk)) == (0, 0)


def test_what_another_unit_hands_in_changes_nothing_for_a_unit(desk: Desk) -> None:
    desk.send(MARCH_29, visits=[trip("王", MARCH_22)])
    before = of(desk, "甲街道")
    desk.send(MARCH_29, unit="乙镇", visits=[trip("李", MARCH_22, unit="乙镇")])
    assert of(desk, "甲街道") == before
    assert of(desk, "乙镇") == of(desk, "甲街道", "乙镇") == desk.store.version > before


@pytest.mark.parametrize("sender", ["", "乙镇", "甲街道"])
def test_what_speaks_of_a_unit_or_comes_from_it_is_a_new_version(desk: Desk, sender: str) -> None:
    desk.send(MARCH_29, unit="丙园区", visits=[trip("王", MARCH_22, unit="丙园区")])
    about = "乙镇" if sender == "甲街道" else "甲街道"
    desk.send(MARCH_29, unit=sender, visits=[trip("王", MARCH_22, unit=about)])
    assert of(desk, "甲街道") == desk.store.version


def test_a_correction_may_concern_whoever_it_no_longer_speaks_of(desk: Desk) -> None:
    both = [trip("王", MARCH_22), trip("李", MARCH_22, unit="乙镇", row=4)]
    first = desk.send(MARCH_29, unit="", visits=both)
    desk.send(MARCH_29, unit="", replaces=first.number, visits=[trip("李", MARCH_22, unit="乙镇", row=4)])
    assert of(desk, "甲街道") == desk.store.version


def test_what_is_no_submission_may_concern_everybody(desk: Desk) -> None:
    number = desk.send(MARCH_29, unit="乙镇", visits=[trip("李", MARCH_22, unit="乙镇")]).number
    assert of(desk, "甲街道") == 0
    desk.store.retract(number, "错发", by="bureau", now=desk.now)
    assert of(desk, "甲街道") == desk.store.version


def test_a_store_until_an_act_knows_nothing_after_it(desk: Desk) -> None:
    desk.send(MARCH_22, visits=[trip("王", MARCH_22)])
    held = desk.store.until(desk.store.acts)
    before = (held.version, held.receipts, held.periods(), leaders(held.snapshot(MARCH_29)))
    second = desk.send(
        MARCH_29, unit="乙镇", visits=[trip("李", MARCH_29, unit="乙镇")], projects=[project("光", "signed")]
    )
    desk.store.retract(1, "错发", by="bureau", now=desk.now)
    assert (held.version, held.receipts, held.periods(), leaders(held.snapshot(MARCH_29))) == before
    assert before == (1, 1, [MARCH_22], ["王"])
    assert list(held.submissions()["number"]) == [1]
    assert held.history.retracted(desk.now.min.replace(tzinfo=desk.now.tzinfo)) == frozenset()
    assert (leaders(desk.store.snapshot(MARCH_29)), names(desk.store.snapshot(MARCH_29))) == (["李"], ["光 signed"])
    assert second.number == 2


def test_a_moment_after_the_act_shows_no_more_than_the_act(desk: Desk) -> None:
    desk.send(MARCH_22, visits=[trip("王", MARCH_22)])
    held = desk.store.until(desk.store.acts)
    desk.send(MARCH_29, unit="乙镇", visits=[trip("李", MARCH_29, unit="乙镇")])
    assert leaders(held.snapshot(MARCH_29, desk.now)) == ["王"]
    assert leaders(held.snapshot(MARCH_29, desk.now.replace(year=2020))) == []


def test_who_writes_on_what_is_held_writes_on_top_of_everything(desk: Desk) -> None:
    desk.send(MARCH_22, visits=[trip("王", MARCH_22)])
    held = desk.store.until(desk.store.acts)
    desk.send(MARCH_29, unit="乙镇", visits=[trip("李", MARCH_29, unit="乙镇")])
    receipt = replace(desk, store=held).send(MARCH_29, unit="丙园区", visits=[trip("赵", MARCH_29, unit="丙园区")])
    assert receipt.number == 3
    assert leaders(desk.store.snapshot(MARCH_29)) == ["王", "李", "赵"]
