"""Apart: whoever sends a unit's own list or a file for several units is told what of either does not count."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dashboard.i18n import speaker
from dashboard.store import Store
from dashboard.workflows import overtaking, receive
from dashboard.workflows.apart import by_drafts
from dashboard.workflows.overtaking import Overtaken
from dashboard.workflows.receive import Draft
from tests.dashboard.store.desk import DISTRICT, MARCH_8, MARCH_15, MARCH_22, NOON, settings

A, B = "甲街道", "乙镇"
HEADINGS = ["序号", "单位", "项目名称", "投资方", "投资额（亿元）", "签约时间", "目前进展"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(settings(tmp_path), DISTRICT) as opened:
        yield opened


def _book(folder: Path, title: str, sender: str, *rows: tuple[str, str]) -> bytes:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "签约项目"
    for line in ([title], [f"填报单位：{sender}"], HEADINGS):
        sheet.append(line)
    for number, (unit, name) in enumerate(rows, 1):
        sheet.append([number, unit, name, f"{name}公司", 1.5, "2024-02-20", "已签约"])
    book.save(folder / "book.xlsx")
    return (folder / "book.xlsx").read_bytes()


def _draft(store: Store, day: date, content: bytes, name: str) -> Draft:
    made = receive.draft(content, name, store=store, district=DISTRICT, today=day, period=day)
    assert made.committable
    return made


def _own(store: Store, folder: Path, day: date, *names: str) -> Draft:
    content = _book(folder, "甲街道签约项目台账", A, *((A, name) for name in names))
    return _draft(store, day, content, f"甲街道{day:%m%d}.xlsx")


def _wide(store: Store, folder: Path, day: date, *names: str) -> Draft:
    rows = [*((A, name) for name in names), (B, "乙一")]
    return _draft(store, day, _book(folder, "示例区签约项目台账", DISTRICT.name, *rows), f"全区{day:%m%d}.xlsx")


def _commit(store: Store, made: Draft) -> None:
    receive.commit(made, store=store, uploader="x", now=NOON)


def _lost(kind: str, name: str, file: str, cover_to: date, day: date) -> Overtaken:
    return Overtaken(A, "projects", (name,), (None,), day, file, cover_to, kind)


def test_what_a_later_file_for_the_district_leaves_out_of_a_units_own_list_is_told(
    store: Store, tmp_path: Path
) -> None:
    _commit(store, _own(store, tmp_path, MARCH_8, "甲一", "甲二", "甲三"))
    later = _wide(store, tmp_path, MARCH_15, "甲一", "甲二", "甲四")
    assert by_drafts([later], store) == [_lost("dropped", "甲三", "甲街道0308.xlsx", MARCH_8, MARCH_15)]


def test_what_the_own_list_leaves_out_of_the_districts_file_is_told(store: Store, tmp_path: Path) -> None:
    _commit(store, _wide(store, tmp_path, MARCH_15, "甲一", "甲四"))
    for day in (MARCH_15, MARCH_22):
        own = _own(store, tmp_path, day, "甲一", "甲三")
        assert by_drafts([own], store) == [_lost("dropped", "甲四", "全区0315.xlsx", MARCH_15, day)]


def test_what_the_districts_file_holds_beyond_the_own_list_of_its_period_is_told(store: Store, tmp_path: Path) -> None:
    _commit(store, _own(store, tmp_path, MARCH_15, "甲一", "甲三"))
    wide = _wide(store, tmp_path, MARCH_15, "甲一", "甲四")
    told = [_lost("unheard", "甲四", "甲街道0315.xlsx", MARCH_15, MARCH_15)]
    assert by_drafts([wide], store) == told
    _commit(store, wide)
    assert list(store.snapshot(MARCH_15).tables["projects"]["name"]) == ["甲一", "甲三", "乙一"]


def test_files_that_come_together_are_told_of_as_well(store: Store, tmp_path: Path) -> None:
    own = _own(store, tmp_path, MARCH_15, "甲一", "甲三")
    wide = _wide(store, tmp_path, MARCH_15, "甲一", "甲四")
    assert by_drafts([own, wide], store) == [_lost("unheard", "甲四", "甲街道0315.xlsx", MARCH_15, MARCH_15)]


def test_the_next_list_of_the_same_sender_is_told_of_by_nobody(store: Store, tmp_path: Path) -> None:
    _commit(store, _own(store, tmp_path, MARCH_8, "甲一", "甲二"))
    assert by_drafts([_own(store, tmp_path, MARCH_15, "甲一")], store) == []


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (
            "dropped",
            "甲街道: 1 record of Projects (甲三) stands in own.xlsx alone, which covers to 8 Mar 2024. "
            "This file speaks for the unit to 15 Mar 2024 without it, so it counts no longer. "
            "Send the list again, completed, if it is to count.",
        ),
        (
            "unheard",
            "甲街道: 1 record of Projects in this file (甲三) does not count: "
            "for the period to 8 Mar 2024 the unit’s own own.xlsx stands, without it.",
        ),
    ],
)
def test_the_sentence_names_the_projects(kind: str, said: str) -> None:
    lost, say = _lost(kind, "甲三", "own.xlsx", MARCH_8, MARCH_15), speaker("en")
    assert say(lost.said, **overtaking.words(say, lost)) == said
