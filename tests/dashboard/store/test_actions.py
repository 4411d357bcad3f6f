"""Actions as acts: each step kept with who and why, the present state in a table, any moment from the acts."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from dashboard.contract import District, Unit
from dashboard.errors import SubmissionRefused
from dashboard.links import Link
from dashboard.store import backup, restore
from dashboard.store.checking import check
from dashboard.store.ledger import Store
from dashboard.store.promised import (
    Action,
    Cell,
    Criterion,
    FigureReached,
    Item,
    LedgerReceived,
    Promise,
    StageReached,
)
from dashboard.store.rebuilding import rebuild
from dashboard.store.schema import actions
from tests.dashboard.store.desk import MARCH_15, MARCH_22, MARCH_29, NOON, Desk, project, settings

APRIL_15 = date(2024, 4, 15)
STARTED = StageReached("甲|甲", "started", "甲")
PROMISE = Promise(MARCH_22, "甲街道", APRIL_15, "项目开工", "王主任", Item("project", "甲街道", "甲|甲"), STARTED)
CELL = Cell(1, "1.xlsx", "项目", "B3")


def _step(desk: Desk, deed: str, *what: Any, **how: Any) -> Any:
    desk.now += timedelta(minutes=1)
    return getattr(desk.store.actions, deed)(*what, **how, by="secretary", now=desk.now)


def _stand(desk: Desk, **options: Any) -> list[tuple[int, str, date]]:
    return [(each.number, each.state, each.promise.due) for each in desk.store.actions.all(**options)]


def test_an_action_is_kept_as_it_was_made_under_a_number_of_its_own(desk: Desk) -> None:
    assert _step(desk, "make", PROMISE) == 1
    made = desk.now
    assert _step(desk, "make", Promise(MARCH_22, "乙镇", MARCH_29, " 报送台账 ")) == 2
    assert desk.store.actions.all() == [
        Action(1, PROMISE, (made, "secretary")),
        Action(2, Promise(MARCH_22, "乙镇", MARCH_29, "报送台账"), (desk.now, "secretary")),
    ]


def test_words_are_kept_with_the_very_characters_that_were_typed(desk: Desk) -> None:
    typed = "报送，整改（含责任人）100㎡：ＡＢ；Ⅱ期①"
    _step(desk, "make", Promise(MARCH_22, "甲街道", MARCH_29, typed))
    _step(desk, "postpone", 1, APRIL_15, typed)
    desk.store.meetings.arrangements.reword(
        MARCH_29, "aimed", "原句", typed, language="zh_CN", by="secretary", now=desk.now
    )
    (kept,) = desk.store.meetings.arrangements.of(MARCH_29).wording.values()
    reason = desk.store.actions.history(1)[-1].said["reason"]
    assert (desk.store.actions.one(1).promise.text, reason, kept.text) == (typed, typed, typed)


@pytest.mark.parametrize(
    "criterion",
    [None, STARTED, FigureReached("甲街道", "outbound_trips", 12.5), LedgerReceived("甲街道", "visits", MARCH_29)],
)
def test_every_kind_of_criterion_comes_back_as_it_was_given(desk: Desk, criterion: Criterion | None) -> None:
    _step(desk, "make", Promise(MARCH_22, "甲街道", MARCH_29, "做", criterion=criterion))
    assert desk.store.actions.one(1).promise.criterion == criterion


def test_each_step_is_in_the_history_with_its_reason_and_the_table_has_the_last(desk: Desk) -> None:
    _step(desk, "make", PROMISE)
    _step(desk, "change", 1, unit="乙镇", person="李镇长", text="项目开工入统", criterion=None)
    _step(desk, "postpone", 1, date(2024, 4, 30), "用地审批未完成")
    _step(desk, "close", 1, "现场核实", cells=(CELL,))
    told = [
        (each.deed, each.by, each.said.get("reason") or each.said.get("text")) for each in desk.store.actions.history(1)
    ]
    assert told == [
        ("made", "secretary", "项目开工"), ("changed", "secretary", "项目开工入统"),
        ("postponed", "secretary", "用地审批未完成"), ("closed", "secretary", "现场核实"),
    ]  # fmt: skip
    assert desk.store.actions.history(1)[-1].cells == (CELL,)
    stands = desk.store.actions.one(1)
    changed = Promise(MARCH_22, "乙镇", date(2024, 4, 30), "项目开工入统", "李镇长", PROMISE.item)
    assert (stands.promise, stands.state, stands.settled) == (changed, "closed", (desk.now, "secretary"))


def test_a_moment_shows_every_action_as_it_stood_then(desk: Desk) -> None:
    before = desk.now
    _step(desk, "make", PROMISE)
    made = desk.now
    _step(desk, "postpone", 1, date(2024, 4, 30), "等审批")
    postponed = desk.now
    _step(desk, "withdraw", 1, "重复交办")
    assert _stand(desk, known_at=before) == []
    assert _stand(desk, known_at=made) == [(1, "open", APRIL_15)]
    assert _stand(desk, known_at=postponed) == [(1, "open", date(2024, 4, 30))]
    assert _stand(desk) == _stand(desk, known_at=desk.now) == [(1, "withdrawn", date(2024, 4, 30))]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"text": " "}, "action-without-text"), ({"unit": "某街道"}, "action-unit-unknown"),
        ({"due": MARCH_15}, "action-due-early"),
    ],
)  # fmt: skip
def test_an_action_that_nobody_could_keep_is_refused(desk: Desk, wrong: dict[str, Any], code: str) -> None:
    given = {"meeting": MARCH_22, "unit": "甲街道", "due": MARCH_22, "text": "做"}
    with pytest.raises(SubmissionRefused, match=code):
        _step(desk, "make", Promise(**{**given, **wrong}))
    assert desk.store.acts == 0


@pytest.mark.parametrize(
    ("deed", "what", "code"),
    [
        ("postpone", (1, date(2024, 4, 30), " "), "action-reason-missing"),
        ("postpone", (1, APRIL_15, "因"), "action-due-same"), ("postpone", (1, MARCH_15, "因"), "action-due-early"),
        ("postpone", (2, APRIL_15, "因"), "action-unknown"),
        ("close", (1, " "), "action-without-proof"), ("close", (2, "好"), "action-unknown"),
        ("withdraw", (1, ""), "action-reason-missing"),
    ],
)  # fmt: skip
def test_a_step_without_reason_proof_or_action_is_refused(
    desk: Desk, deed: str, what: tuple[Any, ...], code: str
) -> None:
    _step(desk, "make", PROMISE)
    with pytest.raises(SubmissionRefused, match=code):
        _step(desk, deed, *what)
    assert _stand(desk) == [(1, "open", APRIL_15)]


@pytest.mark.parametrize(
    ("deed", "what", "how"),
    [
        ("close", (1, "又"), {}), ("withdraw", (1, "错"), {}), ("postpone", (1, date(2024, 4, 30), "因"), {}),
        ("change", (1,), {"unit": "乙镇", "person": "", "text": "做", "criterion": None}),
    ],
)  # fmt: skip
def test_what_was_closed_stays_closed(desk: Desk, deed: str, what: tuple[Any, ...], how: dict[str, Any]) -> None:
    _step(desk, "make", PROMISE)
    _step(desk, "close", 1, "", cells=(CELL,))
    with pytest.raises(SubmissionRefused, match="action-settled"):
        _step(desk, deed, *what, **how)


def test_what_was_closed_or_withdrawn_is_opened_again_with_a_reason_alone(desk: Desk) -> None:
    _step(desk, "make", PROMISE)
    with pytest.raises(SubmissionRefused, match="action-open"):
        _step(desk, "reopen", 1, "又停了")
    _step(desk, "close", 1, "", cells=(CELL,))
    with pytest.raises(SubmissionRefused, match="action-reason-missing"):
        _step(desk, "reopen", 1, " ")
    _step(desk, "reopen", 1, "报表已撤回")
    stands = desk.store.actions.one(1)
    assert (stands.state, stands.settled, stands.promise) == ("open", None, PROMISE)
    assert [each.deed for each in desk.store.actions.history(1)] == ["made", "closed", "reopened"]


def test_an_action_changes_no_figure(desk: Desk) -> None:
    desk.send(MARCH_22, projects=[project("甲", "signed")])
    version = desk.store.version
    _step(desk, "make", PROMISE)
    assert (desk.store.version, desk.store.acts) == (version, version + 1)


def test_an_action_follows_a_project_that_is_found_to_be_another_and_a_unit_that_is_renamed(desk: Desk) -> None:
    desk.send(MARCH_22, projects=[project("乙", "signed", row=3), project("甲", "signed", row=4)])
    _step(desk, "make", PROMISE)
    desk.store.links.decide("projects", Link("乙|乙", "甲|甲", True), why={}, by="x", now=desk.now)
    renamed = District("示例区", units=(Unit("甲新区", aliases=("甲街道",)), Unit("乙镇"), Unit("丙园区")))
    desk.store.registry.keep(renamed, since=MARCH_29, note="更名", by="x", now=desk.now)
    promise = desk.store.actions.one(1).promise
    assert (promise.unit, promise.item, promise.criterion) == (
        "甲新区", Item("project", "甲新区", "乙|乙"), StageReached("乙|乙", "started", "甲"),
    )  # fmt: skip


def _walked(desk: Desk) -> list[Action]:
    _step(desk, "make", PROMISE)
    _step(desk, "make", Promise(MARCH_22, "乙镇", MARCH_29, "报送台账"))
    _step(desk, "postpone", 1, date(2024, 4, 30), "等审批")
    _step(desk, "close", 1, "开工", cells=(CELL,))
    return desk.store.actions.all()


def test_actions_are_in_the_store_again_after_it_was_rebuilt(desk: Desk) -> None:
    stood, place = _walked(desk), desk.store.settings
    desk.store.close()
    rebuild(place, now=NOON)
    assert check(place) == []
    assert desk.store.actions.all() == stood


def test_a_row_that_no_act_says_is_found(desk: Desk) -> None:
    _walked(desk)
    with desk.store.books.engine.begin() as connection:
        connection.execute(actions.update().where(actions.c.number == 2).values(state="closed"))
    assert [(found.code, found.detail) for found in check(desk.store.settings)] == [
        ("row", {"table": "actions", "key": "(2,)"})
    ]


def test_a_backup_brings_them_back(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> None:
    stood, folder = _walked(desk), tmp_path_factory.mktemp("again")
    backup(desk.store.settings, folder / "kept.zip")
    again = settings(folder / "var")
    restore(again, folder / "kept.zip", now=NOON)
    with Store(again, desk.store.district) as store:
        assert store.actions.all() == stood


def test_an_action_has_one_row_whatever_was_done_about_it(desk: Desk) -> None:
    _walked(desk)
    with desk.store.books.reading() as connection:
        rows = connection.execute(select(actions.c.number, actions.c.act, actions.c.state)).all()
    assert sorted(tuple(row) for row in rows) == [(1, 4, "closed"), (2, 2, "open")]
