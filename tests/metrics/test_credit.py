"""Joint credit by hand: who counts a project before and after a ratio is entered, and what the district counts."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.contract import CREDIT_ROLES, Credit, District
from metrics.adding_up import tallies
from metrics.claims import Reported
from metrics.credit import CREDITED, attribution, shared
from metrics.figures import State
from metrics.measure import Source
from tests.metrics.conftest import A, B, Books, C, district

SIGNED = date(2024, 2, 1)


def ratio(**shares: float) -> tuple[Credit, ...]:
    return tuple(Credit(role, share) for role, share in shares.items())


def state_of(books: Books, credit: tuple[Credit, ...] = ()) -> State:
    where: District = replace(district(), credit=credit)
    return State(books.snapshot(), where)


@pytest.fixture
def found_by_a_housed_by_b(books: Books) -> Books:
    """A reports a project of 6 亿元 that it found and B houses; C reports one of its own."""
    said = {"stage": "signed", "signed_on": SIGNED}
    books.add("projects", A, identity="p", name="甲项目", originating_unit=A, host_unit=B, investment=6.0, **said)
    return books.add("projects", C, identity="q", name="乙项目", investment=2.0, **said)


def columns(state: State, indicator: str = "projects_signed") -> dict[str, list[float]]:
    rows = attribution(state, indicator).units.rows.set_index("key")
    return {unit: rows.loc[unit].tolist() for unit in rows.index}


def test_until_a_ratio_is_entered_the_host_counts_it_and_who_found_it_has_a_memo(found_by_a_housed_by_b: Books) -> None:
    state = state_of(found_by_a_housed_by_b)
    assert columns(state) == {A: [0, 0, 1], B: [1, 1, 0], C: [1, 1, 0]}
    assert columns(state, "investment_signed") == {A: [0, 0, 6], B: [6, 6, 0], C: [2, 2, 0]}
    assert not attribution(state, "projects_signed").entered


def test_three_to_seven_splits_and_both_count_it_whole(found_by_a_housed_by_b: Books) -> None:
    state = state_of(found_by_a_housed_by_b, ratio(originating=0.3, host=0.7))
    assert columns(state) == {A: [1, 0.3, 1], B: [1, 0.7, 0], C: [1, 1, 0]}
    assert columns(state, "investment_signed") == {
        A: [6, pytest.approx(1.8), 6],
        B: [6, pytest.approx(4.2), 0],
        C: [2, 2, 0],
    }
    assert attribution(state, "projects_signed").entered


def test_a_hundred_and_a_hundred_count_both_in_full_and_the_district_counts_it_once(
    found_by_a_housed_by_b: Books,
) -> None:
    state = state_of(found_by_a_housed_by_b, ratio(originating=1.0, host=1.0))
    found = attribution(state, "projects_signed")
    assert columns(state) == {A: [1, 1, 1], B: [1, 1, 0], C: [1, 1, 0]}
    assert found.total == 2
    assert tallies(state)["projects_signed"].district.value == 2


def test_shares_that_add_up_to_less_than_one_project_are_told_with_what_the_host_gets(
    found_by_a_housed_by_b: Books,
) -> None:
    """30 % and 60 % leave a tenth of each project: B has seven tenths of what it houses, and that is said."""
    found = attribution(state_of(found_by_a_housed_by_b, ratio(originating=0.3, host=0.6)), "projects_signed")
    assert found.units.rows.set_index("key")["split"].tolist() == [0.3, pytest.approx(0.7), 1]
    assert found.short == (2, pytest.approx(0.9))
    whole = attribution(state_of(found_by_a_housed_by_b, ratio(originating=0.3, host=0.7)), "projects_signed")
    assert whole.short == (0, 1.0)


def test_a_share_of_a_role_that_nobody_plays_is_told_to_be_the_hosts(found_by_a_housed_by_b: Books) -> None:
    """Nobody is named as the unit that found C's project; of the other nobody pointed to it."""
    told = {
        role: attribution(state_of(found_by_a_housed_by_b, ratio(**{role: 0.3, "host": 0.7})), "projects_signed")
        for role in ("originating", "referring")
    }
    assert {role: found.unfilled for role, found in told.items()} == {"originating": 1, "referring": 2}
    assert attribution(state_of(found_by_a_housed_by_b), "projects_signed").unfilled == 0


def test_shares_that_add_up_to_more_than_one_project_are_told(found_by_a_housed_by_b: Books) -> None:
    """40 % and 70 % give one project 110 %: counted as entered, and said."""
    told = {
        shares: attribution(state_of(found_by_a_housed_by_b, ratio(originating=shares[0], host=shares[1])),
                            "projects_signed").above_one
        for shares in ((0.3, 0.7), (0.4, 0.7), (1.0, 1.0))
    }  # fmt: skip
    assert told == {(0.3, 0.7): (0, 1.0), (0.4, 0.7): (1, pytest.approx(1.1)), (1.0, 1.0): (1, 2.0)}


def test_the_ratio_of_the_day_of_signing_applies(books: Books) -> None:
    old, new = date(2024, 1, 31), date(2024, 2, 1)
    for name, day in (("p", old), ("q", new)):
        books.add("projects", B, identity=name, stage="signed", signed_on=day, originating_unit=A, host_unit=B)
    credit = (
        Credit("originating", 0.5, until=old), Credit("host", 0.5, until=old),
        Credit("originating", 0.4, since=new), Credit("host", 0.6, since=new),
    )  # fmt: skip
    assert columns(state_of(books, credit)) == {A: [2, pytest.approx(0.9), 2], B: [2, pytest.approx(1.1), 0]}


def test_a_started_project_is_split_by_the_ratio_of_its_signing(books: Books) -> None:
    roles = {"originating_unit": A, "host_unit": B}
    books.add("projects", B, identity="p", stage="started", signed_on=date(2023, 9, 1), started_on=SIGNED, **roles)
    credit = (Credit("originating", 0.5, since=date(2024, 1, 1)), Credit("host", 0.5, since=date(2024, 1, 1)))
    assert columns(state_of(books, credit), "projects_started") == {A: [0, 0, 1], B: [1, 1, 0]}


def test_without_a_host_the_one_who_reported_it_first_counts_it(books: Books) -> None:
    for unit, number in ((A, 7), (B, 3)):
        books.add("projects", unit, identity="p", stage="signed", signed_on=SIGNED, submission=number)
    at = datetime(2024, 3, 1, tzinfo=UTC)
    told = {("p", unit): Reported(at, Source(number, "", "S", "B3")) for unit, number in ((A, 7), (B, 3))}
    rows = attribution(state_of(books), "projects_signed", lambda _: told).units.rows.set_index("key")
    assert rows["split"].to_dict() == {A: 0, B: 1}


def test_a_host_outside_the_registry_is_said_and_the_reporter_counts_it(books: Books) -> None:
    books.add("projects", A, identity="p", stage="signed", signed_on=SIGNED, host_unit="外区")
    found = attribution(state_of(books), "projects_signed")
    assert (found.strangers, found.parts["unit"].tolist(), found.parts["roles"].tolist()) == (1, [A], ["reporter"])


def test_what_nobody_played_falls_to_the_host() -> None:
    assert shared({"host": B}, A, {"originating": 0.3, "host": 0.7}) == {B: 1.0}
    assert shared({"originating": A}, C, {"originating": 0.3, "host": 0.7}) == {A: 0.3, C: 0.7}


def test_one_unit_in_both_roles_counts_one_project_once() -> None:
    assert shared({"originating": A, "host": A}, A, {"originating": 1.0, "host": 1.0}) == {A: 1.0}


UNITS = st.sampled_from([A, B, C])
SHARES = st.dictionaries(st.sampled_from(CREDIT_ROLES), st.floats(0, 1))


@given(st.dictionaries(st.sampled_from(CREDIT_ROLES), UNITS), UNITS, SHARES)
def test_credit_adds_up_to_one_project_or_to_no_more_than_the_declared_double_count(roles, reporter, shares) -> None:
    found = shared(roles, reporter, shares)
    declared = sum(shares.values())
    assert 1 - 1e-9 <= sum(found.values()) <= max(1.0, declared) + 1e-9
    assert all(0 < share <= 1 + 1e-9 for share in found.values())


PROJECT = st.fixed_dictionaries(
    {"unit": UNITS, "host_unit": UNITS | st.just(""), "originating_unit": UNITS | st.just("")}
    | {"identity": st.sampled_from("pqrs"), "investment": st.integers(1, 9).map(float)}
)


@settings(max_examples=12, deadline=None)
@given(st.lists(PROJECT, min_size=1, max_size=6), SHARES)
def test_the_district_counts_each_project_once_whatever_the_ratio(projects, shares) -> None:
    books = Books()
    for project in projects:
        books.add("projects", stage="signed", signed_on=SIGNED, **project)
    for indicator in ("projects_signed", "investment_signed"):
        split, plain = (state_of(books, credit) for credit in (ratio(**shares), ()))
        total = tallies(plain)[indicator].district.value
        assert attribution(split, indicator).total == total == tallies(split)[indicator].district.value
        if sum(shares.values()) <= 1:
            assert attribution(split, indicator).units.rows["split"].sum() == pytest.approx(total)


def test_dated_projects_can_be_credited() -> None:
    assert CREDITED == (
        "projects_signed", "projects_signed_1yi", "projects_signed_10yi", "projects_signed_50yi",
        "investment_signed", "projects_started", "projects_completed",
    )  # fmt: skip


def test_a_units_score_leads_to_what_it_has_a_part_in_and_not_to_the_memo(found_by_a_housed_by_b: Books) -> None:
    """Until a ratio is entered A has nothing of what it found; the page's memo column leads there all the same."""
    state = state_of(found_by_a_housed_by_b)
    found = attribution(state, "projects_signed")
    assert {unit: len(cells) for unit, cells in found.cells.items()} == {B: 1, C: 1}
    assert len(found.units.cells[A]) == 1
    shared_out = attribution(state_of(found_by_a_housed_by_b, ratio(originating=0.3, host=0.7)), "investment_signed")
    assert {unit: shared_out.made_of(unit) for unit in (A, B, C)} == {
        A: ((6.0, 0.3),), B: ((6.0, 0.7),), C: ((2.0, 1.0),),
    }  # fmt: skip
