"""Double claims: what makes two records one project, who was first, what is none."""

from datetime import date

from metrics.claims import claims
from metrics.figures import State
from tests.metrics.conftest import HOME, A, B, Books, C, district

CODE = "91320700MA1XXXXX0A"


def _found(books: Books):
    return claims(State(books.snapshot(), district()))


def test_one_identity_in_two_units_the_earlier_leads() -> None:
    books = Books()
    books.add("projects", A, identity="x", name="甲", first_contact_on=date(2024, 2, 1))
    books.add("projects", B, identity="x", name="甲", first_contact_on=date(2024, 1, 1))
    found = _found(books)
    assert found[["claim", "ground", "unit", "first", "row"]].values.tolist() == [
        [1, "identity", B, True, 4], [1, "identity", A, False, 3],
    ]  # fmt: skip


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


def test_nobody_is_first_without_dates_or_on_the_same_day() -> None:
    for day in (None, date(2024, 1, 1)):
        books = Books()
        for unit in (A, B):
            books.add("projects", unit, identity="x", name="甲", signed_on=day)
        assert _found(books)["first"].tolist() == [False, False]


def test_two_lists_of_one_unit_and_the_districts_row_are_no_claim() -> None:
    books = Books()
    for unit in (A, A, HOME):
        books.add("projects", unit, identity="x", name="甲")
    assert _found(books).empty
