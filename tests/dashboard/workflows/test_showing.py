"""Showing: what the pages print of a meeting is in what is frozen, and older frozen meetings still hold."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from dashboard.contract import Leader, Unit
from dashboard.store import Store
from dashboard.workflows import freezing, showing
from metrics.measure import Source
from tests.dashboard.store.desk import DISTRICT, MARCH_8, MARCH_22, MARCH_29, Desk, project, settings, trip

NOW = datetime(2024, 4, 1, 8, tzinfo=UTC)
HOME = replace(
    DISTRICT,
    units=(Unit("甲街道", group="街道"), Unit("丁街道", group="街道"), Unit("乙镇", group="镇")),
    leaders=(Leader("赵一", "区长", "principal"),),
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Store(settings(tmp_path), HOME) as store:
        yield Desk(store)


@pytest.fixture
def told(desk: Desk) -> dict[str, Any]:
    """甲街道 had one project in talks and has it signed, idle space, two trips, and a target for them."""
    talks, signed = {"stage": "negotiating"}, {"stage": "signed", "signed_on": date(2024, 3, 25)}
    said = {"investment": 2.5, "industry": "新材料"}
    desk.send(MARCH_22, projects=[project("子", **talks, **said)], visits=[trip("赵一", MARCH_8)])
    place = {"sheet": "目标", "table": 1, "row": 3, "year": 2024, "period": "year", "indicator": "outbound_trips"}
    aims = [{**place, "unit": unit, "value": 4.0, "cell": f"B{n}"} for n, unit in enumerate(("甲街道", "丁街道"))]
    desk.send(MARCH_22, unit="", targets=aims)
    space = {"unit": "甲街道", "sheet": "资产", "table": 1, "row": 3, "kind": "factory", "status": "idle"}
    desk.send(
        MARCH_29,
        projects=[project("子", **signed, **said)],
        visits=[trip("赵一", MARCH_8), {**trip("赵一", date(2024, 3, 27), row=4), "destination": "上海"}],
        assets=[{**space, "name": "一号厂房", "area": 900.0, "idle_area": 0.1 + 0.2}],
    )
    desk.send(MARCH_29, unit="丁街道", visits=[trip("钱二", MARCH_8, unit="丁街道")])
    return showing.shown(desk.store, MARCH_29)


def test_movement_is_frozen_by_name_with_both_cells_and_by_unit_industry_and_in_total(told: dict[str, Any]) -> None:
    event = next(each for each in told["movement"]["events"] if each["kind"] == "advanced")
    assert [event[name] for name in ("name", "was", "now", "amount", "unit")] == [
        "子", "negotiating", "signed", 2.5, "甲街道",
    ]  # fmt: skip
    assert (event["cell_was"]["receipt"], event["cell_now"]["receipt"]) == (1, 3)
    unit, industry = (
        next(row for row in told["movement"][by] if (row["place"], row["measure"]) == (place, "investment"))
        for by, place in (("units", "甲街道"), ("industries", "新材料"))
    )
    assert (unit["opening"], unit["closing"], industry["opening"], industry["closing"]) == (2.5,) * 4
    assert [row["closing"] for row in told["movement"]["total"]] == [1.0, 2.5]


def test_the_outings_of_principals_and_where_trips_went_are_frozen(told: dict[str, Any]) -> None:
    assert [(line["leader"]["name"], line["last_end"], line["days_since"]) for line in told["leaders"]] == [
        ("赵一", "2024-03-27", 2)
    ]
    assert [trip["start"] for trip in told["leaders"][0]["trips"]] == ["2024-03-08", "2024-03-27"]
    assert [row["trips"] for row in told["visits"]["destinations"] if row["destination"] == "上海"] == [1]
    assert told["visits"]["coverage"]["companies"] == 0


def test_cohorts_bands_and_what_stands_still_are_frozen(told: dict[str, Any]) -> None:
    cohort = told["developing"]["cohorts"]["start"]["quarter"][0]
    assert (cohort["key"], cohort["entered"], cohort["within_90"]) == ("2024Q1", 1, None)
    assert told["developing"]["rates"]["start"]["industry"][0]["ever"] == 1
    assert [(row["industry"], row["projects"]) for row in told["developing"]["industries"]] == [("新材料", 1)]
    assert {"review", "claims", "sizes"} <= set(told["developing"])
    assert isinstance(told["stuck"], list)


def test_idle_stock_is_frozen_to_the_last_digit_with_the_movement_of_assets(told: dict[str, Any]) -> None:
    assert [(row["name"], row["idle_area"], row["owner"]) for row in told["space"]["idle"]] == [
        ("一号厂房", 0.1 + 0.2, "")
    ]
    assert [(event["kind"], event["name"]) for event in told["space"]["events"]] == [("new", "一号厂房")]
    assert sum(row["closing"] for row in told["space"]["statuses"] if row["measure"] == "assets") == 1


def test_the_boards_subtotals_places_and_words_are_frozen(told: dict[str, Any]) -> None:
    assert told["groups"]["街道"]["outbound_trips"]["value"] == 3
    assert told["ranks"]["now"]["outbound_trips"] == {"甲街道": 1, "丁街道": 2}
    assert told["ranks"]["before"]["outbound_trips"] == {"甲街道": 1}
    assert told["remarks"]["甲街道"]["outbound_trips"]["light_word"] == "not-due"


def test_the_small_columns_of_numbers_without_a_target_are_frozen(told: dict[str, Any]) -> None:
    assert sum(told["rhythm"]["projects_signed"]) == 1
    assert told["rhythm"]["projects_discussed"][-1] == 0


@pytest.mark.parametrize("later", [{"occupants"}, {"occupants", "revivals"}, set()])
def test_a_meeting_frozen_before_the_pages_other_figures_were_still_holds_and_is_made_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, later: set[str]
) -> None:
    desk.send(MARCH_29, projects=[project("子", "signed")])
    whole = freezing.shown
    parts = whole(desk.store, MARCH_29).keys() - later if later else showing.FIRST
    with monkeypatch.context() as earlier:
        earlier.setattr(freezing, "shown", lambda *said: {k: v for k, v in whole(*said).items() if k in parts})
        frozen = freezing.freeze(desk.store, MARCH_29, by="x", now=NOW)
    found = freezing.verify(desk.store, frozen.hash)
    assert (found.whole, found.reproduced, set(found.shown)) == (True, True, set(parts))
    desk.store.books.archive.path(frozen.hash).unlink()
    assert freezing.mended(desk.store) == ([frozen], [])


def test_a_campaign_whose_units_all_have_both_years_is_shown_as_meetings_had_it_before(desk: Desk) -> None:
    april = date(2024, 4, 5)
    desk.send(april, visits=[trip("赵一", date(2024, 4, 2))])
    assert set(showing.shown(desk.store, april)["visits"]["campaign"]) == {
        "start", "end", "until", "begun", "spans", "contacts",
    }  # fmt: skip


def test_what_visits_led_to_is_reproduced_once_the_only_receipt_of_a_week_was_retracted(desk: Desk) -> None:
    stop = {"unit": "甲街道", "sheet": "外出", "table": 1, "row": 3, "visit_row": 3, "organisation": "丑公司"}
    met = {"visits": [trip("赵一", MARCH_8)], "stops": [stop]}
    desk.send(MARCH_8, projects=[project("子", "negotiating")], **met)
    two = [project("子", "negotiating"), project("丑", "negotiating", row=4)]
    added = desk.send(MARCH_22, projects=two, **met).number
    desk.send(MARCH_29, projects=two, **met)
    frozen = freezing.freeze(desk.store, MARCH_29, by="x", now=NOW)
    desk.store.retract(added, "重报", by="x", now=NOW + timedelta(days=1))
    found = freezing.verify(desk.store, frozen.hash)
    assert [row["appeared"] for row in found.shown["visits"]["yields"]["projects"]["rows"]] == ["2024-03-22T00:00:00"]
    assert found.reproduced


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (np.float64(0.1), 0.1),
        (float("nan"), None),
        (pd.NaT, None),
        (np.datetime64("2024-03-08"), "2024-03-08"),
        (frozenset(("b", "a")), ["a", "b"]),
        (Source(7, "一.xlsx", "表", "B3"), {"receipt": 7, "file": "一.xlsx", "sheet": "表", "cell": "B3"}),
        (pd.DataFrame({"n": [1, 2]}), [{"n": 1}, {"n": 2}]),
    ],
)
def test_values_are_said_as_json_has_them(value: Any, said: Any) -> None:
    assert showing.plain(value) == said
