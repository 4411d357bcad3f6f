"""Sightings: a row whenever what a unit says of a thing differs from what it said before, by period and receipt."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from dashboard.store.engine import reading
from dashboard.store.schema import recognitions, sightings
from dashboard.store.sightings import rows_of
from tests.dashboard.store.desk import MARCH_8, MARCH_15, MARCH_22, MARCH_29, Desk, asset, project

A = "甲|甲"
"""Investor and name, folded: 甲公司 and 甲项目."""


def _seen(desk: Desk, ledger: str = "projects", identity: str = A) -> list[tuple[date, int]]:
    with reading(desk.store.books.engine) as connection:
        return [(row.period, row.submission) for row in rows_of(connection, ledger, [identity])]


def _send(desk: Desk, period: date, stage: str, **more: Any) -> int:
    return desk.send(period, projects=[project("甲", stage, **more)]).number


def test_identical_returns_are_one_row(desk: Desk) -> None:
    for day in (MARCH_8, MARCH_15, MARCH_22):
        _send(desk, day, "signed", row=day.day)
    assert _seen(desk) == [(MARCH_8, 1)]


def test_stage_amount_text_and_what_it_is_known_by_each_make_a_row(desk: Desk) -> None:
    _send(desk, MARCH_8, "signed")
    _send(desk, MARCH_15, "registered")
    _send(desk, MARCH_22, "registered", investment=1.5)
    _send(desk, MARCH_29, "registered", investment=1.5, progress="已拿地")
    _send(desk, date(2024, 4, 5), "registered", investment=1.5, progress="已拿地", content="光伏支架")
    assert [number for _, number in _seen(desk)] == [1, 2, 3, 4, 5]


def test_every_figure_of_the_amount_and_the_next_step_make_a_row(desk: Desk) -> None:
    days = [MARCH_8 + timedelta(days=7 * week) for week in range(5)]
    said: list[dict[str, Any]] = [{}, {"investment_low": 5.0}, {"investment_low": 10.0}, {"investment_usd": 900.0}]
    for day, more in zip(days, [*said, {"investment_usd": 900.0, "next_step": "签意向书"}], strict=True):
        _send(desk, day, "negotiating", **more)
    assert [number for _, number in _seen(desk)] == [1, 2, 3, 4, 5]


def test_what_came_back_as_it_was_is_not_a_change(desk: Desk) -> None:
    _send(desk, MARCH_8, "signed")
    desk.send(MARCH_15, projects=[project("乙", "signed")])
    _send(desk, MARCH_22, "signed")
    assert _seen(desk) == [(MARCH_8, 1)]


def test_a_correction_for_an_earlier_week_shows_when_the_later_one_began_to_differ(desk: Desk) -> None:
    _send(desk, MARCH_8, "signed")
    _send(desk, MARCH_22, "signed")
    _send(desk, MARCH_15, "registered")
    assert _seen(desk) == [(MARCH_8, 1), (MARCH_15, 3), (MARCH_22, 2)]


def test_what_a_retracted_receipt_showed_first_was_seen_in_the_next(desk: Desk) -> None:
    _send(desk, MARCH_8, "signed")
    _send(desk, MARCH_15, "signed")
    _send(desk, MARCH_22, "registered")
    desk.store.retract(1, "发错单位", by="secretary", now=desk.now)
    assert _seen(desk) == [(MARCH_15, 2), (MARCH_22, 3)]


def test_as_known_before_a_retraction_its_receipt_still_shows_what_it_showed(desk: Desk) -> None:
    _send(desk, MARCH_8, "signed")
    _send(desk, MARCH_15, "signed")
    _send(desk, MARCH_22, "registered")
    before = desk.now
    desk.store.retract(1, "发错单位", by="secretary", now=before + timedelta(minutes=1))
    history = desk.store.history
    assert history.first("projects", [A], before) == {A: MARCH_8} != history.first("projects", [A]) == {A: MARCH_15}
    assert history.unchanged("projects", [A], MARCH_15, before) == {A: MARCH_8}
    assert history.unchanged("projects", [A], MARCH_15) == {A: MARCH_15}


def test_two_units_are_followed_apart(desk: Desk) -> None:
    _send(desk, MARCH_8, "signed")
    desk.send(MARCH_8, unit="乙镇", projects=[project("甲", "signed", unit="乙镇")])
    _send(desk, MARCH_15, "registered")
    assert _seen(desk) == [(MARCH_8, 1), (MARCH_8, 2), (MARCH_15, 3)]


def test_assets_are_followed_and_what_names_nothing_is_not(desk: Desk) -> None:
    nameless = {**asset("", "factory", 5.0, row=4), "location": "海州路1号"}
    desk.send(MARCH_8, assets=[asset("厂房", "factory", 5.0), nameless])
    with reading(desk.store.books.engine) as connection:
        found = connection.execute(select(sightings.c.ledger, sightings.c.identity, sightings.c.row)).all()
    assert found == [("assets", "厂房|", 3)]


def test_words_find_a_thing_by_code_name_investor_and_content(desk: Desk) -> None:
    _send(desk, MARCH_8, "signed", credit_code="91320706MA1ABCDE1X", content="光伏支架")
    with reading(desk.store.books.engine) as connection:
        found = connection.execute(select(recognitions.c.word, recognitions.c.identity)).all()
    code = "91320706MA1ABCDE1X"
    words = {f"c|{code}", "i|甲街道|甲", "it|甲|光伏支架", "n|甲", "t|甲街道|光伏支架"}
    assert set(found) == {(word, code) for word in words}


def test_the_stages_that_returns_showed_up_to_a_day(desk: Desk) -> None:
    for day, stage in ((MARCH_8, "signed"), (MARCH_15, "signed"), (MARCH_22, "started"), (MARCH_29, "terminated")):
        _send(desk, day, stage)
    stages = desk.store.history.stages
    assert stages([A], MARCH_22) == {A: [(MARCH_8, "signed"), (MARCH_22, "started")]}
    assert stages([A], MARCH_29)[A][-1] == (MARCH_29, "terminated")
    assert stages(["nobody"], MARCH_29) == {}
