"""Revitalised area: this year's part, asset by asset."""

from datetime import date

from metrics import report, revitalisation, revivals
from metrics.reporting import prepared
from tests.metrics.conftest import AS_OF, A, B, Books, C, district

IN_YEAR = date(2024, 2, 2)


def _asset(books: Books, unit: str, name: str, **fields) -> Books:
    return books.add("assets", unit, identity=name, name=name, **{"kind": "factory", "area": 1000, **fields})


def _factory(books: Books, old: Books | None = None):
    baseline = old.snapshot() if old else None
    return report(books.snapshot(), district(), baseline=baseline).units[A]["factory_m2"]


def test_the_value_of_last_year_is_taken_off(books):
    old = _asset(Books(date(2023, 12, 29)), A, "a", revitalised_area=300)
    found = _factory(_asset(books, A, "a", revitalised_area=800), old)
    assert (found.value, found.hedged, found.notes) == (500, False, ())


def test_without_last_years_value_all_of_it_or_nothing_by_its_date(books):
    _asset(books, A, "now", revitalised_area=400, revitalised_on=IN_YEAR)
    _asset(books, A, "then", revitalised_area=900, revitalised_on=date(2022, 5, 1))
    found = _factory(books)
    assert (found.value, found.hedged) == (400, False)


def test_undated_area_counts_and_is_hedged(books):
    found = _factory(_asset(books, A, "a", revitalised_area=400))
    assert (found.value, found.hedged, found.hedge) == (400, True, "about")
    assert [(n.code, n.detail) for n in found.notes] == [("undated", {"count": 1})]


def test_undated_area_of_an_asset_blank_last_year_counts_and_is_hedged(books):
    old = _asset(Books(date(2023, 12, 29)), A, "a")
    found = _factory(_asset(_asset(books, A, "a", revitalised_area=800), A, "blank"), old)
    assert (found.value, found.hedged) == (800, True)


def test_never_more_than_the_asset_has(books):
    found = _factory(_asset(books, A, "a", revitalised_area=1500, revitalised_on=IN_YEAR))
    assert found.value == 1000


def test_space_idle_again_is_said_and_not_deducted(books):
    old = _asset(_asset(Books(date(2023, 12, 29)), A, "a", revitalised_area=700), A, "b", revitalised_area=0)
    _asset(_asset(books, A, "a", revitalised_area=600), A, "b", revitalised_area=50)
    found = _factory(books, old)
    assert (found.value, [n.code for n in found.notes]) == (50, ["idle-again"])


def test_increments_of_the_year_add_up_without_a_cumulative_column(books):
    _asset(books, A, "a", revitalised_increment=100, upto=date(2023, 12, 29))
    _asset(books, A, "a", revitalised_increment=200, upto=date(2024, 3, 22), submission=2)
    _asset(books, A, "a", revitalised_increment=300, submission=3)
    for submission in (1, 2, 3):
        books.addresses[submission, "S", 1] = {"name": "B", "revitalised_increment": "H"}
    found = _factory(books)
    assert found.value == 500
    assert [(source.submission, source.cell) for source in found.source] == [(2, "H4"), (3, "H5")]


def test_blank_areas_are_no_data_and_other_kinds_are_not_answered(books):
    _asset(books, A, "a").covers(A, "assets", "factory")
    found = report(books.snapshot(), district()).units[A]
    assert (found["factory_m2"].value, found["land_m2"].value) == (None, None)


def test_a_list_without_a_figure_is_no_zero(books):
    assert _factory(books.covers(A, "assets", "factory")).value is None


def test_an_asset_of_two_units_counts_once_for_the_district(books):
    for unit in (A, B):
        _asset(books, unit, "a", revitalised_area=400, revitalised_on=IN_YEAR)
    _asset(books, C, "c", revitalised_area=100, revitalised_on=IN_YEAR)
    found = report(books.snapshot(), district())
    assert [found.units[unit]["factory_m2"].value for unit in (A, B, C)] == [400, 400, 100]
    assert found.district["factory_m2"].value == 500


def test_steps_methods_and_idle_stock(books):
    _asset(books, A, "a", revitalised_area=400, revitalised_on=IN_YEAR, method="租赁", idle_area=600)
    _asset(books, B, "b", revitalised_area=100, revitalised_on=IN_YEAR, method="招商")
    _asset(books, B, "c", revitalised_area=50, method="租赁", status="in_use")
    state = prepared(books.snapshot(), district())
    steps = revivals.steps(state, "factory_m2")
    assert [(row.on.date(), row.added, row.total) for row in steps.itertuples()] == [
        (IN_YEAR, 500, 500),
        (AS_OF, 50, 550),
    ]
    methods = revitalisation.parted(state, "factory_m2", "method")
    assert methods.to_numpy().tolist() == [["租赁", 450.0, 2], ["招商", 100.0, 1]]
    idle = revitalisation.idle_stock(state)
    assert idle[["unit", "name", "idle_area"]].to_numpy().tolist() == [[A, "a", 600.0], [B, "b", 900.0]]


def test_an_occupant_is_one_however_its_name_is_written(books):
    _asset(books, A, "a", revitalised_area=400, revitalised_on=IN_YEAR, occupant="瀚宇新材料有限公司")
    _asset(books, B, "b", revitalised_area=100, revitalised_on=IN_YEAR, occupant="瀚宇新材料")
    _asset(books, B, "c", revitalised_area=50, revitalised_on=IN_YEAR)
    state = prepared(books.snapshot(), district())
    occupants = revitalisation.parted(state, "factory_m2", "occupant")
    assert occupants.to_numpy().tolist() == [["瀚宇新材料有限公司", 500.0, 2], ["", 50.0, 1]]
    cells = revitalisation.parted_cells(state, "factory_m2", "occupant")
    assert {name: len(sources) for name, sources in cells.items()} == {"瀚宇新材料有限公司": 2, "": 1}


def test_a_sum_of_increments_is_hedged_where_any_of_them_is(books):
    _asset(books, A, "a", revitalised_increment=200, hedged="revitalised_increment", upto=date(2024, 3, 22))
    _asset(books, A, "a", revitalised_increment=300, submission=2)
    found = _factory(books)
    assert (found.value, found.hedged) == (500, True)


def test_an_increment_of_another_year_hedges_nothing(books):
    then = date(2023, 6, 1)
    _asset(books, A, "a", revitalised_increment=200, revitalised_on=then, hedged="revitalised_increment")
    _asset(books, A, "b", revitalised_area=100, revitalised_on=IN_YEAR)
    found = _factory(books)
    assert (found.value, found.hedged) == (100, False)


def test_an_increment_after_a_cumulative_area_is_added_to_it(books):
    _asset(books, A, "a", revitalised_increment=100, upto=date(2024, 3, 8))
    _asset(books, A, "a", revitalised_area=180, revitalised_on=IN_YEAR, upto=date(2024, 3, 15), submission=2)
    _asset(books, A, "a", revitalised_increment=20, upto=date(2024, 3, 22), submission=3)
    found = _factory(books)
    assert (found.value, [source.submission for source in found.source]) == (200, [2, 3])


def test_increments_after_a_cumulative_area_of_an_earlier_year_are_this_years(books):
    _asset(books, A, "a", area=1000, revitalised_area=990, revitalised_on=date(2023, 5, 1), upto=date(2024, 3, 8))
    _asset(books, A, "a", area=1000, revitalised_increment=20, upto=date(2024, 3, 22), submission=2)
    assert _factory(books).value == 10


def test_one_name_without_a_location_in_two_units_is_said_and_counts_once(books):
    for unit in (A, B):
        _asset(books, unit, "标准厂房", revitalised_area=400, revitalised_on=IN_YEAR)
    found = report(books.snapshot(), district()).district["factory_m2"]
    assert (found.value, [(n.code, n.detail) for n in found.notes]) == (400, [("shared-name", {"count": 1})])


def test_how_often_promotions_of_the_year_name_an_idle_asset(books):
    for name in ("一号厂房", "二号厂房"):
        books.add("assets", A, identity=name, kind="factory", name=name, area=3000, idle_area=1200)
    assert revitalisation.idle_stock(prepared(books.snapshot(), district()))["promoted"].isna().all()
    for title, count in (("推介一号厂房", None), ("公众号：一号厂房、东地块", 2), ("二号厂房去年推介", None)):
        day = date(2023, 12, 1) if "去年" in title else date(2024, 2, 1)
        books.add("events", A, kind="promotion", title=title, date=day, count=count, identity=title)
    assert list(revitalisation.idle_stock(prepared(books.snapshot(), district()))["promoted"]) == [3.0, 0.0]
