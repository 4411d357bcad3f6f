"""A building keeps its identity when another of its name comes onto the list, and when that one leaves again."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dashboard.links import Link
from dashboard.store import Store, Submission, check, rebuild
from dashboard.store.verdicts import Claimed
from dashboard.workflows import identifying
from dashboard.workflows.report import Standing, standing
from tests.dashboard.store.desk import DISTRICT, MARCH_8, MARCH_15, MARCH_22, MARCH_29, NOON, Desk, asset, settings

UNIT, PLACE = "甲街道", "东湖路1号"
LAST_YEAR = date(2023, 12, 29)
BARE, LARGE, SMALL = "兴业大厦|东湖路1号", "兴业大厦|东湖路1号|8000", "兴业大厦|东湖路1号|6000"
Row = tuple[float, float]
"""Area and what of it was revitalised so far, in m²."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Store(settings(tmp_path), DISTRICT) as store:
        yield Desk(store)


def _list(desk: Desk, period: date, *rows: Row) -> Submission:
    assets: list[dict[str, Any]] = [
        {**asset("兴业大厦", "building", done, row=3 + n), "location": PLACE, "area": area, "revitalised_on": MARCH_8}
        for n, (area, done) in enumerate(rows)
    ]
    return desk.submission(period, assets=assets)


def _send(desk: Desk, period: date, *rows: Row, matched: bool = True) -> datetime:
    desk.now += timedelta(minutes=1)
    matcher = identifying.sure if matched else None
    return desk.store.commit(_list(desk, period, *rows), now=desk.now, matcher=matcher).at


def _stands(desk: Desk, day: date, known_at: datetime | None = None) -> Standing:
    return standing(desk.store, DISTRICT, day, known_at)


def _shown(desk: Desk, day: date, known_at: datetime | None = None) -> dict[float, str]:
    frame = desk.store.snapshot(day, known_at).tables["assets"]
    return dict(zip(frame["area"], frame["identity"], strict=True))


def _events(found: Standing) -> list[tuple[str, str]]:
    return [(event.kind, event.identity) for event in found.asset_movement.events]


def test_the_one_that_stood_before_stays_and_the_newcomer_is_new(desk: Desk) -> None:
    _send(desk, LAST_YEAR, (8000, 4000))
    _send(desk, MARCH_15, (8000, 5000))
    _send(desk, MARCH_22, (8000, 5000), (6000, 0))
    assert _shown(desk, MARCH_22) == {8000: BARE, 6000: SMALL}
    found = _stands(desk, MARCH_22)
    assert found.report.units[UNIT]["building_m2"].value == 1000
    assert _events(found) == [("new", SMALL)]
    assert [(step.link, step.why["rule"]) for step in desk.store.links.trail()] == [(Link(BARE, LARGE), "told-apart")]


def test_the_bridge_counts_the_newcomer_alone(desk: Desk) -> None:
    _send(desk, MARCH_15, (8000, 5000))
    _send(desk, MARCH_22, (8000, 5000), (6000, 0))
    kinds = _stands(desk, MARCH_22).asset_movement.bridge.kinds
    (line,) = kinds[(kinds["measure"] == "assets") & (kinds["closing"] > 0)].to_dict("records")
    assert {name: line[name] for name in ("opening", "new", "removed", "closing")} == {
        "opening": 1, "new": 1, "removed": 0, "closing": 2,
    }  # fmt: skip


def test_a_verdict_stays_with_the_building_it_was_given_to(desk: Desk) -> None:
    _send(desk, MARCH_15, (8000, 5000))
    claimed = Claimed("assets", UNIT, BARE)
    desk.store.verdicts.give(claimed, "rejected", since=MARCH_15, reason="未见租约", evidence="", by="局", now=desk.now)
    _send(desk, MARCH_22, (8000, 5000), (6000, 0))
    judged = desk.store.verdicts.standing("assets", MARCH_22)
    assert {area: Claimed("assets", UNIT, name) in judged for area, name in _shown(desk, MARCH_22).items()} == {
        8000: True, 6000: False,
    }  # fmt: skip


@pytest.mark.parametrize(("stays", "name"), [((8000, 5000), BARE), ((6000, 500), SMALL)], ids=["older", "newcomer"])
def test_the_one_that_stays_when_the_other_leaves_is_the_same(desk: Desk, stays: Row, name: str) -> None:
    _send(desk, LAST_YEAR, (8000, 4000))
    _send(desk, MARCH_22, (8000, 5000), (6000, 500))
    _send(desk, MARCH_29, stays)
    assert _shown(desk, MARCH_29) == {stays[0]: name}
    gone = SMALL if name == BARE else BARE
    found = _stands(desk, MARCH_29)
    assert _events(found) == [("vanished", gone)]
    assert found.report.units[UNIT]["building_m2"].value == (1000 if name == BARE else 500)


def test_a_list_of_last_year_that_comes_late_is_the_baseline_of_the_one_it_names(desk: Desk) -> None:
    _send(desk, MARCH_22, (8000, 5000), (6000, 0))
    _send(desk, LAST_YEAR, (8000, 4000))
    assert _shown(desk, LAST_YEAR) == {8000: LARGE}
    assert _stands(desk, MARCH_22).report.units[UNIT]["building_m2"].value == 1000


def test_a_store_in_which_nothing_was_linked_counts_right_too_and_asks(desk: Desk) -> None:
    _send(desk, LAST_YEAR, (8000, 4000), matched=False)
    _send(desk, MARCH_22, (8000, 5000), (6000, 0), matched=False)
    found = _stands(desk, MARCH_22)
    assert found.report.units[UNIT]["building_m2"].value == 1000
    assert [(item.match.pair, item.match.rule) for item in identifying.waiting(desk.store, found)] == [
        ((BARE, LARGE), "told-apart")
    ]


def test_what_was_shown_before_the_newcomer_came_is_shown_so_for_ever(desk: Desk) -> None:
    at = _send(desk, MARCH_15, (8000, 5000))
    _send(desk, MARCH_22, (8000, 5000), (6000, 0), matched=False)
    assert (_shown(desk, MARCH_15, at), _shown(desk, MARCH_15)) == ({8000: BARE}, {8000: LARGE})


def test_a_draft_with_a_newcomer_shows_the_figure_that_it_will_have(desk: Desk) -> None:
    _send(desk, LAST_YEAR, (8000, 4000))
    _send(desk, MARCH_15, (8000, 5000))
    draft = _list(desk, MARCH_22, (8000, 5000), (6000, 0))
    found = standing(desk.store, DISTRICT, MARCH_22, also=[draft])
    assert found.report.units[UNIT]["building_m2"].value == 1000
    assert _events(found) == [("new", SMALL)]


def test_where_no_area_is_the_same_a_person_is_asked(desk: Desk) -> None:
    _send(desk, MARCH_15, (8000, 5000))
    _send(desk, MARCH_22, (8100, 5000), (6000, 0))
    assert desk.store.links.trail() == []
    asked = {item.match.pair for item in identifying.waiting(desk.store, _stands(desk, MARCH_22))}
    assert asked == {(BARE, f"{BARE}|8100"), (BARE, SMALL)}


def test_what_a_person_took_back_is_not_recognised_by_its_area_either(desk: Desk) -> None:
    _send(desk, MARCH_15, (8000, 5000))
    _send(desk, MARCH_22, (8000, 5000), (6000, 0))
    (step,) = desk.store.links.trail()
    desk.store.links.undo(step.number, by="局", now=desk.now)
    assert (_shown(desk, MARCH_15), _shown(desk, MARCH_22)) == ({8000: BARE}, {8000: LARGE, 6000: SMALL})


def test_a_retracted_list_tells_nothing_apart(desk: Desk) -> None:
    _send(desk, MARCH_15, (8000, 5000))
    _send(desk, MARCH_22, (8000, 5000), (6000, 0), matched=False)
    desk.store.retract(2, "误报", by="局", now=desk.now)
    assert _shown(desk, MARCH_22) == {8000: BARE}


def test_the_building_of_another_unit_is_not_recognised_by_its_area(desk: Desk) -> None:
    _send(desk, MARCH_15, (8000, 5000), (6000, 0))
    other = {**asset("兴业大厦", "building", 0, unit="乙镇"), "location": PLACE, "area": 8000}
    desk.send(MARCH_15, unit="乙镇", assets=[other])
    frame = desk.store.snapshot(MARCH_15).tables["assets"]
    assert list(frame["identity"][frame["unit"] == "乙镇"]) == [BARE]


def test_since_when_nothing_changed_is_asked_of_the_building_that_is_meant(desk: Desk) -> None:
    _send(desk, MARCH_8, (8000, 5000))
    _send(desk, MARCH_15, (8000, 5000), (6000, 0))
    _send(desk, MARCH_22, (6000, 500))
    _send(desk, MARCH_29, (8000, 5000), (6000, 500))
    assert desk.store.history.unchanged("assets", [BARE, SMALL], MARCH_29) == {BARE: MARCH_8, SMALL: MARCH_22}
    assert desk.store.history.first("assets", [BARE, SMALL]) == {BARE: MARCH_8, SMALL: MARCH_15}


def test_the_store_checks_clean_and_a_rebuilt_one_shows_the_same(tmp_path: Path) -> None:
    place = settings(tmp_path)
    with Store(place, DISTRICT) as store:
        desk = Desk(store)
        _send(desk, MARCH_15, (8000, 5000))
        _send(desk, MARCH_22, (8000, 5000), (6000, 0))
        _send(desk, MARCH_29, (6000, 500))
    assert check(place) == []
    rebuild(place, now=NOON)
    with Store(place, DISTRICT) as store:
        desk = Desk(store)
        assert [_shown(desk, day) for day in (MARCH_15, MARCH_22, MARCH_29)] == [
            {8000: BARE}, {8000: BARE, 6000: SMALL}, {6000: SMALL},
        ]  # fmt: skip
