"""A unit that bears another name in a later edition of the registry keeps its history, once."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dashboard.contract import District, Unit
from dashboard.store import Store
from dashboard.store.renaming import former
from dashboard.workflows.registering import orphaned
from dashboard.workflows.report import standing
from dashboard.workflows.returns import returns
from tests.dashboard.store.desk import (
    MARCH_8,
    MARCH_15,
    MARCH_22,
    Desk,
    counter,
    names,
    project,
    settings,
    trip,
)

BEFORE = District("示例区", units=(Unit("甲街道"), Unit("乙镇"), Unit("丙园区")))
RENAMED = District("示例区", units=(Unit("甲街道"), Unit("乙街道", aliases=("乙镇",)), Unit("丙园区")))
MERGED = District("示例区", units=(Unit("甲街道", aliases=("乙镇",)), Unit("丙园区")))
NEW_ONE = District("示例区", units=(Unit("丁街道", aliases=("甲街道", "乙镇")), Unit("丙园区")))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Store(settings(tmp_path), BEFORE) as store:
        yield Desk(store)


def _edition(desk: Desk, district: District, since: date | None = None) -> None:
    desk.store.registry.keep(district, since=since, note="更名", by="局", now=desk.now)


def _trips(desk: Desk, day: date) -> dict[str, float | None]:
    found = standing(desk.store, desk.store.registry.at(day), day)
    return {
        unit: measures["outbound_trips"].value
        for unit, measures in found.report.units.items()
        if measures["outbound_trips"].value is not None
    } | {"": found.report.district["outbound_trips"].value}


@pytest.mark.parametrize(
    ("editions", "now", "found"),
    [
        ([BEFORE, RENAMED], RENAMED, {"乙镇": "乙街道"}),
        ([BEFORE, RENAMED], BEFORE, {"乙街道": "乙镇"}),
        ([BEFORE, NEW_ONE], NEW_ONE, {"甲街道": "丁街道", "乙镇": "丁街道"}),
        ([BEFORE, NEW_ONE], BEFORE, {}),
        ([BEFORE, District("示例区", units=(Unit("甲街道"),))], District("示例区", units=(Unit("甲街道"),)), {}),
    ],
)
def test_former_names(editions: list[District], now: District, found: dict[str, str]) -> None:
    assert former(editions, now) == found


def test_names_lead_over_several_editions() -> None:
    later = District("示例区", units=(Unit("甲街道"), Unit("乙新区", aliases=("乙街道",))))
    assert former([BEFORE, RENAMED, later], later) == {"乙镇": "乙新区", "乙街道": "乙新区"}


def test_a_renamed_unit_keeps_what_it_reported(desk: Desk) -> None:
    desk.send(MARCH_8, unit="乙镇", visits=[trip("王一", MARCH_8, unit="乙镇")])
    _edition(desk, RENAMED, MARCH_15)
    assert _trips(desk, MARCH_15) == {"乙街道": 1, "": 1}
    assert _trips(desk, MARCH_8) == {"乙镇": 1, "": 1}


def test_its_next_list_takes_the_place_of_the_one_under_the_old_name(desk: Desk) -> None:
    desk.send(
        MARCH_8, unit="乙镇", visits=[trip("王一", MARCH_8, unit="乙镇"), trip("错", MARCH_8, unit="乙镇", row=4)]
    )
    _edition(desk, RENAMED, MARCH_15)
    receipt = desk.send(MARCH_15, unit="乙街道", visits=[trip("王一", MARCH_8, unit="乙街道")])
    assert receipt.replaced == (1,)
    assert _trips(desk, MARCH_15) == {"乙街道": 1, "": 1}


def test_a_cumulative_counter_under_the_new_name_takes_the_place_of_the_old_one(desk: Desk) -> None:
    desk.send(MARCH_8, unit="乙镇", counters=[counter("outbound_trips", 4, MARCH_8, unit="乙镇")])
    _edition(desk, RENAMED, MARCH_15)
    desk.send(MARCH_15, unit="乙街道", counters=[counter("outbound_trips", 5, MARCH_15, unit="乙街道")])
    assert _trips(desk, MARCH_15) == {"乙街道": 5, "": 5}


def test_a_correction_for_a_week_before_the_renaming_is_the_old_units(desk: Desk) -> None:
    desk.send(MARCH_8, unit="乙镇", visits=[trip("王一", MARCH_8, unit="乙镇")])
    _edition(desk, RENAMED, MARCH_15)
    both = [trip("王一", MARCH_8, unit="乙街道"), trip("李二", MARCH_8, unit="乙街道", row=4)]
    desk.send(MARCH_8, unit="乙街道", replaces=1, visits=both)
    assert _trips(desk, MARCH_8) == {"乙镇": 2, "": 2}
    assert _trips(desk, MARCH_15) == {"乙街道": 2, "": 2}


def test_units_that_became_one_stand_side_by_side_until_that_one_reports(desk: Desk) -> None:
    desk.send(MARCH_8, unit="甲街道", visits=[trip("赵三", MARCH_8)])
    desk.send(MARCH_8, unit="乙镇", visits=[trip("王一", MARCH_8, unit="乙镇")])
    _edition(desk, NEW_ONE, MARCH_15)
    assert _trips(desk, MARCH_15) == {"丁街道": 2, "": 2}
    desk.send(MARCH_22, unit="丁街道", visits=[trip("王一", MARCH_8, unit="丁街道")])
    assert _trips(desk, MARCH_22) == {"丁街道": 1, "": 1}


def test_the_movement_over_a_renaming_moves_nothing(desk: Desk) -> None:
    desk.send(MARCH_8, unit="乙镇", projects=[project("光伏", "signed", unit="乙镇")])
    _edition(desk, RENAMED, MARCH_15)
    desk.send(MARCH_15, unit="乙街道", projects=[project("光伏", "signed", unit="乙街道")])
    found = standing(desk.store, desk.store.registry.at(MARCH_15), MARCH_15)
    assert found.movement.events == ()
    assert found.report.units["乙街道"]["projects_discussed"].change == 0
    assert names(found.snapshot) == ["光伏 signed"]


def test_the_grid_of_returns_knows_who_sent_it_under_the_old_name(desk: Desk) -> None:
    desk.send(MARCH_8, unit="乙镇", visits=[trip("王一", MARCH_8, unit="乙镇")])
    _edition(desk, RENAMED, MARCH_15)
    grid = returns(desk.store, desk.store.registry.at(MARCH_15), MARCH_15, desk.now, weeks=2).grid
    assert grid["乙街道"][MARCH_8].receipts == (1,)


def test_a_renaming_after_a_meeting_leaves_what_was_presented(desk: Desk) -> None:
    desk.send(MARCH_8, unit="乙镇", visits=[trip("王一", MARCH_8, unit="乙镇")])
    presented = desk.store.submission(1).receipt.at
    _edition(desk, RENAMED)
    then = standing(desk.store, desk.store.registry.at(MARCH_8, presented), MARCH_8, presented)
    assert then.report.units["乙镇"]["outbound_trips"].value == 1
    assert _trips(desk, MARCH_8) == {"乙街道": 1, "": 1}


def test_what_a_unit_left_out_had_reported_is_said_before_it_is_nobodys(desk: Desk) -> None:
    desk.send(MARCH_8, unit="乙镇", visits=[trip("王一", MARCH_8, unit="乙镇")])
    without = District("示例区", units=(Unit("甲街道"), Unit("丙园区")))
    assert orphaned(desk.store, without, MARCH_8) == {"乙镇": 1}
    assert orphaned(desk.store, RENAMED, MARCH_8) == {}
    assert orphaned(desk.store, BEFORE, MARCH_8) == {}


def test_a_closed_units_figures_stay_and_it_counts_among_those_that_reported_them(desk: Desk) -> None:
    desk.send(MARCH_8, unit="乙镇", visits=[trip("王一", MARCH_8, unit="乙镇")])
    desk.send(MARCH_15, visits=[trip("赵三", MARCH_8)])
    units = (Unit("甲街道"), Unit("乙镇", until=MARCH_8))
    _edition(desk, District("示例区", units=units))
    found = standing(desk.store, desk.store.registry.at(MARCH_15), MARCH_15).report.district["outbound_trips"]
    assert (found.value, found.reported, found.expected) == (2, 2, 2)
