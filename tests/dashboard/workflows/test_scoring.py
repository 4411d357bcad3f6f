"""What is published of scores."""

from datetime import date

from dashboard.workflows import assessing
from metrics.rulebook import Part, Rulebook, Term
from metrics.score_inputs import Input
from metrics.scoring import scoreboard


def test_what_is_published_holds_every_term_with_its_inputs() -> None:
    term = Term("s", "签约", "proportional", 50.0, (Part("projects_signed"),), cap=1.0)
    rules = Rulebook("办法", "1", date(2024, 1, 1), date(2024, 12, 31), "nothing", (term,))
    found = scoreboard(rules, {"甲": "街道"}, {("甲", "s"): (Input("projects_signed", 1.0, 5, 10),)})
    unit = assessing.document(found, date(2024, 3, 31))["units"][0]
    assert (unit["total"], unit["rank"], unit["terms"][0]["inputs"][0]["value"]) == (25, 1, 5)
