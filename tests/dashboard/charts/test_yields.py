"""From visit to project."""

import pandas as pd

from dashboard.charts import Canvas
from dashboard.charts.yields import SHOWN, after_visits
from metrics.tally import Tally
from metrics.yields import Yield

ROW = {
    "key": "1", "name": "项目一", "unit": "甲街道", "investor": "甲科技有限公司", "stage": "signed",
    "appeared": pd.Timestamp("2024-03-20"), "by": "contact", "visitor": "乙镇", "organisation": "甲科技",
    "met": pd.Timestamp("2024-03-04"), "days": 16, "visits": 2,
}  # fmt: skip


def _of(*rows: dict, hosts: int = 9) -> Yield:
    return Yield(Tally(pd.DataFrame(list(rows), columns=list(ROW))), hosts, 0)


def test_a_bar_is_as_long_as_the_days_and_names_who_was_met(chinese: Canvas) -> None:
    chart = after_visits(chinese, _of(ROW))
    (bar,) = chart.figure.data
    assert (list(bar.x), list(bar.text)) == ([16], ["16天（3月4日接触甲科技，3月20日初次接洽）"])
    assert chart.title == "走访接待9家，其后形成项目1个"


def test_a_bar_up_to_a_return_says_that_the_ledger_shows_the_project_then(chinese: Canvas) -> None:
    (bar,) = after_visits(chinese, _of(ROW | {"by": "receipt"})).figure.data
    assert list(bar.text) == ["16天（3月4日接触甲科技，台账3月20日首次列入）"]


def test_the_quickest_stands_first_and_the_rest_in_the_table(canvas: Canvas) -> None:
    rows = [ROW | {"key": str(days), "days": days} for days in range(20, 0, -1)]
    chart = after_visits(canvas, _of(*rows))
    assert chart.keys[:2] == ("1", "2")
    assert (len(chart.keys), len(chart.data)) == (SHOWN, 20)


def test_a_click_stands_for_the_project(canvas: Canvas) -> None:
    assert list(after_visits(canvas, _of(ROW)).figure.data[0].customdata) == ["1"]


def test_the_table_names_project_visit_and_both_dates(chinese: Canvas) -> None:
    assert after_visits(chinese, _of(ROW)).data.iloc[0].tolist() == [
        "项目一", "甲街道", "签约", "甲科技有限公司", "2024年3月20日", "初次接洽时间",
        "乙镇", "甲科技", "2024年3月4日", 16, 2,
    ]  # fmt: skip


def test_no_project_and_no_host_are_different_sentences(chinese: Canvas) -> None:
    assert after_visits(chinese, _of()).title == "走访接待9家，其后尚未形成项目（0个）"
    assert after_visits(chinese, _of(hosts=0)).title == "走访台账未填写企业名称"
