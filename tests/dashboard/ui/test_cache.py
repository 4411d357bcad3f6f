"""Pictures are made once for each state of the store, filters, language and look."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from dashboard.config import Settings
from dashboard.contract import Filters
from dashboard.i18n import Say, speaker
from dashboard.links import Link
from dashboard.store import Store
from dashboard.ui import cache
from dashboard.workflows import receive
from tests.loaders.sheets import workbook

DAY = Filters(date(2024, 3, 29))
CHINESE = speaker("zh_CN")


@dataclass(frozen=True)
class Page:
    store: Store
    filters: Filters = DAY
    say: Say = CHINESE
    look: str = "light"
    sample: bool = False

    @property
    def state(self) -> str:
        return cache.state_of(self.store)


@pytest.fixture
def page(tmp_path: Path) -> Page:
    return Page(cache.store(Settings.current({"DISPATCH_DATA_DIR": str(tmp_path)})))


def test_a_picture_is_made_once(page: Page) -> None:
    made = [cache.drawn(page, ("kind", "land"), object) for _ in range(3)]
    assert made[0] is made[1] is made[2]


@pytest.mark.parametrize(
    "other",
    [
        {"say": speaker("en")},
        {"look": "dark"},
        {"sample": True},
        {"filters": Filters(date(2024, 3, 22))},
        {"filters": Filters(date(2024, 3, 29), unit="板浦镇")},
    ],
)
def test_another_language_look_or_filter_is_another_picture(page: Page, other: dict[str, Any]) -> None:
    first = cache.drawn(page, ("kind", "land"), object)
    assert cache.drawn(replace(page, **other), ("kind", "land"), object) is not first


def test_the_queue_of_identities_is_worked_out_once_for_a_day_and_a_state_of_the_store(page: Page) -> None:
    def queue(here: Page) -> list[Any]:
        return cache.waiting(here, cache.standing(here.store, here.filters))

    first = queue(page)
    assert queue(page) is first
    assert queue(replace(page, filters=Filters(DAY.as_of, unit="板浦镇"))) is first
    assert queue(replace(page, filters=Filters(date(2024, 3, 22)))) is not first
    page.store.links.decide("projects", Link("甲|甲", "乙|乙"), why={}, by="x", now=datetime(2024, 3, 29, tzinfo=UTC))
    assert queue(page) is not first


def test_another_subject_is_another_picture(page: Page) -> None:
    assert cache.drawn(page, ("kind", "land"), object) is not cache.drawn(page, ("kind", "factory"), object)


def test_a_commit_makes_pictures_anew(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    first = cache.drawn(page, ("kind", "land"), object)
    monkeypatch.setattr(Store, "version", 1)
    assert cache.drawn(page, ("kind", "land"), object) is not first


SHEET = workbook(
    {
        "项目": [
            ["项目名称", "投资方", "总投资", "状态", "签约时间"],
            ["甲项目", "甲公司", 20000, "签约", date(2024, 2, 1)],
        ]
    }
)
NEXT = workbook(
    {
        "项目": [
            ["项目名称", "投资方", "总投资", "状态", "签约时间"],
            ["甲项目", "甲公司", 30000, "签约", date(2024, 2, 1)],
        ]
    }
)


def amounts(page: Page, name: str = "板浦镇.xlsx", **asked: Any) -> list[float | None]:
    """What the file would make of the unit's investment."""
    read = receive.draft(NEXT, name, store=page.store, district=page.store.district, period=DAY.as_of, **asked)
    shown = cache.consequences(page.store, [read], DAY.as_of)
    return [c.after.value for c in shown if (c.unit, c.indicator) == ("板浦镇", "investment_signed")]


def test_consequences_follow_what_is_remembered(page: Page) -> None:
    store, now = page.store, datetime(2024, 3, 29, tzinfo=UTC)
    facts = {"store": store, "district": store.district, "period": date(2024, 3, 22)}
    first = receive.draft(SHEET, "板浦镇.xlsx", answers={"units_of_measure": {"总投资": "万元"}}, **facts)
    receive.commit(first, store=store, uploader="", now=now)
    assert amounts(page) == [3.0]
    (memory,) = store.memory.listing()
    store.memory.forget(memory.unit, memory.template, by="", now=now)
    assert amounts(page) == [None]


def test_consequences_of_another_file_name_are_worked_out_anew(page: Page) -> None:
    answers = {"units_of_measure": {"总投资": "万元"}}
    named = [
        cache.consequences(
            page.store,
            [
                receive.draft(
                    NEXT,
                    name,
                    store=page.store,
                    district=page.store.district,
                    unit="板浦镇",
                    period=DAY.as_of,
                    answers=answers,
                )
            ],
            DAY.as_of,
        )
        for name in ("甲.xlsx", "乙.xlsx")
    ]
    files = [{source.file for c in shown for source in c.after.source} - {""} for shown in named]
    assert files == [{"甲.xlsx"}, {"乙.xlsx"}]
