"""Chain lists against visits and projects."""

from datetime import date

import pytest

from metrics.coverage import coverage
from metrics.reporting import prepared
from tests.metrics.conftest import HOME, A, B, Books, district


def _listed(books: Books, *names: str, chain: str = "新能源", **fields) -> Books:
    for name in names:
        books.add("prospects", A, identity=name, chain=chain, organisation=name, **fields)
    return books


def _met(books: Books, name: str) -> Books:
    row = len(books.records.get("visits", [])) + 3
    books.add("visits", A, row=row, direction="outbound", start=date(2024, 3, 1))
    return books.add("stops", A, visit_row=row, organisation=name)


def _of(books: Books):
    return coverage(prepared(books.snapshot(), district()))


def test_every_company_stands_at_its_furthest_step(books):
    _listed(books, "甲有限公司", "乙有限公司", "丙有限公司", "丁有限公司")
    for name in ("甲", "乙", "丙"):
        _met(books, name)
    books.add("projects", A, identity="1", name="一", investor="甲有限公司", stage="started")
    books.add("projects", A, identity="2", name="二", investor="乙（江苏）有限公司", stage="negotiating")
    found = _of(books)
    assert found.chains.rows.to_numpy().tolist() == [["新能源", "新能源", 1, 1, 1, 1, 4]]
    assert list(found.never.rows["organisation"]) == ["丁有限公司"]
    assert (found.companies, found.reached) == (4, 3)


@pytest.mark.parametrize(
    ("stage", "signed_on", "step"),
    [
        ("signed", None, "signed"),
        ("producing", None, "signed"),
        ("paused", date(2024, 1, 5), "signed"),
        ("paused", None, "talks"),
        ("terminated", date(2024, 1, 5), "called"),
    ],
)
def test_the_step_follows_the_projects_stage(books, stage, signed_on, step):
    _listed(books, "甲公司")
    books.add("projects", A, identity="1", name="一", investor="甲公司", stage=stage, signed_on=signed_on)
    assert _of(books).chains.rows[step].tolist() == [1]


def test_what_the_list_claims_is_not_counted_but_shown(books):
    found = _of(_listed(books, "甲公司", contact="已走访"))
    assert found.never.rows[["organisation", "contact"]].to_numpy().tolist() == [["甲公司", "已走访"]]


def test_key_companies_come_first(books):
    _listed(_listed(books, "甲公司", role="upstream"), "乙公司", role="key")
    assert list(_of(books).never.rows["role"]) == ["key", "upstream"]


def test_a_company_on_two_chains_counts_in_both_and_once_in_all(books):
    found = _of(_listed(_listed(books, "甲公司"), "甲公司", chain="医药"))
    assert list(found.chains.rows["total"]) == [1, 1]
    assert (found.companies, len(found.never.rows)) == (1, 1)


def test_a_chain_leads_to_its_cells(books):
    found = _of(_listed(books, "甲公司", "乙公司"))
    assert [cell.row for cell in found.chains.cells["新能源"]] == [3, 4]


def test_without_a_list_nothing_is_covered(books):
    found = _of(books)
    assert (found.companies, found.chains.empty, found.never.empty) == (0, True, True)


def test_nobody_means_nobody_in_the_whole_district(books):
    part = prepared(_listed(books, "甲公司").snapshot(), district())
    everyone = prepared(_met(_listed(Books(), "甲公司"), "甲公司").snapshot(), district())
    assert coverage(part, everyone).chains.rows["called"].tolist() == [1]


def test_the_unit_that_knows_the_chain_best_should_go_next_else_the_one_whose_list_it_is(books):
    _listed(books, "甲有限公司", "乙有限公司", "丙有限公司")
    _listed(books, "丁有限公司", chain="新材料")
    for unit, name in ((B, "甲"), (B, "乙"), (A, "甲")):
        row = len(books.records.get("visits", [])) + 3
        books.add("visits", unit, row=row, direction="outbound", start=date(2024, 3, 1))
        books.add("stops", unit, visit_row=row, organisation=name)
    rows = _of(books).never.rows
    assert rows[["organisation", "next"]].to_numpy().tolist() == [["丙有限公司", B], ["丁有限公司", A]]


def test_companies_stand_by_segment_of_their_chain_too(books):
    _listed(books, "甲有限公司", "乙有限公司", segment="电池")
    _listed(books, "丙有限公司", segment="光伏")
    _listed(books, "甲有限公司", segment="光伏")
    _met(books, "甲")
    found = _of(books)
    assert found.chains.rows[["called", "never", "total"]].to_numpy().tolist() == [[1, 2, 3]]
    assert found.segments.rows[["chain", "segment", "called", "never", "total"]].to_numpy().tolist() == [
        ["新能源", "电池", 1, 1, 2], ["新能源", "光伏", 1, 1, 2],
    ]  # fmt: skip
    assert [cell.row for cell in found.segments.cells["新能源|光伏"]] == [5, 6]


def test_without_any_chain_list_hosts_of_the_districts_own_trips_are_on_none(books: Books) -> None:
    """Neither a list nor a street's host: both sides of the comparison are empty."""
    day = date(2024, 3, 1)
    books.add("visits", HOME, direction="outbound", level="principal", leader="李四", start=day, end=day, row=5)
    books.add("stops", HOME, visit_row=5, organisation="甲公司", kind="company")
    found = coverage(prepared(books.snapshot(), district()))
    assert (found.companies, found.reached, len(found.never.rows)) == (0, 0, 0)
