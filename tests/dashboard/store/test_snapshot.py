"""What a snapshot carries: receipt, file, stale, identity, coverage, addresses, and what was known when."""

from datetime import date, timedelta

import pandas as pd
import pytest

from dashboard.contract import AFTER_SNAPSHOT, BEFORE_SNAPSHOT, COVERAGE, TABLES
from dashboard.store import views
from dashboard.store.filing import Part
from tests.dashboard.store.desk import (
    MARCH_8,
    MARCH_15,
    MARCH_22,
    MARCH_29,
    Desk,
    asset,
    counter,
    leaders,
    project,
    trip,
)


def test_every_table_has_the_contracts_columns_and_types_even_when_empty(desk: Desk) -> None:
    snapshot = desk.store.snapshot(MARCH_8)
    for table, columns in TABLES.items():
        assert list(snapshot.tables[table].columns) == [*BEFORE_SNAPSHOT, *columns, *AFTER_SNAPSHOT]
    visits = snapshot.tables["visits"].dtypes.astype(str)
    assert visits[
        ["submission", "file", "period", "stale", "unit", "row", "start", "headcount", "identity"]
    ].tolist() == [
        "int64",
        "str",
        "datetime64[us]",
        "bool",
        "str",
        "int64",
        "datetime64[us]",
        "float64",
        "str",
    ]
    assert list(snapshot.coverage.columns) == list(COVERAGE)


def test_floats_and_texts_come_back_exactly(desk: Desk) -> None:
    areas = [0.1 + 0.2, 1e-9, 123456789.123456789, 2000 / 3]
    desk.send(MARCH_8, assets=[asset(f"=厂房\n{i}", "factory", area, row=i) for i, area in enumerate(areas, 3)])
    assets = desk.store.snapshot(MARCH_8).tables["assets"]
    assert assets["revitalised_area"].tolist() == areas
    assert assets["name"].tolist()[0] == "=厂房\n3"
    assert assets["area"].isna().all()
    assert assets["revitalised_on"].isna().all()


def test_records_carry_receipt_file_and_period(desk: Desk) -> None:
    receipt = desk.send(MARCH_8, visits=[trip("王一", MARCH_8)], name="外出.xlsx")
    row = desk.store.snapshot(MARCH_29).tables["visits"].iloc[0]
    assert (row["submission"], row["file"], row["period"]) == (receipt.number, "外出.xlsx", pd.Timestamp(MARCH_8))


def test_a_unit_is_stale_from_the_first_missed_return(desk: Desk) -> None:
    desk.send(MARCH_15, visits=[trip("王一", MARCH_15)])
    assert list(desk.store.snapshot(MARCH_15).tables["visits"]["stale"]) == [False]
    assert list(desk.store.snapshot(date(2024, 3, 21)).tables["visits"]["stale"]) == [False]
    snapshot = desk.store.snapshot(MARCH_22)
    assert list(snapshot.tables["visits"]["stale"]) == [True]
    assert list(snapshot.coverage["stale"]) == [True]


def test_an_increment_keeps_the_whole_ledger_fresh(desk: Desk) -> None:
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    desk.send(MARCH_22, scope="increment", visits=[trip("李二", MARCH_22)])
    assert list(desk.store.snapshot(MARCH_22).tables["visits"]["stale"]) == [False, False]


def test_weekly_counters_are_as_fresh_as_the_latest_week(desk: Desk) -> None:
    for day in (MARCH_8, MARCH_15, MARCH_22):
        desk.send(day, counters=[counter("outbound_trips", 1, day, period="week")])
    assert list(desk.store.snapshot(MARCH_22).tables["counters"]["stale"]) == [False, False, False]
    assert list(desk.store.snapshot(MARCH_29).tables["counters"]["stale"]) == [True, True, True]


def test_rows_stand_in_the_official_order_of_units(desk: Desk) -> None:
    desk.send(MARCH_8, unit="丙园区", visits=[trip("孙四", MARCH_8, unit="丙园区")])
    desk.send(MARCH_8, unit="乙镇", visits=[trip("赵三", MARCH_8, unit="乙镇")])
    desk.send(MARCH_8, unit="甲街道", visits=[trip("王一", MARCH_8)])
    assert leaders(desk.store.snapshot(MARCH_8)) == ["王一", "赵三", "孙四"]


def test_known_at_shows_what_was_known_then(desk: Desk) -> None:
    first = desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    second = desk.send(MARCH_8, visits=[trip("王壹", MARCH_8)])
    assert leaders(desk.store.snapshot(MARCH_29, known_at=first.at)) == ["王一"]
    assert leaders(desk.store.snapshot(MARCH_29, known_at=second.at)) == ["王壹"]
    assert leaders(desk.store.snapshot(MARCH_29, known_at=first.at - timedelta(seconds=1))) == []


def test_a_snapshot_opens_what_stands_and_nothing_of_the_history(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[tuple[str, str]] = []

    def noted(unit: str, ledger: str, block: bytes) -> Part:
        opened.append((unit, ledger))
        return unpacked_part(unit, ledger, block)

    unpacked_part = views.opened
    for week in range(12):
        day = MARCH_8 + timedelta(weeks=week)
        desk.send(day, visits=[trip("王一", MARCH_8), trip("客", day, direction="inbound", row=4)])
    monkeypatch.setattr(views, "opened", noted)
    assert leaders(desk.store.snapshot(MARCH_8 + timedelta(weeks=11))) == ["王一", "客"]
    assert opened == [("甲街道", "visits")]


def test_a_draft_can_be_taken_as_if_it_were_committed(desk: Desk) -> None:
    desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    draft = desk.submission(MARCH_15, visits=[trip("李二", MARCH_15)])
    with_draft = desk.store.snapshot(MARCH_15, also=[draft])
    assert leaders(with_draft) == ["李二"]
    assert list(with_draft.tables["visits"]["submission"]) == [2]
    assert leaders(desk.store.snapshot(MARCH_15)) == ["王一"]
    assert desk.store.version == 1


def test_a_draft_that_replaces_a_receipt_hides_it(desk: Desk) -> None:
    wrong = desk.send(MARCH_8, visits=[trip("王一", MARCH_8)])
    draft = desk.submission(MARCH_15, visits=[trip("王壹", MARCH_8)], replaces=wrong.number)
    assert leaders(desk.store.snapshot(MARCH_8, also=[draft])) == []
    assert leaders(desk.store.snapshot(MARCH_15, also=[draft])) == ["王壹"]


def test_a_draft_hides_nothing_of_a_receipt_beyond_its_own_scopes(desk: Desk) -> None:
    both = [trip("王一", MARCH_8), trip("客", MARCH_8, direction="inbound", row=4)]
    first = desk.send(MARCH_8, visits=both)
    draft = desk.submission(MARCH_8, visits=[trip("王壹", MARCH_8)], replaces=first.number)
    assert leaders(desk.store.snapshot(MARCH_8, also=[draft])) == ["客", "王壹"]


def test_a_snapshot_of_some_units_holds_no_others(desk: Desk) -> None:
    both = [trip("王一", MARCH_8), trip("赵三", MARCH_8, unit="乙镇", row=4)]
    desk.send(MARCH_8, unit="", visits=both)
    assert leaders(desk.store.snapshot(MARCH_8, units=("乙镇",))) == ["赵三"]


def test_a_field_walks_back_to_its_cell(desk: Desk) -> None:
    sheet = {"name": "外出", "table": 1, "ledger": "visits", "columns": {"unit": "A", "leader": "C", "start": "E"}}
    receipt = desk.send(MARCH_8, visits=[trip("王一", MARCH_8, row=7)], sheets=(sheet,))
    snapshot = desk.store.snapshot(MARCH_8)
    assert snapshot.cell(receipt.number, "外出", 1, 7, "start") == "E7"
    assert snapshot.coverage[["sheet", "cell"]].values.tolist() == [["外出", "C7"]]


def test_coverage_names_the_stages_of_a_project_list(desk: Desk) -> None:
    desk.send(
        MARCH_8, projects=[project("甲", "started"), project("乙", "signed", row=4), project("丙", "negotiating")]
    )
    assert sorted(desk.store.snapshot(MARCH_8).coverage["scope"]) == ["negotiating", "signed", "started"]


def test_rows_about_an_unknown_unit_stay_with_their_sender(desk: Desk) -> None:
    desk.send(MARCH_8, unit="甲街道", visits=[trip("王一", MARCH_8, unit="")])
    desk.send(MARCH_15, unit="乙镇", visits=[trip("赵三", MARCH_15, unit="")])
    assert leaders(desk.store.snapshot(MARCH_15)) == ["王一", "赵三"]


def test_a_cell_inside_a_merge_is_the_one_that_the_merge_begins_with(desk: Desk) -> None:
    columns = {"unit": "A", "name": "B", "signed_on": "C"}
    merged = {"A4": "A3", "C4": "C3"}
    sheet = {"name": "项目", "table": 1, "ledger": "projects", "columns": columns, "merged": merged}
    rows = [project("甲", "signed"), project("乙", "signed", row=4)]
    receipt = desk.send(MARCH_8, sheets=(sheet,), projects=rows)
    snapshot = desk.store.snapshot(MARCH_8)
    cells = [snapshot.cell(receipt.number, "项目", 1, row, column) for row in (3, 4) for column in ("signed_on", "")]
    assert cells == ["C3", "B3", "C3", "B4"]
    assert list(snapshot.coverage["cell"]) == ["B3"]


def test_a_snapshot_tells_how_far_a_stopped_project_without_any_date_had_come(desk: Desk) -> None:
    for day, stage in ((MARCH_8, "signed"), (MARCH_15, "registered"), (MARCH_22, "terminated")):
        desk.send(day, projects=[project("甲项目", stage), project("乙项目", "terminated", row=4)])
    assert [set(desk.store.snapshot(day).reached.values()) for day in (MARCH_15, MARCH_22)] == [set(), {"registered"}]


def test_a_stopped_project_that_bears_a_date_needs_no_earlier_return(desk: Desk) -> None:
    desk.send(MARCH_15, projects=[project("甲项目", "signed", signed_on=MARCH_8)])
    desk.send(MARCH_22, projects=[project("甲项目", "terminated", signed_on=MARCH_8)])
    assert desk.store.snapshot(MARCH_22).reached == {}
