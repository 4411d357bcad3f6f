"""What the visits page is given beyond the indicators."""

from datetime import date

from dashboard.workflows import report, visiting
from metrics.yields import Appearance
from tests.dashboard.workflows.test_report import Shelf
from tests.metrics.conftest import AS_OF, A, B, Books, district

BEFORE = date(2024, 3, 22)


def _projects(on: date, *named: tuple[str, str]) -> Books:
    books = Books(on)
    for unit, name in named:
        books.add("projects", unit, identity=name, name=name, stage="negotiating", investor="甲公司")
    return books


OLD, NEW = Appearance(BEFORE, added=False), Appearance(AS_OF, added=True)


def test_a_project_is_first_seen_in_the_return_that_adds_it():
    shelf = Shelf(_projects(BEFORE, (A, "旧")), _projects(AS_OF, (A, "旧"), (A, "新")))
    assert visiting.first_seen(shelf, AS_OF, None, (A, B)) == {"旧": OLD, "新": NEW}


def test_a_units_first_return_adds_nothing():
    shelf = Shelf(_projects(BEFORE, (A, "旧")), _projects(AS_OF, (A, "旧"), (B, "外")))
    assert visiting.first_seen(shelf, AS_OF, None, (A, B)) == {"旧": OLD, "外": Appearance(AS_OF, added=False)}


def test_later_returns_are_not_looked_at():
    shelf = Shelf(_projects(BEFORE, (A, "旧")), _projects(AS_OF, (A, "旧"), (A, "新")))
    assert visiting.first_seen(shelf, BEFORE, None, (A, B)) == {"旧": OLD}


def test_a_standing_knows_what_visits_led_to():
    now = _projects(AS_OF, (A, "旧"), (A, "新"))
    now.add("visits", B, row=3, direction="outbound", start=date(2024, 3, 4), end=date(2024, 3, 4), destination="上海")
    now.add("stops", B, visit_row=3, organisation="甲有限公司")
    found = report.standing(Shelf(_projects(BEFORE, (A, "旧")), now), district(), AS_OF).visiting
    assert found.yields.projects.rows[["name", "by", "days"]].to_numpy().tolist() == [["新", "receipt", 25]]
    assert found.yields.undated == 1
    assert found.destinations.rows["trips"].tolist() == [1]
    assert (found.campaign.begun, found.coverage.companies, len(found.grades.rows)) == (False, 0, 1)
