"""Units by weeks: on time, late, corrected, incomplete, missing, and the same again."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from dashboard.config import Settings
from dashboard.contract import District, Meeting, Unit
from dashboard.frames import frame
from dashboard.store import Store, Submission
from dashboard.store.submission import Facts
from dashboard.weeks import ZONE
from dashboard.workflows.returns import deadline, reported, returns

LAST = date(2024, 3, 29)
BEFORE = date(2024, 3, 22)
UNIT = Unit("板浦镇", "镇", ledgers=("visits",))
OTHER = Unit("宁海街道", "街道", ledgers=("visits", "projects"))
DISTRICT = District("示例区", units=(UNIT, OTHER, Unit("招商一队", kind="team")))
FRIDAY = datetime(2024, 3, 29, 15, tzinfo=ZONE)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    settings = Settings(tmp_path, f"sqlite:///{tmp_path / 'test.sqlite3'}", tmp_path / "none.toml")
    with Store(settings, DISTRICT) as opened:
        yield opened


ERROR = {"code": "not-a-date", "severity": "error", "sheet": "走访", "cell": "C4", "found": "2024/13/1", "detail": {}}
WARNING = {**ERROR, "code": "missing-required", "severity": "warning"}


def visits(unit: str, week: date, leaders: str, content: bytes = b"", findings: Sequence[Facts] = ()) -> Submission:
    rows = [
        {"unit": unit, "sheet": "走访", "table": 1, "row": 4 + i, "direction": "outbound", "leader": name,
         "start": datetime(2024, 3, 20), "end": datetime(2024, 3, 20)}
        for i, name in enumerate(leaders)
    ]  # fmt: skip
    sheets = [{"name": "走访", "table": 1, "ledger": "visits", "columns": {"leader": "B"}, "scopes": ["outbound"]}]
    body = content or f"{unit}{week}{leaders}".encode()
    tables = {"visits": frame("visits", rows)}
    return Submission(body, f"{unit}.xlsx", week, unit=unit, tables=tables, sheets=sheets, findings=findings)


def first_pass(store: Store, unit: str = "板浦镇", weeks: int = 2) -> tuple[int, int]:
    found = returns(store, DISTRICT, LAST, datetime(2024, 4, 1), weeks).first_pass[unit]
    return found.passed, found.sent


def state(store: Store, unit: str, week: date = LAST, now: datetime = datetime(2024, 4, 1)) -> str:
    return returns(store, DISTRICT, LAST, now, weeks=2).grid[unit][week].state


@pytest.mark.parametrize("zone", ["UTC", "Asia/Shanghai"])
def test_what_came_at_half_past_five_in_the_district_is_late_on_every_machine(
    store: Store, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("TZ", zone)
        time.tzset()
        store.commit(visits("板浦镇", LAST, "赵"), now=datetime(2024, 3, 29, 9, 30, tzinfo=UTC))
        found = state(store, "板浦镇"), state(store, "宁海街道", now=datetime(2024, 3, 29, 8, 30, tzinfo=UTC))
    time.tzset()
    assert found == ("late", "expected")


def test_only_units_that_are_expected_stand_in_the_grid_in_the_official_order(store: Store) -> None:
    assert list(returns(store, DISTRICT, LAST, datetime(2024, 4, 1)).grid) == ["板浦镇", "宁海街道"]


def test_before_the_deadline_a_return_is_expected_afterwards_missing(store: Store) -> None:
    assert state(store, "板浦镇", now=datetime(2024, 3, 29, 16, 59)) == "expected"
    assert state(store, "板浦镇", now=datetime(2024, 3, 29, 17)) == "missing"


def test_last_years_files_as_history_make_no_week_a_missed_one(store: Store) -> None:
    store.commit(visits("板浦镇", date(2023, 12, 31), "甲"), now=FRIDAY)
    store.commit(visits("板浦镇", LAST, "乙"), now=FRIDAY)
    assert returns(store, DISTRICT, LAST, datetime(2024, 4, 1)).weeks == (LAST,)


def test_in_time_and_late(store: Store) -> None:
    store.commit(visits("板浦镇", BEFORE, "甲"), now=FRIDAY - timedelta(days=6))
    store.commit(visits("板浦镇", LAST, "甲乙"), now=FRIDAY)
    assert state(store, "板浦镇", BEFORE) == "late"
    assert state(store, "板浦镇") == "on-time"


def test_a_second_file_for_the_week_corrects(store: Store) -> None:
    store.commit(visits("板浦镇", LAST, "甲乙"), now=FRIDAY)
    store.commit(visits("板浦镇", LAST, "甲丙"), now=FRIDAY + timedelta(minutes=5))
    assert state(store, "板浦镇") == "corrected"


def marks(store: Store, unit: str = "板浦镇", week: date = BEFORE) -> tuple[str, bool, bool]:
    entry = returns(store, DISTRICT, LAST, datetime(2024, 4, 1), weeks=2).grid[unit][week]
    return entry.state, entry.corrected, entry.late


def test_a_correction_of_an_earlier_week_is_late_though_the_first_file_was_not(store: Store) -> None:
    store.commit(visits("板浦镇", BEFORE, "甲"), now=FRIDAY - timedelta(days=7))
    store.commit(visits("板浦镇", LAST, "甲乙"), now=FRIDAY)
    assert marks(store) == ("on-time", False, False)
    store.commit(visits("板浦镇", BEFORE, "甲丙"), now=FRIDAY + timedelta(minutes=5))
    assert marks(store) == ("corrected", True, True)
    assert marks(store, week=LAST) == ("on-time", False, False)


def test_what_is_added_to_a_week_that_is_closed_corrects_it(store: Store) -> None:
    early = FRIDAY - timedelta(days=7)
    store.commit(visits("板浦镇", BEFORE, "甲"), now=early)
    store.commit(replace(visits("板浦镇", BEFORE, "乙"), scope="increment"), now=early + timedelta(minutes=5))
    assert marks(store) == ("on-time", False, False)
    store.commit(replace(visits("板浦镇", BEFORE, "丙"), scope="increment"), now=FRIDAY)
    assert marks(store) == ("corrected", True, True)


def test_a_week_that_lacks_a_ledger_is_corrected_too(store: Store) -> None:
    early = FRIDAY - timedelta(days=7)
    store.commit(visits("宁海街道", BEFORE, "甲"), now=early)
    store.commit(visits("宁海街道", BEFORE, "甲丙"), now=early + timedelta(minutes=5))
    assert marks(store, "宁海街道") == ("partial", True, False)


def test_a_ledger_that_did_not_come_is_named(store: Store) -> None:
    store.commit(visits("宁海街道", LAST, "甲"), now=FRIDAY)
    entry = returns(store, DISTRICT, LAST, datetime(2024, 4, 1), weeks=1).grid["宁海街道"][LAST]
    assert (entry.state, entry.lacking) == ("partial", ("projects",))


def test_a_figure_reported_as_a_figure_answers_for_its_ledger(store: Store) -> None:
    row = {"unit": "板浦镇", "sheet": "统计表", "table": 1, "row": 4, "indicator": "outbound_trips", "value": 5,
           "period": "cumulative", "as_of": datetime(2024, 3, 29), "cell": "C4"}  # fmt: skip
    sheets = [{"name": "统计表", "table": 1, "ledger": "counters", "columns": {"unit": "A"}}]
    tables = {"counters": frame("counters", [row])}
    store.commit(Submission(b"c", "统计.xlsx", LAST, unit="板浦镇", tables=tables, sheets=sheets), now=FRIDAY)
    assert state(store, "板浦镇") == "on-time"


def test_a_target_table_is_nobodys_return(store: Store) -> None:
    row = {"unit": "板浦镇", "sheet": "目标", "table": 1, "row": 4, "indicator": "land_m2", "year": 2024,
           "period": "year", "value": 60, "cell": "B4"}  # fmt: skip
    sheets = [{"name": "目标", "table": 1, "ledger": "targets", "columns": {"unit": "A"}}]
    store.commit(
        Submission(b"t", "目标.xlsx", LAST, tables={"targets": frame("targets", [row])}, sheets=sheets), now=FRIDAY
    )
    assert state(store, "板浦镇") == "missing"


def test_the_same_content_again_is_counted_in_weeks(store: Store) -> None:
    for back in (2, 1, 0):
        week = LAST - timedelta(days=7 * back)
        store.commit(visits("板浦镇", week, "甲", content=str(week).encode()), now=FRIDAY - timedelta(days=7 * back))
    row = returns(store, DISTRICT, LAST, datetime(2024, 4, 1), weeks=3).grid["板浦镇"]
    assert [entry.repeats for entry in row.values()] == [0, 1, 2]


def test_no_meeting_expects_nobody(store: Store) -> None:
    calm = District("示例区", units=(UNIT,), meetings=(Meeting(LAST, held=False),))
    assert returns(store, calm, LAST, datetime(2024, 4, 1), weeks=1).grid["板浦镇"][LAST].state == "no-meeting"


def test_outstanding_names_who_still_owes_the_last_week(store: Store) -> None:
    store.commit(visits("板浦镇", LAST, "甲"), now=FRIDAY)
    owed = returns(store, DISTRICT, LAST, datetime(2024, 4, 1)).outstanding()
    assert [entry.unit for entry in owed] == ["宁海街道"]


def test_the_calendar_may_set_another_deadline() -> None:
    early = District("示例区", meetings=(Meeting(LAST, deadline=datetime(2024, 3, 28, 12)),))
    assert deadline(early, LAST) == datetime(2024, 3, 28, 12)
    assert deadline(DISTRICT, LAST) == datetime(2024, 3, 29, 17)


def test_units_that_sent_a_ledger_due_for_the_week_have_reported(store: Store) -> None:
    store.commit(visits("板浦镇", BEFORE, "甲"), now=FRIDAY)
    assert reported(store.snapshot(LAST), DISTRICT) == (0, 2)
    store.commit(visits("宁海街道", LAST, "乙"), now=FRIDAY)
    assert reported(store.snapshot(LAST), DISTRICT) == (1, 2)


def test_a_unit_of_whose_ledgers_none_came_has_not_reported_in_head_and_grid_alike(store: Store) -> None:
    rows = [{"unit": "板浦镇", "sheet": "链", "table": 1, "row": 4, "organisation": "甲公司", "chain": "医药"}]
    sheets = [{"name": "链", "table": 1, "ledger": "prospects", "columns": {"organisation": "B"}}]
    tables = {"prospects": frame("prospects", rows)}
    store.commit(Submission(b"p", "链.xlsx", LAST, unit="板浦镇", tables=tables, sheets=sheets), now=FRIDAY)
    entry = returns(store, DISTRICT, LAST, datetime(2024, 4, 1), weeks=1).grid["板浦镇"][LAST]
    assert (entry.state, entry.lacking, len(entry.receipts)) == ("missing", ("visits",), 1)
    assert reported(store.snapshot(LAST), DISTRICT) == (0, 2)


def test_a_file_without_an_error_passes_at_the_first_attempt(store: Store) -> None:
    store.commit(visits("板浦镇", BEFORE, "甲", findings=[WARNING]), now=FRIDAY - timedelta(days=7))
    store.commit(visits("板浦镇", LAST, "甲乙", findings=[ERROR]), now=FRIDAY)
    assert first_pass(store) == (1, 2)
    assert first_pass(store, weeks=1) == (0, 1)
    assert first_pass(store, "宁海街道") == (0, 0)


def test_a_file_that_was_corrected_did_not_pass_and_its_correction_is_no_first_attempt(store: Store) -> None:
    store.commit(visits("板浦镇", BEFORE, "甲"), now=FRIDAY - timedelta(days=7))
    store.commit(visits("板浦镇", LAST, "甲乙"), now=FRIDAY)
    store.commit(visits("板浦镇", LAST, "甲丙"), now=FRIDAY + timedelta(minutes=5))
    assert first_pass(store) == (1, 2)


def test_a_list_that_replaces_last_weeks_corrects_nothing(store: Store) -> None:
    store.commit(visits("板浦镇", BEFORE, "甲"), now=FRIDAY - timedelta(days=7))
    store.commit(visits("板浦镇", LAST, "甲乙"), now=FRIDAY)
    assert first_pass(store) == (2, 2)


def test_a_file_that_was_taken_back_did_not_pass(store: Store) -> None:
    number = store.commit(visits("板浦镇", LAST, "甲"), now=FRIDAY).number
    store.retract(number, "发错", by="secretary", now=FRIDAY + timedelta(minutes=1))
    assert first_pass(store) == (0, 1)


def test_what_was_taken_back_makes_no_return_punctual(store: Store) -> None:
    wrong = store.commit(visits("板浦镇", LAST, "甲"), now=FRIDAY).number
    store.retract(wrong, "发错单位", by="secretary", now=FRIDAY + timedelta(minutes=1))
    store.commit(visits("板浦镇", LAST, "乙"), now=FRIDAY + timedelta(days=3))
    found = returns(store, DISTRICT, LAST, datetime(2024, 4, 1), weeks=2).grid["板浦镇"][LAST]
    assert (found.state, found.at, found.receipts) == ("late", datetime(2024, 4, 1, 15), (1, 2))


def test_the_same_as_last_weeks_correction_is_the_same_again(store: Store) -> None:
    store.commit(visits("板浦镇", BEFORE, "甲"), now=FRIDAY - timedelta(days=7))
    store.commit(visits("板浦镇", BEFORE, "甲乙"), now=FRIDAY - timedelta(days=6))
    wrong = store.commit(visits("板浦镇", LAST, "丙"), now=FRIDAY).number
    store.retract(wrong, "发错单位", by="secretary", now=FRIDAY + timedelta(minutes=1))
    store.commit(visits("板浦镇", LAST, "甲乙"), now=FRIDAY + timedelta(minutes=2))
    found = returns(store, DISTRICT, LAST, datetime(2024, 4, 1), weeks=2).grid["板浦镇"]
    assert [found[week].repeats for week in (BEFORE, LAST)] == [0, 1]


def test_an_error_in_a_joint_file_fails_the_unit_of_its_row_alone(store: Store) -> None:
    rows = [
        {"unit": unit, "sheet": "走访", "table": 1, "row": row, "direction": "outbound", "leader": "甲",
         "start": datetime(2024, 3, 20), "end": datetime(2024, 3, 20)}
        for row, unit in ((4, "板浦镇"), (5, "宁海街道"))
    ]  # fmt: skip
    sheets = [{"name": "走访", "table": 1, "ledger": "visits", "columns": {"start": "C"}, "scopes": ["outbound"],
               "range": "A3:D5"}]  # fmt: skip
    tables = {"visits": frame("visits", rows)}
    store.commit(Submission(b"j", "全区.xlsx", LAST, tables=tables, sheets=sheets, findings=[ERROR]), now=FRIDAY)
    assert (first_pass(store, "板浦镇"), first_pass(store, "宁海街道")) == ((0, 1), (1, 1))


def test_the_grid_as_it_was_known_at_a_moment(store: Store) -> None:
    store.commit(visits("板浦镇", BEFORE, "赵"), now=FRIDAY - timedelta(days=7))
    store.commit(visits("板浦镇", LAST, "赵钱"), now=FRIDAY)
    store.commit(visits("宁海街道", LAST, "孙"), now=FRIDAY + timedelta(days=3))
    store.retract(1, "发错单位", by="secretary", now=FRIDAY + timedelta(days=4))

    def states(known_at: datetime | None) -> list[list[str]]:
        found = returns(store, DISTRICT, LAST, datetime(2024, 4, 10), weeks=2, known_at=known_at)
        return [[row[week].state for week in found.weeks] for row in found.grid.values()]

    assert states(FRIDAY + timedelta(hours=1)) == [["on-time", "on-time"], ["missing", "expected"]]
    assert states(FRIDAY + timedelta(days=1)) == [["on-time", "on-time"], ["missing", "missing"]]
    assert states(FRIDAY + timedelta(days=3)) == [["on-time", "on-time"], ["missing", "partial"]]
    assert states(None) == [["on-time"], ["partial"]]


NEW_YEAR = date(2025, 1, 3)
"""The Friday that closes the first week of 2025; the one before is 27 December."""


def test_what_covers_to_31_december_is_no_return_of_the_new_years_first_week(store: Store) -> None:
    store.commit(visits("板浦镇", date(2024, 12, 27), "赵"), now=datetime(2024, 12, 27, 15, tzinfo=ZONE))
    store.commit(visits("板浦镇", date(2024, 12, 31), "钱"), now=datetime(2025, 1, 6, 9, tzinfo=ZONE))
    grid = returns(store, DISTRICT, NEW_YEAR, datetime(2025, 1, 6), weeks=2).grid["板浦镇"]
    assert [(entry.state, entry.late) for entry in grid.values()] == [("on-time", False), ("missing", False)]
