"""Rows behind a number, in the sources' order, said in the reader's words."""

from datetime import date, datetime

import pandas as pd
import pytest

from dashboard.contract import ASSET_KINDS, COVERAGE, SIDE_STAGES, STAGES, TABLES, Snapshot
from dashboard.frames import frame
from dashboard.i18n import speaker
from dashboard.i18n.speech import LANGUAGES, catalogue
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
    assert row["what"] == "甲项目 · 签约 · 2024年3月5日 · 计划总投资（亿元） 1.5"
    assert (row["unit"], row["file"], row["sheet"], row["cell"]) == ("板浦镇", "甲.xlsx", "项目", "C4")


def test_a_hedged_amount_is_said_with_its_hedge() -> None:
    ranged = {"name": "甲项目", "stage": "negotiating", "investment": 2.5, "hedged": "investment"}
    assert _said("projects", "C4", ranged) == "甲项目 · 在谈 · 计划总投资（亿元） 约2.5"


def test_a_source_that_stands_no_more_is_said_as_it_was_presented_the_later_record_of_one_place_last() -> None:
    source = Source(7, "甲.xlsx", "表", "A4", "projects", 4, "板浦镇")
    shown, known = (_of("projects", {"name": name, "stage": "signed"}) for name in ("乙项目", "丙项目"))
    nothing = _of("assets", {"name": "楼"})
    said = [lines([source], nothing, speaker("zh_CN"), days).iloc[0]["what"] for days in ([shown], [shown, known], [])]
    assert said == ["乙项目 · 签约", "丙项目 · 签约", ""]


def test_a_source_without_a_record_keeps_its_place() -> None:
    source = Source(7, "甲.xlsx", "项目", "A1", "projects", 99, "板浦镇")
    row = lines([source], SNAPSHOT, speaker("en")).iloc[0]
    assert (row["what"], row["cell"]) == ("", "A1")


HEAD = {"submission": 7, "file": "甲.xlsx", "stale": False, "identity": ""}
VALUES = {
    "direction": ("outbound", "inbound"),
    "level": ("principal", "deputy", "unit", "team", "resident"),
    "kind of stop": ("company", "chamber", "government", "other"),
    "kind of event": ("signing", "promotion", "meeting", "training"),
    "kind of asset": ASSET_KINDS,
    "funding": ("domestic", "foreign"),
    "key": ("yes",),
    "stage": (*STAGES, *SIDE_STAGES),
    "role": ("key", "upstream", "downstream"),
    "status": ("idle", "negotiating", "signed", "refitting", "in_use"),
    "period of a counter": ("week", "month", "cumulative"),
    "period of a target": ("year", *(f"Q{n}" for n in range(1, 5)), *(f"{n:02}" for n in range(1, 13))),
}
"""Every enumeration of CONTRACT section 1."""


def _of(table: str, *records: dict[str, object]) -> Snapshot:
    place = {"unit": "板浦镇", "sheet": "表", "table": 1, "row": 4}
    made = frame(table, [{**place, **record} for record in records]).assign(**HEAD)
    made.insert(2, "period", pd.Timestamp("2024-03-29"), allow_duplicates=True)
    return Snapshot(date(2024, 3, 29), {table: made}, pd.DataFrame(columns=list(COVERAGE)))


def _said(table: str, cell: str, *records: dict[str, object], language: str = "zh_CN") -> str:
    source = Source(7, "甲.xlsx", "表", cell, table, 4, "板浦镇")
    return str(lines([source], _of(table, *records), speaker(language)).iloc[0]["what"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("column", "values"), VALUES.items())
def test_every_word_of_the_contract_has_a_text(language: str, column: str, values: tuple[str, ...]) -> None:
    assert [value for value in values if f"ui.value.{value}" not in catalogue(language)] == [], column


def test_a_company_of_a_chain_list_is_said_with_its_chain() -> None:
    assert _said("prospects", "C4", {"organisation": "甲公司", "chain": "新材料"}) == "甲公司 · 新材料"


@pytest.mark.parametrize(
    ("level", "words"), [("unit", "街镇、园区主要负责人"), ("deputy", "区分管领导"), ("principal", "区主要领导")]
)
def test_who_led_a_trip_is_said_in_words(level: str, words: str) -> None:
    assert _said("visits", "C4", {"leader": "李一", "destination": "苏州", "level": level}) == f"李一 · 苏州 · {words}"


def test_figures_of_one_row_are_told_apart_by_their_cell() -> None:
    trips = {"indicator": "outbound_trips", "value": 5.0, "cell": "B4"}
    groups = {"indicator": "inbound_groups", "value": 7.0, "cell": "C4"}
    assert _said("counters", "B4", trips, groups, language="en") == "Outbound visits · Value 5"
    assert _said("counters", "C4", trips, groups, language="en") == "Inbound visits · Value 7"
