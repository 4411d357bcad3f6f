"""The checklist: what the last meeting showed and is no longer so, and pairs nobody has decided."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from dashboard.store import Store
from dashboard.workflows import freezing, identifying
from dashboard.workflows.preparing import Line, checklist
from dashboard.workflows.report import standing
from dashboard.workflows.restating import restatements
from dashboard.workflows.returns import returns
from metrics.restatements import Figure
from tests.dashboard.store.desk import DISTRICT, MARCH_15, MARCH_22, MARCH_29, Desk, counter, project, settings, trip

A = "甲街道"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Store(settings(tmp_path), DISTRICT) as store:
        yield Desk(store)


def _lines(desk: Desk, kind: str) -> list[Line]:
    stands = standing(desk.store, desk.store.registry.at(MARCH_29), MARCH_29)
    grid = returns(desk.store, DISTRICT, MARCH_29, datetime(2024, 3, 29, 12))
    found = checklist(
        desk.store, stands, grid, None,
        waiting=identifying.waiting(desk.store, stands), restated=restatements(desk.store, MARCH_22),
    )  # fmt: skip
    return [line for line in found if line.kind == kind]


def test_a_figure_of_the_last_meeting_that_has_changed_is_told_with_its_cause(desk: Desk) -> None:
    desk.send(MARCH_22, unit=A, visits=[trip("赵一", date(2024, 3, 20))])
    desk.now += timedelta(minutes=1)
    freezing.freeze(desk.store, MARCH_22, by="secretary", now=desk.now)
    desk.send(MARCH_29, unit=A, visits=[trip("赵一", date(2024, 3, 20))])
    assert _lines(desk, "restated") == []
    late = desk.send(MARCH_22, unit=A, visits=[trip("赵一", date(2024, 3, 20)), trip("钱二", date(2024, 3, 21), row=4)])
    (line,) = [line for line in _lines(desk, "restated") if line.subject == A]
    assert {name: line.detail[name] for name in ("indicator", "was", "stands", "day")} == {
        "indicator": "outbound_trips", "was": Figure(1, light="grey", grey="no-target"),
        "stands": Figure(2, light="grey", grey="no-target"),
        "day": MARCH_22,
    }  # fmt: skip
    assert line.effect == "causes"
    assert [(p.cause.kind, p.cause.number, p.amount) for p in line.at_stake["parts"]] == [
        ("correction", late.number, 1)
    ]


def test_what_a_file_of_the_week_left_out_is_told_though_it_covers_to_another_day(desk: Desk) -> None:
    fault = {"code": "not-a-date", "severity": "error", "sheet": "外出", "cell": "C4", "found": "?", "detail": {}}
    desk.send(MARCH_22, unit=A, visits=[trip("赵一", date(2024, 3, 20))], findings=[fault])
    thursday = desk.send(date(2024, 3, 28), unit=A, visits=[trip("赵一", date(2024, 3, 20))], findings=[fault])
    (line,) = _lines(desk, "left-out")
    assert (line.subject, line.detail["file"], line.count) == (A, f"{thursday.number}.xlsx", 1)


def test_a_cumulative_figure_lower_than_at_the_last_meeting_is_told_once(desk: Desk) -> None:
    desk.send(MARCH_22, unit=A, counters=[counter("promotions", 40, MARCH_22)])
    desk.send(MARCH_29, unit=A, counters=[counter("promotions", 38, MARCH_29)])
    (line,) = _lines(desk, "fell")
    told = {"indicator": "promotions", "unit": A, "was": 40, "now": 38, "on": MARCH_22}
    assert (line.subject, line.detail, line.effect) == (A, told, "counted")


def test_a_pair_nobody_has_decided_counts_as_two_until_then(desk: Desk) -> None:
    desk.send(MARCH_22, unit=A, projects=[project("光伏支架制造基地", "signed", investor="辛能集团")])
    desk.send(MARCH_29, unit=A, projects=[project("光伏支驾制造基地", "signed", investor="")])
    pairs = [(line.subject, line.detail["other"], line.effect) for line in _lines(desk, "identity")]
    assert pairs == [("光伏支架制造基地", "光伏支驾制造基地", "twice")]


def test_a_district_without_a_target_of_its_own_is_told(desk: Desk) -> None:
    place = {"unit": A, "sheet": "目标", "table": 1, "row": 3, "cell": "B3"}
    desk.send(
        MARCH_29, unit=A,
        targets=[{**place, "indicator": "outbound_trips", "year": 2024, "period": "year", "value": 20.0}],
    )  # fmt: skip
    (line,) = _lines(desk, "untargeted")
    assert (line.subject, line.detail["given"], line.effect) == ("outbound_trips", 1, "unlit")


def _told(desk: Desk) -> list[tuple[str, list[tuple[str, str, str]], str, float, int]]:
    """What is said of projects that went, were renamed or came back: which, their names, the effect and its amount."""
    return [
        (line.subject, line.detail["names"], line.effect, line.at_stake["investment"], line.count)
        for line in _lines(desk, "movers")
    ]


def test_projects_that_went_were_renamed_or_came_back_are_named_with_what_they_do_to_the_stock(desk: Desk) -> None:
    named = {name: project(name, "signed", unit=A, row=3 + n, investment=n + 1.5) for n, name in enumerate("子丑寅卯")}
    named["子"]["credit_code"] = "91320700MA1234567X"
    desk.send(MARCH_15, unit=A, projects=[named["子"], named["丑"], named["寅"], named["卯"]])
    desk.send(MARCH_22, unit=A, projects=[named["子"], named["丑"], named["寅"]])
    renamed = {**named["子"], "name": "子基地", "row": 3}
    desk.send(MARCH_29, unit=A, projects=[renamed, {**named["卯"], "row": 4}])
    assert _told(desk) == [
        ("vanished", [(A, "丑", ""), (A, "寅", "")], "fewer", 6.0, 2),
        ("renamed", [(A, "子基地", "子")], "kept", 1.5, 1),
        ("resurrected", [(A, "卯", "")], "more", 4.5, 1),
    ]


def test_without_such_projects_nothing_is_said(desk: Desk) -> None:
    desk.send(MARCH_22, unit=A, projects=[project("子", "negotiating", unit=A)])
    desk.send(MARCH_29, unit=A, projects=[project("子", "signed", unit=A), project("丑", "signed", unit=A, row=4)])
    assert _told(desk) == []


def test_a_target_that_was_revised_is_told_and_stands_beside_the_light_it_changed(desk: Desk) -> None:
    def aimed(day: date, value: float, trips: int) -> None:
        place = {"unit": A, "sheet": "目标", "table": 1, "row": 3, "cell": "B3"}
        goal = {**place, "indicator": "outbound_trips", "year": 2024, "period": "year", "value": value}
        visits = [trip(f"赵{n}", MARCH_15, row=4 + n) for n in range(trips)]
        desk.send(day, unit=A, visits=visits, targets=[goal, {**goal, "unit": DISTRICT.name, "cell": "B4"}])

    aimed(MARCH_22, 20, 5)
    aimed(MARCH_29, 60, 6)
    told = {"indicator": "outbound_trips", "was": 20, "now": 60, "since": MARCH_29}
    found = [(line.subject, line.detail, line.effect) for line in _lines(desk, "retargeted")]
    assert found == [(DISTRICT.name, told, "judged"), (A, told, "judged")]
    before = standing(desk.store, DISTRICT, MARCH_22).report
    stands = standing(desk.store, DISTRICT, MARCH_29)
    grid = returns(desk.store, DISTRICT, MARCH_29, datetime(2024, 3, 29, 12))
    (light,) = [line for line in checklist(desk.store, stands, grid, before) if line.kind == "light"]
    assert (light.subject, light.detail, light.effect) == (
        "outbound_trips", {"was": "on-pace", "now": "behind"}, "aimed",
    )  # fmt: skip
    assert {name: light.at_stake[name] for name in ("was", "now", "aimed", "aims")} == {
        "was": 0.25, "now": 0.1, "aimed": 20, "aims": 60,
    }  # fmt: skip
