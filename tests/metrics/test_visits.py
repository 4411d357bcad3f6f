"""Visits: chambers, weeks, destinations, teams."""

from datetime import date

from metrics import adding_up, report, visits
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


def test_chambers_are_known_until_the_day_to_which_the_list_of_trips_is(books):
    first, last = date(2024, 3, 15), date(2024, 3, 22)
    _trip(books, A, date(2024, 3, 12), row=3, hosts={"苏州商会": "chamber"}, upto=first)
    for stop in books.records["stops"]:
        stop["period_end"] = first
    books.covers(A, "visits", "outbound", period=first).covers(A, "visits", "outbound", period=last, nothing=True)
    found = report(books.snapshot(), district()).units[A]
    assert [(found[name].value, found[name].cover_to) for name in ("outbound_trips", "chambers")] == [(1, last)] * 2


def test_trips_of_principals_are_known_as_long_as_a_list_that_names_them_is():
    books = Books(date(2024, 3, 22))
    _trip(books, HOME, date(2024, 3, 5), row=3, level="principal", upto=date(2024, 3, 8))
    _trip(books, HOME, date(2024, 3, 21), row=4, level="deputy", submission=2)
    found = report(books.snapshot(), district()).district
    leaders, others = found["leader_trips"], found["outbound_trips"]
    assert [(m.value, m.cover_to) for m in (leaders, others)] == [(1, date(2024, 3, 22))] * 2


def test_a_trip_across_weeks_belongs_to_the_week_of_its_start(books):
    _trip(books, A, date(2024, 3, 22), row=3, end=date(2024, 3, 25))
    _trip(books, A, date(2024, 3, 25), row=4)
    _trip(books, B, date(2024, 3, 29), row=5, direction="inbound")
    found = visits.weekly(prepared(books.snapshot(), district()), weeks=3)
    assert [(row.week.date(), row.outbound, row.inbound) for row in found.rows.itertuples()] == [
        (date(2024, 3, 15), 0, 0), (date(2024, 3, 22), 1, 0), (AS_OF, 1, 1),
    ]  # fmt: skip


def test_a_week_leads_to_the_cells_of_its_visits(books):
    _trip(books, A, date(2024, 3, 22), row=3)
    _trip(books, B, date(2024, 3, 26), row=4, direction="inbound")
    _trip(books, A, date(2024, 3, 27), row=5)
    _trip(books, A, date(2024, 3, 28), row=6, level="principal")
    cells = visits.weekly(prepared(books.snapshot(), district()), weeks=3).cells
    assert [[cell.row for cell in cells[key]] for key in cells] == [[], [3], [5, 4]]


def test_destinations_split_lists_of_places(books):
    _trip(books, A, date(2024, 3, 4), row=3, destination="苏州、南京")
    _trip(books, B, date(2024, 3, 5), row=4, destination="苏州")
    table = visits.destinations(prepared(books.snapshot(), district()))
    assert table.rows.drop(columns="key").to_numpy().tolist() == [["苏州", "江苏", 2], ["南京", "江苏", 1]]
    assert [cell.row for cell in table.cells["江苏苏州"]] == [3, 4]


def test_one_city_however_it_is_written(books):
    for row, (unit, place) in enumerate(((A, "上海"), (B, "上海市"), (C, "上海市浦东新区")), start=3):
        _trip(books, unit, date(2024, 3, 4), row=row, destination=place)
    table = visits.destinations(prepared(books.snapshot(), district())).rows
    assert table.to_numpy().tolist() == [["上海", "上海", "", 3]]


def test_a_resident_post_is_no_destination(books):
    _trip(books, A, date(2024, 3, 4), row=3, level="resident", destination="上海")
    assert visits.destinations(prepared(books.snapshot(), district())).empty


def _teams(books: Books) -> list[dict]:
    return visits.teams(prepared(books.snapshot(), district())).rows.to_dict("records")


def test_a_team_has_days_distinct_hosts_and_leads(books):
    hosts = {"甲公司": "company", "乙公司": "company"}
    same = {"甲公司": "company"}
    _trip(
        books,
        A,
        date(2024, 3, 4),
        row=3,
        end=date(2024, 3, 6),
        level="team",
        leader="李一",
        companions="招商小分队",
        hosts=hosts,
    )
    _trip(
        books,
        A,
        date(2024, 3, 8),
        row=4,
        level="team",
        leader="李一",
        companions="招商小分队",
        hosts=same,
        projects_discussed=2,
    )
    (team,) = _teams(books)
    assert {name: team[name] for name in ("unit", "post", "people", "members", "visits", "days", "hosts", "leads")} == {
        "unit": A, "post": "李一", "people": "李一", "members": 1, "visits": 2, "days": 4, "hosts": 2, "leads": 2,
    }  # fmt: skip
    assert team["starts"] == (date(2024, 3, 4), date(2024, 3, 8))


def test_a_deputy_of_a_street_is_no_task_team(books):
    assert _teams(_trip(books, A, date(2024, 3, 4), row=3, level="team", leader="王志远")) == []


def test_a_post_is_the_residents_of_one_city(books):
    for row, (leader, place) in enumerate((("王二", "上海"), ("赵三", "上海市"), ("钱四", "深圳")), start=3):
        _trip(books, B, date(2024, 3, row), row=row, level="resident", leader=leader, destination=place)
    found = [(post["post"], post["people"], post["members"], post["visits"]) for post in _teams(books)]
    assert found == [("上海", "王二、赵三", 2, 2), ("深圳", "钱四", 1, 1)]


def test_days_that_a_post_has_before_it_are_not_yet_days_of_it(books):
    _trip(
        books, B, date(2024, 3, 1), row=3, end=date(2024, 12, 31), level="resident", leader="王二", destination="上海"
    )
    (post,) = _teams(books)
    assert post["days"] == 29


def test_a_stay_over_new_year_has_its_days_in_both_years():
    """18 December to 19 January: fourteen days of the old year, nineteen of the new one. A trip is of its start's."""
    stay = {"end": date(2024, 1, 19), "level": "resident", "leader": "王二", "destination": "上海"}
    trip = {"end": date(2024, 1, 3), "level": "team", "leader": "李一", "companions": "招商小分队"}
    found = {}
    for as_of in (date(2023, 12, 31), AS_OF):
        books = _trip(Books(as_of), B, date(2023, 12, 18), row=3, **stay)
        _trip(books, A, date(2023, 12, 28), row=4, **trip)
        rows = visits.teams(prepared(books.snapshot(), district())).rows.to_dict("records")
        found[as_of.year] = [(row["unit"], row["visits"], row["days"]) for row in rows]
    assert found == {2023: [(A, 1, 4), (B, 1, 14)], 2024: [(B, 1, 19)]}


def test_leads_and_hosts_nobody_reported_are_no_zero(books):
    (post,) = _teams(_trip(books, B, date(2024, 3, 8), row=5, level="resident", leader="王二"))
    assert (post["hosts"] != post["hosts"], post["leads"] != post["leads"]) == (True, True)


def test_events_add_their_counts_and_a_blank_one_is_one(books):
    books.add("events", HOME, kind="promotion", date=date(2024, 3, 1), count=12)
    books.add("events", HOME, kind="promotion", date=date(2024, 3, 2))
    books.add("events", HOME, kind="signing", date=date(2023, 3, 2))
    found = report(books.snapshot(), district()).district
    assert [found[name].value for name in ("promotions", "signing_events", "training_events")] == [13, 0, None]


def test_weeks_and_destinations_count_what_the_indicator_counts(books):
    early, late = date(2024, 3, 8), date(2024, 3, 14)
    for row, start in enumerate((early, late), 3):
        _trip(books, A, start, row=row, destination="上海", upto=early)
    books.covers(A, "visits", "outbound", period=early)
    state = prepared(books.snapshot(), district())
    assert visits.weekly(state, weeks=4).rows["outbound"].fillna(-1).tolist() == [1, -1, -1, -1]
    assert visits.destinations(state).rows[["destination", "trips"]].to_numpy().tolist() == [["上海", 1]]
    assert adding_up.tallies(state)["outbound_trips"].units[A].value == 1


def test_the_last_days_of_december_are_late_entries_of_the_old_years_last_week():
    books = Books(date(2024, 1, 5))
    for row, start in enumerate((date(2023, 12, 29), date(2023, 12, 30), date(2024, 1, 2)), 3):
        _trip(books, A, start, row=row)
    table = visits.weekly(prepared(books.snapshot(), district()), weeks=2).rows
    assert list(zip(table["key"], table["outbound"], strict=True)) == [("2023-12-29", 2), ("2024-01-05", 1)]


def test_a_summed_event_leads_to_the_cell_of_its_count_and_to_its_date_where_there_is_none(books):
    books.add("events", HOME, kind="promotion", date=date(2024, 3, 1), count=12)
    books.add("events", HOME, kind="promotion", date=date(2024, 3, 2))
    books.addresses[1, "S", 1] = {"date": "B", "count": "E"}
    found = report(books.snapshot(), district()).district["promotions"]
    assert [source.cell for source in found.source] == ["E3", "B4"]


def test_weeks_for_which_no_return_came_are_no_zeros():
    books = Books()
    _trip(books, A, date(2024, 3, 8), row=3, upto=date(2024, 3, 15))
    table = visits.weekly(prepared(books.snapshot(), district()), weeks=4).rows
    assert table["outbound"].fillna(-1).tolist() == [1, 0, -1, -1]


def test_a_direction_of_which_no_list_stands_has_no_weeks_of_zero(books):
    _trip(books, A, date(2024, 3, 25), row=3)
    table = visits.weekly(prepared(books.snapshot(), district()), weeks=2).rows
    assert (table["outbound"].tolist(), table["inbound"].isna().tolist()) == ([0, 1], [True, True])
    assert report(books.snapshot(), district()).district["inbound_groups"].value is None


def test_the_annual_closing_opens_no_week_of_the_new_year():
    books = _trip(Books(date(2024, 12, 31)), A, date(2024, 12, 30), row=3)
    table = visits.weekly(prepared(books.snapshot(), district()), weeks=2).rows
    assert list(zip(table["key"], table["outbound"], strict=True)) == [("2024-12-20", 0), ("2024-12-27", 1)]
