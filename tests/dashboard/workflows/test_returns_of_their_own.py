"""A unit that sends files of its own is judged by them; a district-wide workbook is the return of the others alone."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from dashboard.config import Settings
from dashboard.contract import District, Unit
from dashboard.frames import frame
from dashboard.store import Store, Submission
from dashboard.weeks import ZONE
from dashboard.workflows.returns import Return, reported, returns

LAST, BEFORE = date(2024, 3, 29), date(2024, 3, 22)
A, B = "板浦镇", "宁海街道"
DISTRICT = District("示例区", units=(Unit(A, "镇", ledgers=("visits",)), Unit(B, "街道", ledgers=("visits",))))
FRIDAY = datetime(2024, 3, 29, 15, tzinfo=ZONE)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    settings = Settings(tmp_path, f"sqlite:///{tmp_path / 'test.sqlite3'}", tmp_path / "none.toml")
    with Store(settings, DISTRICT) as opened:
        yield opened


def visits(sender: str, week: date, leaders: str, units: Sequence[str] = ()) -> Submission:
    rows = [
        {"unit": unit, "sheet": "走访", "table": 1, "row": 4 + at, "direction": "outbound", "leader": leaders,
         "start": datetime(2024, 3, 20), "end": datetime(2024, 3, 20)}
        for at, unit in enumerate(units or (sender,))
    ]  # fmt: skip
    sheets = [{"name": "走访", "table": 1, "ledger": "visits", "columns": {"leader": "B"}, "scopes": ["outbound"]}]
    body = f"{sender}{week}{leaders}{units}".encode()
    return Submission(body, "台账.xlsx", week, unit=sender, tables={"visits": frame("visits", rows)}, sheets=sheets)


def told(store: Store, unit: str, week: date = LAST) -> Return:
    return returns(store, DISTRICT, LAST, datetime(2024, 4, 8), weeks=2).grid[unit][week]


def test_a_district_wide_workbook_is_no_return_of_a_unit_that_sent_its_own_before(store: Store) -> None:
    store.commit(visits(A, BEFORE, "甲"), now=FRIDAY - timedelta(days=7))
    store.commit(visits("", LAST, "甲", (A, B)), now=FRIDAY)
    assert [(told(store, unit).state, told(store, unit).receipts) for unit in (A, B)] == [
        ("missing", ()),
        ("on-time", (2,)),
    ]
    assert told(store, A).lacking == ("visits",)
    assert reported(store.snapshot(LAST), DISTRICT) == (1, 2)


def test_a_late_file_of_its_own_is_late_though_the_districts_was_not(store: Store) -> None:
    store.commit(visits("示例区", LAST, "甲", (A, B)), now=FRIDAY)
    store.commit(visits(A, LAST, "乙"), now=FRIDAY + timedelta(days=3))
    assert [(told(store, unit).state, told(store, unit).late) for unit in (A, B)] == [
        ("late", True),
        ("on-time", False),
    ]


def test_a_file_of_its_own_counts_though_the_districts_workbook_took_its_place_in_the_figures(store: Store) -> None:
    store.commit(visits(A, LAST - timedelta(days=1), "甲"), now=FRIDAY - timedelta(days=1))
    store.commit(visits("", LAST, "乙", (A, B)), now=FRIDAY + timedelta(days=1))
    assert (told(store, A).state, told(store, A).receipts, told(store, A).corrected) == ("on-time", (1,), False)
    assert (told(store, B).state, reported(store.snapshot(LAST), DISTRICT)) == ("late", (2, 2))


def test_the_same_file_again_is_the_same_whatever_the_districts_workbook_says_between(store: Store) -> None:
    store.commit(visits(A, BEFORE, "甲"), now=FRIDAY - timedelta(days=7))
    store.commit(visits("", BEFORE, "丙", (A, B)), now=FRIDAY - timedelta(days=7))
    store.commit(visits(A, LAST, "甲"), now=FRIDAY)
    assert told(store, A).repeats == 1


def test_a_workbook_of_another_ledger_stays_the_return_for_that_ledger(store: Store) -> None:
    rows = [{"unit": A, "sheet": "项目", "table": 1, "row": 4, "name": "电池项目", "stage": "negotiating"}]
    sheets = [{"name": "项目", "table": 1, "ledger": "projects", "columns": {"name": "B"}, "scopes": ["negotiating"]}]
    projects = {"projects": frame("projects", rows)}
    store.commit(visits(A, BEFORE, "甲"), now=FRIDAY - timedelta(days=7))
    store.commit(Submission(b"p", "项目.xlsx", LAST, tables=projects, sheets=sheets), now=FRIDAY)
    both = District("示例区", units=(Unit(A, "镇", ledgers=("visits", "projects")),))
    entry = returns(store, both, LAST, datetime(2024, 4, 8), weeks=2).grid[A][LAST]
    assert (entry.state, entry.lacking, entry.receipts) == ("partial", ("visits",), (2,))


def test_as_it_was_known_before_its_first_file_the_workbook_is_its_return(store: Store) -> None:
    store.commit(visits("", LAST, "甲", (A, B)), now=FRIDAY)
    store.commit(visits(A, LAST, "乙"), now=FRIDAY + timedelta(days=3))
    then = FRIDAY + timedelta(hours=1)
    assert returns(store, DISTRICT, LAST, then, weeks=1, known_at=then).grid[A][LAST].state == "on-time"


def test_figures_stay_those_of_the_newest_file_that_covers_the_unit(store: Store) -> None:
    store.commit(visits(A, BEFORE, "甲"), now=FRIDAY - timedelta(days=7))
    store.commit(visits("", LAST, "乙", (A, B)), now=FRIDAY)
    assert store.snapshot(LAST).tables["visits"]["leader"].tolist() == ["乙", "乙"]
