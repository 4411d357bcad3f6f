"""The campaign month beside the four weeks before and last year."""

import re
from dataclasses import replace
from datetime import date

import pandas as pd

from dashboard.charts import Canvas
from dashboard.charts.campaign import comparison
from metrics.campaigns import CONTACTS, Alike, Campaign
from metrics.tally import Tally

START, END = date(2024, 3, 1), date(2024, 3, 31)
NONE = float("nan")
SPANS = pd.DataFrame(
    [
        ("campaign", "2024-03-01", "2024-03-28", 28, 8.0, 2.0, 11, 4.0, 1.0, 8),
        ("before", "2024-02-02", "2024-02-29", 28, 6.0, 1.5, 11, NONE, NONE, 0),
        ("last-year", "2023-03-01", "2023-03-28", 28, NONE, NONE, 0, NONE, NONE, 0),
    ],
    columns=[
        "key", "start", "end", "days", "outbound", "outbound_weekly", "outbound_units", "inbound", "inbound_weekly",
        "inbound_units",
    ],
).astype({"start": "datetime64[us]", "end": "datetime64[us]"})  # fmt: skip
NOBODY = Tally(pd.DataFrame(columns=CONTACTS))
RUNS = Campaign(START, END, date(2024, 3, 28), True, Tally(SPANS), NOBODY)


def test_a_span_without_data_is_hatched_and_has_no_bar(chinese: Canvas) -> None:
    silent, outbound, *_ = comparison(chinese, RUNS).figure.data
    assert list(silent.text) == ["", "", "无数据"]
    assert silent.marker.pattern.shape == "/"
    assert list(outbound.x)[:2] == [2.0, 1.5]
    assert list(outbound.text) == ["每周2次（共8）", "每周1.5次（共6）", ""]


def test_the_title_compares_by_the_week(chinese: Canvas) -> None:
    title = comparison(chinese, RUNS).title
    assert title == "招商月（3月1日起）平均每周：走出去2（此前四周1.5）；请进来1（此前四周无数据）"


def test_rows_say_from_when_to_when(chinese: Canvas) -> None:
    chart = comparison(chinese, RUNS)
    assert chart.data.iloc[:, 0].tolist() == [
        "招商月 3月1日至3月28日", "此前四周 2月2日至2月29日", "上年同期 2023年3月1日至3月28日",
    ]  # fmt: skip
    assert chart.keys == ("campaign", "before", "last-year")


def test_the_reporting_units_stand_in_the_table(chinese: Canvas) -> None:
    assert comparison(chinese, RUNS).data["走出去有台账单位"].tolist() == [11, 11, 0]


def test_units_that_have_one_of_the_years_only_are_named(chinese: Canvas) -> None:
    alike = {"outbound": Alike(4.0, 1.0, ("甲街道", "乙镇")), "inbound": Alike(NONE, NONE, ("甲街道",))}
    told = re.sub("<[^>]+>", "", str(comparison(chinese, replace(RUNS, alike=alike)).figure.layout.title.text))
    assert "走出去上年只比两年都有台账的单位（这些单位今年每周1次，共4），未比：甲街道、乙镇" in told
    assert "请进来没有两年都有台账的单位，不与上年比（只有一年的：甲街道）" in told


def test_before_it_begins_only_the_date_is_said(canvas: Canvas) -> None:
    ahead = Campaign(date(2024, 4, 1), date(2024, 4, 30), date(2024, 3, 29), False, Tally(pd.DataFrame()), NOBODY)
    chart = comparison(canvas, ahead)
    assert chart.data.empty
    assert ("尚未开始" in chart.title) == (canvas.say.language == "zh_CN")
