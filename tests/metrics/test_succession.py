"""Which record carries on an earlier one: ground by ground, and where nothing can be told."""

import math
from datetime import datetime
from typing import Any

import pandas as pd
import pytest

from metrics.succession import successors

SIGNED = datetime(2024, 1, 5)


def _record(**known: Any) -> dict[str, Any]:
    absent = {"unit": "东山街道", "name": "", "registered_name": "", "investor": "", "credit_code": ""}
    return {**absent, "signed_on": pd.NaT, "investment": math.nan, **known}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"name": "甲", "credit_code": "91a"}, {"name": "乙", "credit_code": "91A"}),
        (
            {"name": "甲项目", "investor": "丙公司", "unit": "西河镇"},
            {"name": "甲", "investor": "丙", "credit_code": "91"},
        ),
        ({"name": "甲", "investor": "丙"}, {"name": "甲", "investor": "丁"}),
        ({"name": "甲"}, {"name": "甲科技", "registered_name": "甲"}),
        ({"name": "甲", "investor": "丙", "signed_on": SIGNED}, {"name": "乙", "investor": "丙", "signed_on": SIGNED}),
        ({"name": "甲", "investor": "丙", "investment": 5.0}, {"name": "乙", "investor": "丙", "investment": 5.0}),
    ],
    ids=["code", "investor and name", "name within the unit", "registered name", "signing date", "amount"],
)
def test_one_project_under_two_identities(old: dict[str, Any], new: dict[str, Any]) -> None:
    assert successors([_record(**old)], [_record(**new)]) == {0: 0}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"name": "甲", "credit_code": "91"}, {"name": "甲", "credit_code": "92"}),
        ({"name": "甲"}, {"name": "甲", "unit": "西河镇"}),
        ({"name": "甲", "investor": "丙"}, {"name": "乙", "investor": "丙"}),
        ({"name": "甲", "investment": 5.0}, {"name": "乙", "investment": 5.0}),
        ({}, {}),
    ],
    ids=["two codes", "two units", "investor alone", "amount alone", "nothing known"],
)
def test_two_projects(old: dict[str, Any], new: dict[str, Any]) -> None:
    assert successors([_record(**old)], [_record(**new)]) == {}


def test_what_points_to_several_is_left_to_a_weaker_ground_or_to_nobody() -> None:
    before = [_record(name="甲", investor="丙", investment=5.0)]
    twins = [_record(name="乙", investor="丙", investment=5.0), _record(name="丁", investor="丙", investment=5.0)]
    assert successors(before, twins) == {}
    dated = [{**before[0], "signed_on": SIGNED}]
    assert successors(dated, [twins[0], {**twins[1], "signed_on": SIGNED}]) == {0: 1}


def test_each_record_is_used_once_and_the_stronger_ground_goes_first() -> None:
    before = [_record(name="甲"), _record(name="乙", credit_code="91")]
    now = [_record(name="甲", credit_code="91"), _record(name="乙")]
    assert successors(before, now) == {1: 0}
