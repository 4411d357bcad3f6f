"""The bridge between two meetings leaves no rest, at any place, in projects and in 亿元."""

import math
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.contract import ASSET_KINDS, SIDE_STAGES, STAGES
from metrics import bridge as bridges
from metrics.bridge import STATUSES, STEPS, AssetBridge, Bridge, BridgeLeavesRest
from metrics.changes import Past
from metrics.movement import asset_movement, movement
from metrics.reporting import prepared
from metrics.stock import stock
from tests.metrics.conftest import HOME, A, B, Books, district

THEN = date(2024, 3, 22)


def _books(records: list[dict], day: date) -> Books:
    books = Books(day)
    for record in records:
        books.add("projects", **{"unit": A, "name": record["identity"], "industry": "新能源", **record})
    return books


def _bridge(then: list[dict], now: list[dict], past: Past | None = None) -> Bridge:
    state = prepared(_books(now, date(2024, 3, 29)).snapshot(), district(), _books(then, THEN).snapshot())
    return movement(state, past).bridge


def row(table: pd.DataFrame, place: str, measure: str = "projects") -> dict[str, float]:
    """What differs from 0 in a row of the bridge."""
    line = table[(table["place"] == place) & (table["measure"] == measure)].iloc[0]
    return {name: line[name] for name in ("opening", *STEPS, "closing") if line[name]}


def test_every_way_to_move_has_its_step() -> None:
    then = [
        {"identity": "a", "stage": "negotiating", "investment": 1.0},
        {"identity": "b", "stage": "signed", "investment": 2.0},
        {"identity": "c", "stage": "signed", "investment": 3.0},
        {"identity": "d", "stage": "paused", "investment": 4.0},
        {"identity": "e", "stage": "signed", "investment": 5.0},
        {"identity": "g", "stage": "signed", "investment": 6.0},
    ]
    now = [
        {"identity": "a", "stage": "signed", "investment": 1.5},
        {"identity": "b", "stage": "negotiating", "investment": 2.0},
        {"identity": "c", "stage": "terminated", "investment": 3.0},
        {"identity": "d", "stage": "signed", "investment": 4.0},
        {"identity": "f", "stage": "signed", "investment": 7.0},
        {"identity": "g", "stage": "signed", "investment": 5.5},
        {"identity": "h", "stage": "signed", "investment": 8.0},
    ]
    found = _bridge(then, now, Past(seen=frozenset("h")))
    signed = {
        "opening": 4,
        "new": 1,
        "moved_in": 2,
        "moved_out": 1,
        "terminated": 1,
        "added": 1,
        "removed": 1,
        "closing": 5,
    }
    assert row(found.stages, "signed") == signed
    amounts = {
        "opening": 16,
        "new": 7,
        "moved_in": 5,
        "moved_out": 2,
        "terminated": 3,
        "added": 8.5,
        "removed": 5.5,
        "closing": 26,
    }
    assert row(found.stages, "signed", "investment") == amounts
    assert row(found.stages, "terminated") == {"moved_in": 1, "closing": 1}
    assert row(found.total, "") == {"opening": 6, "new": 1, "terminated": 1, "added": 1, "removed": 1, "closing": 6}
    whole = {step: things for (place, step), things in found.things.items() if not place}
    assert {step: "".join(sorted(thing.identity for thing in things)) for step, things in whole.items()} == {
        "opening": "abcdeg", "new": "f", "terminated": "c", "added": "h", "removed": "e", "closing": "abdfgh",
    }  # fmt: skip


def test_a_project_that_changes_unit_and_industry_is_moved_there() -> None:
    then = [{"identity": "a", "stage": "signed", "investment": 2.0}]
    found = _bridge(then, [{**then[0], "unit": B, "industry": "新材料", "investment": 3.0}])
    assert row(found.units, A) == {"opening": 1, "moved_out": 1}
    assert row(found.units, B, "investment") == {"moved_in": 2, "added": 1, "closing": 3}
    assert row(found.industries, "新材料") == {"moved_in": 1, "closing": 1}
    assert row(found.total, "", "investment") == {"opening": 2, "added": 1, "closing": 3}


def test_what_was_so_at_the_opening_already_is_a_correction() -> None:
    then = [{"identity": "a", "stage": "negotiating"}]
    late = {"stage": "signed", "signed_on": date(2024, 3, 20)}
    found = _bridge(then, [{"identity": "a", **late}, {"identity": "b", **late}])
    assert row(found.stages, "negotiating") == {"opening": 1, "removed": 1}
    assert row(found.stages, "signed") == {"added": 2, "closing": 2}
    assert row(found.total, "") == {"opening": 1, "added": 1, "closing": 2}
    in_time = {"stage": "signed", "signed_on": date(2024, 3, 25)}
    assert row(_bridge(then, [{"identity": "a", **in_time}]).stages, "signed") == {"moved_in": 1, "closing": 1}


def test_a_project_of_two_units_stands_with_each_and_once_in_all() -> None:
    then = [{"identity": "a", "stage": "signed"}]
    found = _bridge(then, [*then, {**then[0], "unit": B}])
    assert row(found.units, A) == {"opening": 1, "closing": 1}
    assert row(found.units, B) == {"new": 1, "closing": 1}
    assert row(found.total, "") == {"opening": 1, "closing": 1}


def test_what_the_district_reports_of_itself_stands_only_where_no_unit_reports() -> None:
    found = _bridge([{"identity": "a", "stage": "signed", "unit": HOME}], [{"identity": "a", "stage": "signed"}])
    assert row(found.units, HOME) == {"opening": 1, "moved_out": 1}
    assert row(found.units, A) == {"moved_in": 1, "closing": 1}


def test_a_rest_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(bridges.STEPS, "new", 2)
    with pytest.raises(BridgeLeavesRest, match=r"bridge-rest place=signed measure=projects rest=1\.0"):
        _bridge([], [{"identity": "a", "stage": "signed"}])


def _assets(records: list[dict], day: date) -> Books:
    books = Books(day)
    for record in records:
        books.add("assets", A, **{"name": record["identity"], "kind": "factory", **record})
    return books


def _asset_bridge(then: list[dict], now: list[dict], past: Past | None = None) -> AssetBridge:
    state = prepared(_assets(now, date(2024, 3, 29)).snapshot(), district(), _assets(then, THEN).snapshot())
    return asset_movement(state, past).bridge


def asset_row(found: AssetBridge, kind: str, status: str | None = None, measure: str = "assets") -> dict[str, float]:
    """What differs from 0 in a row of a kind's status, or of the whole kind."""
    table = found.kinds if status is None else found.statuses
    return row(table[table["kind"] == kind], status or "", measure)


def test_assets_move_between_statuses_within_their_kind_in_number_and_square_metres() -> None:
    then = [
        {"identity": "a", "status": "idle", "area": 900.0},
        {"identity": "b", "status": "idle", "area": 400.0},
        {"identity": "c", "status": "refitting", "area": 100.0},
        {"identity": "d", "status": "", "area": 70.0},
    ]
    now = [
        {"identity": "a", "status": "in_use", "area": 950.0},
        {"identity": "c", "status": "refitting", "area": 80.0},
        {"identity": "d", "status": "idle", "area": 70.0, "kind": "building"},
        {"identity": "e", "status": "idle", "area": 500.0},
        {"identity": "f", "status": "idle", "area": 30.0},
    ]
    found = _asset_bridge(then, now, Past(seen=frozenset("f")))
    assert asset_row(found, "factory", "idle") == {
        "opening": 2, "new": 1, "moved_out": 1, "added": 1, "removed": 1, "closing": 2,
    }  # fmt: skip
    assert asset_row(found, "factory", "idle", "area") == {
        "opening": 1300, "new": 500, "moved_out": 900, "added": 30, "removed": 400, "closing": 530,
    }  # fmt: skip
    assert asset_row(found, "factory", "in_use", "area") == {"moved_in": 900, "added": 50, "closing": 950}
    assert asset_row(found, "factory", "refitting", "area") == {"opening": 100, "removed": 20, "closing": 80}
    assert asset_row(found, "factory", "") == {"opening": 1, "moved_out": 1}
    assert asset_row(found, "building", "idle", "area") == {"moved_in": 70, "closing": 70}
    assert asset_row(found, "factory") == {
        "opening": 4, "new": 1, "moved_out": 1, "added": 1, "removed": 1, "closing": 4,
    }  # fmt: skip
    assert list(found.kinds["kind"]) == ["land", "land", "factory", "factory", "building", "building"]


def test_a_rest_among_assets_is_an_error_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(bridges.STEPS, "new", 2)
    with pytest.raises(BridgeLeavesRest, match=r"bridge-rest place=land/idle measure=assets rest=1\.0"):
        _asset_bridge([], [{"identity": "a", "status": "idle", "kind": "land"}])


ASSET = st.fixed_dictionaries(
    {
        "identity": st.sampled_from("abcdef"),
        "status": st.sampled_from(STATUSES),
        "kind": st.sampled_from(ASSET_KINDS),
        "area": st.one_of(st.just(math.nan), st.floats(0.01, 1e6)),
    }
)


@settings(max_examples=25, deadline=None)
@given(st.lists(ASSET, max_size=9), st.lists(ASSET, max_size=9), st.frozensets(st.sampled_from("abcdef")))
def test_no_rest_is_left_among_assets(then: list[dict], now: list[dict], seen: frozenset[str]) -> None:
    found = _asset_bridge(then, now, Past(seen=seen))
    for table in (found.statuses, found.kinds):
        rest = table["opening"] - table["closing"]
        for step, sign in STEPS.items():
            rest = rest + sign * table[step]
        assert [left for left in rest if abs(left) > 1e-9 * 1e6] == []
    counts = found.kinds[found.kinds["measure"] == "assets"]
    assert counts["closing"].sum() == len({record["identity"] for record in now})


PROJECT = st.fixed_dictionaries(
    {
        "identity": st.sampled_from("abcdef"),
        "stage": st.sampled_from((*STAGES, *SIDE_STAGES)),
        "unit": st.sampled_from((A, B)),
        "industry": st.sampled_from(("新能源", "新材料", "")),
        "investment": st.one_of(st.just(math.nan), st.floats(0.01, 1e4)),
        "signed_on": st.sampled_from((None, date(2024, 3, 1), date(2024, 3, 27))),
    }
)


@settings(max_examples=25, deadline=None)
@given(st.lists(PROJECT, max_size=9), st.lists(PROJECT, max_size=9), st.frozensets(st.sampled_from("abcdef")))
def test_no_rest_is_left_and_closing_is_what_stands(then: list[dict], now: list[dict], seen: frozenset[str]) -> None:
    found = _bridge(then, now, Past(seen=seen))
    for table in (found.stages, found.units, found.industries, found.total):
        rest = table["opening"] - table["closing"]
        for step, sign in STEPS.items():
            rest = rest + sign * table[step]
        assert [left for left in rest if abs(left) > 1e-9 * 1e4] == []
    stands = stock(prepared(_books(now, date(2024, 3, 29)).snapshot(), district()))
    for measure in ("projects", "investment"):
        closing = found.stages[found.stages["measure"] == measure]["closing"]
        assert closing.tolist() == pytest.approx(stands[measure].tolist(), rel=1e-12)
