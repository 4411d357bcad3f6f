"""The form of an action, prefilled from what it comes from: owner, person, day, and what will show it done."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard.store import Store
from dashboard.store.promised import FigureReached, Item, LedgerReceived, Promise, StageReached
from tests.dashboard.store.desk import DISTRICT, MARCH_29, Desk, counter, project, settings
from tests.runner import AppTest

A, APRIL_5 = "甲街道", date(2024, 4, 5)
SCRIPT = """
from dataclasses import replace
from datetime import date
from pathlib import Path
import streamlit as st
from dashboard.access.doors import Caller
from dashboard.contract import Filters, Leader, SeedTarget
from dashboard.i18n import speaker
from dashboard.store import Store
from dashboard.store.promised import Item
from dashboard.ui import making
from dashboard.ui.arriving import Arrived
from dashboard.ui.shell import Context
from dashboard.workflows import report
from tests.dashboard.store.desk import DISTRICT, settings

day = date(2024, 3, 29)
targets = (SeedTarget("甲街道", "promotions", 2024, 100), SeedTarget("甲街道", "building_m2", 2024, 50_000),
           SeedTarget("甲街道", "investment_signed", 2024, 12.0), SeedTarget("甲街道", "projects_signed", 2024, 9))
leaders = (Leader("前主任", unit="甲街道", until=date(2023, 12, 31)), Leader("王主任", unit="甲街道"))
district = replace(DISTRICT, targets=targets, leaders=leaders)
place = settings(Path({folder!r}))
with Store(place, district) as store:
    here = Context(speaker("zh_CN"), Filters(day), store, "light", Arrived(place, Caller({{}})), False)
    whole = report.standing(store, district, day)
    st.session_state["made"], st.session_state["finished"] = making.fields(here, whole, Item(*{item!r}), "x")
"""
Formed = Callable[..., AppTest]


@pytest.fixture
def form(tmp_path: Path) -> Formed:
    with Store(settings(tmp_path), DISTRICT) as store:
        desk = Desk(store)
        desk.send(MARCH_29, projects=[project("甲", "registered"), project("乙", "producing", row=4)])
        desk.send(MARCH_29, counters=[counter("promotions", 10, MARCH_29)])

    def formed(*item: str) -> AppTest:
        return AppTest.from_string(SCRIPT.format(folder=str(tmp_path), item=item), default_timeout=60).run()

    return formed


def _made(test: AppTest) -> Any:
    assert not test.exception
    return test.session_state["made"]


def _key(test: AppTest, start: str) -> Any:
    kinds = (test.selectbox, test.number_input, test.text_area, test.text_input, test.date_input)
    return next(item for kind in kinds for item in kind if str(item.key).startswith(f"acting-{start}"))


def test_a_project_proposes_its_next_stage_by_the_next_meeting_of_the_one_who_leads_its_unit(form: Formed) -> None:
    wanted = StageReached("甲|甲", "filed", "甲")
    assert _made(form("project", A, "甲|甲")) == Promise(
        MARCH_29, A, APRIL_5, "项目“甲”达到“备案”或以后阶段", "王主任", Item("project", A, "甲|甲"), wanted
    )


def test_what_is_typed_takes_the_place_of_the_proposal_and_a_later_stage_may_be_wanted(form: Formed) -> None:
    test = form("project", A, "甲|甲")
    _key(test, "stage").set_value("started").run()
    _key(test, "text").set_value("取得施工许可后开工").run()
    made = _made(test)
    assert (made.text, made.criterion) == ("取得施工许可后开工", StageReached("甲|甲", "started", "甲"))


def test_a_project_that_produces_already_has_no_later_stage_to_propose(form: Formed) -> None:
    assert _made(form("project", A, "乙|乙")).criterion == StageReached("乙|乙", "producing", "乙")


def test_a_figure_proposes_what_its_target_wants_by_the_clock(form: Formed) -> None:
    made = _made(form("figure", A, "promotions"))
    # on 5 April 96 of 366 days of a target of 100 are over
    assert (made.criterion, made.text) == (FigureReached(A, "promotions", 27), "甲街道“推介”达到27批次")


@pytest.mark.parametrize(
    ("indicator", "shown", "wanted", "text"),
    [
        ("promotions", 51, 51, "甲街道“推介”达到51批次"),
        ("building_m2", 2.5273, 25_273, "甲街道“盘活闲置楼宇”达到2.53万平方米"),
        ("investment_signed", 6.0656, 6.0656, "甲街道“签约计划总投资”达到6.07亿元"),
        # of a target under ten 185/366 of nine are due in whole things
        ("projects_signed", 4, 4, "甲街道“新签约项目”达到4个"),
    ],
)
def test_any_figure_with_a_target_proposes_what_is_wanted_on_the_day_it_is_due(
    form: Formed, indicator: str, shown: float, wanted: float, text: str
) -> None:
    test = form("figure", A, indicator)
    _key(test, "due").set_value(date(2024, 7, 3)).run()
    assert _key(test, "value").value == shown
    made = _made(test)
    assert (made.due, made.criterion, made.text) == (date(2024, 7, 3), FigureReached(A, indicator, wanted), text)


def test_what_is_due_in_a_later_year_wants_the_whole_target(form: Formed) -> None:
    test = form("figure", A, "promotions")
    _key(test, "due").set_value(date(2025, 1, 10)).run()
    assert _made(test).criterion == FigureReached(A, "promotions", 100)


def test_an_area_is_proposed_and_typed_in_ten_thousands(form: Formed) -> None:
    test = form("figure", A, "building_m2")
    _key(test, "value").set_value(1.5).run()
    assert _made(test).criterion == FigureReached(A, "building_m2", 15_000)


def test_a_figure_without_a_target_proposes_nothing(form: Formed) -> None:
    test = form("figure", A, "outbound_trips")
    made = _made(test)
    assert (made.criterion, made.text, _key(test, "value").value) == (None, "", None)


def test_a_unit_is_for_a_person_to_judge_until_a_ledger_is_wanted(form: Formed) -> None:
    test = form("unit", A)
    assert (_made(test).criterion, _made(test).text) == (None, "")
    _key(test, "kind").set_value("ledger").run()
    _key(test, "ledger").set_value("assets").run()
    assert _made(test).criterion == LedgerReceived(A, "assets", APRIL_5)


def test_of_nothing_in_particular_nobody_is_proposed(form: Formed) -> None:
    made = _made(form())
    assert (made.unit, made.person, made.text, made.item) == ("", "", "", Item())
