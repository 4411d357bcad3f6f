"""What the district's principals did, by leader."""

from datetime import date

from dashboard.contract import Leader
from metrics import report
from metrics.principals import by_leader
from metrics.reporting import prepared
from tests.metrics.conftest import HOME, A, Books, district, reference

ROSTER = (Leader("甲书记"), Leader("乙区长"), Leader("丙副区长", level="deputy"))


def _went(books: Books, leader: str, day: int, **fields) -> Books:
    on = date(2024, 3, day)
    return books.add("visits", HOME, direction="outbound", level="principal", leader=leader, start=on, end=on, **fields)


def test_one_who_never_went_stands_with_zero_and_a_joint_trip_counts_for_both(books):
    for day, leader in ((1, "甲书记"), (8, "甲书记、丁主任")):
        _went(books, leader, day)
    found = by_leader(prepared(books.snapshot(), district(leaders=ROSTER)), "leader_trips")
    assert found.rows[["leader", "visits"]].to_numpy().tolist() == [["甲书记", 2], ["乙区长", 0], ["丁主任", 1]]
    assert [cell.row for cell in found.cells[found.rows["key"].iat[0]]] == [3, 4]


def test_a_figure_reported_as_a_figure_names_nobody():
    assert by_leader(prepared(reference().snapshot(), district(leaders=ROSTER)), "leader_trips").empty


def test_no_unit_owes_what_the_district_alone_does():
    found = report(reference().snapshot(), district())
    assert (found.district["leader_trips"].reported, found.district["leader_trips"].expected) == (0, 0)
    assert found.units[A]["leader_trips"].expected == 0
    assert found.units[A]["outbound_trips"].expected == 1
    assert [note.code for note in found.district["leader_trips"].notes] == []
    assert [note.code for note in found.district["outbound_trips"].notes] == ["district-own"]


def test_a_roster_name_is_never_cut_in_two(books):
    for day, leader in ((1, "林和平"), (8, "林和平和甲书记"), (15, "乙区长 林和平")):
        _went(books, leader, day)
    found = by_leader(prepared(books.snapshot(), district(leaders=(*ROSTER, Leader("林和平")))), "leader_trips")
    assert found.rows[["leader", "visits"]].to_numpy().tolist() == [["甲书记", 1], ["乙区长", 1], ["林和平", 3]]
