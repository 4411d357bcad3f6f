"""Which record carries on an earlier one: ground by ground, what is only likely, and where nothing is said."""

import math
from datetime import datetime
from typing import Any

import pandas as pd
import pytest

from dashboard.links import Link, Links
from metrics.matching import Matches, matches

SIGNED = datetime(2024, 1, 5)
CODE, OTHER_CODE = "91320700MA1X2Y3Z4K", "91320700MA7A8B9C0D"


def record(identity: str, **known: Any) -> dict[str, Any]:
    absent = {
        "unit": "东山街道",
        "credit_code": "",
        "content": "",
        "industry": "",
        "stage": "signed",
        "investment": math.nan,
    }
    names = {"name": "", "registered_name": "", "investor": "", "first_contact_on": pd.NaT, "signed_on": pd.NaT}
    place = {"submission": 1, "file": "1.xlsx", "sheet": "S", "table": 1, "row": 4}
    return {"identity": identity, **absent, **names, **place, **known}


def found(old: dict[str, Any], new: dict[str, Any], **more: Any) -> Matches:
    return matches("projects", [record("then", **old)], [record("now", **{"submission": 2, **new})], **more)


@pytest.mark.parametrize(
    ("rule", "old", "new"),
    [
        ("credit-code", {"name": "甲", "credit_code": CODE.lower()}, {"name": "乙", "credit_code": CODE}),
        (
            "investor-name",
            {"name": "甲项目", "investor": "丙公司", "unit": "西河镇"},
            {"name": "甲", "investor": "丙", "credit_code": CODE},
        ),
        (
            "investor-content",
            {"name": "甲", "investor": "丙", "content": "风机叶片"},
            {"name": "丙新能源", "investor": "丙", "content": "风机 叶片", "unit": "西河镇"},
        ),
        ("unit-name", {"name": "甲（江苏）有限公司"}, {"name": "甲项目", "investor": "丁"}),
        (
            "unit-name",
            {"name": "甲", "signed_on": SIGNED, "investor": "丙"},
            {"name": "甲", "signed_on": SIGNED, "investor": "丙集"},
        ),
        ("unit-name", {"name": "甲"}, {"name": "甲科技", "registered_name": "甲"}),
        (
            "investor-fact",
            {"name": "甲", "investor": "丙", "signed_on": SIGNED},
            {"name": "乙", "investor": "丙", "signed_on": SIGNED},
        ),
        (
            "investor-fact",
            {"name": "甲", "investor": "丙", "investment": 5.32},
            {"name": "乙", "investor": "丙", "investment": 5.32},
        ),
        ("name-fact", {"name": "甲", "signed_on": SIGNED}, {"name": "甲", "unit": "西河镇", "signed_on": SIGNED}),
    ],
)
def test_one_project_under_two_identities(rule: str, old: dict[str, Any], new: dict[str, Any]) -> None:
    (match,) = found(old, new).sure
    assert (match.rule, match.pair) == (rule, ("then", "now"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            {"name": "甲", "investor": "丙", "credit_code": CODE},
            {"name": "甲", "investor": "丙", "credit_code": OTHER_CODE},
        ),
        ({"name": "甲"}, {"name": "甲", "unit": "西河镇"}),
        ({"name": "甲", "investor": "丙"}, {"name": "乙", "investor": "丙"}),
        ({"name": "甲", "investor": "丙", "investment": 2.0}, {"name": "甲", "investor": "丁", "investment": 3.0}),
        ({"name": "甲", "investment": 5.0}, {"name": "乙", "investment": 5.0}),
        (
            {"name": "甲一期", "investor": "丙", "investment": 5.0},
            {"name": "甲二期", "investor": "丙", "investment": 5.0},
        ),
        (
            {"name": "甲", "investor": "丙", "investment": 5.0},
            {"name": "乙", "investor": "丙", "investment": 5.0, "stage": "negotiating"},
        ),
        ({}, {}),
    ],
    ids=["two codes", "two units", "investor", "another's name", "amount", "the next part", "back in talks", "nothing"],
)
def test_nothing_is_sure_about_two_projects(old: dict[str, Any], new: dict[str, Any]) -> None:
    assert found(old, new).sure == ()


def test_what_points_to_several_is_left_to_a_narrower_ground_or_to_a_person() -> None:
    before = [record("then", name="甲", investor="丙", content="叶片", investment=5.0, signed_on=SIGNED)]
    twins = [
        record(i, name=i, investor="丙", content="叶片", investment=5.0, submission=2, row=n)
        for n, i in enumerate("乙丁")
    ]
    told = matches("projects", before, twins)
    assert told.sure == ()
    assert [match.pair for match in told.likely] == [("then", "丁"), ("then", "乙")]
    dated = [twins[0], {**twins[1], "signed_on": SIGNED}]
    assert [match.pair for match in matches("projects", before, dated).sure] == [("then", "丁")]


def test_what_still_stands_is_another_unless_investor_and_name_agree() -> None:
    old = record("then", name="甲", investor="丙", investment=5.0)
    stands = record("then", name="甲", investor="丙", investment=5.0, submission=2)
    other = record("now", name="乙", investor="丙", investment=5.0, submission=3)
    assert matches("projects", [old], [stands, other]).sure == ()
    same = record("now", name="甲项目", investor="丙", credit_code=CODE, unit="西河镇", submission=3)
    assert [match.pair for match in matches("projects", [old], [stands, same]).sure] == [("then", "now")]


def test_two_rows_of_one_list_are_two_projects() -> None:
    rows = [record("a", name="甲", investor="丙"), record("b", name="甲", investor="丙", credit_code=CODE, row=5)]
    assert matches("projects", [], rows) == Matches()


def test_two_units_that_send_one_project_at_once_are_one_thing() -> None:
    rows = [
        record("a", name="甲", investor="丙"),
        record("b", name="甲", investor="丙", credit_code=CODE, unit="西河镇", submission=2),
    ]
    assert [match.pair for match in matches("projects", [], rows).sure] == [("a", "b")]


def test_a_typing_error_and_another_unit_are_a_question() -> None:
    old = {"name": "海上风电叶片制造", "investor": "中远风能科技", "unit": "西河镇"}
    (match,) = found(old, {"name": "海上风电叶片制造项目", "investor": "中远风能科枝"}).likely
    verdicts = {ground.field: ground.verdict for ground in match.grounds}
    assert verdicts == {"unit": "differs", "name": "same", "investor": "similar"}
    assert match.rule == ""


def test_one_letter_of_a_code_is_a_question_and_never_sure() -> None:
    told = found(
        {"name": "甲", "investor": "丙", "credit_code": CODE},
        {"name": "甲", "investor": "丙", "credit_code": CODE[:-1] + "L"},
    )
    assert told.sure == ()
    assert [match.pair for match in told.likely] == [("then", "now")]


def test_what_a_person_decided_to_be_two_is_never_asked_again() -> None:
    old, new = {"name": "甲", "investor": "丙"}, {"name": "甲", "investor": "丙", "credit_code": CODE}
    assert found(old, new).sure
    assert found(old, new, links=Links([Link("now", "then", False)])) == Matches()


def asset(identity: str, **known: Any) -> dict[str, Any]:
    absent = {"unit": "东山街道", "name": "", "kind": "factory", "location": "", "owner": "", "area": math.nan}
    return {
        "identity": identity,
        **absent,
        "submission": 1,
        "file": "1.xlsx",
        "sheet": "S",
        "table": 1,
        "row": 4,
        **known,
    }


@pytest.mark.parametrize(
    ("rule", "old", "new"),
    [
        ("unit-asset", {"name": "纺织厂", "area": 900.0}, {"name": "纺织厂", "area": 900.0, "location": "海宁路1号"}),
        (
            "unit-asset",
            {"name": "纺织厂", "area": 900.0, "owner": "城投", "location": "海宁路1号"},
            {"name": "纺织厂", "area": 900.0, "owner": "城投", "location": "海宁路11号"},
        ),
        (
            "told-apart",
            {"name": "纺织厂", "area": 900.0, "location": "海宁路1号"},
            {"name": "纺织厂", "area": 900.0, "location": "海宁路 1号"},
        ),
        (
            "unit-place",
            {"name": "纺织厂", "location": "海宁路1号", "area": 900.0},
            {"name": "文创园", "location": "海宁路 1号", "area": 900.0},
        ),
        (
            "owner-area",
            {"name": "纺织厂", "owner": "城投", "area": 900.0},
            {"name": "纺织厂", "owner": "城投", "area": 900.0, "unit": "西河镇"},
        ),
    ],
)
def test_one_asset_under_two_identities(rule: str, old: dict[str, Any], new: dict[str, Any]) -> None:
    (match,) = matches("assets", [asset("then", **old)], [asset("now", **{"submission": 2, **new})]).sure
    assert match.rule == rule


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"name": "1号厂房", "area": 900.0}, {"name": "2号厂房", "area": 900.0}),
        ({"name": "纺织厂", "area": 900.0}, {"name": "纺织厂", "area": 900.0, "kind": "land"}),
        ({"name": "纺织厂", "location": "东路"}, {"name": "纺织厂", "location": "西路"}),
    ],
    ids=["the next hall", "land is no factory", "another place"],
)
def test_nothing_is_sure_about_two_assets(old: dict[str, Any], new: dict[str, Any]) -> None:
    assert matches("assets", [asset("then", **old)], [asset("now", **{"submission": 2, **new})]).sure == ()


def test_of_two_new_namesakes_the_one_of_equal_area_carries_on_and_with_two_equal_ones_nobody_does() -> None:
    old = asset("then", name="纺织厂", location="海宁路1号", area=900.0)
    rows = [{**old, "identity": f"{area:g}", "area": area, "submission": 2} for area in (900.0, 600.0)]
    assert [match.pair for match in matches("assets", [old], rows).sure] == [("then", "900")]
    other = {**rows[1], "area": 900.0, "submission": 3}
    assert matches("assets", [old], [rows[0], other]).sure == ()


def test_an_organisation_has_only_its_name_and_another_spelling_is_a_question() -> None:
    place = {
        "unit": "东山街道",
        "location": "",
        "chain": "",
        "segment": "",
        "file": "",
        "sheet": "S",
        "table": 1,
        "row": 4,
    }
    old = {"identity": "a", "organisation": "江苏智云科技有限公司", "submission": 1, **place}
    new = {"identity": "b", "organisation": "江苏智芸科技公司", "submission": 2, **place, "location": "南京"}
    told = matches("prospects", [{**old, "location": "南京"}], [new])
    assert told.sure == ()
    assert [match.pair for match in told.likely] == [("a", "b")]


def test_a_leader_is_known_by_post_and_unit() -> None:
    place = {"unit": "西河镇", "post": "书记", "submission": 0, "file": "", "sheet": "", "table": 0, "row": 0}
    roster = [{"identity": "张三", "name": "张三", **place}]
    told = [
        matches("leaders", roster, [{"identity": n, "name": n, **place, "submission": 1}]).sure
        for n in ("张书记", "李书记")
    ]
    assert [[match.rule for match in sure] for sure in told] == [["unit-post"], []]


def test_what_a_person_opened_again_waits_however_sure_its_ground() -> None:
    old, new = {"name": "甲", "credit_code": CODE}, {"name": "乙", "credit_code": CODE}
    opened = Links([Link("then", "now", None, by_person=True)])
    matched = found(old, new, links=opened)
    assert matched.sure == ()
    assert [(match.pair, match.rule) for match in matched.likely] == [(("then", "now"), "credit-code")]


@pytest.mark.parametrize("amount", [5.0, 1.5, 20.0, 0.5])
def test_a_round_amount_of_one_investor_is_a_question(amount: float) -> None:
    old, new = ({"name": name, "investor": "丙", "investment": amount} for name in ("甲", "乙"))
    matched = found(old, new)
    assert matched.sure == ()
    assert [match.pair for match in matched.likely] == [("then", "now")]


def test_a_round_amount_is_enough_where_the_company_was_founded_since() -> None:
    old = {"name": "甲", "investor": "丙", "investment": 5.0}
    (match,) = found(old, {**old, "name": "乙科技", "credit_code": CODE}).sure
    assert match.rule == "investor-fact"


def test_a_new_name_with_another_amount_in_place_of_one_that_went_is_a_question() -> None:
    matched = found(
        {"name": "甲", "investor": "丙", "investment": 5.0}, {"name": "乙", "investor": "丙", "investment": 8.0}
    )
    assert matched.sure == ()
    assert [match.pair for match in matched.likely] == [("then", "now")]


def test_a_second_project_of_an_investor_beside_the_first_is_no_question() -> None:
    first = record("then", name="甲", investor="丙", investment=5.0)
    second = record("now", name="乙", investor="丙", investment=8.0, submission=2)
    assert matches("projects", [first], [{**first, "submission": 2}, second]) == Matches()
