"""What is shown as changed begins at what the last meeting showed; what is known otherwise since is its own cause."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard.access import Identity
from dashboard.access.narrowing import seen
from dashboard.contract import Filters
from dashboard.links import Link
from dashboard.store import Store
from dashboard.workflows import freezing, showing
from dashboard.workflows.increments import increments
from dashboard.workflows.report import Standing, standing
from metrics import proportions
from metrics.bridge import STEPS
from metrics.causes import causes
from tests.dashboard.store.desk import (
    DISTRICT,
    MARCH_8,
    MARCH_15,
    MARCH_22,
    MARCH_29,
    Desk,
    asset,
    counter,
    project,
    settings,
    trip,
)

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


def test_figures_add_up_from_what_lies_under_the_hash_after_a_correction_everywhere(desk: Desk) -> None:
    """Week 1 is frozen, corrected by one unit and completed by a late one; then week 2 comes."""
    desk.send(MARCH_22, visits=[ONE], counters=[counter("promotions", 40, MARCH_22)])
    desk.send(MARCH_22, projects=[project("甲", "signed", investment=5.5, industry="装备", signed_on=date(2024, 3, 5))])
    shown = freezing.verify(desk.store, _frozen(desk).hash).shown
    first = project("甲", "signed", investment=3.25, industry="装备", signed_on=date(2024, 3, 5))
    late = project("乙", "signed", unit=B, investment=2.0, industry="食品", signed_on=date(2024, 3, 6))
    desk.send(MARCH_22, visits=[ONE, TWO], counters=[counter("promotions", 30, MARCH_22)])
    desk.send(MARCH_22, projects=[first])
    desk.send(MARCH_22, unit=B, projects=[late])
    desk.send(MARCH_29, visits=[ONE, TWO, THREE], counters=[counter("promotions", 33, MARCH_29)])
    desk.send(MARCH_29, projects=[{**first, "stage": "started", "started_on": date(2024, 3, 27)}])
    desk.send(MARCH_29, unit=B, projects=[late, project("丙", "negotiating", unit=B, row=4, industry="食品")])
    stands = _now(desk)
    assert _told(stands, "investment_signed") == (-0.25, [("restated", A, -2.25), ("restated", B, 2.0)])
    assert _told(stands, "investment_signed", A) == (-2.25, [("restated", A, -2.25)])
    assert _told(stands, "projects_signed") == (1.0, [("restated", B, 1.0)])
    assert _told(stands, "promotions") == (-7.0, [("restated", A, -10.0), ("counter", A, 3.0)])
    assert _told(stands, "projects_discussed") == (2.0, [("restated", B, 1.0), ("new", B, 1.0)])
    told = [("", shown["district"]), *shown["units"].items()]
    for unit, name in [(unit, name) for unit, figures in told for name in figures]:
        measure = stands.report.units[unit][name] if unit else stands.report.district[name]
        was = dict(told)[unit][name]["value"]
        assert measure.change == (None if None in (measure.value, was) else measure.value - was), (unit, name)
        parts = [cause.amount for cause in causes(stands.state, name, unit)]
        assert not parts or sum(parts) == measure.change, (unit, name)
        rated = [cause.amount for cause in proportions.causes(stands.state, name, unit)]
        assert not rated or sum(rated) == pytest.approx(measure.change), (unit, name)
    _assert_bridge(stands, "total", "", "investment", opening=5.5, restated_up=2.0, restated_down=2.25, closing=5.25)
    _assert_bridge(stands, "stages", "signed", "projects", opening=1, restated_up=1, moved_out=1, closing=1)
    _assert_bridge(stands, "industries", "食品", "projects", opening=0, restated_up=1, new=1, closing=2)
    _assert_bridge(stands, "units", A, "investment", opening=5.5, restated_down=2.25, closing=3.25)


def _assert_bridge(stands: Standing, by: str, place: str, measure: str, **steps: float) -> None:
    table = getattr(stands.movement.bridge, by).set_index(["place", "measure"])
    found = table.loc[(place, measure)]
    names = ("opening", *STEPS, "closing")
    assert {name: found[name] for name in names} == {name: steps.get(name, 0) for name in names}


def test_a_frozen_week_reproduces_whatever_is_corrected_before_it_later(desk: Desk) -> None:
    desk.send(MARCH_22, projects=[project("甲", "signed", investment=5.0)])
    _frozen(desk)
    desk.send(MARCH_22, projects=[project("甲", "signed", investment=3.0)])
    desk.send(MARCH_29, projects=[project("甲", "started", investment=3.0)])
    second = freezing.freeze(desk.store, MARCH_29, by="secretary", now=desk.now)
    desk.send(MARCH_22, projects=[project("甲", "signed", investment=2.0)])
    found = freezing.verify(desk.store, second.hash)
    assert (found.whole, found.reproduced) == (True, True)
    rows = {(row["place"], row["measure"]): row for row in found.shown["bridge"]}
    told = rows["signed", "investment"]
    assert (told["opening"], told["restated_down"], told["moved_out"], told["closing"]) == (5, 2, 3, 0)


def test_of_a_meeting_that_was_frozen_again_the_last_version_was_presented(desk: Desk) -> None:
    desk.send(MARCH_22, visits=[ONE])
    first = _frozen(desk)
    desk.send(MARCH_22, visits=[ONE, TWO])
    second = _frozen(desk)
    desk.send(MARCH_29, visits=[ONE, TWO, THREE])
    assert _told(_now(desk), "outbound_trips") == (1.0, [("new", A, 1.0)])
    presented = desk.store.meetings.presented
    assert (presented(MARCH_22), presented(MARCH_22, first.at), presented(MARCH_29)) == (second.at, first.at, None)


def test_only_what_speaks_of_the_day_or_of_everything_makes_it_known_otherwise(desk: Desk) -> None:
    number = desk.send(MARCH_22, visits=[ONE]).number
    frozen, moved_on = _frozen(desk), desk.store.history.moved_on
    desk.send(MARCH_29, visits=[ONE, THREE])
    assert not moved_on(frozen.at, MARCH_22)
    assert _now(desk).state.presented is None
    moment = desk.now
    desk.store.retract(number, "发错", by="secretary", now=desk.now)
    assert (moved_on(frozen.at, MARCH_22), moved_on(frozen.at, MARCH_22, moment)) == (True, False)


def test_a_reporter_is_told_the_same_change_of_own_units_as_the_bureau(desk: Desk) -> None:
    desk.send(MARCH_22, visits=[ONE])
    _frozen(desk)
    desk.send(MARCH_22, visits=[ONE, TWO])
    desk.send(MARCH_29, visits=[ONE, TWO, THREE])
    own = seen(desk.store, Identity("wang", frozenset({"reporter"}), (A,)))
    stands = standing(own, own.registry.at(MARCH_29), MARCH_29)
    assert _told(stands, "outbound_trips", A) == _told(_now(desk), "outbound_trips", A)
    assert _told(stands, "outbound_trips", A)[0] == 2.0


def test_a_reader_who_chose_a_unit_or_an_earlier_meeting_sees_what_that_one_showed(desk: Desk) -> None:
    desk.send(MARCH_15, projects=[project("甲", "signed")])
    freezing.freeze(desk.store, MARCH_15, by="secretary", now=desk.now)
    desk.send(MARCH_15, projects=[project("甲", "signed"), project("乙", "signed", row=4)])
    desk.send(MARCH_15, unit=B, projects=[project("丙", "signed", unit=B)])
    desk.send(MARCH_22, projects=[project("甲", "signed"), project("乙", "signed", row=4)])
    _frozen(desk)
    assert _steps(_now(desk)) == {"opening": 3, "closing": 3}
    since = standing(desk.store, DISTRICT, Filters(MARCH_29, since=MARCH_15))
    assert _steps(since) == {"opening": 1, "restated_up": 2, "closing": 3}
    of_a = standing(desk.store, DISTRICT, Filters(MARCH_29, since=MARCH_15, unit=A))
    assert _steps(of_a) == {"opening": 1, "restated_up": 1, "closing": 2}


def test_places_are_compared_with_those_that_the_last_meeting_showed(desk: Desk) -> None:
    place = {"sheet": "目标", "table": 1, "cell": "B3", "period": "year", "year": 2024, "indicator": "promotions"}
    aims = [{**place, "unit": unit, "row": row, "value": 10.0} for row, unit in enumerate((A, B), 3)]
    desk.send(MARCH_22, unit="", targets=aims)
    desk.send(MARCH_22, counters=[counter("promotions", 4, MARCH_22)])
    desk.send(MARCH_22, unit=B, counters=[counter("promotions", 3, MARCH_22, unit=B)])
    _frozen(desk)
    desk.send(MARCH_22, counters=[counter("promotions", 2, MARCH_22)])
    assert showing.shown(desk.store, MARCH_29)["ranks"]["before"]["promotions"] == {A: 1, B: 2}
    assert showing.shown(desk.store, MARCH_29)["ranks"]["now"]["promotions"] == {B: 1, A: 2}


def test_what_each_meeting_added_begins_and_ends_at_what_was_shown_and_adds_up(desk: Desk) -> None:
    for day, value in ((MARCH_8, 10), (MARCH_15, 14), (MARCH_22, 15)):
        desk.send(day, counters=[counter("promotions", value, day)])
        freezing.freeze(desk.store, day, by="secretary", now=desk.now)
    desk.send(MARCH_15, counters=[counter("promotions", 40, MARCH_15)])
    desk.send(MARCH_22, counters=[counter("promotions", 41, MARCH_22)])
    desk.send(MARCH_29, counters=[counter("promotions", 43, MARCH_29)])
    stands = _now(desk)
    assert stands.report.district["promotions"].change == 28
    assert increments(desk.store, stands, ["promotions"], 3) == {"promotions": [4, 1, 28]}
    assert _told(stands, "promotions") == (28.0, [("restated", A, 26.0), ("counter", A, 2.0)])


def test_a_target_corrected_for_an_earlier_week_is_another_than_the_last_meeting_showed(desk: Desk) -> None:
    place = {"sheet": "目标", "table": 1, "row": 3, "cell": "B3", "period": "year", "year": 2024}
    goal = {**place, "unit": A, "indicator": "promotions", "value": 20.0}
    desk.send(MARCH_22, unit="", targets=[goal])
    desk.send(MARCH_22, counters=[counter("promotions", 4, MARCH_22)])
    _frozen(desk)
    desk.send(MARCH_22, unit="", targets=[{**goal, "value": 60.0}])
    (note,) = [each for each in _now(desk).report.units[A]["promotions"].notes if each.code == "target-revised"]
    assert (note.detail["was"], note.detail["now"]) == (20, 60)
