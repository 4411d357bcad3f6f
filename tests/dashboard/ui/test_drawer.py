"""Rows behind a number, in the sources' order, said in the reader's words."""

from datetime import date, datetime

import pandas as pd

from dashboard.contract import COVERAGE, TABLES, Snapshot, frame
from dashboard.i18n import speaker
from dashboard.ui.drawer import lines
from metrics.measure import Source

PROJECTS = frame(
    "projects",
    [
        {"unit": "板浦镇", "sheet": "项目", "table": 1, "row": 4, "name": "甲项目", "stage": "signed",
         "signed_on": datetime(2024, 3, 5), "investment": 1.5},
    ],
).assign(submission=7, file="甲.xlsx", period=pd.Timestamp("2024-03-29"), stale=False, identity="a")  # fmt: skip
SNAPSHOT = Snapshot(
    date(2024, 3, 29),
    {name: frame(name) for name in TABLES} | {"projects": PROJECTS},
    pd.DataFrame(columns=list(COVERAGE)),
)


def test_a_source_is_said_by_its_record() -> None:
    source = Source(7, "甲.xlsx", "项目", "C4", "projects", 4, "板浦镇")
    row = lines([source], SNAPSHOT, speaker("zh_CN")).iloc[0]
    assert row["what"] == "甲项目 · 签约 · 2024-03-05 · 计划总投资（亿元） 1.5"
    assert (row["unit"], row["file"], row["sheet"], row["cell"]) == ("板浦镇", "甲.xlsx", "项目", "C4")


def test_a_source_without_a_record_keeps_its_place() -> None:
    source = Source(7, "甲.xlsx", "项目", "A1", "projects", 99, "板浦镇")
    row = lines([source], SNAPSHOT, speaker("en")).iloc[0]
    assert (row["what"], row["cell"]) == ("", "A1")
