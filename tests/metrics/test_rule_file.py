"""A rule file is checked entry by entry, and what is wrong is said with its line."""

from datetime import date

import pytest

from dashboard.errors import SettingsError
from metrics.rule_file import rulebook
from metrics.rulebook import Exemption, Manual, Part

RULES = """title = "2024年招商引资考核办法"
version = "2024-1"
from = 2024-01-01
until = 2024-12-31
missing = "nothing"
honour = 1
warning = 1

[[terms]]
id = "signed"
name = "签约"
form = "proportional"
points = 50
parts = [{ indicator = "projects_signed", weight = 0.5 }, { indicator = "investment_signed", weight = 0.5 }]

[[terms]]
id = "trips"
name = "外出"
form = "steps"
indicator = "outbound_trips"
steps = [[0.5, 50], [1.0, 100], [0.8, 75]]

[[terms]]
id = "false"
name = "虚报"
form = "deduction"
indicator = "rejected_projects"
each = 0.2

[[terms]]
id = "case"
name = "典型案例"
form = "manual"
points = 5

[[manual]]
term = "case"
unit = "甲街道"
points = 3
evidence = "通报2024年第5期"

[[exemptions]]
unit = "乙镇"
term = "trips"
reason = "防汛"
"""


def test_a_rule_file_becomes_rules() -> None:
    found = rulebook(RULES, "scoring.toml")
    signed, trips, false, case = found.terms
    assert (found.since, found.until, found.missing) == (date(2024, 1, 1), date(2024, 12, 31), "nothing")
    assert signed.parts == (Part("projects_signed", 0.5), Part("investment_signed", 0.5))
    assert (signed.cap, signed.points, trips.points, false.points, case.points) == (1.0, 50, 100, 0, 5)
    assert trips.steps == ((1.0, 100), (0.8, 75), (0.5, 50))
    assert (false.each, false.cap) == (0.2, None)
    assert found.manual == (Manual("case", "甲街道", 3, "通报2024年第5期"),)
    assert found.exemptions == (Exemption("乙镇", "防汛", "trips"),)
    assert found.fingerprint != rulebook(RULES.replace("0.2", "0.3"), "scoring.toml").fingerprint


def test_rules_hold_from_a_day_to_a_day() -> None:
    found = rulebook(RULES, "scoring.toml")
    days = (date(2023, 12, 31), date(2024, 1, 1), date(2024, 12, 31), date(2025, 1, 1))
    assert [found.holds(on) for on in days] == [False, True, True, False]


@pytest.mark.parametrize(
    ("was", "is_", "line", "field"),
    [
        ("from = 2024-01-01", 'from = "1月"', 3, "from"),
        ("until = 2024-12-31", "until = 2023-12-31", 4, "until"),
        ('missing = "nothing"', 'missing = "zero"', 5, "missing"),
        ("honour = 1", "honour = -1", 6, "honour"),
        ("honour = 1", "honor = 1", 6, "honor"),
        ("honour = 1", "least = 50", 6, "least"),
        ('form = "proportional"', 'form = "magic"', 12, "form"),
        ("points = 50", "points = 0", 13, "points"),
        ("points = 50", "points = nan", 13, "points"),
        ("weight = 0.5 }]", "weight = 0.6 }]", 14, "parts"),
        ('"investment_signed"', '"investments"', 14, "parts"),
        ('id = "trips"', 'id = "signed"', 17, "id"),
        ('"outbound_trips"', '"rejected_projects"', 20, "indicator"),
        ("[0.5, 50]", "[0.5]", 21, "steps"),
        ("each = 0.2", "each = -1", 28, "each"),
        ('term = "case"', 'term = "signed"', 37, "term"),
        ('evidence = "通报2024年第5期"', 'evidence = ""', 40, "evidence"),
        ('reason = "防汛"', "", 42, "reason"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(was: str, is_: str, line: int, field: str) -> None:
    assert was in RULES
    with pytest.raises(SettingsError) as told:
        rulebook(RULES.replace(was, is_), "scoring.toml")
    assert (told.value.code, told.value.detail["line"], told.value.detail["field"]) == ("score-value", line, field)


def test_a_unit_outside_the_registry_is_refused() -> None:
    with pytest.raises(SettingsError) as told:
        rulebook(RULES, "scoring.toml", ["乙镇"])
    assert (told.value.detail["line"], told.value.detail["found"]) == (38, "甲街道")


@pytest.mark.parametrize(
    ("was", "is_", "line", "field"),
    [
        ("points = 50", 'points = 50\ngroups = ["街到"]', 14, "groups"),
        ("points = 50", "points = 50\nbase = 60", 14, "base"),
        ("each = 0.2", "each = 0.2\npoints = 3", 29, "points"),
        ('form = "steps"', 'form = "steps"\ncap = 1.2', 20, "cap"),
        ("[0.8, 75]", "[0.8, 40]", 21, "steps"),
        ("[0.8, 75]", "[0.5, 40]", 21, "steps"),
    ],
)
def test_what_would_have_no_effect_or_the_contrary_is_refused_and_stays_readable_once_kept(
    was: str, is_: str, line: int, field: str
) -> None:
    """A group that is none, a field that the form does not read, steps that give less for more."""
    assert was in RULES
    text = RULES.replace(was, is_)
    with pytest.raises(SettingsError) as told:
        rulebook(text, "scoring.toml", ["甲街道", "乙镇"], ["街道", "镇"])
    assert (told.value.code, told.value.detail["line"], told.value.detail["field"]) == ("score-value", line, field)
    assert len(rulebook(text, "scoring.toml", ["甲街道", "乙镇"]).terms) == 4
    assert rulebook(RULES, "scoring.toml", ["甲街道", "乙镇"], ["街道", "镇"]).terms == rulebook(RULES, "s").terms


@pytest.mark.parametrize("text", ["title = ", "terms = 5 5", "[" * 5000])
def test_what_is_no_toml_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(SettingsError) as told:
        rulebook(text, "scoring.toml")
    assert (told.value.code, told.value.detail["line"]) == ("score-syntax", 1)


def test_rules_without_a_term_are_refused() -> None:
    with pytest.raises(SettingsError) as told:
        rulebook(RULES[: RULES.index("[[terms]]")], "scoring.toml")
    assert told.value.detail["field"] == "terms"
