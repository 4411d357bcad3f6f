"""Projects that appeared after a visit to their investor."""

from datetime import date

from metrics.reporting import prepared
from metrics.yields import Appearance, after_visits
from tests.metrics.conftest import A, B, Books, district


def _met(books: Books, unit: str, name: str, on: date | None) -> Books:
    row = len(books.records.get("visits", [])) + 3
    books.add("visits", unit, row=row, direction="outbound", start=on, end=on)
    return books.add("stops", unit, visit_row=row, organisation=name)


def _project(books: Books, name: str, investor: str, **fields) -> Books:
    return books.add("projects", B, identity=name, name=name, investor=investor, **{"stage": "negotiating", **fields})


def _of(books: Books, *, added: bool = True, **first_seen: date):
    seen = {name: Appearance(on, added) for name, on in first_seen.items()}
    return after_visits(prepared(books.snapshot(), district()), lambda units: seen)


def test_the_first_visit_and_the_days_to_the_first_contact(books):
    for day in (date(2024, 2, 10), date(2024, 2, 1), date(2024, 3, 20)):
        _met(books, A, "甲科技", day)
    found = _of(_project(books, "项目一", "甲科技有限公司", first_contact_on=date(2024, 3, 1)))
    row = found.projects.rows.iloc[0]
    names = ["name", "unit", "investor", "stage", "by", "visitor", "organisation", "days", "visits"]
    assert row[names].tolist() == ["项目一", B, "甲科技有限公司", "negotiating", "contact", A, "甲科技", 29, 2]
    assert [cell.row for cell in found.projects.cells[row["key"]]] == [3, 4]
    assert found.hosts == 1


def test_a_visit_on_the_day_of_the_first_contact_found_the_project_and_one_after_it_did_not(books):
    _met(_met(books, A, "甲公司", date(2024, 3, 1)), A, "乙公司", date(2024, 3, 2))
    for name, investor in (("项目一", "甲公司"), ("项目二", "乙公司")):
        _project(books, name, investor, first_contact_on=date(2024, 3, 1))
    found = _of(books, 项目一=date(2024, 3, 29))
    assert found.projects.rows[["name", "by", "days"]].to_numpy().tolist() == [["项目一", "contact", 0]]


def test_later_visits_are_no_part_of_what_a_project_appeared_after(books):
    for day in (date(2024, 3, 1), date(2024, 3, 8)):
        _met(books, A, "甲公司", day)
    found = _of(_project(books, "项目一", "甲公司", first_contact_on=date(2024, 3, 1)))
    assert found.projects.rows[["days", "visits"]].to_numpy().tolist() == [[0, 1]]


def test_without_first_contact_the_first_return_that_shows_it(books):
    _project(_met(books, A, "甲公司", date(2024, 3, 1)), "项目一", "甲公司")
    row = _of(books, 项目一=date(2024, 3, 15)).projects.rows.iloc[0]
    assert (row["by"], row["days"]) == ("receipt", 14)


def test_neither_date_is_said_beside(books):
    found = _of(_project(_met(books, A, "甲公司", date(2024, 3, 1)), "项目一", "甲公司"))
    assert (found.undated, found.projects.empty) == (1, True)


def test_a_project_of_its_units_first_return_stood_before_anything_was_reported(books):
    found = _of(
        _project(_met(books, A, "甲公司", date(2024, 3, 1)), "项目一", "甲公司"), added=False, 项目一=date(2024, 3, 29)
    )
    assert (found.undated, found.projects.empty) == (1, True)


def test_nobody_met_or_no_investor_is_no_yield(books):
    _met(_project(_project(books, "项目一", ""), "项目二", "乙公司"), A, "甲公司", date(2024, 3, 1))
    found = _of(_met(books, A, "丙公司", None))
    assert (found.hosts, found.undated, found.projects.empty) == (1, 0, True)


def test_earlier_returns_are_read_only_for_the_units_that_need_it(books):
    asked = []
    _met(books, A, "甲公司", date(2024, 3, 1))
    _project(_project(books, "项目一", "甲公司", first_contact_on=date(2024, 3, 2)), "项目二", "乙公司")
    after_visits(prepared(books.snapshot(), district()), asked.append)
    assert asked == []
    _project(books, "项目三", "甲公司")
    after_visits(prepared(books.snapshot(), district()), lambda units: asked.append(units) or {})
    assert asked == [[B]]


def test_a_joint_trip_that_two_units_report_is_one_visit(books):
    for number, unit in enumerate((A, B)):
        told = {"direction": "outbound", "start": date(2024, 2, 22), "end": date(2024, 2, 25)}
        books.add("visits", unit, row=number + 3, identity="同行", **told)
        books.add("stops", unit, visit_row=number + 3, organisation="甲公司")
    found = _of(_project(books, "项目一", "甲公司", first_contact_on=date(2024, 3, 1)))
    assert found.projects.rows["visits"].tolist() == [1]
    assert len(found.projects.cells["1"]) == 2
