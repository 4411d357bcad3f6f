"""Templates: what two weeks of one sheet share, and by what each column was read."""

import pytest

from loaders import Reading
from loaders.templates import sameness, stated_unit, undated
from tests.loaders.sheets import read

HEAD = ["序号", "项目名称", "投资方", "总投资（亿元）", "签约时间", "穿针单位", "联系电话"]
ROW = [1, "甲项目", "甲公司", 1.5, "2024-03-01", "乙公司", "13812345678"]


@pytest.mark.parametrize(
    ("heading", "bare"),
    [
        ("截至3月22日累计", "截至#累计"),
        ("2024年目标", "#目标"),
        ("第12周完成", "#完成"),
        ("本周（3.16-3.22）", "本周(#-#)"),
        ("10亿元以上项目", "10亿元以上项目"),
        ("盘活面积（m2）", "盘活面积(m2)"),
    ],
)
def test_days_weeks_and_months_in_a_heading_do_not_count(heading: str, bare: str) -> None:
    assert undated(heading) == bare


@pytest.mark.parametrize("heading", ["总投资（万元）", "总投资(亿元)", " 总 投资", "總投資"])
def test_headings_that_differ_in_unit_or_typing_are_the_same_column(heading: str) -> None:
    assert sameness(heading) == "总投资"


def test_the_unit_a_heading_states() -> None:
    assert [stated_unit(h) for h in ("总投资（万元）", "金额（亿元） > 总投资", "总投资")] == ["万元", "亿元", ""]


def test_rows_dates_and_answers_do_not_change_the_template() -> None:
    first = read([["截至3月22日项目台账"], HEAD, ROW])
    later = read(
        [["截至3月29日项目台账"], HEAD, ROW, [2, *ROW[1:]]], answers={"columns": {"穿针单位": "referring_unit"}}
    )
    assert first.template == later.template != ""
    assert first.template != read([HEAD[:-1], ROW[:-1]]).template


def test_a_ledger_that_a_person_named_does_not_change_the_template() -> None:
    rows = [["名称", "说明"], ["甲", "乙"], ["丙", "丁"]]
    asked, told = read(rows), read(rows, answers={"ledgers": {"Sheet1": "projects"}})
    assert ([s.ledger for s in asked.sheets], [s.ledger for s in told.sheets]) == ([""], ["projects"])
    assert asked.template == told.template


def _how(reading: Reading) -> dict[str, tuple[str, str, str]]:
    return {c.heading: (c.field, c.unit, c.how) for c in reading.sheets[0].mapping}


def test_by_what_each_column_was_read() -> None:
    assert _how(read([HEAD, ROW])) == {
        "序号": ("", "", "aside"),
        "项目名称": ("name", "", "word"),
        "投资方": ("investor", "", "word"),
        "总投资（亿元）": ("investment", "亿元", "word"),
        "签约时间": ("signed_on", "", "word"),
        "穿针单位": ("", "", "unknown"),
        "联系电话": ("", "", "private"),
    }


def test_a_column_without_unit_and_one_a_person_decided() -> None:
    head = [*HEAD[:3], "总投资", *HEAD[4:]]
    got = _how(read([head, ROW], answers={"columns": {"穿针单位": "referring_unit", "签约时间": ""}}))
    assert got["总投资"] == ("investment", "", "unmeasured")
    assert got["穿针单位"] == ("referring_unit", "", "person")
    assert got["签约时间"] == ("", "", "person")


COUNTS = [["单位", "走出去", "跑动次数"], ["板浦镇", 3, 5], ["新海街道", 2, 4]]


def test_a_column_of_figures_is_given_its_indicator_or_left_out_for_good() -> None:
    asked = read(COUNTS)
    told = read(COUNTS, answers={"columns": {"跑动次数": "inbound_groups"}})
    dropped = read(COUNTS, answers={"columns": {"跑动次数": ""}})
    assert [(q.about, q.found) for q in asked.questions] == [("column", "跑动次数")]
    assert "inbound_groups" in asked.questions[0].choices
    assert (told.questions, dropped.questions) == ([], [])
    assert told.tables["counters"]["value"].tolist() == [3, 5, 2, 4]
    assert dropped.tables["counters"]["value"].tolist() == [3, 2]
    assert _how(told)["跑动次数"] == ("inbound_groups", "", "person")
