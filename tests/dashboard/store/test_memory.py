"""Remembered templates: kept per unit, forgotten and put back in one step, every change with its line of the trail."""

from datetime import timedelta

import pytest

from dashboard.errors import SubmissionRefused
from dashboard.store import projections
from tests.dashboard.store.desk import MARCH_29, NOON, Desk

LAYOUT = [{"sheet": "外出", "ledger": "visits", "hidden": False, "columns": []}]


def _remember(desk: Desk, field: str, *, unit: str = "甲街道", minutes: int = 0) -> None:
    answers = {"columns": {"去向": field}}
    now = NOON + timedelta(minutes=minutes)
    desk.store.memory.remember(unit, "A", answers, layout=LAYOUT, by="clerk", now=now)


def _field(desk: Desk) -> str:
    kept = desk.store.memory.recall("甲街道", "A")
    return kept.answers["columns"]["去向"] if kept else ""


def test_answers_are_remembered_per_unit_and_template(desk: Desk) -> None:
    _remember(desk, "destination")
    _remember(desk, "content", minutes=1)
    kept = desk.store.memory.recall("甲街道", "A")
    assert kept is not None
    assert (kept.answers, kept.layout) == ({"columns": {"去向": "content"}}, LAYOUT)
    assert (kept.by, kept.at) == ("clerk", NOON + timedelta(minutes=1))
    assert desk.store.memory.recall("乙镇", "A") is None


def test_the_listing_is_narrowed_by_unit_and_template(desk: Desk) -> None:
    _remember(desk, "destination", unit="乙镇")
    _remember(desk, "destination")
    assert [m.unit for m in desk.store.memory.listing()] == ["乙镇", "甲街道"]
    assert [m.unit for m in desk.store.memory.listing(unit="甲街道")] == ["甲街道"]
    assert desk.store.memory.listing(template="B") == []


def test_every_change_leaves_a_line_and_the_same_again_leaves_none(desk: Desk) -> None:
    _remember(desk, "destination")
    _remember(desk, "destination", minutes=1)
    _remember(desk, "content", minutes=2)
    desk.store.memory.forget("甲街道", "A", by="secretary", now=NOON + timedelta(minutes=3))
    trail = [
        (c.number, c.by, c.before and c.before["answers"]["columns"], c.after and c.after["answers"]["columns"])
        for c in desk.store.memory.trail()
    ]
    assert trail == [
        (3, "secretary", {"去向": "content"}, None),
        (2, "clerk", {"去向": "destination"}, {"去向": "content"}),
        (1, "clerk", None, {"去向": "destination"}),
    ]


def test_forgetting_is_undone_and_the_undoing_too(desk: Desk) -> None:
    _remember(desk, "destination")
    desk.store.memory.forget("甲街道", "A", by="x", now=NOON)
    assert _field(desk) == ""
    desk.store.memory.undo(2, by="x", now=NOON)
    assert _field(desk) == "destination"
    desk.store.memory.undo(3, by="x", now=NOON)
    assert _field(desk) == ""


def test_only_the_last_change_of_a_template_can_be_undone(desk: Desk) -> None:
    _remember(desk, "destination")
    _remember(desk, "content", minutes=1)
    with pytest.raises(SubmissionRefused, match="memory-moved-on"):
        desk.store.memory.undo(1, by="x", now=NOON)
    assert _field(desk) == "content"


def test_a_change_and_its_line_are_written_together_or_not_at_all(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as failing:
        failing.setattr(projections, "apply", full)
        with pytest.raises(OSError, match="No space"):
            _remember(desk, "destination")
    assert desk.store.memory.recall("甲街道", "A") is None
    assert desk.store.memory.trail() == []


def test_what_is_remembered_changes_no_figure(desk: Desk) -> None:
    desk.send(MARCH_29)
    _remember(desk, "destination")
    assert desk.store.version == 1
