"""Receiving: what is read, what is refused and why, what would change, what is remembered."""

import io
import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.config import REFERENCE_DISTRICT as REFERENCE
from dashboard.errors import SubmissionRefused, UnreadableWorkbook
from dashboard.frames import frame
from dashboard.store import Store
from dashboard.workflows import background, effects, intake, receive
from loaders import CellCount, Finding, Reading, TableReading
from tests.dashboard.store.desk import DISTRICT, MARCH_8, MARCH_15, MARCH_29, counter, settings, tables, trip

NOW = datetime(2024, 3, 29, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(settings(tmp_path), DISTRICT) as opened:
        yield opened


@dataclass
class Reader:
    """Stands in for the loaders: reads every file as the one reading it was given, and notes how it was asked."""

    reading: Reading
    calls: list[dict[str, Any]] = field(default_factory=list)

    def __call__(self, content: bytes, name: str, **asked: Any) -> Reading:
        self.calls.append({"content": content, "name": name, **asked})
        return self.reading


def _reading(**facts: Any) -> Reading:
    usual: dict[str, Any] = {
        "file": "走访.xlsx",
        "kind": "xlsx",
        "tables": tables(visits=[trip("王一", MARCH_8)]),
        "findings": [],
        "sheets": [
            TableReading(
                "外出", 1, ledger="visits", columns={"unit": "A", "leader": "B"}, headings={"A": "单位", "C": "去向"}
            )
        ],
        "cells": CellCount(1, 1, 0, 0),
        "questions": [],
        "unit": "甲街道",
        "period": MARCH_8,
        "scope": "whole",
        "template": "A",
        "fingerprint": "",
    }
    return Reading(**{**usual, **facts})


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    stand_in = Reader(_reading())
    monkeypatch.setattr(background, "ingest", stand_in)
    return stand_in


def _draft(store: Store, **asked: Any) -> receive.Draft:
    content = asked.pop("content", b"bytes")
    return receive.draft(content, "走访.xlsx", store=store, district=DISTRICT, **asked)


def test_a_draft_takes_unit_period_and_scope_from_the_file(store: Store, reader: Reader) -> None:
    draft = _draft(store)
    assert (draft.unit, draft.period, draft.scope, draft.obstacle) == ("甲街道", MARCH_8, "whole", "")
    assert draft.committable


def test_what_is_given_wins_over_the_file(store: Store, reader: Reader) -> None:
    draft = _draft(store, unit="乙镇", period=MARCH_15, scope="increment")
    assert (draft.unit, draft.period, draft.scope) == ("乙镇", MARCH_15, "increment")
    assert (reader.calls[0]["unit"], reader.calls[0]["period"]) == ("乙镇", MARCH_15)


def test_a_unit_may_be_given_by_its_short_name(store: Store, reader: Reader) -> None:
    assert _draft(store, unit="丙").obstacle == "unit-unknown"
    assert _draft(store, unit=" 乙 镇").unit == "乙镇"


@pytest.mark.parametrize(
    ("facts", "asked", "obstacle"),
    [
        ({"tables": {}, "sheets": [TableReading("空", 0)]}, {}, "no-ledger"),
        ({"tables": {}, "sheets": [TableReading("空", 0)], "findings": [Finding("no-header", "空")]}, {}, "no-header"),
        ({"period": None}, {}, "period-missing"),
        ({}, {"today": date(2024, 3, 7)}, "period-in-future"),
        ({}, {"today": MARCH_8}, ""),
        ({"unit": "", "tables": tables(visits=[trip("王一", MARCH_8, unit="")])}, {}, "unit-missing"),
        ({"unit": ""}, {}, ""),
        ({"tables": {}}, {}, ""),
    ],
)
def test_what_forbids_a_commit(
    store: Store, reader: Reader, facts: dict[str, Any], asked: dict[str, Any], obstacle: str
) -> None:
    reader.reading = _reading(**facts)
    draft = _draft(store, **asked)
    assert draft.obstacle == obstacle
    assert draft.committable == (not obstacle)


def test_a_refused_draft_raises_its_obstacle_and_stores_nothing(store: Store, reader: Reader) -> None:
    reader.reading = _reading(period=None)
    with pytest.raises(SubmissionRefused) as refused:
        receive.commit(_draft(store), store=store, uploader="", now=NOW)
    assert (refused.value.code, refused.value.detail["name"]) == ("period-missing", "走访.xlsx")
    assert store.version == 0


def test_an_unreadable_file_is_a_draft_with_its_error(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(*_: Any, **__: Any) -> Reading:
        raise UnreadableWorkbook("encrypted", name="走访.xlsx")

    monkeypatch.setattr(background, "ingest", unreadable)
    draft = _draft(store)
    assert (draft.obstacle, draft.reading) == ("encrypted", None)
    with pytest.raises(UnreadableWorkbook):
        receive.commit(draft, store=store, uploader="", now=NOW)


def test_a_commit_stores_the_reading_with_severities(store: Store, reader: Reader) -> None:
    reader.reading = _reading(findings=[Finding("not-a-number", "外出", "C4", "约三")])
    receipt = receive.commit(_draft(store), store=store, uploader="clerk", now=NOW)
    filed = store.submission(receipt.number)
    assert (filed.uploader, filed.reader, filed.template) == ("clerk", receive.READER, "A")
    assert [(f["code"], f["severity"], f["cell"]) for f in filed.findings] == [("not-a-number", "error", "C4")]
    assert filed.sheets[0]["columns"] == {"unit": "A", "leader": "B"}
    pd.testing.assert_frame_equal(filed.tables["visits"], frame("visits", [trip("王一", MARCH_8)]))


def test_the_first_commit_pins_what_the_registry_file_says(store: Store, reader: Reader) -> None:
    assert store.registry.editions() == []
    for content in (b"one", b"two"):
        receive.commit(_draft(store, content=content), store=store, uploader="clerk", now=NOW)
    assert [(edition.by, edition.since) for edition in store.registry.editions()] == [("", None)]


def test_answers_are_remembered_for_the_units_template_but_not_the_period(store: Store, reader: Reader) -> None:
    answers = {"columns": {"去向": "destination"}, "period": "2024-03-08"}
    receive.commit(_draft(store, answers=answers), store=store, uploader="", now=NOW)
    kept = store.memory.recall("甲街道", "A")
    assert kept is not None and kept.answers == {"columns": {"去向": "destination"}}
    reader.calls.clear()
    _draft(store, content=b"next week")
    assert [call["answers"] for call in reader.calls] == [{}, {"columns": {"去向": "destination"}, "resent": True}]


def test_a_known_template_without_answers_is_read_once(store: Store, reader: Reader) -> None:
    _draft(store)
    assert len(reader.calls) == 1


def test_the_units_last_tables_go_to_the_reading(store: Store, reader: Reader) -> None:
    receive.commit(_draft(store), store=store, uploader="", now=NOW)
    reader.calls.clear()
    _draft(store, content=b"next week", unit="甲街道", period=MARCH_15)
    assert [list(call["previous"]["visits"]["leader"]) for call in reader.calls] == [["王一"]]


def test_consequences_show_a_units_figures_before_and_after(store: Store, reader: Reader) -> None:
    receive.commit(_draft(store), store=store, uploader="", now=NOW)
    rows = [{**trip(name, day, row=row), "level": "unit"} for name, day, row in ROWS]
    reader.reading = _reading(tables=tables(visits=rows), period=MARCH_15)
    shown = effects.consequences([_draft(store, content=b"next week")], store, DISTRICT, MARCH_15)
    trips = {c.unit: (c.before.value, c.after.value, c.changed) for c in shown if c.indicator == "outbound_trips"}
    assert trips == {"甲街道": (1.0, 3.0, True)}
    assert len(store.submissions()) == 1


def test_a_draft_is_told_of_what_came_in_since_it_was_read(store: Store, reader: Reader) -> None:
    early, late = _draft(store), _draft(store, content=b"another file")
    receive.commit(early, store=store, uploader="", now=NOW)
    with pytest.raises(SubmissionRefused) as refused:
        receive.commit(late, store=store, uploader="", now=NOW)
    assert (refused.value.code, refused.value.detail["receipt"]) == ("overtaken", 1)
    again = _draft(store, content=b"another file")
    assert receive.commit(again, store=store, uploader="", now=NOW).number == 2


ROWS = (("王一", MARCH_8, 3), ("李二", MARCH_15, 4), ("孙四", MARCH_15, 5))


def test_a_draft_that_cannot_be_committed_changes_nothing(store: Store, reader: Reader) -> None:
    receive.commit(_draft(store), store=store, uploader="", now=NOW)
    reader.reading = _reading(period=None)
    shown = effects.consequences([_draft(store, content=b"other")], store, DISTRICT, MARCH_29)
    assert not any(consequence.changed for consequence in shown)


def test_the_district_is_among_the_consequences_only_if_a_draft_speaks_of_it(store: Store, reader: Reader) -> None:
    own = counter("outbound_trips", 40, MARCH_29, unit="示例区")
    reader.reading = _reading(unit="示例区", tables=tables(counters=[own]), period=MARCH_29)
    shown = effects.consequences([_draft(store)], store, DISTRICT, MARCH_29)
    assert [(c.unit, c.indicator, c.before.value, c.after.value) for c in shown] == [
        ("示例区", "outbound_trips", None, 40.0)
    ]


def _zip(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def test_a_zip_is_unpacked_and_other_files_stay_as_they_are() -> None:
    files = [("周报.zip", _zip(**{"甲/走访.csv": b"a,b", "乙/走访.csv": b"c,d"})), ("项目.csv", b"e,f")]
    assert list(intake.unpack(files)) == [("甲/走访.csv", b"a,b"), ("乙/走访.csv", b"c,d"), ("项目.csv", b"e,f")]


def test_a_damaged_zip_comes_out_as_itself() -> None:
    broken = _zip(**{"走访.csv": b"a,b"})[:40]
    files = [("周报.zip", broken), ("项目.csv", b"e,f")]
    assert list(intake.unpack(files)) == files


def test_a_folder_gives_its_spreadsheets_in_order_and_nothing_else(tmp_path: Path) -> None:
    for name in ("乙/走访.csv", "甲.xlsx", "乙/~$走访.xlsx", "district.toml", ".hidden.csv"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(name.encode())
    assert [name for name, _ in intake.gathered([tmp_path])] == ["乙/走访.csv", "甲.xlsx"]
    assert list(intake.gathered([tmp_path / "district.toml"])) == [("district.toml", b"district.toml")]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps names as text")
def test_a_name_in_the_bytes_of_a_chinese_windows_is_read_as_such(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode("走访.csv".encode("gb18030"))).write_bytes(b"a,b")
    (path,) = tmp_path.iterdir()
    assert list(intake.gathered([path])) == list(intake.gathered([tmp_path])) == [("走访.csv", b"a,b")]


def test_a_real_workbook_becomes_a_draft_whose_consequences_are_the_published_figures(tmp_path: Path) -> None:
    book = next(REFERENCE.parent.glob("*工作统计表.xlsx"))
    with Store(replace(settings(tmp_path), district_file=REFERENCE)) as store:
        draft = receive.draft(
            book.read_bytes(), book.name, store=store, district=store.district, period=MARCH_29, today=MARCH_29
        )
        assert (draft.obstacle, draft.unit, draft.scope) == ("", "海州区", "whole")
        shown = effects.consequences([draft], store, store.district, MARCH_29)
        after = {c.indicator: (c.before.value, c.after.value) for c in shown}
        assert (after["outbound_trips"], after["inbound_groups"]) == ((None, 40.0), (None, 132.0))
        receipt = receive.commit(draft, store=store, uploader="clerk", now=NOW)
        filed = store.submission(receipt.number)
        assert dict(zip(filed.tables["counters"]["indicator"], filed.tables["counters"]["cell"], strict=True)) == {
            row["indicator"]: row["cell"] for row in draft.reading.tables["counters"].to_dict("records")
        }
        assert store.archived(receipt.number) == book.read_bytes()


def _additions(store: Store, reader: Reader, content: bytes, leader: str, **asked: Any) -> receive.Draft:
    reader.reading = _reading(scope="increment", tables=tables(visits=[trip(leader, MARCH_8)]))
    return _draft(store, content=content, **asked)


def test_additions_for_the_same_week_are_asked_about_and_add_unanswered(store: Store, reader: Reader) -> None:
    receive.commit(_additions(store, reader, b"one", "王一"), store=store, uploader="", now=NOW)
    second = _additions(store, reader, b"two", "李二")
    assert (second.beside, second.undecided) == ((1,), True)
    receive.commit(second, store=store, uploader="", now=NOW)
    assert list(store.snapshot(MARCH_8).tables["visits"]["leader"]) == ["王一", "李二"]


@pytest.mark.parametrize(("answer", "left"), [("add", ["王一", "李二"]), ("replace", ["李二"])])
def test_additions_take_the_place_of_the_earlier_ones_only_when_somebody_says_so(
    store: Store, reader: Reader, answer: Any, left: list[str]
) -> None:
    receive.commit(_additions(store, reader, b"one", "王一"), store=store, uploader="", now=NOW)
    second = _additions(store, reader, b"two", "李二", beside=answer)
    assert not second.undecided
    receive.commit(second, store=store, uploader="", now=NOW)
    assert list(store.snapshot(MARCH_8).tables["visits"]["leader"]) == left


def test_a_joint_list_that_drops_what_a_unit_reported_itself_is_asked_about(store: Store, reader: Reader) -> None:
    reader.reading = _reading(tables=tables(visits=[trip("王一", MARCH_8), trip("李二", MARCH_8, row=4)]))
    receive.commit(_draft(store), store=store, uploader="", now=NOW)
    joint = tables(visits=[trip("王一", MARCH_8), trip("赵三", MARCH_8, unit="乙镇", row=4)])
    reader.reading = _reading(unit="示例区", tables=joint)
    assert _draft(store, content=b"joint").undecided
    assert not _draft(store, content=b"joint", scope="whole").undecided
    reader.reading = replace(
        reader.reading, tables=tables(visits=[trip("王一", MARCH_8), trip("李二", MARCH_8, row=4)])
    )
    assert not _draft(store, content=b"all").undecided
