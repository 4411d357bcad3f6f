"""Stuck projects: thresholds of DOMAIN section 4."""

from datetime import date, timedelta

import pytest

from metrics.postponing import Postponed
from metrics.reporting import prepared
from metrics.stock import stock
from metrics.stuck import problems, stuck, to_be_reviewed
from tests.metrics.conftest import AS_OF, A, B, Books, district


def _found(books: Books, history=()):
    state = prepared(books.snapshot(), district())
    return stuck(state, [prepared(old.snapshot(), district()) for old in history])


@pytest.mark.parametrize(
    ("days", "level"), [(89, None), (90, "yellow"), (179, "yellow"), (180, "red"), (365, "clearance")]
)
def test_signed_and_not_started(books, days, level):
    books.add("projects", A, identity="p", name="p", stage="signed", signed_on=AS_OF - timedelta(days=days))
    table = _found(books)
    assert table[["rule", "days", "level"]].to_numpy().tolist() == (
        [["signed-unstarted", days, level]] if level else []
    )


@pytest.mark.parametrize(
    ("planned", "level"), [(AS_OF, None), (date(2024, 3, 28), "yellow"), (date(2023, 12, 30), "red")]
)
def test_a_planned_start_that_has_passed(books, planned, level):
    books.add("projects", A, identity="p", name="p", stage="signed", planned_start_on=planned)
    assert _found(books)["level"].tolist() == ([level] if level else [])


def test_started_without_funds(books):
    on = AS_OF - timedelta(days=100)
    books.add("projects", A, identity="none", name="none", stage="started", started_on=on, paid_in=0, investment=5)
    books.add("projects", A, identity="blank", name="blank", stage="started", started_on=on, investment=5)
    books.add(
        "projects",
        A,
        identity="few",
        name="few",
        stage="started",
        started_on=date(2023, 6, 1),
        paid_in=0.7,
        investment=5,
    )
    assert _found(books)[["name", "level"]].to_numpy().tolist() == [["few", "red"], ["none", "yellow"]]


@pytest.mark.parametrize(("days", "level"), [(29, None), (30, "yellow"), (59, "yellow"), (60, "red")])
def test_a_key_project_awaits_its_joint_review(books, days, level):
    on = AS_OF - timedelta(days=days)
    for name, key, said in (("p", "yes", "待评审"), ("decided", "yes", "通过"), ("small", "", "待评审")):
        books.add("projects", A, identity=name, name=name, stage="signed", key=key, reviewed_on=on, review_result=said)
    table = _found(books)
    assert table[["name", "rule", "days", "level"]].to_numpy().tolist() == (
        [["p", "review", days, level]] if level else []
    )


def test_a_start_put_off_twice_is_red_whatever_day_is_planned_now(books):
    for name in ("twice", "once"):
        books.add("projects", A, identity=name, name=name, stage="signed", planned_start_on=date(2024, 9, 1))
    told = {"twice": Postponed(2, date(2024, 3, 1)), "once": Postponed(1, date(2024, 3, 1))}
    table = stuck(prepared(books.snapshot(), district()), plans=lambda names: {n: told[n] for n in names})
    assert table[["name", "rule", "days", "level"]].to_numpy().tolist() == [["twice", "start-postponed", 184, "red"]]


def test_every_step_is_the_districts_own(books):
    signed, started = AS_OF - timedelta(days=10), AS_OF - timedelta(days=12)
    common = {"registered_on": date(2024, 1, 2), "stage": "registered"}
    books.add("projects", A, identity="kept", name="kept", **common)
    books.add("projects", A, identity="a", name="a", stage="signed", signed_on=signed)
    books.add("projects", A, identity="b", name="b", stage="started", started_on=started, paid_in=0, investment=5)
    books.add("projects", A, identity="c", name="c", stage="started", started_on=started, paid_in=2, investment=5)
    books.add("projects", A, identity="d", name="d", stage="signed", planned_start_on=AS_OF - timedelta(days=3))
    rules = {
        "stuck_registered_days": (10, 60), "stuck_unpaid_days": (5, 11), "stuck_unpaid_share": 0.5,
        "stuck_planned_days": (1, 3),
    }  # fmt: skip
    table = stuck(prepared(books.snapshot(), district(**rules)))
    assert sorted(table[["name", "rule", "level"]].to_numpy().tolist()) == [
        ["a", "signed-unregistered", "yellow"], ["b", "unpaid", "red"], ["c", "unpaid", "red"],
        ["d", "planned-start-passed", "red"],
    ]  # fmt: skip


def test_within_a_colour_what_stands_longest_leads(books):
    for name, days in (("newer", 200), ("oldest", 300), ("yellow", 100)):
        books.add("projects", A, identity=name, name=name, stage="signed", signed_on=AS_OF - timedelta(days=days))
    books.add("projects", B, identity="older", name="older", stage="signed", signed_on=AS_OF - timedelta(days=250))
    assert _found(books)["name"].to_list() == ["oldest", "older", "newer", "yellow"]


def test_talks_without_change_count_held_meetings(books):
    weeks = [Books(AS_OF - timedelta(days=7 * back)) for back in range(1, 4)]
    for held in (books, *weeks):
        held.add("projects", A, identity="p", name="p", stage="negotiating", progress="洽谈中")
    table = _found(books, weeks)
    assert table[["rule", "meetings", "level"]].to_numpy().tolist() == [["negotiating", 4, "yellow"]]
    weeks[1].records["projects"][0]["progress"] = "已考察"
    assert _found(books, weeks).empty
    assert _found(books).empty


@pytest.mark.parametrize(
    "field", ["investment_low", "investment_high", "investment_usd", "next_step", "problem", "content"]
)
def test_any_figure_of_the_amount_and_every_text_are_a_change(books, field):
    weeks = [Books(AS_OF - timedelta(days=7 * back)) for back in range(1, 4)]
    for held in (books, *weeks):
        held.add("projects", A, identity="p", name="p", stage="negotiating", progress="洽谈中")
    weeks[1].records["projects"][0][field] = "签意向书" if not field.startswith("investment") else 5.0
    assert _found(books, weeks).empty


def test_a_coordination_item_open_for_two_meetings(books):
    before = Books(AS_OF - timedelta(days=7))
    for held in (books, before):
        held.add("projects", A, identity="p", name="p", stage="started", problem="用地指标")
    table = _found(books, [before])
    assert table[["rule", "meetings", "level", "problem"]].to_numpy().tolist() == [["problem", 2, "yellow", "用地指标"]]


def test_every_line_leads_to_the_cell_that_shows_it(books):
    books.add("projects", A, identity="p", name="p", stage="signed", signed_on=AS_OF - timedelta(days=90), row=7)
    (source,) = _found(books)["source"]
    assert (source.row, source.table, source.unit) == (7, "projects", A)


def test_a_problem_is_open_from_the_meeting_that_raised_it(books):
    before = Books(AS_OF - timedelta(days=7))
    for held in (books, before):
        held.add("projects", A, identity="p", name="p", stage="started", problem="用地指标")
    books.add("projects", A, identity="q", name="q", stage="signed", problem="电力增容", row=4)
    books.add("projects", A, identity="r", name="r", stage="signed", row=5)
    table = problems(prepared(books.snapshot(), district()), [prepared(before.snapshot(), district())])
    assert table[["name", "meetings", "level"]].to_numpy().tolist() == [["p", 2, "yellow"], ["q", 1, ""]]


def test_what_was_terminated_no_longer_stands_still_but_its_problem_is_still_listed():
    def week(back: int) -> Books:
        books = Books(AS_OF - timedelta(days=7 * back))
        for name, stage in (("over", "terminated"), ("open", "signed")):
            books.add("projects", A, identity=name, name=name, stage=stage, problem="用地")
        return books

    assert _found(week(0), [week(1)])[["name", "rule"]].to_numpy().tolist() == [["open", "problem"]]
    assert problems(prepared(week(0).snapshot(), district()))["name"].tolist() == ["over", "open"]


@pytest.mark.parametrize(("still", "said"), [(1, None), (2, None), (3, (3, 10))])
def test_over_a_fifth_standing_still_the_thresholds_want_a_review(books, still, said):
    """Ten projects that go on, one that is over; each that stands still breaks two rules and counts once."""
    for n in range(10):
        late = {"planned_start_on": AS_OF - timedelta(days=5)} if n < still else {}
        days = 100 if n < still else 10
        signed_on = AS_OF - timedelta(days=days)
        books.add("projects", A, identity=f"p{n}", name=f"p{n}", stage="signed", signed_on=signed_on, **late)
    books.add("projects", A, identity="over", name="over", stage="terminated")
    books.add("assets", A, identity="a", name="a", kind="land", area=9.0, status="signed")
    state = prepared(books.snapshot(), district())
    found = stuck(state)
    assert found["rule"].value_counts().get("signed-unstarted") == still
    assert to_be_reviewed(found, stock(state)) == said


def test_without_projects_there_is_nothing_to_review(books):
    state = prepared(books.snapshot(), district())
    assert to_be_reviewed(stuck(state), stock(state)) is None
