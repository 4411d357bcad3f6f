"""Visits: chambers, weeks, destinations, teams."""

from datetime import date

from metrics import report, visits
from metrics.reporting import prepared
from tests.metrics.conftest import AS_OF, HOME, A, B, Books, C, district


def _trip(books: Books, unit: str, on: date, *, row: int, hosts: dict[str, str] | None = None, **fields) -> Books:
    fields = {"direction": "outbound", "level": "unit", "start": on, "end": on, **fields}
    books.add("visits", unit, row=row, **fields)
    for name, kind in (hosts or {}).items():
        books.add("stops", unit, identity=name, visit_row=row, organisation=name, kind=kind)
    return books


def test_chambers_are_distinct_within_a_unit_and_over_the_district(books):
    _trip(books, A, date(2024, 2, 1), row=3, hosts={"苏州商会": "chamber", "甲公司": "company"})
    _trip(books, A, date(2024, 3, 1), row=4, hosts={"苏州商会": "chamber", "南京商会": "chamber"})
    _trip(books, B, date(2024, 3, 1), row=5, hosts={"苏州商会": "chamber"})
    _trip(books, C, date(2024, 3, 1), row=6, hosts={"乙公司": "company"})
    _trip(books, C, date(2024, 3, 2), row=7, hosts={"丙商会": "chamber"}, direction="inbound")
    found = report(books.snapshot(), district())
    assert [found.units[unit]["chambers"].value for unit in (A, B, C)] == [2, 1, 0]
    assert found.district["chambers"].value == 2


def test_a_list_without_hosts_says_nothing_about_chambers(books):
    found = report(_trip(books, A, date(2024, 2, 1), row=3).snapshot(), district()).units[A]
    assert (found["outbound_trips"].value, found["chambers"].value) == (1, None)


def test_a_trip_across_weeks_belongs_to_the_week_of_its_start(books):
    _trip(books, A, date(2024, 3, 22), row=3, end=date(2024, 3, 25))
    _trip(books, A, date(2024, 3, 25), row=4)
    _trip(books, B, date(2024, 3, 29), row=5, direction="inbound")
    table = visits.weekly(prepared(books.snapshot(), district()), weeks=3)
    assert [(row.week.date(), row.outbound, row.inbound) for row in table.itertuples()] == [
        (date(2024, 3, 15), 0, 0), (date(2024, 3, 22), 1, 0), (AS_OF, 1, 1),
    ]  # fmt: skip


def test_destinations_split_lists_of_places(books):
    _trip(books, A, date(2024, 3, 4), row=3, destination="苏州、南京")
    _trip(books, B, date(2024, 3, 5), row=4, destination="苏州")
    table = visits.destinations(prepared(books.snapshot(), district()))
    assert table.to_numpy().tolist() == [["苏州", 2], ["南京", 1]]


def test_teams_and_posts_with_days_and_distinct_hosts(books):
    hosts = {"甲公司": "company", "乙公司": "company"}
    _trip(books, A, date(2024, 3, 4), row=3, end=date(2024, 3, 6), level="team", leader="李一", hosts=hosts)
    _trip(
        books,
        A,
        date(2024, 3, 8),
        row=4,
        level="team",
        leader="李一",
        hosts={"甲公司": "company"},
        projects_discussed=2,
    )
    _trip(books, B, date(2024, 3, 8), row=5, level="resident", leader="王二")
    table = visits.teams(prepared(books.snapshot(), district()))
    assert table.to_numpy().tolist() == [[A, "李一", "team", 2, 4, 2, 2.0], [B, "王二", "resident", 1, 1, 0, 0.0]]


def test_events_add_their_counts_and_a_blank_one_is_one(books):
    books.add("events", HOME, kind="promotion", date=date(2024, 3, 1), count=12)
    books.add("events", HOME, kind="promotion", date=date(2024, 3, 2))
    books.add("events", HOME, kind="signing", date=date(2023, 3, 2))
    found = report(books.snapshot(), district()).district
    assert [found[name].value for name in ("promotions", "signing_events", "training_events")] == [13, 0, None]
