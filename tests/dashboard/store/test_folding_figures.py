"""How counters, targets and explicit zeros fold."""

from datetime import date

from tests.dashboard.store.desk import MARCH_8, MARCH_15, MARCH_22, MARCH_29, Desk, counter, leaders, project, trip


def test_cumulative_counters_stand_at_the_latest(desk: Desk) -> None:
    desk.send(MARCH_8, counters=[counter("outbound_trips", 4, MARCH_8), counter("chambers", 1, MARCH_8)])
    desk.send(MARCH_15, counters=[counter("outbound_trips", 6, MARCH_15)])
    counters = desk.store.snapshot(MARCH_15).tables["counters"]
    assert dict(zip(counters["indicator"], counters["value"], strict=True)) == {"outbound_trips": 6.0, "chambers": 1.0}


def test_weekly_counters_stand_side_by_side_within_their_year(desk: Desk) -> None:
    december = date(2023, 12, 29)
    desk.send(december, counters=[counter("outbound_trips", 9, december, period="week")])
    for day, value in ((MARCH_8, 4), (MARCH_15, 2), (MARCH_15, 3)):
        desk.send(day, counters=[counter("outbound_trips", value, day, period="week")])
    assert list(desk.store.snapshot(MARCH_22).tables["counters"]["value"]) == [4.0, 3.0]


def test_targets_stand_at_the_latest_for_year_and_period(desk: Desk) -> None:
    target = {
        "unit": "甲街道",
        "sheet": "目标",
        "table": 1,
        "row": 3,
        "indicator": "land_m2",
        "year": 2024,
        "cell": "B3",
    }
    desk.send(MARCH_8, targets=[{**target, "period": "year", "value": 100}, {**target, "period": "Q1", "value": 20}])
    desk.send(MARCH_15, targets=[{**target, "period": "year", "value": 90}])
    targets = desk.store.snapshot(MARCH_15).tables["targets"]
    assert sorted(targets["value"]) == [20.0, 90.0]


EMPTY_LOG = ({"name": "外出", "table": 1, "ledger": "visits", "columns": {"unit": "A", "start": "B"}},)


def _zero(day: date) -> dict[str, object]:
    return {**counter("outbound_trips", 0, day, sheet="外出"), "cell": "A3"}


def test_an_explicit_zero_covers_a_list_that_nobody_has_sent(desk: Desk) -> None:
    receipt = desk.send(MARCH_8, sheets=EMPTY_LOG, counters=[_zero(MARCH_8)])
    snapshot = desk.store.snapshot(MARCH_8)
    cover = snapshot.coverage[snapshot.coverage["table"] == "visits"]
    assert cover[["unit", "scope", "submission", "sheet", "cell"]].values.tolist() == [
        ["甲街道", "outbound", receipt.number, "外出", "A3"]
    ]
    assert list(snapshot.tables["counters"]["value"]) == [0.0]


def test_an_explicit_zero_takes_no_record_away_but_shows_life(desk: Desk) -> None:
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    desk.send(MARCH_29, sheets=EMPTY_LOG, counters=[_zero(MARCH_29)])
    snapshot = desk.store.snapshot(MARCH_29)
    assert leaders(snapshot) == ["王一"]
    assert list(snapshot.tables["counters"]["value"]) == []
    assert [day.date() for day in snapshot.coverage["period"]] == [MARCH_8, MARCH_29]
    assert list(snapshot.tables["visits"]["stale"]) == [False]


def test_an_explicit_zero_stands_beside_a_reported_counter(desk: Desk) -> None:
    desk.send(MARCH_8, counters=[counter("outbound_trips", 12, MARCH_8)])
    desk.send(MARCH_15, sheets=EMPTY_LOG, counters=[_zero(MARCH_15)])
    assert sorted(desk.store.snapshot(MARCH_15).tables["counters"]["value"]) == [0.0, 12.0]


def test_an_explicit_zero_of_a_week_is_a_counter_of_that_week_beside_the_list(desk: Desk) -> None:
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    zero = {**_zero(MARCH_15), "period": "week"}
    desk.send(MARCH_15, scope="increment", sheets=EMPTY_LOG, counters=[zero])
    snapshot = desk.store.snapshot(MARCH_15)
    assert leaders(snapshot) == ["王一"]
    assert list(snapshot.tables["counters"]["value"]) == [0.0]
    cover = snapshot.coverage[snapshot.coverage["table"] == "visits"]
    assert [(day.date(), nothing) for day, nothing in zip(cover["period"], cover["nothing"], strict=True)] == [
        (MARCH_8, False),
        (MARCH_15, True),
    ]


def test_an_empty_list_of_which_a_person_said_that_it_is_the_whole_ends_the_old_one(desk: Desk) -> None:
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    desk.send(MARCH_15, sheets=EMPTY_LOG, counters=[_zero(MARCH_15)], answers={"scope": "whole"})
    snapshot = desk.store.snapshot(MARCH_15)
    assert leaders(snapshot) == []
    assert list(snapshot.tables["counters"]["value"]) == [0.0]
    assert leaders(desk.store.snapshot(MARCH_8)) == ["王一"]


def test_an_empty_list_of_signed_projects_said_to_be_the_whole_leaves_the_talks(desk: Desk) -> None:
    rows = [project("甲", "signed"), project("乙", "started", row=4), project("丙", "negotiating", row=5)]
    desk.send(MARCH_8, template="A", projects=rows)
    sheet = {"name": "签约", "table": 1, "ledger": "projects", "columns": {"name": "B"}}
    zero = counter("projects_signed", 0, MARCH_15, sheet="签约")
    desk.send(MARCH_15, template="A", sheets=(sheet,), counters=[zero], answers={"scope": "whole"})
    assert list(desk.store.snapshot(MARCH_15).tables["projects"]["name"]) == ["丙"]


def test_a_zero_in_a_counter_sheet_is_a_figure(desk: Desk) -> None:
    desk.send(MARCH_8, counters=[counter("outbound_trips", 12, MARCH_8)])
    sheet = {"name": "统计", "table": 1, "ledger": "counters", "columns": {}}
    desk.send(MARCH_15, sheets=(sheet,), counters=[counter("outbound_trips", 0, MARCH_15)])
    snapshot = desk.store.snapshot(MARCH_15)
    assert list(snapshot.tables["counters"]["value"]) == [0.0]
    assert list(snapshot.coverage["table"]) == ["counters"]


def test_a_list_after_an_explicit_zero_stands_alone(desk: Desk) -> None:
    desk.send(MARCH_8, sheets=EMPTY_LOG, counters=[_zero(MARCH_8)])
    desk.send(MARCH_15, visits=[trip("王一", MARCH_15)])
    snapshot = desk.store.snapshot(MARCH_15)
    assert leaders(snapshot) == ["王一"]
    assert list(snapshot.tables["counters"]["value"]) == []
    assert list(snapshot.coverage["submission"]) == [2]


def test_an_empty_list_of_started_projects_says_nothing_about_signed_ones(desk: Desk) -> None:
    desk.send(MARCH_8, projects=[project("甲", "signed")])
    sheet = {"name": "开工", "table": 1, "ledger": "projects", "columns": {"name": "B"}}
    desk.send(MARCH_8, sheets=(sheet,), counters=[counter("projects_started", 0, MARCH_8, sheet="开工")])
    snapshot = desk.store.snapshot(MARCH_8)
    cover = snapshot.coverage[snapshot.coverage["table"] == "projects"]
    assert list(zip(cover["submission"], cover["scope"], strict=True)) == [(1, "signed"), (2, "started")]
    assert list(snapshot.tables["counters"]["indicator"]) == ["projects_started"]
