"""Double claims: what makes two records one project, who was first, what is none."""

from collections.abc import Collection
from datetime import UTC, date, datetime

from metrics.claims import Reported, claims
from metrics.figures import State
from metrics.measure import Source
from tests.metrics.conftest import HOME, A, B, Books, C, district

CODE = "91320700MA1XXXXX0A"


AT = datetime(2024, 3, 8, 9, tzinfo=UTC)


def _found(books: Books, receipts: dict[tuple[str, str], int] | None = None):
    """Claims of these books; `receipts` gives who first showed what, by identity and unit."""

    def firsts(identities: Collection[str]) -> dict[tuple[str, str], Reported]:
        return {
            key: Reported(AT, Source(number, f"{number}.xlsx", "S", "B9"))
            for key, number in (receipts or {}).items()
            if key[0] in identities
        }

    return claims(State(books.snapshot(), district()), firsts)


def test_one_identity_in_two_units_the_first_receipt_leads_whatever_the_sheets_date() -> None:
    books = Books()
    books.add("projects", A, identity="x", name="甲", first_contact_on=date(2024, 1, 1))
    books.add("projects", B, identity="x", name="甲", first_contact_on=date(2024, 2, 1))
    found = _found(books, {("x", A): 7, ("x", B): 4})
    assert found[["claim", "ground", "unit", "first", "receipt", "row"]].values.tolist() == [
        [1, "identity", B, True, 4, 4], [1, "identity", A, False, 7, 3],
    ]  # fmt: skip
    assert found.loc[0, ["first_file", "first_sheet", "first_cell", "reported_at"]].tolist() == [
        "4.xlsx",
        "S",
        "B9",
        AT,
    ]
    assert found["since"].dt.date.tolist() == [date(2024, 2, 1), date(2024, 1, 1)]


def test_nobody_is_first_where_one_receipt_shows_both_or_a_receipt_is_not_known() -> None:
    books = Books()
    for unit in (A, B):
        books.add("projects", unit, identity="x", name="甲", signed_on=date(2024, 1, 1))
    for receipts in ({("x", A): 3, ("x", B): 3}, {("x", A): 3}, {}):
        assert _found(books, receipts)["first"].tolist() == [False, False]


def test_of_two_names_in_one_claim_the_one_that_came_first_speaks_for_its_unit() -> None:
    books = Books()
    for identity, unit in (("1", A), ("2", A), ("3", B)):
        books.add("projects", unit, identity=identity, name=identity, credit_code=CODE)
    found = _found(books, {("1", A): 9, ("2", A): 2, ("3", B): 5})
    assert found[["unit", "first", "receipt"]].values.tolist() == [[A, True, 2], [B, False, 5]]


def test_code_and_investor_with_name_make_one_too() -> None:
    books = Books()
    books.add("projects", A, identity="1", name="乙", credit_code=CODE)
    books.add("projects", B, identity="2", name="丙", credit_code=CODE.lower())
    books.add("projects", A, identity="3", name="电池项目", investor="苏能有限公司")
    books.add("projects", C, identity="4", name="电池项目", investor="苏能")
    found = _found(books)
    assert found[["claim", "ground", "unit"]].values.tolist() == [
        [1, "credit-code", A], [1, "credit-code", B], [2, "investor-name", A], [2, "investor-name", C],
    ]  # fmt: skip


def test_two_lists_of_one_unit_and_the_districts_row_are_no_claim() -> None:
    books = Books()
    for unit in (A, A, HOME):
        books.add("projects", unit, identity="x", name="甲")
    assert _found(books).empty
