"""What each meeting added to a number: the changes that the reports of those days would say."""

import math
from datetime import date, timedelta

from dashboard.workflows import report
from dashboard.workflows.increments import increments
from tests.dashboard.workflows.test_report import Shelf, _week
from tests.metrics.conftest import AS_OF, district


def test_the_increments_are_the_changes_of_the_reports_of_those_days():
    values = {0: 10, 1: 8, 2: 5, 4: 1}
    shelf = Shelf(*(_week(AS_OF - timedelta(days=7 * back), value) for back, value in values.items()))
    found = increments(shelf, report.standing(shelf, district(), AS_OF), ["promotions"], 4)
    days = [AS_OF - timedelta(days=7 * back) for back in (3, 2, 1, 0)]
    whole = [report.standing(shelf, district(), day).report.district["promotions"].change for day in days]
    assert found["promotions"] == whole == [0, 4, 3, 2]


def test_before_the_first_return_there_is_no_increment():
    shelf = Shelf(_week(AS_OF - timedelta(days=7), 3), _week(AS_OF, 5))
    found = increments(shelf, report.standing(shelf, district(), AS_OF), ["promotions"], 4)["promotions"]
    assert math.isnan(found[0])
    assert found[1:] == [2]


def test_a_new_years_flow_has_grown_by_its_value():
    new_year, before = date(2024, 1, 5), date(2023, 12, 29)
    shelf = Shelf(_week(before, 90), _week(new_year, 4))
    found = increments(shelf, report.standing(shelf, district(), new_year), ["promotions"], 1)
    assert found == {"promotions": [4]}
