"""A meeting reproduces to the last digit after a year of further submissions, of other decisions and of migrations."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from dashboard.config import Settings
from dashboard.contract import Filters, Rules
from dashboard.links import Link
from dashboard.store import Store, check
from dashboard.workflows import freezing
from dashboard.workflows.report import standing
from tests.dashboard.store.desk import DISTRICT, Desk, asset, counter, project, settings, trip
from tests.dashboard.store.released import WITH_ACTS, taken_back

FIRST = date(2024, 3, 8)
WEEKS, PRESENTED = 52, 2
"""Weeks of returns, and how many meetings of the first of them are looked at after all of them."""
STAGES = ("negotiating", "signed", "started", "completed")


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Settings, dict[date, Mapping[str, Any]]]]:
    """A store after a year, and by meeting what was shown of it on its day."""
    place, shown = settings(tmp_path_factory.mktemp("year")), {}
    with Store(place, DISTRICT) as store:
        desk, chance = Desk(store, now=datetime(2024, 3, 8, 12, tzinfo=UTC)), Random(7)
        for week in range(WEEKS):
            day = FIRST + timedelta(weeks=week)
            desk.now = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
            for unit in DISTRICT.units if week < PRESENTED else (DISTRICT.units[week % 3],):
                desk.send(day, unit=unit.name, **_told(chance, unit.name, week))
            if week < PRESENTED:
                freezing.freeze(store, day, by="secretary", now=desk.now)
                shown[day] = freezing.shown(store, day)
            else:
                _done(desk, chance, week)
    yield place, shown


def _told(chance: Random, unit: str, week: int) -> dict[str, Any]:
    """What a unit reports: a project more every second week, each a stage further now and then, amounts typed anew."""
    day = FIRST + timedelta(weeks=week)
    money = [round(chance.uniform(0.1, 20), 4) for _ in range(week // 2 + 2)]
    projects = [
        project(f"{unit}{n}", STAGES[min(week // (5 + n), 3)], unit=unit, row=3 + n, investment=value)
        for n, value in enumerate(money)
    ]
    return {
        "projects": projects,
        "assets": [asset(f"{unit}厂", "factory", round(chance.uniform(1, 9) * (week + 1), 3), unit=unit)],
        "visits": [trip(f"赵{n}", day - timedelta(days=n), unit=unit, row=3 + n) for n in range(chance.randint(1, 4))],
        "counters": [counter("promotions", week + chance.randint(0, 2), day, unit=unit)],
    }


def _done(desk: Desk, chance: Random, week: int) -> None:
    """What a year brings besides: corrections of the first weeks, returns taken back, links, other rules."""
    early = FIRST + timedelta(weeks=week % PRESENTED)
    unit = DISTRICT.units[chance.randrange(3)].name
    if week % 6 == 0:
        desk.send(early, unit=unit, **_told(chance, unit, week % PRESENTED))
    if week % 9 == 0:
        desk.store.retract(week // 9, "重报", by="secretary", now=desk.now)
    if week % 20 == 0:
        names = [project["identity"] for project in desk.store.snapshot(early).tables["projects"].to_dict("records")]
        desk.store.links.decide("projects", Link(*sorted(names)[:2]), why={"rule": ""}, by="secretary", now=desk.now)
        rules = Rules(red_points=5 + week / 10)
        desk.store.registry.keep(replace(DISTRICT, rules=rules), since=None, note="新规", by="x", now=desk.now)


def _assert_given_back(store: Store, shown: Mapping[date, Mapping[str, Any]]) -> None:
    for day, then in shown.items():
        frozen = store.meetings.record(day).versions[-1]
        found = freezing.verify(store, frozen.hash)
        assert (found.whole, found.reproduced, found.otherwise) == (True, True, ()), day
        assert found.shown["district"] == then["district"], day


def test_after_a_year_every_figure_that_was_shown_is_given_back(
    lived: tuple[Settings, dict[date, Mapping[str, Any]]],
) -> None:
    place, shown = lived
    with Store(place, DISTRICT) as store:
        _assert_given_back(store, shown)
        last = max(shown)
        now = standing(store, DISTRICT, Filters(last)).report.district["outbound_trips"].value
        assert now != shown[last]["district"]["outbound_trips"]["value"]


def test_after_migrations_too(lived: tuple[Settings, dict[date, Mapping[str, Any]]], tmp_path: Path) -> None:
    place, shown = lived
    taken_back(place, WITH_ACTS[0])
    with Store(place, DISTRICT) as store:
        _assert_given_back(store, shown)
    assert check(place) == []
