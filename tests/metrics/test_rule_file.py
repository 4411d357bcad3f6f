"""A rule file is checked entry by entry, and what is wrong is said with its line."""

from datetime import date

import pytest

from dashboard.errors import SettingsError
from dashboard.i18n import speaker
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
    ("was", "is_", "said"),
    [
        ("from = 2024-01-01", 'from = "1月"', "第3行：from应为日期（如 2025-01-01，不加引号），不能为“1月”。"),
        ("from = 2024-01-01", "from = 2024-02-30", "第3行读不懂：“from = 2024-02-30”。"),
        ("from = 2024-01-01\n", "", "第1行：缺少“from”一项。"),
        ("until = 2024-12-31", "until = 2023-12-31", "第4行：until 2023-12-31早于from 2024-01-01。"),
        ('missing = "nothing"', 'missing = "zero"', "第5行：missing不能为“zero”，可用：nothing, left-out, unranked。"),
        ("honour = 1", "honour = -1", "第6行：honour不能为“-1”。"),
        (
            "honour = 1",
            "honor = 1",
            "第6行：没有“honor”这一项，可用：title, version, from, until, missing, honour, warning, least, decisive, "
            "terms, manual, exemptions。",
        ),
        ("honour = 1", "least = 50", "第6行：least应为0–1的数字，不能为“50”。"),
        (
            'form = "proportional"',
            'form = "magic"',
            "第12行：form不能为“magic”，可用：proportional, pace, steps, efficacy, bonus, deduction, manual。",
        ),
        ("points = 50\n", "", "第9行：缺少“points”一项。"),
        ("points = 50", 'points = "五十"', "第13行：points应为> 0的数字，不能为“五十”。"),
        ("points = 50", "points = 0", "第13行：points应为> 0的数字，不能为“0”。"),
        ("points = 50", "points = nan", "第13行：points应为> 0的数字，不能为“nan”。"),
        ("points = 50", "points = 50\ncap = -1", "第14行：cap应为> 0的数字，不能为“-1”。"),
        ("weight = 0.5 }]", "weight = 0.6 }]", "第14行：各指标的权重（weight）合计为1.1，应为1。"),
        (
            '"investment_signed"',
            '"investments"',
            "第14行：parts不能为“investments”，可用：investment_signed, signing_events, training_events。",
        ),
        ('id = "trips"', 'id = "signed"', "第17行：id“signed”与第10行重复。"),
        (
            '"outbound_trips"',
            '"outbound_trip"',
            "第20行：indicator不能为“outbound_trip”，可用：outbound_trips, inbound_groups。",
        ),
        ("[0.5, 50]", "[0.5]", "第21行：steps不能为“[[0.5], [1.0, 100], [0.8, 75]]”。"),
        ("each = 0.2", "each = -1", "第28行：each应为> 0的数字，不能为“-1”。"),
        ('term = "case"', 'term = "signed"', "第37行：term不能为“signed”，可用：case。"),
        ('evidence = "通报2024年第5期"', 'evidence = ""', "第40行：evidence不能为“”。"),
        ('reason = "防汛"', "", "第42行：缺少“reason”一项。"),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_what_could_stand_there(was: str, is_: str, said: str) -> None:
    assert was in RULES
    with pytest.raises(SettingsError) as told:
        rulebook(RULES.replace(was, is_), "scoring.toml")
    assert _sentence("zh_CN", told.value) == f"规则文件scoring.toml{said}"
    english = _sentence("en", told.value)
    assert english.startswith(f"Rule file scoring.toml, line {told.value.detail['line']}")
    assert english.endswith(".")


def _sentence(language: str, error: SettingsError) -> str:
    return speaker(language)(f"error.{error.code}", **error.detail)


def test_a_unit_outside_the_registry_is_refused() -> None:
    with pytest.raises(SettingsError) as told:
        rulebook(RULES, "scoring.toml", ["乙镇"])
    assert (told.value.detail["line"], told.value.detail["found"]) == (38, "甲街道")


@pytest.mark.parametrize(
    ("was", "is_", "code", "line", "field"),
    [
        ("points = 50", 'points = 50\ngroups = ["街到"]', "choice", 14, "groups"),
        ("points = 50", "points = 50\nbase = 60", "field", 14, "base"),
        ("each = 0.2", "each = 0.2\npoints = 3", "field", 29, "points"),
        ('form = "steps"', 'form = "steps"\ncap = 1.2', "field", 20, "cap"),
        ("[0.8, 75]", "[0.8, 40]", "steps", 21, "steps"),
        ("[0.8, 75]", "[0.5, 40]", "steps", 21, "steps"),
        ('name = "外出"', 'name = "签约"', "twice", 18, "name"),
    ],
)
def test_what_would_have_no_effect_or_the_contrary_is_refused_and_stays_readable_once_kept(
    was: str, is_: str, code: str, line: int, field: str
) -> None:
    """A group that is none, a field that the form does not read, steps that give less for more, a name twice."""
    assert was in RULES
    text = RULES.replace(was, is_)
    with pytest.raises(SettingsError) as told:
        rulebook(text, "scoring.toml", ["甲街道", "乙镇"], ["街道", "镇"])
    assert (told.value.code, told.value.detail["line"], told.value.detail["field"]) == (f"score-{code}", line, field)
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
