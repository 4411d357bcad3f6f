"""Overtaken: a file for an earlier week adds what a later whole ledger, which stood before it, does not hold."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from dashboard.store import Store
from dashboard.weeks import ZONE
from dashboard.workflows import receive
from dashboard.workflows.overtaking import Overtaken, by_drafts, still
from dashboard.workflows.returns import returns
from tests.dashboard.store.desk import DISTRICT, MARCH_8, MARCH_15, MARCH_22, MARCH_29, Desk, project, settings, trip
from tests.loaders.sheets import workbook

A = "甲街道"
ONE, TWO, THREE = (trip(name, date(2024, 3, day), row=row) for row, (name, day) in enumerate(
    (("赵一", 12), ("钱二", 13), ("孙三", 20)), start=3))  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Store(settings(tmp_path), DISTRICT) as store:
        yield Desk(store)


def told(desk: Desk, as_of: date = MARCH_29) -> list[Overtaken]:
    return still(desk.store, returns(desk.store, DISTRICT, as_of, datetime(2024, 4, 1)), as_of)


def test_a_correction_that_adds_what_the_later_whole_ledger_lacks_is_told(desk: Desk) -> None:
    desk.send(MARCH_15, visits=[ONE])
    desk.send(MARCH_22, name="三月22日.xlsx", visits=[ONE, THREE])
    assert told(desk) == []
    desk.send(MARCH_15, visits=[ONE, TWO])
    missing = Overtaken(A, "visits", ("钱二",), (date(2024, 3, 13),), MARCH_15, "三月22日.xlsx", MARCH_22)
    assert told(desk, MARCH_22) == told(desk) == [missing]


def test_additions_to_an_earlier_week_are_told_too(desk: Desk) -> None:
    desk.send(MARCH_15, projects=[project("子", "signed")])
    desk.send(MARCH_22, name="三月22日.xlsx", projects=[project("子", "signed")])
    desk.send(MARCH_15, projects=[project("丑", "negotiating"), project("寅", "signed", row=4)], scope="increment")
    # the talks stay: the later list of signed projects says nothing of them
    assert told(desk) == [Overtaken(A, "projects", ("寅",), (None,), MARCH_15, "三月22日.xlsx", MARCH_22)]


def test_once_the_later_ledger_is_sent_with_it_nothing_is_told(desk: Desk) -> None:
    desk.send(MARCH_15, visits=[ONE])
    desk.send(MARCH_22, visits=[ONE, THREE])
    desk.send(MARCH_15, visits=[ONE, TWO])
    desk.send(MARCH_22, visits=[ONE, TWO, THREE])
    assert told(desk) == []


def test_what_left_the_ledger_as_weeks_went_by_is_no_correction(desk: Desk) -> None:
    desk.send(MARCH_15, visits=[ONE, TWO])
    desk.send(MARCH_22, visits=[ONE, THREE])
    desk.send(MARCH_15, visits=[ONE, {**TWO, "destination": "上海"}])
    assert told(desk) == []


def test_additions_of_the_later_week_hide_nothing(desk: Desk) -> None:
    desk.send(MARCH_15, visits=[ONE])
    desk.send(MARCH_22, visits=[THREE], scope="increment")
    desk.send(MARCH_15, visits=[ONE, TWO])
    assert told(desk) == []


def test_it_is_told_from_the_first_later_ledger_on(desk: Desk) -> None:
    desk.send(MARCH_8, visits=[ONE])
    desk.send(MARCH_15, name="15.xlsx", visits=[ONE])
    desk.send(MARCH_22, name="22.xlsx", visits=[ONE, THREE])
    desk.send(MARCH_8, visits=[ONE, TWO])
    assert [(each.file, each.cover_to) for each in told(desk)] == [("15.xlsx", MARCH_15)]


def test_a_draft_is_told_before_it_is_committed(desk: Desk) -> None:
    desk.send(MARCH_15, projects=[project("子", "signed")])
    desk.send(MARCH_22, name="三月22日.xlsx", projects=[project("子", "signed")])
    head = ["项目名称", "投资方", "状态"]
    content = workbook({"项目": [head, ["子", "子公司", "签约"], ["丑", "丑公司", "签约"]]})

    def drafted(period: date) -> receive.Draft:
        return receive.draft(
            content, "甲街道.xlsx", store=desk.store, district=DISTRICT, unit=A, period=period, scope="whole"
        )

    assert by_drafts([drafted(MARCH_15)], desk.store) == [
        Overtaken(A, "projects", ("丑",), (None,), MARCH_15, "三月22日.xlsx", MARCH_22)
    ]
    assert by_drafts([drafted(MARCH_22)], desk.store) == []
    assert by_drafts([drafted(MARCH_15), drafted(MARCH_22)], desk.store) == []


def test_a_receipt_taken_back_adds_nothing(desk: Desk) -> None:
    desk.send(MARCH_15, visits=[ONE])
    desk.send(MARCH_22, visits=[ONE, THREE])
    wrong = desk.send(MARCH_15, visits=[ONE, TWO])
    desk.store.retract(wrong.number, "发错", by="secretary", now=datetime(2024, 3, 30, tzinfo=ZONE))
    assert told(desk) == []
