"""A file for several units beside a unit's own list: the newest that covers the unit stands, for one period its own."""

import pytest

from dashboard.store import Store, check
from dashboard.store.candidates import Horizon, candidates
from dashboard.store.engine import reading
from dashboard.store.folding import fold
from dashboard.store.standing import LATEST
from tests.dashboard.store.desk import (
    DISTRICT,
    MARCH_8,
    MARCH_15,
    MARCH_22,
    Desk,
    asset,
    counter,
    leaders,
    names,
    project,
    trip,
)

BUREAU = pytest.mark.parametrize("sender", ["", DISTRICT.name], ids=["joint", "district"])
OWN = [project("甲一", "signed"), project("甲三", "signed", row=4)]
WIDE = [
    project("甲一", "signed"),
    project("甲四", "signed", row=4),
    project("乙一", "signed", unit="乙镇", row=5),
]


@BUREAU
@pytest.mark.parametrize("form", ["", "A"], ids=["other form", "same form"])
def test_for_one_period_the_units_own_list_stands_whichever_came_last(desk: Desk, sender: str, form: str) -> None:
    desk.send(MARCH_15, projects=OWN, template=form or "B")
    desk.send(MARCH_15, unit=sender, projects=WIDE, template="A")
    assert names(desk.store.snapshot(MARCH_15)) == ["甲一 signed", "甲三 signed", "乙一 signed"]
    desk.send(MARCH_15, projects=[*OWN, project("甲五", "signed", row=5)], template=form or "B")
    assert names(desk.store.snapshot(MARCH_15)) == ["甲一 signed", "甲三 signed", "甲五 signed", "乙一 signed"]


@BUREAU
def test_a_later_file_for_several_units_stands_and_a_later_own_one_again(desk: Desk, sender: str) -> None:
    desk.send(MARCH_8, projects=OWN)
    desk.send(MARCH_15, unit=sender, projects=WIDE)
    assert names(desk.store.snapshot(MARCH_15)) == ["甲一 signed", "甲四 signed", "乙一 signed"]
    desk.send(MARCH_22, projects=OWN)
    assert names(desk.store.snapshot(MARCH_22)) == ["甲一 signed", "甲三 signed", "乙一 signed"]
    assert names(desk.store.snapshot(MARCH_15)) == ["甲一 signed", "甲四 signed", "乙一 signed"]


@BUREAU
def test_trips_and_assets_follow_the_same_rule(desk: Desk, sender: str) -> None:
    desk.send(MARCH_15, visits=[trip("王一", MARCH_15)], assets=[asset("子楼", "building", 100)])
    wide = {
        "visits": [trip("王二", MARCH_15), trip("赵三", MARCH_15, unit="乙镇", row=4)],
        "assets": [asset("丑楼", "building", 200)],
    }
    desk.send(MARCH_15, unit=sender, **wide)
    shown = desk.store.snapshot(MARCH_15)
    assert (leaders(shown), list(shown.tables["assets"]["name"])) == (["王一", "赵三"], ["子楼"])
    desk.send(MARCH_22, unit=sender, **wide)
    shown = desk.store.snapshot(MARCH_22)
    assert (leaders(shown), list(shown.tables["assets"]["name"])) == (["王二", "赵三"], ["丑楼"])


def test_what_a_draft_would_change_follows_the_same_rule(desk: Desk) -> None:
    desk.send(MARCH_15, projects=OWN)
    wide = desk.submission(MARCH_15, unit="", projects=WIDE)
    assert names(desk.store.snapshot(MARCH_15, also=[wide])) == ["甲一 signed", "甲三 signed", "乙一 signed"]


def test_a_file_for_several_units_replaces_nothing_of_a_unit_that_sent_its_own_for_the_period(desk: Desk) -> None:
    desk.send(MARCH_15, projects=OWN)
    assert desk.send(MARCH_15, unit="", projects=WIDE).replaced == ()
    assert desk.send(MARCH_22, unit="", projects=WIDE).replaced == (1, 2)


def test_a_file_that_corrects_the_other_by_name_takes_its_place(desk: Desk) -> None:
    desk.send(MARCH_15, unit="", projects=WIDE)
    desk.send(MARCH_15, unit="", projects=WIDE[1:], replaces=1)
    assert names(desk.store.snapshot(MARCH_15)) == ["甲四 signed", "乙一 signed"]


def test_once_the_own_list_is_retracted_the_other_stands(desk: Desk) -> None:
    desk.send(MARCH_15, projects=OWN)
    desk.send(MARCH_15, unit="", projects=WIDE)
    desk.store.retract(1, "发错", by="x", now=desk.now)
    assert names(desk.store.snapshot(MARCH_15)) == ["甲一 signed", "甲四 signed", "乙一 signed"]
    assert check(desk.store.settings) == []


def test_figures_go_by_receipt_alone(desk: Desk) -> None:
    desk.send(MARCH_15, counters=[counter("chambers", 2, MARCH_15)])
    desk.send(MARCH_15, unit="", counters=[counter("chambers", 3, MARCH_15)])
    assert list(desk.store.snapshot(MARCH_15).tables["counters"]["value"]) == [3]


def test_additions_go_by_receipt_alone(desk: Desk) -> None:
    desk.send(MARCH_15, visits=[trip("王一", MARCH_15)], scope="increment")
    desk.send(MARCH_15, unit="", visits=[trip("王二", MARCH_15)])
    assert leaders(desk.store.snapshot(MARCH_15)) == ["王二"]


@pytest.mark.parametrize("turn", range(6))
def test_what_the_questions_find_folds_as_everything_does(store: Store, turn: int) -> None:
    desk = Desk(store)
    days, senders = (MARCH_8, MARCH_15, MARCH_15, MARCH_15), ("甲街道", "", DISTRICT.name, "甲街道", "")
    for place in range(5):
        day, sender = days[(place + turn) % 4], senders[(place * (turn + 1)) % 5]
        desk.send(day, unit=sender, projects=[project(f"甲{place}", "signed")], visits=[trip(f"王{place}", day)])
    own, wide = (
        {place for place in range(5) if (senders[(place * (turn + 1)) % 5] == "甲街道") is of} for of in (True, False)
    )
    latest = max(days[(place + turn) % 4] for place in range(5))
    last = max(
        (place for place in own | wide if days[(place + turn) % 4] == latest), key=lambda place: (place in own, place)
    )
    assert leaders(store.snapshot(MARCH_22)) == [f"王{last}"]
    assert names(store.snapshot(MARCH_22)) == [f"甲{last} signed"]
    with reading(store.books.engine) as connection:
        found = fold(candidates(connection, Horizon(MARCH_22, LATEST, LATEST)))
    assert {entry.claim.submission for entry in found} == {last + 1}
