"""What a person took back stays taken back: movement, bridge and later files follow the decision, not the likeness."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard.links import Link
from dashboard.store import Store
from dashboard.workflows import identifying
from dashboard.workflows.report import standing
from tests.dashboard.store.desk import DISTRICT, MARCH_8, MARCH_15, Desk, asset, project, settings

OLD = project("光伏支架", "signed", investor="辛能集团", signed_on=date(2024, 3, 1))
NEW = project("连云港辛能科技", "signed", investor="辛能集团", signed_on=date(2024, 3, 1))
BOTH = [("vanished", "光伏支架"), ("new", "连云港辛能科技")]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Store(settings(tmp_path), DISTRICT) as store:
        yield Desk(store)


def _send(desk: Desk, period: date, **options: Any) -> int:
    return desk.store.commit(desk.submission(period, **options), now=desk.now, matcher=identifying.sure).number


def _undo(desk: Desk) -> None:
    desk.store.links.undo(desk.store.links.trail()[0].number, by="secretary", now=desk.now)


def _moved(desk: Desk) -> list[tuple[str, str]]:
    return sorted(
        [(event.kind, event.name) for event in standing(desk.store, DISTRICT, MARCH_15).movement.events], reverse=True
    )


def _steps(desk: Desk) -> dict[str, float]:
    total = standing(desk.store, DISTRICT, MARCH_15).movement.bridge.total.set_index("measure").loc["projects"]
    return {name: value for name, value in total.items() if value}


def test_a_link_taken_back_leaves_one_that_vanished_and_a_new_one(desk: Desk) -> None:
    _send(desk, MARCH_8, projects=[OLD])
    _send(desk, MARCH_15, projects=[NEW])
    assert _moved(desk) == [("renamed", "连云港辛能科技")]
    _undo(desk)
    assert _moved(desk) == BOTH
    assert _steps(desk) == {"opening": 1, "added": 1, "removed": 1, "closing": 1}


def test_two_things_by_decision_are_two_in_the_movement(desk: Desk) -> None:
    _send(desk, MARCH_8, projects=[OLD])
    apart = Link("辛能|光伏支架", "辛能|连云港辛能科技", False)
    desk.store.links.decide("projects", apart, why={"rule": ""}, by="secretary", now=desk.now)
    _send(desk, MARCH_15, projects=[NEW])
    assert _moved(desk) == BOTH


def test_a_corrected_file_does_not_link_again_what_a_person_took_back(desk: Desk) -> None:
    _send(desk, MARCH_8, projects=[OLD])
    wrong = _send(desk, MARCH_15, projects=[NEW])
    _undo(desk)
    _send(desk, MARCH_15, projects=[{**NEW, "investment": 2.0}], replaces=wrong)
    assert _moved(desk) == BOTH
    waiting = identifying.waiting(desk.store, standing(desk.store, DISTRICT, MARCH_15))
    assert [item.match.pair for item in waiting] == [("辛能|光伏支架", "辛能|连云港辛能科技")]


def test_what_was_known_before_the_decision_stays_as_it_was(desk: Desk) -> None:
    _send(desk, MARCH_8, projects=[OLD])
    _send(desk, MARCH_15, projects=[NEW])
    presented = desk.store.links.trail()[0].at
    _undo(desk)
    before = standing(desk.store, DISTRICT, MARCH_15, presented).movement.events
    assert [event.kind for event in before] == ["renamed"]


def test_a_link_of_assets_taken_back_leaves_two(desk: Desk) -> None:
    old = {**asset("标准厂房", "factory", 0.0), "owner": "城投", "area": 500.0}
    _send(desk, MARCH_8, assets=[old])
    _send(desk, MARCH_15, assets=[{**old, "location": "海州路1号"}])
    _undo(desk)
    found = standing(desk.store, DISTRICT, MARCH_15).asset_movement.events
    assert sorted(event.kind for event in found) == ["new", "vanished"]
