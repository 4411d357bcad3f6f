"""Whole ledger or increment: what the overlap decides, what is asked, what last time's answer settles."""

from typing import Any

import pytest

from loaders import Reading
from tests.loaders.sheets import read

HEAD = ["序号", "项目名称", "投资方", "总投资（亿元）", "状态"]
LOG = ["序号", "带队领导", "外出时间", "目的地", "拜访企业"]


def projects(names: str, stage: str = "在谈", **options: Any) -> Reading:
    return read([HEAD, *([i, name, f"{name}公司", 1, stage] for i, name in enumerate(names, 1))], **options)


def trips(*days: str, **options: Any) -> Reading:
    return read([LOG, *([i, "李强", day, "上海", "甲公司"] for i, day in enumerate(days, 1))], **options)


def told(reading: Reading) -> tuple[str, bool]:
    return reading.scope, "scope" in [question.about for question in reading.questions]


@pytest.mark.parametrize(
    ("before", "now", "scope", "asked"),
    [
        ("甲乙丙丁", "甲乙丙丁", "whole", False),
        ("甲乙丙丁", "甲乙戊", "whole", False),
        ("甲乙丙丁", "甲戊", "whole", True),
        ("甲乙丙丁", "戊己", "whole", True),
        ("", "戊己", "whole", False),
    ],
    ids=["all again", "half again", "a quarter again", "none again", "nothing before"],
)
def test_half_of_what_stood_makes_a_whole_and_less_is_asked(before: str, now: str, scope: str, asked: bool) -> None:
    previous = projects(before).tables if before else None
    assert told(projects(now, previous=previous)) == (scope, asked)


def test_lists_of_another_stage_complete_each_other_and_prove_nothing() -> None:
    assert told(projects("戊己", "签约", previous=projects("甲乙").tables)) == ("whole", False)


def test_trips_that_are_all_newer_are_an_increment() -> None:
    assert told(trips("2024-03-27", previous=trips("2024-03-06").tables)) == ("increment", False)


def test_newer_trips_in_a_second_file_for_the_same_day_may_be_the_first_corrected() -> None:
    previous = trips("2024-03-27").tables
    assert told(trips("2024-03-28", previous=previous, answers={"resent": True})) == ("whole", True)


def test_trips_between_older_ones_are_asked() -> None:
    previous = trips("2024-03-04", "2024-03-20").tables
    assert told(trips("2024-03-12", "2024-03-27", previous=previous)) == ("whole", True)


def test_the_answer_of_last_time_settles_what_overlap_leaves_open() -> None:
    previous = projects("甲乙丙丁").tables
    assert told(projects("戊己", previous=previous, answers={"usual_scope": "increment"})) == ("increment", False)
    assert told(projects("甲戊", previous=previous, answers={"usual_scope": "increment"})) == ("increment", False)
    assert told(trips("2024-03-27", answers={"usual_scope": "whole"})) == ("whole", False)


def test_overlap_speaks_before_the_answer_of_last_time() -> None:
    previous = projects("甲乙").tables
    assert told(projects("甲乙丙", previous=previous, answers={"usual_scope": "increment"})) == ("whole", False)


@pytest.mark.parametrize("now", ["戊己", "甲戊"])
def test_a_template_that_used_to_be_whole_is_asked_again_when_less_than_half_stands_here_again(now: str) -> None:
    previous = projects("甲乙丙丁").tables
    assert told(projects(now, previous=previous, answers={"usual_scope": "whole"})) == ("whole", True)


def test_an_answer_for_this_file_is_final() -> None:
    previous = projects("甲乙").tables
    assert told(projects("戊", previous=previous, answers={"scope": "whole"})) == ("whole", False)


def weekly(*days: object, **options: Any) -> Reading:
    rows = ([i, "李强", day, "上海", f"{i}公司"] for i, day in enumerate(days, 1))
    return read([["新海街道外出招商（3月23日-3月29日）"], LOG, *rows], **options)


@pytest.mark.parametrize("days", [("3月25日", "周四"), ("周四",), ("25", "周四"), ("3月25日", "3月45日", "3月28日")])
def test_a_day_that_nobody_can_read_leaves_a_weeks_report_a_weeks(days: tuple[str, ...]) -> None:
    assert told(weekly(*days)) == ("increment", False)


def test_a_day_before_the_week_among_days_within_it_is_asked() -> None:
    assert told(weekly("3月25日", "3月2日", "3月28日")) == ("increment", True)
    assert told(weekly("3月25日", "3月2日", "3月28日", answers={"usual_scope": "whole"})) == ("whole", False)


def test_days_of_months_under_the_title_of_a_week_are_a_whole_ledger() -> None:
    assert told(weekly("1月5日", "2月2日", "3月28日")) == ("whole", False)


@pytest.mark.parametrize(
    ("title", "asked"), [("外出招商台账（累计）", False), ("本周及累计外出情况", True), ("外出招商台账", True)]
)
def test_a_title_that_says_what_it_sums_up_is_believed_where_nothing_stood_before(title: str, asked: bool) -> None:
    rows = [[title], LOG, [1, "李强", "2024-03-27", "上海", "甲公司"]]
    assert told(read(rows)) == ("whole", asked)
    before = trips("2024-01-08", "2024-02-06", "2024-03-28").tables
    assert told(read(rows, previous=before)) == ("whole", True)
