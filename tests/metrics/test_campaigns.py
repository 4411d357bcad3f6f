"""The campaign month against the four weeks before and last year."""

from datetime import date, timedelta

import pytest

from metrics import campaigns
from metrics.campaigns import Alike
from metrics.reporting import prepared
from tests.metrics.conftest import HOME, A, B, Books, C, district

DAY = date(2024, 4, 12)


def _out(books: Books, unit: str, *days: date, **fields) -> Books:
    for day in days:
        row = len(books.records.get("visits", [])) + 3
        books.add(
            "visits", unit, row=row, **{"direction": "outbound", "level": "unit", "start": day, "end": day, **fields}
        )
    return books


def _spans(books: Books, baseline: Books | None = None, **rules) -> dict[str, dict]:
    before = baseline.snapshot() if baseline else None
    found = campaigns.campaign(prepared(books.snapshot(), district(**rules), None, before))
    return {row["key"]: row for row in found.spans.rows.to_dict("records")}


def test_a_running_campaign_is_compared_by_the_week():
    spans = _spans(_out(Books(DAY), A, date(2024, 3, 3), date(2024, 3, 4), date(2024, 3, 31), date(2024, 4, 1), DAY))
    assert [(spans[key]["start"].date(), spans[key]["days"]) for key in spans] == [
        (date(2024, 4, 1), 12), (date(2024, 3, 4), 28), (date(2023, 4, 1), 12),
    ]  # fmt: skip
    assert (spans["campaign"]["outbound"], spans["before"]["outbound"]) == (2, 2)
    assert spans["campaign"]["outbound_weekly"] == pytest.approx(2 / 12 * 7)
    assert spans["before"]["outbound_weekly"] == 0.5


def test_a_campaign_in_a_leap_february_is_compared_with_february_alone():
    last = _out(Books(date(2023, 12, 29)), A, date(2023, 2, 28), date(2023, 3, 1))
    spans = _spans(_out(Books(date(2024, 2, 29)), A, date(2024, 2, 29)), last, campaign_months=(2,))
    assert [(spans[key]["days"], spans[key]["outbound"]) for key in ("campaign", "last-year")] == [(29, 1), (28, 1)]


def test_no_data_last_year_is_not_zero():
    spans = _spans(_out(Books(DAY), A, DAY))
    assert spans["last-year"]["outbound"] != spans["last-year"]["outbound"]
    assert (spans["campaign"]["inbound_units"], spans["last-year"]["outbound_units"]) == (0, 0)


def test_last_year_is_read_as_it_stood_at_its_end():
    last = _out(Books(date(2023, 12, 29)), A, date(2023, 4, 12), date(2023, 4, 13), date(2023, 5, 1))
    spans = _spans(_out(Books(DAY), A, DAY), last)
    assert (spans["last-year"]["outbound"], spans["last-year"]["outbound_units"]) == (1, 1)


def test_last_year_is_compared_over_the_units_that_have_both_years():
    last = _out(_out(Books(date(2023, 12, 29)), A, date(2023, 4, 12)), C, date(2023, 4, 3), date(2023, 4, 4))
    books = _out(_out(Books(DAY), A, DAY), B, date(2024, 4, 2), date(2024, 4, 3))
    found = campaigns.campaign(prepared(books.snapshot(), district(), None, last.snapshot()))
    spans = found.spans.rows.set_index("key")["outbound"]
    assert (spans["campaign"], spans["last-year"]) == (3, 1)
    assert found.alike == {"outbound": Alike(1, pytest.approx(7 / 12), (B, C))}
    assert [cell.row for cell in found.spans.cells["last-year"]] == [3]


def test_without_a_unit_of_both_years_last_year_is_left_out():
    last = _out(Books(date(2023, 12, 29)), B, date(2023, 4, 12))
    found = campaigns.campaign(prepared(_out(Books(DAY), A, DAY).snapshot(), district(), None, last.snapshot()))
    spans = found.spans.rows.set_index("key")["outbound"]
    assert spans["last-year"] != spans["last-year"]
    assert (found.alike["outbound"].visits != found.alike["outbound"].visits, found.alike["outbound"].apart) == (
        True,
        (A, B),
    )


def test_the_same_units_in_both_years_need_no_word():
    last = _out(Books(date(2023, 12, 29)), A, date(2023, 4, 12))
    found = campaigns.campaign(prepared(_out(Books(DAY), A, DAY).snapshot(), district(), None, last.snapshot()))
    assert (found.spans.rows.set_index("key")["outbound"]["last-year"], found.alike) == (1, {})


def test_a_standing_list_without_visits_is_zero():
    spans = _spans(Books(DAY).covers(A, "visits", "outbound", period=DAY))
    assert (spans["campaign"]["outbound"], spans["campaign"]["outbound_units"]) == (0, 1)


def test_the_districts_own_list_is_not_added():
    books = _out(_out(Books(DAY), A, DAY), HOME, DAY, DAY)
    assert _spans(books)["campaign"]["outbound"] == 1


def test_principals_and_residents_do_not_count():
    books = _out(_out(_out(Books(DAY), A, DAY), A, DAY, level="principal"), A, DAY, level="resident")
    assert _spans(books)["campaign"]["outbound"] == 1


def test_before_the_first_campaign_only_its_date_is_said():
    found = campaigns.campaign(prepared(Books(date(2024, 3, 29)).snapshot(), district()))
    assert (found.begun, found.start, found.end, found.spans.empty) == (
        False,
        date(2024, 4, 1),
        date(2024, 4, 30),
        True,
    )


def test_the_last_campaign_begun_is_shown_in_full():
    found = campaigns.campaign(prepared(Books(DAY + timedelta(days=60)).snapshot(), district(campaign_months=(4, 9))))
    assert (found.start, found.until) == (date(2024, 4, 1), date(2024, 4, 30))


def test_no_campaign_month_no_campaign():
    assert campaigns.campaign(prepared(Books(DAY).snapshot(), district(campaign_months=()))) is None


def test_the_cells_of_a_span():
    books = _out(Books(DAY), A, date(2024, 3, 4), DAY)
    found = campaigns.campaign(prepared(books.snapshot(), district()))
    assert [cell.row for cell in found.spans.cells["campaign"]] == [4]


def test_what_the_campaign_began_and_what_of_it_was_signed_later():
    books = Books(date(2024, 6, 28))
    for name, first, signed in (
        ("a", date(2024, 4, 3), None),
        ("b", date(2024, 4, 30), date(2024, 6, 1)),
        ("c", date(2024, 3, 31), date(2024, 4, 5)),
        ("d", date(2024, 4, 9), date(2024, 7, 1)),
    ):
        books.add("projects", A, identity=name, name=name, first_contact_on=first, signed_on=signed)
    contacts = campaigns.campaign(prepared(books.snapshot(), district())).contacts
    assert list(contacts.rows["name"]) == ["b", "a", "d"]
    assert list(contacts.rows["signed_on"].notna()) == [True, False, False]
    assert [source.row for source in contacts.cells[contacts.rows["key"].iat[0]]] == [4]


def test_a_contact_that_stands_at_signed_without_a_date_is_said_beside_those_signed(books):
    for name, stage, day in (("a", "signed", date(2024, 3, 20)), ("b", "started", None), ("c", "negotiating", None)):
        books.add(
            "projects", A, identity=name, name=name, stage=stage, signed_on=day, first_contact_on=date(2024, 3, 5)
        )
    rows = campaigns.campaign(prepared(books.snapshot(), district(campaign_months=(3,)))).contacts.rows
    told = [(name, bool(dated), bool(undated)) for name, dated, undated in
            zip(rows["name"], rows["signed_on"].notna(), rows["undated"], strict=True)]  # fmt: skip
    assert told == [("a", True, False), ("b", False, True), ("c", False, False)]


def test_a_team_whose_level_never_counts_is_not_among_the_units_of_one_year_alone(books):
    """A posts residents: no visit of theirs counts, this year or last."""
    last = Books(date(2023, 12, 31))
    for held, year in ((books, 2024), (last, 2023)):
        start = date(year, 3, 5)
        held.add("visits", B, direction="outbound", level="unit", leader="李", start=start, end=start)
        held.covers(B, "visits", "outbound")
    books.add("visits", A, direction="outbound", level="resident", leader="王", start=date(2024, 3, 6))
    books.covers(A, "visits", "outbound")
    state = prepared(books.snapshot(), district(campaign_months=(3,)), baseline=last.snapshot())
    assert campaigns.campaign(state).alike == {}
