"""The weekly survey of projects in talks and signed."""

from datetime import timedelta

from metrics import report
from metrics.measure import Note
from tests.metrics.conftest import AS_OF, HOME, A, B, Books, district


def _project(books: Books, unit: str, name: str, **fields) -> Books:
    return books.add("projects", unit, identity=name, name=name, **{"stage": "negotiating", **fields})


def test_surveyed_share_splits_by_what_happened(books):
    week_before = AS_OF - timedelta(days=7)
    before = Books(week_before)
    for name in ("changed", "confirmed", "same", "late", "vanished"):
        _project(before, A, name, progress="洽谈中")
    _project(books, A, "changed", stage="signed", progress="洽谈中")
    _project(books, A, "confirmed", progress="本周无变化")
    _project(books, A, "same", progress="洽谈中")
    _project(books, A, "late", progress="洽谈中", upto=week_before)
    _project(books, B, "new")
    found = report(books.snapshot(), district(), previous=before.snapshot())
    share = found.units[A]["surveyed_share"]
    assert (share.value, share.numerator, share.denominator) == (0.6, 3, 5)
    assert share.notes[0].detail == {"changed": 1, "confirmed": 1, "identical": 1, "missing": 2}
    assert found.units[B]["surveyed_share"].value == 1
    assert (found.district["surveyed_share"].numerator, found.district["surveyed_share"].denominator) == (4, 6)


def test_a_list_of_nothing_but_registered_and_filed_projects_says_why_it_has_no_share(books):
    _project(_project(books, A, "registered", stage="registered"), A, "filed", stage="filed")
    found = report(books.snapshot(), district()).units
    share = found[A]["surveyed_share"]
    assert (share.value, share.notes) == (None, (Note("survey-none", {"count": 2}),))
    assert found[B]["surveyed_share"].notes == ()


def test_projects_that_an_addition_leaves_out_are_told_from_those_that_a_whole_list_lacks(books):
    week_before = AS_OF - timedelta(days=7)
    for unit in (A, B):
        _project(books, unit, f"{unit} old", upto=week_before, submission=1)
        _project(books, unit, f"{unit} new", submission=2)
        books.covers(unit, "projects", "negotiating", period=week_before)
        books.covers(unit, "projects", "negotiating", submission=2, addition=unit == A)
    found = report(books.snapshot(), district())
    share = found.units[A]["surveyed_share"]
    assert (share.value, share.notes[1:]) == (0.5, (Note("survey-additions", {"count": 1}),))
    assert found.units[B]["surveyed_share"].notes[1:] == ()
    assert Note("survey-additions", {"count": 1}) in found.district["surveyed_share"].notes


def _renamed(before: Books, now: Books):
    found = report(now.snapshot(), district(), previous=before.snapshot()).units[A]["surveyed_share"]
    return found.numerator, found.denominator, found.notes[0].detail


def test_a_project_that_goes_on_under_a_new_name_and_code_is_not_missing(books):
    before = _project(Books(AS_OF - timedelta(days=7)), A, "甲项目", investor="甲集团", stage="signed", investment=5.0)
    code = "91320700MA1XXXXX01"
    books.add(
        "projects", A, identity=code, name="甲科技有限公司", credit_code=code, investor="甲集团", stage="signed",
        investment=5.0,
    )  # fmt: skip
    assert _renamed(before, books) == (1, 1, {"changed": 0, "confirmed": 1, "identical": 0, "missing": 0})


def test_a_project_whose_investor_was_corrected_is_not_missing(books):
    before = Books(AS_OF - timedelta(days=7))
    before.add("projects", A, identity="甲|园", name="甲产业园", investor="甲", stage="negotiating")
    books.add("projects", A, identity="乙|园", name="甲产业园", investor="乙", stage="signed")
    assert _renamed(before, books) == (1, 1, {"changed": 1, "confirmed": 0, "identical": 0, "missing": 0})


def test_a_renamed_project_that_has_moved_on_is_surveyed_no_longer(books):
    before = _project(Books(AS_OF - timedelta(days=7)), A, "甲项目", stage="signed")
    _project(before, A, "乙项目")
    books.add("projects", A, identity="码", name="甲项目", credit_code="码", stage="started")
    _project(books, A, "乙项目")
    assert _renamed(before, books) == (1, 1, {"changed": 0, "confirmed": 0, "identical": 1, "missing": 0})


def test_a_new_project_of_another_unit_takes_no_ones_place(books):
    before = _project(Books(AS_OF - timedelta(days=7)), A, "甲项目")
    books.add("projects", B, identity="码", name="甲项目", credit_code="码", stage="negotiating").covers(
        A, "projects", "signed"
    )
    assert _renamed(before, books) == (0, 1, {"changed": 0, "confirmed": 0, "identical": 0, "missing": 1})


def test_the_survey_covers_to_the_units_latest_return_of_projects(books):
    before = _project(Books(AS_OF - timedelta(days=7)), A, "vanished")
    _project(books, A, "done", stage="completed")
    found = report(books.snapshot(), district(), previous=before.snapshot())
    share = found.units[A]["surveyed_share"]
    assert (share.value, share.cover_to, found.district["surveyed_share"].cover_to) == (0, AS_OF, AS_OF)


def test_the_survey_of_a_late_unit_covers_to_its_own_return(books):
    week_before = AS_OF - timedelta(days=7)
    before = _project(Books(week_before), A, "late")
    _project(books, A, "late", upto=week_before).covers(A, "projects", "negotiating", period=week_before)
    share = report(books.snapshot(), district(), previous=before.snapshot()).units[A]["surveyed_share"]
    assert (share.value, share.cover_to) == (0, week_before)


def test_the_survey_of_a_late_unit_is_of_this_period_and_no_earlier_figure(books):
    week_before = AS_OF - timedelta(days=7)
    before = _project(Books(week_before), A, "late").covers(A, "projects", "negotiating", period=week_before)
    was = report(before.snapshot(), district()).units[A]["surveyed_share"]
    _project(books, A, "late", upto=week_before).covers(A, "projects", "negotiating", period=week_before, stale=True)
    _project(books, B, "own")
    found = report(books.snapshot(), district(), previous=before.snapshot())
    late = found.units[A]["surveyed_share"]
    assert [(each.numerator, each.denominator, each.stale) for each in (was, late)] == [(1, 1, False), (0, 1, False)]
    assert "stale-part" not in {note.code for note in found.district["surveyed_share"].notes}
    assert found.units[A]["projects_discussed"].stale


def test_what_only_the_districts_own_list_still_holds_has_vanished_from_its_unit(books):
    before = _project(_project(Books(AS_OF - timedelta(days=7)), A, "dropped"), A, "kept")
    _project(_project(books, HOME, "dropped"), A, "kept")
    found = report(books.snapshot(), district(), previous=before.snapshot())
    for share in (found.units[A]["surveyed_share"], found.district["surveyed_share"]):
        assert (share.numerator, share.denominator, share.notes[0].detail["missing"]) == (1, 2, 1)


def test_where_a_project_stands_for_a_unit_its_own_list_says(books):
    week_before = AS_OF - timedelta(days=7)
    for name, unit, stage in (("x", HOME, "terminated"), ("y", B, "started")):
        _project(_project(books, A, name, upto=week_before), unit, name, stage=stage)
    found = report(books.snapshot(), district())
    share = found.units[A]["surveyed_share"]
    assert (share.numerator, share.denominator, found.units[B]["surveyed_share"].value) == (0, 2, None)
    assert found.district["surveyed_share"].denominator == 1


def test_a_unit_of_which_nothing_stands_any_more_has_no_data_and_an_empty_list_is_none_of_its_projects(books):
    before = _project(_project(Books(AS_OF - timedelta(days=7)), A, "x"), B, "y")
    books.covers(B, "projects", "negotiating", nothing=True)
    found = report(books.snapshot(), district(), previous=before.snapshot())
    gone, empty = found.units[A]["surveyed_share"], found.units[B]["surveyed_share"]
    assert (gone.value, gone.reported) == (None, 0)
    assert (empty.value, empty.numerator, empty.denominator) == (0, 0, 1)
    assert found.district["surveyed_share"].denominator == 1


def test_what_another_unit_lists_today_has_not_vanished(books):
    before = _project(_project(Books(AS_OF - timedelta(days=7)), A, "handed over"), A, "kept")
    _project(_project(books, B, "handed over"), A, "kept")
    found = report(books.snapshot(), district(), previous=before.snapshot())
    shares = [found.units[A]["surveyed_share"], found.units[B]["surveyed_share"], found.district["surveyed_share"]]
    assert [(share.numerator, share.denominator) for share in shares] == [(1, 1), (1, 1), (2, 2)]


def test_what_two_units_dropped_is_missing_in_both_and_once_in_the_district(books):
    before = Books(AS_OF - timedelta(days=7))
    for unit in (A, B):
        _project(_project(before, unit, "joint"), unit, f"own of {unit}")
        _project(books, unit, f"own of {unit}")
    found = report(books.snapshot(), district(), previous=before.snapshot())
    shares = [found.units[A]["surveyed_share"], found.units[B]["surveyed_share"], found.district["surveyed_share"]]
    assert [(share.numerator, share.denominator) for share in shares] == [(1, 2), (1, 2), (2, 3)]
