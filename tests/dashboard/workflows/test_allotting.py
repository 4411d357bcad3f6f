"""Targets set by hand: in force from their day on, with the document that sets them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from dashboard.errors import SubmissionRefused
from dashboard.store import Store
from dashboard.weeks import ZONE
from dashboard.workflows.allotting import Allotment, allotted
from dashboard.workflows.entering import ENTERABLE
from dashboard.workflows.report import standing
from metrics.catalogue import INDICATORS
from tests.dashboard.store.desk import DISTRICT, settings

NOW = datetime(2024, 3, 29, 16, 0, tzinfo=ZONE)
UNIT = "甲街道"
SAID = Allotment(UNIT, "outbound_trips", 30.0, 2024, date(2024, 3, 8), "海招发〔2024〕3号")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(settings(tmp_path), DISTRICT) as opened:
        yield opened


def _target(store: Store, day: date, indicator: str = "outbound_trips") -> float | None:
    return standing(store, store.registry.at(day), day).report.units[UNIT][indicator].target


def test_a_target_stands_from_its_day_on_until_the_next(store: Store) -> None:
    allotted(SAID, store, by="local", now=NOW)
    allotted(
        replace(SAID, value=36.0, since=date(2024, 3, 22), document="海招发〔2024〕9号"), store, by="local", now=NOW
    )
    assert [_target(store, date(2024, 3, day)) for day in (1, 8, 15, 22, 29)] == [None, 30.0, 30.0, 36.0, 36.0]


def test_the_document_stays_with_the_target_and_in_its_sheet(store: Store) -> None:
    receipt = allotted(SAID, store, by="local", now=NOW)
    filed = store.submission(receipt.number)
    assert filed.sheets[0]["document"] == "海招发〔2024〕3号"
    assert filed.name == "目标下达_甲街道_走出去_20240308.xlsx"
    assert list(filed.tables["targets"]["cell"]) == ["B3"]


@pytest.mark.parametrize("indicator", ENTERABLE)
def test_every_indicator_can_be_given_a_target(store: Store, indicator: str) -> None:
    whole = INDICATORS[indicator].kind == "count"
    allotted(replace(SAID, indicator=indicator, value=12.0 if whole else 12.5), store, by="王五", now=NOW)
    assert _target(store, date(2024, 3, 29), indicator) == (12.0 if whole else 12.5)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"unit": "某某镇"}, "target-unit"),
        ({"indicator": "conversion_stock"}, "target-indicator"),
        ({"value": None}, "target-value"),
        ({"value": 0.0}, "target-value"),
        ({"value": 2.5}, "target-not-whole"),
        ({"since": date(2024, 4, 6)}, "target-future"),
        ({"document": " "}, "target-document"),
        ({"since": date(2023, 12, 29)}, "target-year"),
    ],
)
def test_what_cannot_be_a_target_is_refused(store: Store, wrong: dict, code: str) -> None:
    with pytest.raises(SubmissionRefused) as refused:
        allotted(replace(SAID, **wrong), store, by="local", now=NOW)
    assert refused.value.code == code
    assert store.submissions().empty


def test_the_words_of_a_document_change_nothing_and_carry_no_telephone(store: Store) -> None:
    notice = "关于调整一季度目标任务的通知（海政办发〔2024〕3号），张三13800138000"
    receipt = allotted(replace(SAID, document=notice), store, by="local", now=NOW)
    assert _target(store, date(2024, 3, 29)) == 30.0
    kept = store.submission(receipt.number).sheets[0]["document"]
    assert ("2024〕3号" in kept, "13800138000" in kept) == (True, False)
