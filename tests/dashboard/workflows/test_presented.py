"""What is shown as changed begins at what the last meeting showed; what is known otherwise since is its own cause."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard.links import Link
from dashboard.store import Store
from dashboard.workflows import freezing
from dashboard.workflows.report import Standing, standing
from metrics.causes import causes
from tests.dashboard.store.desk import DISTRICT, MARCH_22, MARCH_29, Desk, asset, counter, project, settings, trip

A, B = "甲街道", "乙镇"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Store(settings(tmp_path), DISTRICT) as store:
        yield Desk(store)


def _frozen(desk: Desk) -> Any:
    return freezing.freeze(desk.store, MARCH_22, by="secretary", now=desk.now)


def _now(desk: Desk, **more: Any) -> Standing:
    return standing(desk.store, DISTRICT, MARCH_29, **more)


def _told(stands: Standing, indicator: str, unit: str = "") -> tuple[float | None, list[tuple[str, str, float]]]:
    measure = stands.report.units[unit][indicator] if unit else stands.report.district[indicator]
    return measure.change, [(c.kind, c.unit, c.amount) for c in causes(stands.state, indicator, unit)]


def _steps(stands: Standing) -> dict[str, float]:
    total = stands.movement.bridge.total.set_index("measure").loc["projects"]
    return {name: value for name, value in total.items() if value}


ONE = trip("赵一", date(2024, 3, 20))
TWO = trip("钱二", date(2024, 3, 21), row=4)
THREE = trip("孙三", date(2024, 3, 27), row=5)


def test_a_change_starts_from_the_number_that_was_presented_and_the_causes_add_up_to_it(desk: Desk) -> None:
    desk.send(MARCH_22, visits=[ONE])
    _frozen(desk)
    desk.send(MARCH_22, visits=[ONE, TWO])
    desk.send(MARCH_29, visits=[ONE, TWO, THREE])
    told = (2.0, [("restated", A, 1.0), ("new", A, 1.0)])
    assert _told(_now(desk), "outbound_trips") == _told(_now(desk), "outbound_trips", A) == told


def test_a_meeting_that_was_never_frozen_showed_what_is_known_of_it(desk: Desk) -> None:
    desk.send(MARCH_22, visits=[ONE])
    desk.send(MARCH_22, visits=[ONE, TWO])
    desk.send(MARCH_29, visits=[ONE, TWO, THREE])
    assert _told(_now(desk), "outbound_trips") == (1.0, [("new", A, 1.0)])


def test_a_late_units_whole_stock_is_restated_and_no_work_of_the_week(desk: Desk) -> None:
    desk.send(MARCH_22, unit=A, projects=[project("甲", "signed", investment=1.0)])
    _frozen(desk)
    old = [project("乙", "signed", unit=B, investment=2.0), project("丙", "negotiating", unit=B, row=4)]
    desk.send(MARCH_22, unit=B, projects=old)
    desk.send(MARCH_29, unit=B, projects=[*old, project("丁", "signed", unit=B, row=5, investment=4.0)])
    assert _steps(_now(desk)) == {"opening": 1, "restated_up": 2, "new": 1, "closing": 4}
    units = _now(desk).movement.bridge.units.set_index(["place", "measure"])
    assert units.loc[(B, "investment"), ["opening", "restated_up", "new", "closing"]].tolist() == [0, 2, 4, 6]
    assert _now(desk, known_at=None).movement.events[0].kind == "new"


def test_a_correction_of_the_meetings_own_week_is_restated_downwards(desk: Desk) -> None:
    desk.send(MARCH_22, projects=[project("甲", "signed", investment=5.0), project("乙", "signed", row=4)])
    _frozen(desk)
    desk.send(MARCH_22, projects=[project("甲", "signed", investment=3.0)])
    desk.send(MARCH_29, projects=[project("甲", "started", investment=3.0)])
    assert _steps(_now(desk)) == {"opening": 2, "restated_down": 1, "closing": 1}
    stages = _now(desk).movement.bridge.stages.set_index(["place", "measure"])
    told = stages.loc[("signed", "investment")]
    assert told[["opening", "restated_down", "moved_out", "closing"]].tolist() == [5, 2, 3, 0]


def test_two_that_were_shown_and_are_one_since_are_restated_by_one(desk: Desk) -> None:
    desk.send(MARCH_22, projects=[project("甲", "negotiating"), project("乙", "negotiating", row=4)])
    _frozen(desk)
    names = desk.store.snapshot(MARCH_22).tables["projects"]["identity"].tolist()
    desk.store.links.decide("projects", Link(*names), why={"rule": ""}, by="secretary", now=desk.now)
    assert _steps(_now(desk)) == {"opening": 2, "restated_down": 1, "closing": 1}
    assert _told(_now(desk), "projects_discussed") == (-1.0, [("restated", A, -1.0)])


def test_a_counter_corrected_since_is_restated_and_the_rest_is_the_weeks(desk: Desk) -> None:
    desk.send(MARCH_22, counters=[counter("promotions", 40, MARCH_22)])
    _frozen(desk)
    desk.send(MARCH_22, counters=[counter("promotions", 30, MARCH_22)])
    desk.send(MARCH_29, counters=[counter("promotions", 33, MARCH_29)])
    assert _told(_now(desk), "promotions") == (-7.0, [("restated", A, -10.0), ("counter", A, 3.0)])


def test_as_presented_the_change_knows_no_restatement_that_came_later(desk: Desk) -> None:
    desk.send(MARCH_22, visits=[ONE])
    _frozen(desk)
    desk.send(MARCH_29, visits=[ONE, THREE])
    moment = desk.now
    desk.send(MARCH_22, visits=[ONE, TWO])
    assert _told(_now(desk, known_at=moment), "outbound_trips") == (1.0, [("new", A, 1.0)])
    assert _told(_now(desk), "outbound_trips") == (1.0, [("restated", A, 1.0), ("new", A, 1.0), ("gone", A, -1.0)])


def test_what_was_taken_back_since_is_retracted_and_not_restated_too(desk: Desk) -> None:
    number = desk.send(MARCH_22, projects=[project("甲", "signed")]).number
    desk.send(MARCH_22, unit=B, projects=[project("乙", "signed", unit=B)])
    _frozen(desk)
    desk.store.retract(number, "发错", by="secretary", now=desk.now)
    assert _steps(_now(desk)) == {"opening": 2, "removed": 1, "closing": 1}
    assert [event.kind for event in _now(desk).movement.events] == ["retracted"]


def test_assets_of_the_last_meeting_known_otherwise_since_are_restated(desk: Desk) -> None:
    desk.send(MARCH_22, assets=[{**asset("甲厂", "factory", 10.0), "area": 100.0, "status": "idle"}])
    _frozen(desk)
    late = {**asset("乙厂", "factory", 20.0, row=4), "area": 50.0, "status": "idle"}
    desk.send(MARCH_22, assets=[{**asset("甲厂", "factory", 10.0), "area": 100.0, "status": "idle"}, late])
    kinds = _now(desk).asset_movement.bridge.kinds.set_index(["kind", "measure"])
    told = kinds.loc[("factory", "area"), ["opening", "restated_up", "closing"]].tolist()
    assert told == [100, 50, 150]
    assert _told(_now(desk), "factory_m2") == (20.0, [("restated", A, 20.0)])
