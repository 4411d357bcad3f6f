"""Stacked shares: chains and validity."""

import pandas as pd
import pytest

from dashboard.charts import Canvas
from dashboard.charts.shares import chains, grades
from metrics.coverage import Coverage
from metrics.tally import Tally

CHAINS = pd.DataFrame(
    [("新能源", "新能源", 1, 1, 0, 2, 4), ("", "", 0, 0, 1, 0, 1)],
    columns=["key", "chain", "signed", "talks", "called", "never", "total"],
)
COVERED = Coverage(Tally(CHAINS), Tally(pd.DataFrame()), 5, 3)
GRADES = pd.DataFrame(
    [("甲街道", "甲街道", 9, 7, 1, 1, 0, 1, 0, 0, 2), ("乙镇", "乙镇", 3, 3, 0, 0, 0, 0, 0, 0, 0)],
    columns=[
        "key", "unit", "visits", "full", "one-missing", "more-missing", "dated", "leader", "host", "purpose", "outcome",
    ],
)  # fmt: skip


def test_shares_of_a_chain_add_to_a_hundred(canvas: Canvas) -> None:
    figure = chains(canvas, COVERED).figure
    assert [list(part.x) for part in figure.data] == [[25, 0], [25, 0], [0, 100], [50, 0]]
    assert figure.layout.barmode == "stack"


def test_name_and_count_stand_in_wide_segments_the_count_in_narrow_ones(chinese: Canvas) -> None:
    signed, _, called, never = chains(chinese, COVERED).figure.data
    assert (signed.text[0], never.text[0], called.text[1]) == ("已签约 1", "尚未走访 2", "已走访接待 1")
    assert called.text[0] == ""
    many = CHAINS.assign(never=100)
    assert chains(chinese, Coverage(Tally(many), Tally(many), 5, 3)).figure.data[0].text[0] == "1"


def test_the_count_stands_in_the_label(chinese: Canvas) -> None:
    assert list(chains(chinese, COVERED).figure.layout.yaxis.ticktext) == ["新能源（4家）", "未注明产业链（1家）"]


def test_those_never_met_are_hatched_and_named_in_the_title(chinese: Canvas) -> None:
    chart = chains(chinese, COVERED)
    assert chart.figure.data[-1].marker.pattern.shape == "/"
    assert chart.title == "链上企业5家，有走访或项目记录的3家，2家尚无记录"


def test_without_a_list_the_title_says_so(chinese: Canvas) -> None:
    chart = chains(chinese, Coverage(Tally(CHAINS[:0]), Tally(CHAINS[:0]), 0, 0))
    assert (chart.title, chart.data.empty) == ("尚无产业链企业清单", True)


def test_the_most_frequent_gap_stands_in_the_title(chinese: Canvas) -> None:
    assert grades(chinese, GRADES).title == "12条走访记录中10条要素齐全；缺成果或下一步最多（2条）"


def test_complete_records_have_a_title_of_their_own(chinese: Canvas) -> None:
    assert grades(chinese, GRADES[1:]).title == "3条走访记录要素齐全（3条）"


def test_evidence_is_said_to_be_uncollected(chinese: Canvas) -> None:
    assert grades(chinese, GRADES).data["佐证"].tolist() == ["未采集", "未采集"]
    found = grades(chinese, GRADES, {GRADES["key"].iloc[0]: 2})
    assert found.data["佐证"].tolist() == ["认定时载明2条", "未采集"]


@pytest.mark.parametrize("column", ["缺成果或下一步", "缺带队（接待）领导"])
def test_the_table_counts_every_criterion(chinese: Canvas, column: str) -> None:
    assert column in grades(chinese, GRADES).data.columns
