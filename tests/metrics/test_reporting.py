"""The report as a whole: the reference case, lights of late units, changes, targets."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.contract import SeedTarget
from metrics import report
from metrics.catalogue import INDICATORS
from tests.metrics.conftest import AS_OF, HOME, A, B, Books, C, district, reference, shuffled

WEEK = timedelta(days=7)


def test_the_reference_case():
    found = report(reference().snapshot(), district()).district
    values = {name: m.value for name, m in found.items() if m.value is not None}
    assert values == {
        "outbound_trips": 40, "leader_trips": 13, "inbound_groups": 132, "leader_receptions": 16, "chambers": 5,
        "projects_discussed": 140, "factory_m2": 20000, "building_m2": 30000,
    }  # fmt: skip
    building, factory, land = found["building_m2"], found["factory_m2"], found["land_m2"]
    assert (building.completion, round(building.gap * 100, 1), building.light) == (0.1, -14.3, "yellow")
    assert (round(factory.completion, 3), round(factory.gap * 100, 1), factory.light) == (0.133, -11.0, "yellow")
    assert (land.value, land.target, land.light, land.grey_reason) == (None, 600000, "grey", "no-data")
    assert (land.completion, land.gap, land.change, land.run_rate_per_week) == (None, None, None, None)
    assert building.elapsed == 89 / 366
    assert building.hedge == "about"
    assert not found["outbound_trips"].hedged
    assert building.source[0].cell == "D5"


def test_the_reference_case_by_completed_month():
    found = report(reference().snapshot(), district(basis="month")).district
    assert [round(found[i].gap * 100, 1) for i in ("building_m2", "factory_m2")] == [-6.7, -3.3]
    assert [found[i].light_word for i in ("building_m2", "factory_m2")] == ["level", "level"]


def test_every_indicator_and_unit_is_present_without_any_data(books):
    found = report(books.snapshot(), district())
    assert list(found.district) == list(INDICATORS)
    assert list(found.units) == [A, B, C]
    assert all(list(measures) == list(INDICATORS) for measures in found.units.values())
    measures = [*found.district.values(), *(m for unit in found.units.values() for m in unit.values())]
    assert {m.value for m in measures} == {None}
    assert {(m.light, m.grey_reason) for m in measures} == {("grey", "no-data")}


def _trips(books: Books, unit: str, value: float, on: date) -> Books:
    return books.add(
        "counters", unit, upto=on, indicator="outbound_trips", period="cumulative", as_of=on, value=value, cell="B4"
    )


def _aim(books: Books, unit: str, value: float) -> Books:
    return books.add("targets", unit, indicator="outbound_trips", year=2024, period="year", value=value, cell="C4")


def test_one_missed_return_keeps_the_light_at_its_own_date(books):
    _aim(_trips(books, A, 22, AS_OF - WEEK), A, 100)
    found = report(books.snapshot(), district()).units[A]["outbound_trips"]
    assert (found.stale, found.cover_to, found.elapsed) == (True, date(2024, 3, 22), 82 / 366)
    assert found.light_word == "level"


def test_two_missed_returns_are_grey(books):
    _aim(_trips(books, A, 22, AS_OF - 2 * WEEK), A, 100)
    found = report(books.snapshot(), district()).units[A]["outbound_trips"]
    assert (found.value, found.light, found.grey_reason) == (22, "grey", "stale")


def test_a_sum_with_a_late_unit_says_so(books):
    _trips(_trips(books, A, 3, AS_OF), B, 4, AS_OF - WEEK)
    found = report(books.snapshot(), district()).district["outbound_trips"]
    assert (found.value, found.cover_to, found.reported, found.expected) == (7, AS_OF, 2, 3)
    assert [(n.code, n.detail) for n in found.notes] == [("stale-part", {"unit": B, "cover_to": date(2024, 3, 22)})]


def test_change_is_the_difference_to_the_last_meeting(books):
    before = _trips(Books(AS_OF - WEEK), A, 3, AS_OF - WEEK).snapshot()
    found = report(_trips(books, A, 5, AS_OF).snapshot(), district(), previous=before)
    assert found.previous == date(2024, 3, 22)
    assert found.district["outbound_trips"].change == 2
    assert found.units[B]["outbound_trips"].change is None


def test_an_increment_over_other_units_says_so(books):
    before = _trips(Books(AS_OF - WEEK), A, 3, AS_OF - WEEK).snapshot()
    now = _trips(_trips(books, A, 5, AS_OF), B, 1, AS_OF).snapshot()
    found = report(now, district(), previous=before).district["outbound_trips"]
    assert found.change == 3
    assert [(n.code, n.detail) for n in found.notes] == [("change-other-units", {"now": 2, "then": 1})]


def test_a_flow_begins_anew_on_1_january():
    friday = date(2024, 1, 5)
    before = _trips(Books(date(2023, 12, 29)), A, 50, date(2023, 12, 29)).snapshot()
    found = report(_trips(Books(friday), A, 2, friday).snapshot(), district(), previous=before).units[A]
    assert (found["outbound_trips"].value, found["outbound_trips"].change) == (2, 2)


def test_last_years_figure_is_no_data_in_january():
    snapshot = _trips(Books(date(2024, 1, 5)), A, 50, date(2023, 12, 29)).snapshot()
    assert report(snapshot, district()).units[A]["outbound_trips"].value is None


def test_on_31_december_nothing_more_can_be_needed():
    last = date(2024, 12, 31)
    found = report(_aim(_trips(Books(last), A, 99, last), A, 100).snapshot(), district()).units[A]["outbound_trips"]
    assert (found.elapsed, found.needed_per_week, found.light_word) == (1.0, None, "behind")


def test_a_small_target_is_shown_in_items(books):
    books.add("targets", A, indicator="projects_signed", year=2024, period="year", value=2, cell="C4")
    books.covers(A, "projects", "signed")
    found = report(books.snapshot(), district()).units[A]["projects_signed"]
    assert (found.value, found.target, found.whole_items) == (0, 2, True)
    assert (found.light, found.light_word, found.grey_reason) == (None, "not-due", "not-due")


def test_a_hedged_figure_at_a_boundary_carries_its_note(books):
    books.add(
        "counters", A, indicator="land_m2", period="cumulative", as_of=AS_OF, value=14300, hedged="value", cell="B2"
    )
    books.add("targets", A, indicator="land_m2", year=2024, period="year", value=100000, cell="C2")
    found = report(books.snapshot(), district()).units[A]["land_m2"]
    assert [note.code for note in found.notes] == ["hedged-band", "bases-differ"]


def test_submitted_targets_win_over_seeds_which_fill_the_rest(books):
    seeds = [
        SeedTarget(A, "outbound_trips", 2024, 10.0),
        SeedTarget(B, "outbound_trips", 2024, 20.0, file="d.toml", line=7),
    ]
    found = report(_aim(books, A, 15).snapshot(), district(targets=seeds))
    assert [found.units[unit]["outbound_trips"].target for unit in (A, B, C)] == [15, 20, None]
    assert found.units[B]["outbound_trips"].target_source[0].file == "d.toml"


def test_the_districts_target_is_summed_only_when_every_unit_has_one(books):
    _aim(_aim(books, A, 10), B, 20)
    assert report(books.snapshot(), district()).district["outbound_trips"].target is None
    found = report(_aim(books, C, 30).snapshot(), district()).district["outbound_trips"]
    assert (found.target, [n.code for n in found.notes]) == (60, ["target-summed"])


def test_the_districts_own_target_wins_and_a_difference_is_said(books):
    for unit, value in ((A, 10), (B, 20), (C, 30), (HOME, 50)):
        _aim(books, unit, value)
    found = report(books.snapshot(), district()).district["outbound_trips"]
    assert found.target == 50
    assert [(n.code, n.detail) for n in found.notes] == [("target-differs", {"own": 50, "units": 60})]


def test_a_target_of_zero_gives_no_light(books):
    found = report(_aim(_trips(books, A, 3, AS_OF), A, 0).snapshot(), district()).units[A]["outbound_trips"]
    assert (found.light, found.grey_reason, found.completion) == ("grey", "no-target", None)
    assert [note.code for note in found.notes] == ["target-of-zero"]


def _rich() -> Books:
    books = reference()
    for i, unit in enumerate((A, B, C)):
        for n in range(4):
            on = date(2024, 1 + n % 3, 3 + n + i)
            books.add("visits", unit, identity=f"v{n % 3}", direction="outbound", level="team", start=on, end=on)
            books.add(
                "projects",
                unit,
                identity=f"p{n}",
                name=f"p{n}",
                stage="signed",
                signed_on=on,
                investment=0.1 * (n + i + 1),
            )
            books.add("assets", unit, identity=f"a{n}", kind="factory", area=1000.3, revitalised_area=333.3 + n + i / 7)
        books.covers(unit, "visits", "outbound")
    return books


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**31 - 1))
def test_the_order_of_rows_changes_nothing(seed):
    snapshot = _rich().snapshot()
    assert report(shuffled(snapshot, seed), district()) == report(snapshot, district())


def test_inputs_stay_untouched():
    snapshot = _rich().snapshot()
    before = {name: table.copy() for name, table in snapshot.tables.items()}
    report(snapshot, district(), previous=snapshot, baseline=snapshot)
    assert all(table.equals(before[name]) for name, table in snapshot.tables.items())


@settings(max_examples=25, deadline=None)
@given(st.sets(st.sampled_from([A, B, C])), st.sampled_from(["outbound_trips", "factory_m2", "promotions"]))
def test_no_data_never_becomes_zero(units, indicator):
    books = Books()
    for unit in units:
        books.add("counters", unit, indicator=indicator, period="cumulative", as_of=AS_OF, value=0, cell="B2")
    found = report(books.snapshot(), district())
    assert {unit: found.units[unit][indicator].value for unit in (A, B, C)} == {
        unit: 0 if unit in units else None for unit in (A, B, C)
    }
    assert found.district[indicator].value == (0 if units else None)
    assert found.district[indicator].reported == len(units)


def test_a_hedged_figure_too_old_for_a_light_is_on_the_edge_of_none(books):
    """As of 8 March the figure would be on the edge; three weeks later its light is grey."""
    on = date(2024, 3, 8)
    said = {"indicator": "land_m2", "period": "cumulative", "as_of": on, "hedged": "value", "cell": "B2"}
    books.add("counters", A, value=9000, period_end=on, **said)
    books.add("targets", A, indicator="land_m2", year=2024, period="year", value=100000, cell="C2")
    found = report(books.snapshot(), district()).units[A]["land_m2"]
    assert (found.grey_reason, [note.code for note in found.notes]) == ("stale", [])
