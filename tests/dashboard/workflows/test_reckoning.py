"""Reckoning: what a later version makes of a frozen day is told as a revision, and nothing else is."""

import json
from collections.abc import Iterator, Mapping
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from dashboard.i18n import speaker
from dashboard.store import Store
from dashboard.workflows import freezing, reckoning, report, restating, showing
from dashboard.workflows.packing import drawn_on
from dashboard.workflows.proving import under
from metrics.catalogue import INDICATORS
from tests.dashboard.store.desk import DISTRICT, MARCH_8, MARCH_22, MARCH_29, Desk, asset, project, settings, trip

EN = speaker("en")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Store(settings(tmp_path), DISTRICT) as store:
        yield Desk(store)


def _frozen(desk: Desk, monkeypatch: pytest.MonkeyPatch, then: Mapping[str, int] | None, **parts: Any) -> str:
    """The hash of a meeting that an earlier program froze: with these versions, its `parts` reckoned in its way."""
    whole = freezing.shown

    def earlier(*said: Any) -> dict[str, Any]:
        found = whole(*said)
        found["district"]["outbound_trips"]["value"] += parts.get("outbound_trips", 0)
        return found | {name: told for name, told in parts.items() if name in found}

    desk.now += timedelta(minutes=1)
    with monkeypatch.context() as before:
        before.setattr(freezing, "shown", earlier)
        before.setattr(reckoning, "versions", lambda: then)
        return freezing.freeze(desk.store, MARCH_29, by="x", now=desk.now).hash


def _trips(desk: Desk, *days: int, unit: str = "甲街道") -> int:
    rows = [trip(f"赵{day}", MARCH_22.replace(day=day), row=3 + n, unit=unit) for n, day in enumerate(days)]
    return desk.send(MARCH_29, unit=unit, visits=rows).number


def test_a_frozen_meeting_notes_the_versions_of_its_reckoning_outside_its_hash(desk: Desk) -> None:
    _trips(desk, 25)
    frozen = freezing.freeze(desk.store, MARCH_29, by="x", now=desk.now)
    assert frozen.reckoning == reckoning.versions()
    assert (reckoning.versions()["outbound_trips"], reckoning.versions()["space"]) == (3, 3)
    assert "reckoning" not in freezing.verify(desk.store, frozen.hash).shown
    assert not reckoning.revised(frozen)


def test_a_bridge_from_before_there_were_restatements_is_no_tampering(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.send(MARCH_22, projects=[project("子", "signed")])
    desk.send(MARCH_29, projects=[project("子", "signed")], visits=[trip("赵一", MARCH_8)])
    then = {**reckoning.versions(), "opening": 2}
    then.pop("bridge")
    rows = [{"place": "signed", "measure": "projects", "opening": 1, "new": 0, "closing": 1}]
    found = under(desk.store, _frozen(desk, monkeypatch, then, bridge=rows), EN)
    assert found.sound
    assert found.lines[2] == "What comes out differently: movement of projects"


@pytest.mark.parametrize("then", [None, {"outbound_trips": 3, "space": 1}])
def test_what_is_reckoned_otherwise_since_is_named_and_looks_like_no_tampering(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, then: Mapping[str, int] | None
) -> None:
    _trips(desk, 25)
    hash_ = _frozen(desk, monkeypatch, then, space={"steps": {}})
    found = under(desk.store, hash_, EN)
    assert found.sound
    assert found.lines[1:3] == [
        "Whole: this is what was shown. The program reckons otherwise since, so that what was known then comes out "
        "differently now; whether the ledgers themselves are untouched, check tells.",
        "What comes out differently: space page",
    ]


def test_what_the_same_reckoning_no_longer_gives_is_no_revision(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    _trips(desk, 25)
    hash_ = _frozen(desk, monkeypatch, {**reckoning.versions(), "visits": 1}, space={"steps": {}}, visits={})
    found = under(desk.store, hash_, EN)
    assert not found.sound
    assert found.lines[1:3] == [
        "Whole, but worked out again from what was known then it comes out differently.",
        "What comes out differently: space page, visits page",
    ]


def test_files_are_reckoned_by_no_version(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    _trips(desk, 25)
    assert not under(desk.store, _frozen(desk, monkeypatch, None, files=[]), EN).sound


def test_a_revision_is_a_cause_of_its_own_before_what_came_late(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    _trips(desk, 25)
    _frozen(desk, monkeypatch, {}, outbound_trips=-1)
    late = _trips(desk, 26, 27, unit="乙镇")
    found = restating.restatements(desk.store, MARCH_29).figures[0]
    assert (found.indicator, found.presented, found.now) == ("outbound_trips", 0, 3)
    parts = [(part.cause.kind, part.cause.number, part.amount) for part in found.parts]
    assert parts == [("reckoning", 0, 1), ("late", late, 2)]


def test_a_page_of_a_revised_reckoning_claims_no_hash(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    _trips(desk, 25)
    captions = []
    for then in ({}, reckoning.versions()):
        hash_ = _frozen(desk, monkeypatch, then)[:8]
        known = report.standing(desk.store, DISTRICT, MARCH_29, desk.now)
        captions.append(drawn_on(desk.store, known, EN).frozen.replace(hash_, "HASH"))
    assert captions == [
        "computed by today's reckoning from the ledgers as frozen in version 1; what was shown lies under HASH",
        "frozen, version 2, HASH",
    ]


def test_what_a_frozen_day_comes_out_as_changes_with_a_new_version_alone(desk: Desk) -> None:
    """Where a print here changes its version is raised; where only the example was changed, the print alone."""
    half = {**asset("一号厂房", "factory", 400.0), "area": 900.0, "revitalised_on": MARCH_8}
    desk.send(MARCH_22, visits=[trip("赵一", MARCH_8)], assets=[half])
    desk.send(MARCH_22, unit="乙镇", projects=[project("丑", "negotiating", unit="乙镇")])
    desk.send(
        MARCH_29,
        visits=[trip("赵一", MARCH_8), trip("钱二", MARCH_22, row=4)],
        projects=[project("子", "signed", signed_on=MARCH_22, investment=2.5)],
        assets=[{**half, "revitalised_area": 900.0, "revitalised_on": MARCH_29}],
    )
    desk.send(MARCH_29, unit="乙镇", scope="increment", projects=[project("寅", "negotiating", unit="乙镇", row=4)])
    shown = showing.shown(desk.store, MARCH_29)
    by_unit = [shown["district"], *shown["units"].values()]
    told = {name: [figures.get(name) for figures in by_unit] for name in INDICATORS}
    told |= {name: part for name, part in shown.items() if name not in ("as_of", "files", *reckoning.BY_INDICATOR)}
    versions = reckoning.versions()
    assert [f"{name} {versions.get(name, 1)} {_print(said)}" for name, said in told.items()] == PRINTS.split("\n")[1:-1]


def _print(told: Any) -> str:
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return sha256(text.encode()).hexdigest()[:8]


PRINTS = """
outbound_trips 3 28f38a61
leader_trips 2 abe2bb91
inbound_groups 3 34c48ab6
leader_receptions 2 aa2c0b2c
chambers 1 a1dbd446
projects_discussed 1 13aefa78
signing_events 1 7921f2ec
training_events 1 7921f2ec
promotions 1 ba58e673
projects_signed 1 b6952fe1
projects_signed_1yi 2 b6952fe1
projects_signed_10yi 2 bbc30c07
projects_signed_50yi 2 bbc30c07
investment_signed 1 0a8e2aa8
projects_started 1 b33639b5
projects_completed 1 b33639b5
conversion_same_period 1 ec31b898
conversion_stock 2 d5f9d85e
land_m2 1 67ab2622
factory_m2 1 c7df9128
building_m2 1 9359ce28
surveyed_share 2 3ecc6807
weekly 4 8bed5abf
stock 1 a4bc0c23
bridge 2 c668db29
groups 1 44136fa3
remarks 7 f76d61fb
rhythm 2 92aea73f
ranks 2 ba10cf1c
visits 7 552437ee
leaders 3 4f53cda1
movement 4 b25d75cd
developing 2 6aee8267
stuck 5 4f53cda1
space 3 3cb0c7bf
revivals 1 2036e916
occupants 1 c949c311
"""
