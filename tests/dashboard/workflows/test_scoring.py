"""What is published of scores."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

from dashboard.charts.scores import made_of
from dashboard.i18n import speaker
from dashboard.store import Store
from dashboard.weeks import ZONE
from dashboard.workflows import assessing
from dashboard.workflows.report import standing
from dashboard.workflows.scoring import Scoring
from metrics.rulebook import Part, Rulebook, Term
from metrics.score_inputs import Input
from metrics.scoring import scoreboard
from tests.dashboard.store.desk import DISTRICT, MARCH_8, MARCH_15, MARCH_22, MARCH_29, Desk, settings, trip


def test_what_is_published_holds_every_term_with_its_inputs() -> None:
    term = Term("s", "签约", "proportional", 50.0, (Part("projects_signed"),), cap=1.0)
    rules = Rulebook("办法", "1", date(2024, 1, 1), date(2024, 12, 31), "nothing", (term,))
    found = scoreboard(rules, {"甲": "街道"}, {("甲", "s"): (Input("projects_signed", 1.0, 5, 10),)})
    unit = assessing.document(found, date(2024, 3, 31))["units"][0]
    assert (unit["total"], unit["rank"], unit["terms"][0]["inputs"][0]["value"]) == (25, 1, 5)


def test_a_return_that_never_came_costs_as_much_as_a_late_one(tmp_path: Path) -> None:
    """甲 comes on 8 and 15 March, late on the 22nd, on the 29th not at all; 乙镇 comes on the 8th alone."""
    names = ("late_returns", "delayed_returns", "missing_returns")
    terms = tuple(Term(name, name, "deduction", parts=(Part(name),), each=1.0) for name in names)
    rules = Rulebook("办法", "1", MARCH_8, date(2024, 12, 31), "nothing", terms)
    with Store(settings(tmp_path), DISTRICT) as store:
        desk = Desk(store)
        for day, hours in ((MARCH_8, 15), (MARCH_15, 15), (MARCH_22, 30)):
            for unit in ("甲街道", "乙镇") if day == MARCH_8 else ("甲街道",):
                desk.now = datetime.combine(day, time(0), ZONE) + timedelta(hours=hours)
                desk.send(day, unit=unit, visits=[trip("赵一", MARCH_8, unit=unit)])
        board = Scoring(store, standing(store, DISTRICT, MARCH_29)).board(rules)
    found = {each.unit: [term.inputs[0].value for term in each.terms] for each in board.units}
    assert (found["甲街道"], found["乙镇"]) == ([2, 1, 1], [3, 0, 3])
    weeks = {each.unit: [term.inputs[0].weeks for term in each.terms] for each in board.units}
    assert weeks["甲街道"] == [[MARCH_22, MARCH_29], [MARCH_22], [MARCH_29]]
    # a published sheet names them too, and is read back as it was said
    term = assessing.document(board, MARCH_29)["units"][0]["terms"][0]
    assert term["inputs"][0]["weeks"] == ["2024-03-22", "2024-03-29"]
    assert made_of(speaker("zh_CN"), board.units[0].terms[0].inputs[0]) == "2024年3月22日、2024年3月29日"
