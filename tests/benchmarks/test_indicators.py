"""What the benchmark of indicators calls a loss, and that its books hold what a district's do."""

from dataclasses import replace

import pytest

from benchmarks import indicators
from benchmarks.indicators import BESIDE, DISTRICT, Cost
from dashboard.contract import CREDIT_ROLES, TABLES
from metrics.catalogue import INDICATORS

ONE = Cost(1, 1_000, whole=0.1, each={"chambers": 0.02, "credit of projects": 0.05})
TEN = Cost(10, 10_000, whole=0.5, each={"chambers": 0.1, "credit of projects": 0.4})
HUNDRED = Cost(100, 100_000, whole=4.0, each={"chambers": 0.9, "credit of projects": 4.0})


def test_a_report_within_its_goal_that_grows_no_faster_than_its_rows_is_no_loss() -> None:
    assert indicators.losses([ONE, TEN, HUNDRED]) == []


def test_a_report_that_clearly_misses_its_goal_is_told() -> None:
    assert indicators.losses([replace(ONE, whole=0.22)]) == ["whole report: 220 ms, goal 150 (tolerance 1.4 times)"]
    assert indicators.losses([replace(ONE, whole=0.2)]) == []


@pytest.mark.parametrize(
    ("grown", "told"),
    [
        (replace(HUNDRED, whole=7.5), "whole report: 15.0 times the work of 10 x on 10.0 times its records"),
        (
            replace(HUNDRED, each={"chambers": 0.9, "credit of projects": 40.0}),
            "credit of projects: 100.0 times the work of 10 x on 10.0 times its records",
        ),
    ],
)
def test_what_clearly_grows_faster_than_its_rows_is_told(grown: Cost, told: str) -> None:
    assert indicators.losses([ONE, TEN, grown]) == [told]


@pytest.mark.parametrize(("whole", "outcome"), [(0.1, 0), (0.5, 1)])
def test_the_command_says_a_loss_to_a_shell(
    whole: float, outcome: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(indicators, "measure", lambda times: replace(ONE, whole=whole))
    assert indicators.main(["1"]) == outcome
    assert ("worse: whole report" in capsys.readouterr().out) == bool(outcome)


def test_the_books_hold_rows_of_every_table_and_every_role_and_grow_with_the_times() -> None:
    once, twice = (indicators.snapshot(times, indicators._AS_OF) for times in (1, 2))
    assert set(once.tables) == set(TABLES)
    assert all(len(table) for table in once.tables.values())
    assert {name for name, table in twice.tables.items() if len(table) != 2 * len(once.tables[name])} == {"targets"}
    assert all((once.tables["projects"][f"{role}_unit"] != "").all() for role in CREDIT_ROLES)
    assert {each.role for each in DISTRICT.credit} == set(CREDIT_ROLES)
    again = indicators.snapshot(1, indicators._AS_OF)
    assert all(table.equals(again.tables[name]) for name, table in once.tables.items())


def test_every_indicator_and_what_pages_reckon_beside_are_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indicators, "ROUNDS", 1)
    assert set(indicators.measure(1).each) == {*INDICATORS, *BESIDE}
