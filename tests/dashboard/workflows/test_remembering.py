"""The same template next week asks nothing; a drifted one asks for the difference only; nothing is taken silently."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from dashboard.store import Store
from dashboard.workflows import receive
from dashboard.workflows.receive import Draft
from tests.dashboard.store.desk import MARCH_22, MARCH_29, settings
from tests.loaders.sheets import DISTRICT, workbook

NOW = datetime(2024, 3, 29, 12, tzinfo=UTC)
HEAD = ["序号", "项目名称", "投资方", "总投资（亿元）", "穿针人", "状态"]
ROWS = [[1, "甲项目", "甲公司", 1.5, "张三", "在谈"], [2, "乙项目", "乙公司", 2.5, "李四", "签约"]]
DECIDED = {"columns": {"穿针人": "referring_unit"}}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(settings(tmp_path), DISTRICT) as opened:
        yield opened


def drafted(
    store: Store,
    head: Sequence[str],
    rows: Sequence[Sequence[Any]] = ROWS,
    *,
    sheet: str = "项目",
    period: date = MARCH_29,
    name: str = "新海街道.xlsx",
    **asked: Any,
) -> Draft:
    content = workbook({sheet: [head, *rows]})
    return receive.draft(content, name, store=store, district=DISTRICT, period=period, **asked)


def committed(store: Store, *asked: Any, **options: Any) -> None:
    made = drafted(store, *asked, **{"period": MARCH_22, **options})
    receive.commit(made, store=store, uploader="clerk", now=NOW)


def open_columns(made: Draft) -> list[str]:
    assert made.reading is not None
    return [question.found for question in made.reading.questions]


def read_as(made: Draft) -> dict[str, str]:
    assert made.reading is not None
    return {c.heading: c.field for table in made.reading.sheets for c in table.mapping if c.field}


def test_the_first_week_asks_and_the_next_does_not(store: Store) -> None:
    assert open_columns(drafted(store, HEAD)) == ["穿针人"]
    committed(store, HEAD, answers=DECIDED)
    again = drafted(store, HEAD)
    assert open_columns(again) == []
    assert read_as(again)["穿针人"] == "referring_unit"
    assert again.differences == []


def test_another_unit_with_the_same_template_is_asked_itself(store: Store) -> None:
    committed(store, HEAD, answers=DECIDED)
    assert open_columns(drafted(store, HEAD, name="南城街道.xlsx")) == ["穿针人"]


def test_a_new_column_is_the_only_thing_asked(store: Store) -> None:
    committed(store, HEAD, answers=DECIDED)
    drifted = drafted(store, [*HEAD, "帮办员"], [[*row, "王五"] for row in ROWS])
    assert open_columns(drifted) == ["帮办员"]
    assert read_as(drifted)["穿针人"] == "referring_unit"
    assert [(d.kind, d.heading) for d in drifted.differences] == [("added", "帮办员")]


def test_a_renamed_heading_is_proposed_and_never_taken(store: Store) -> None:
    committed(store, HEAD, answers=DECIDED)
    drifted = drafted(store, [*HEAD[:4], "穿针引线", "状态"])
    assert open_columns(drifted) == ["穿针引线"]
    assert "穿针引线" not in read_as(drifted)
    (found,) = drifted.differences
    assert (found.kind, found.heading, found.was, found.field) == ("renamed", "穿针引线", "穿针人", "referring_unit")


def test_another_unit_of_measure_is_said(store: Store) -> None:
    committed(store, HEAD, answers=DECIDED)
    drifted = drafted(store, [*HEAD[:3], "总投资（万元）", *HEAD[4:]], [[*r[:3], r[3] * 10000, *r[4:]] for r in ROWS])
    assert open_columns(drifted) == []
    assert [(d.kind, d.was, d.now) for d in drifted.differences] == [("unit", "亿元", "万元")]


def test_after_the_drifted_one_is_committed_it_is_a_template_of_its_own(store: Store) -> None:
    committed(store, HEAD, answers=DECIDED)
    wider, rows = [*HEAD, "帮办员"], [[*row, "王五"] for row in ROWS]
    committed(store, wider, rows, answers={"columns": {"帮办员": ""}}, period=MARCH_29)
    again = drafted(store, wider, rows)
    assert (open_columns(again), again.differences) == ([], [])
    assert read_as(again)["穿针人"] == "referring_unit"


def test_a_template_with_less_than_half_of_the_headings_is_no_relative(store: Store) -> None:
    committed(store, HEAD, answers=DECIDED)
    stranger = drafted(
        store,
        ["项目名称", "穿针人", "产业类别", "签约时间", "落地单位"],
        [["甲", "张三", "新材料", "2024-03-01", "乙"]],
    )
    assert stranger.known.memory is None
    assert "穿针人" in open_columns(stranger)


def test_of_two_relatives_the_nearer_one_answers(store: Store) -> None:
    committed(store, HEAD, answers=DECIDED)
    committed(
        store,
        [*HEAD, "镇街", "备注"],
        [[*r, "", ""] for r in ROWS],
        answers={"columns": {"穿针人": ""}},
        period=MARCH_29,
    )
    assert read_as(drafted(store, [*HEAD, "备注"], [[*r, ""] for r in ROWS])).get("穿针人") is None
    assert read_as(drafted(store, HEAD[:-1], [r[:-1] for r in ROWS]))["穿针人"] == "referring_unit"


def test_a_unit_of_measure_that_was_answered_does_not_outlive_a_heading_that_states_one(store: Store) -> None:
    bare = [*HEAD[:3], "总投资", *HEAD[4:]]
    committed(store, bare, answers={**DECIDED, "units_of_measure": {"总投资": "万元"}})
    assert drafted(store, bare).known.answers["units_of_measure"] == {"总投资": "万元"}
    assert "units_of_measure" not in drafted(store, HEAD).known.answers


def test_answers_about_sheets_follow_their_headings_to_a_new_sheet_name(store: Store) -> None:
    head, rows = ["名称", "说明"], [["甲", "乙"], ["丙", "丁"]]
    committed(store, head, rows, sheet="0322", answers={"ledgers": {"0322": "projects"}})
    assert open_columns(drafted(store, head, rows, sheet="0329")) == []


def test_new_answers_join_the_earlier_ones(store: Store) -> None:
    two = [*HEAD, "帮办员"]
    rows = [[*row, "王五"] for row in ROWS]
    committed(store, two, rows, answers=DECIDED)
    committed(store, two, rows, answers={"columns": {"帮办员": ""}}, period=MARCH_29)
    (kept,) = store.memory.listing(unit="新海街道")
    assert kept.answers == {"columns": {"穿针人": "referring_unit", "帮办员": ""}, "scope": "whole"}


def test_whole_or_increment_is_asked_once_and_remembered(store: Store) -> None:
    committed(store, HEAD, answers=DECIDED)
    others = [[1, "丙项目", "丙公司", 3.5, "张三", "在谈"], [2, "丁项目", "丁公司", 4.5, "李四", "签约"]]
    asked = drafted(store, HEAD, others)
    assert (asked.scope, asked.asks("scope"), asked.undecided) == ("whole", True, True)
    told = drafted(store, HEAD, others, answers={"scope": "increment"})
    assert (told.scope, told.undecided) == ("increment", False)
    receive.commit(told, store=store, uploader="clerk", now=NOW)
    later = [[1, "戊项目", "戊公司", 5.5, "张三", "在谈"], [2, "己项目", "己公司", 6.5, "李四", "签约"]]
    again = drafted(store, HEAD, later, period=date(2024, 4, 5))
    assert (again.scope, again.asks("scope")) == ("increment", False)


def test_a_unit_of_measure_is_compared_with_the_units_last_submission(store: Store) -> None:
    committed(store, HEAD, answers=DECIDED)
    larger = [[*row[:3], row[3] * 10000, *row[4:]] for row in ROWS]
    asked = drafted(store, HEAD, larger)
    assert asked.reading is not None
    assert [f.cell for f in asked.reading.findings if f.code == "unit-of-measure-changed"] == ["D1"]
    confirmed = {"units_of_measure": {"总投资（亿元）": "万元"}, "settled": {"总投资（亿元）": True}}
    receive.commit(drafted(store, HEAD, larger, answers=confirmed), store=store, uploader="clerk", now=NOW)
    again = drafted(store, HEAD, larger, period=date(2024, 4, 5))
    assert again.reading is not None
    assert again.reading.questions == []
    assert again.reading.tables["projects"]["investment"].tolist() == [1.5, 2.5]


def test_a_joint_file_is_compared_with_the_last_joint_files(store: Store) -> None:
    joint = [["板浦镇", *ROWS[0][1:]], ["新海街道", *ROWS[1][1:]]]
    head = ["单位", *HEAD[1:]]
    committed(store, head, joint, name="汇总.xlsx", answers=DECIDED)
    larger = [[*row[:3], row[3] * 10000, *row[4:]] for row in joint]
    made = drafted(store, head, larger, name="汇总.xlsx")
    assert made.reading is not None
    assert made.unit == ""
    assert [f.cell for f in made.reading.findings if f.code == "unit-of-measure-changed"] == ["D1"]


def test_a_file_that_names_no_unit_is_known_by_its_template_and_its_records(store: Store) -> None:
    committed(store, HEAD, name="台账.xlsx", unit="新海街道", answers=DECIDED)
    grown = [*ROWS, [3, "丙项目", "丙公司", 3.5, "王五", "在谈"]]
    again = drafted(store, HEAD, grown, name="台账.xlsx")
    assert (again.unit, open_columns(again)) == ("新海街道", [])
    strangers = [[1, "丁项目", "丁公司", 3.5, "王五", "在谈"]]
    assert drafted(store, HEAD, strangers, name="台账.xlsx").unit == ""


def test_a_template_that_two_units_send_tells_neither(store: Store) -> None:
    for unit in ("新海街道", "南城街道"):
        committed(store, HEAD, name="台账.xlsx", unit=unit, answers=DECIDED)
    assert drafted(store, HEAD, name="台账.xlsx").unit == ""


def test_a_unit_of_measure_that_nobody_confirmed_is_asked_again_next_week(store: Store) -> None:
    committed(store, HEAD, answers=DECIDED)
    larger = [[*row[:3], row[3] * 10000, *row[4:]] for row in ROWS]
    receive.commit(drafted(store, HEAD, larger), store=store, uploader="clerk", now=NOW)
    again = drafted(store, HEAD, larger, period=date(2024, 4, 5))
    assert again.reading is not None
    assert [q.found for q in again.reading.questions] == ["总投资（亿元）"]
    assert again.reading.tables["projects"]["investment"].isna().all()


def test_a_second_file_for_the_same_week_is_compared_with_the_first(store: Store) -> None:
    committed(store, HEAD, answers=DECIDED, period=MARCH_29)
    assert drafted(store, HEAD, [[1, "丙项目", "丙公司", 3.5, "张三", "在谈"]]).undecided
    corrected = drafted(store, HEAD, [[*row[:3], row[3] * 10000, *row[4:]] for row in ROWS])
    assert corrected.reading is not None and not corrected.undecided
    assert [f.cell for f in corrected.reading.findings if f.code == "unit-of-measure-changed"] == ["D1"]
