"""Totals that do not say so: a nameless row whose figures are the sums of others is none of them."""

from typing import Any

import pytest

from loaders import Reading, sums, totals
from loaders.reader import TableReader
from loaders.totals import Part
from tests.loaders.sheets import findings, read, records

HEAD = ["序号", "镇街", "资产名称", "类型", "建筑面积（㎡）", "累计盘活面积（㎡）", "盘活时间"]
A, B, C = (
    [1, "板浦镇", "甲厂房", "厂房", 3000, 1000, "2024-3-1"], [2, "板浦镇", "乙厂房", "厂房", 4000, 2000, "2024-3-2"],
    [3, "新海街道", "丙厂房", "厂房", 5000, 2500, "2024-3-2"],
)  # fmt: skip


def _read(*rows: list[Any]) -> Reading:
    return read([["示例区盘活台账"], HEAD, *rows], name="资产.xlsx", unit="示例区")


def _named(*rows: list[Any]) -> list[Any]:
    return [name for (name,) in records(_read(*rows), "assets", "name")]


def test_a_subtotal_that_only_says_whose_it_is_is_no_asset() -> None:
    reading = _read(A, B, [None, "板浦镇", None, "厂房", 7000, 3000, None], C)
    assert records(reading, "assets", "name", "area") == [("甲厂房", 3000), ("乙厂房", 4000), ("丙厂房", 5000)]
    assert (reading.sheets[0].total_rows, findings(reading)) == ((5,), [])


def test_subtotals_and_the_grand_total_each_add_up_what_is_theirs() -> None:
    twin = [4, "新海街道", "丁厂房", "厂房", 500, 250, "2024-3-2"]
    bare = [[None, "板浦镇", None, None, 7000, 3000, None], [None, "新海街道", None, None, 5500, 2750, None]]
    rows = [A, B, bare[0], C, twin, bare[1], [None, None, None, None, 12500, 5750, None]]
    assert _named(*rows) == ["甲厂房", "乙厂房", "丙厂房", "丁厂房"]
    assert _read(*rows).sheets[0].total_rows == (5, 8, 9)


def test_a_subtotal_above_its_rows_counts_them_in_the_place_of_a_name() -> None:
    rows = [[None, "板浦镇", "2处", None, 7000, 3000, None], A, B, [None, "新海街道", "2处", None, 10000, 5000, None]]
    twin = [4, "新海街道", "丁厂房", "厂房", 5000, 2500, "2024-3-2"]
    assert _named(*rows, C, twin) == ["甲厂房", "乙厂房", "丙厂房", "丁厂房"]


def test_a_nameless_row_of_other_figures_stays_a_record_with_its_finding() -> None:
    reading = _read(A, B, [None, "板浦镇", None, "厂房", 7500, 3000, None], C)
    assert len(records(reading, "assets", "name")) == 4
    assert "missing-required" in {code for code, _ in findings(reading)}


def test_figures_alone_below_a_list_are_its_total() -> None:
    head = ["序号", "项目名称", "投资方", "计划总投资（万元）", "签约时间"]
    rows = [
        [1, "甲", "甲公司", 1000, "2024-3-1"],
        [2, "乙", "乙公司", 2000, "2024-3-2"],
        [None, None, None, 3000, None],
    ]
    reading = read([["板浦镇签约项目"], head, *rows], name="项目.xlsx", unit="板浦镇")
    assert (len(records(reading, "projects", "name")), reading.sheets[0].total_rows) == (2, (5,))


def test_figures_alone_that_close_a_list_and_do_not_add_up_say_by_how_much() -> None:
    reading = _read(A, B, C, [None, None, None, None, 12000, 6000, None])
    assert (len(records(reading, "assets", "name")), reading.sheets[0].total_rows) == (3, (6,))
    assert findings(reading) == [("total-mismatch", "F6")]


def test_the_number_of_records_in_the_place_of_a_name_makes_a_total_whether_it_adds_up_or_not() -> None:
    reading = _read(A, B, C, [None, None, 3, None, 13000, 5500, None])
    assert _named(A, B, C, [None, None, 3, None, 13000, 5500, None]) == ["甲厂房", "乙厂房", "丙厂房"]
    assert findings(reading) == [("total-mismatch", "E6")]


@pytest.mark.parametrize(
    ("total", "told"),
    [
        (8, {"cause": "unit-of-measure", "at_row": 4, "second_cause": "row-left-out", "second_row": 6}),
        (15, {"cause": "unit-of-measure", "at_row": 4, "second_cause": "row-counted-twice", "second_row": 5}),
        (11, {"cause": "unit-of-measure", "at_row": 4}),
        (8.1, {}),
    ],
)
def test_a_row_in_another_unit_and_another_cause_explain_a_total_together(
    total: float, told: dict[str, object]
) -> None:
    head = ["项目名称", "投资方", "总投资（亿元）"]
    rows = [[f"{n}号项目", f"{n}号公司", amount] for n, amount in enumerate((1.5, 25000, 4, 3))]
    got = read([["项目台账"], head, *rows, ["合计", None, total]])
    (off,) = (f.detail for f in got.findings if f.code == "total-mismatch")
    assert {name: value for name, value in off.items() if "cause" in name or "row" in name} == told


@pytest.mark.parametrize(("total", "agrees"), [(5.5, True), (6.5, True), (7.5, True), (5.4, False), (7.6, False)])
def test_a_total_over_a_range_may_be_anything_that_the_range_allows(total: float, agrees: bool) -> None:
    head = ["项目名称", "投资方", "总投资（亿元）"]
    rows = [[f"{n}号项目", f"{n}号公司", amount] for n, amount in enumerate((2.5, "1亿-3亿", 1.2, 0.8))]
    got = read([["项目台账"], head, *rows, ["合计", None, total]])
    assert findings(got) == ([] if agrees else [("total-mismatch", "C7")])


SIGNED = ["序号", "项目名称", "总投资（万元）", "签约时间"]
SIGNINGS = [[1, "甲项目", 5000, "2024-3-1"], [2, "乙项目", 8000, "2024-3-1"], [3, "丙项目", 12000, "2024-3-1"]]


@pytest.mark.parametrize("words", ["累计完成", "合计数", "总计数", "小计数", "累计签约额"])
@pytest.mark.parametrize("under_name", [False, True])
def test_a_total_may_be_called_by_what_it_counts(words: str, under_name: bool) -> None:
    total = [4, words, 25000, None] if under_name else [words, None, 25000, None]
    got = read([["板浦镇签约项目台账"], SIGNED, *SIGNINGS, total], name="板浦镇.xlsx")
    assert records(got, "projects", "name") == [("甲项目",), ("乙项目",), ("丙项目",)]
    assert (got.sheets[0].total_rows, findings(got)) == ((6,), [])


def test_the_exact_sum_of_all_rows_without_what_they_all_have_is_their_total_whatever_it_is_called() -> None:
    got = read([["板浦镇签约项目台账"], SIGNED, *SIGNINGS, [4, "以上几个", 25000, None]])
    assert (len(records(got, "projects", "name")), got.sheets[0].total_rows) == (3, (6,))


@pytest.mark.parametrize(
    "last", [[4, "丁项目", 25000, "2024-3-5"], [4, "丁项目", 24000, None], [4, "累计量仪表项目", 25000, "2024-3-5"]]
)
def test_a_project_with_its_day_or_of_another_amount_is_no_total(last: list[Any]) -> None:
    got = read([["板浦镇签约项目台账"], SIGNED, *SIGNINGS, last])
    assert (len(records(got, "projects", "name")), got.sheets[0].total_rows) == (4, ())


def test_what_was_done_is_a_row_of_figures_in_a_table_of_them() -> None:
    got = read([["2024年目标"], ["类别", "走出去", "请进来"], ["年度目标", 40, 60], ["累计完成", 10, 12]])
    assert records(got, "counters", "indicator", "value") == [("outbound_trips", 10.0), ("inbound_groups", 12.0)]


def test_rows_filled_in_beforehand_cost_no_look_at_every_other_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """Held against all others, 4,000 rows would take minutes; none of them says anything that adds up."""
    looked: list[int] = []

    def part_of(table: TableReader, row: int, column: int, kind: str) -> Part | None:
        looked.append(row)
        return totals.part_of(table, row, column, kind)

    monkeypatch.setattr(sums, "part_of", part_of)
    head = ["序号", "项目名称", "投资方", "总投资（亿元）", "签约时间"]
    rows = [[n, f"项目{n}", f"公司{n}", 1, "2024-01-05"] for n in range(1, 21)]
    got = read([head, *rows, *([n, None, None, 0, None] for n in range(21, 4001))])
    assert records(got, "projects", "name")[:20] == [(f"项目{n}",) for n in range(1, 21)]
    assert len(looked) <= 2 * 4000


PARTS = [
    ["1月小计", "2月份小计"],
    ["2024年1月小计", "2024年2月小计"],
    ["第1周小计", "第2周小计"],
    ["1月22日小计", "2月11日小计"],
    ["1亿元以上小计", "10亿元以上项目小计"],
]


@pytest.mark.parametrize("words", PARTS, ids=[words[0] for words in PARTS])
def test_subtotals_that_name_a_part_in_digits_are_subtotals(words: list[str]) -> None:
    head = ["月份", "日期", "来访企业", "人数", "接待领导"]
    rows = [
        ["1月", 9, "甲公司", 3, "周明远"], [None, 22, "乙公司", 5, "何清"], [words[0], None, "2批", 8, None],
        ["2月", 11, "丙公司", 4, "何清"], [words[1], None, "1批", 4, None], ["合计", None, "3批", 12, None],
    ]  # fmt: skip
    got = read([["新海街道客商接待台账"], head, *rows])
    assert records(got, "visits", "start", "headcount", "organisations") == [
        ("2024-01-09", 3.0, 1.0), ("2024-01-22", 5.0, 1.0), ("2024-02-11", 4.0, 1.0),
    ]  # fmt: skip
    assert got.sheets[0].total_rows == (5, 7, 8)


@pytest.mark.parametrize("word", ["小计", "小  计", "小\u3000计"])
def test_a_wrong_subtotal_is_held_against_its_own_rows_however_it_is_spread_over_its_cell(word: str) -> None:
    rows = [
        ["（一）新海街道"],
        [1, "甲项目", "甲公司", 5000, "2024-1-5"],
        [2, "乙项目", "乙公司", 7000, "2024-1-8"],
        [word, None, None, 12000],
        ["（二）板浦镇"],
        [1, "丙项目", "丙公司", 9000, "2024-2-5"],
        [word, None, None, 9500],
        ["总计", None, None, 21000],
    ]
    head = ["序号", "项目名称", "投资方", "协议投资额", "签约时间"]
    got = read([["各镇街签约项目明细"], ["单位:万元"], head, *rows], ["A4:E4", "A8:E8"], name="汇总.xlsx")
    (found,) = got.findings
    assert (found.code, found.cell) == ("subtotal-mismatch", "D10")
    assert found.detail["computed"] == pytest.approx(0.9)


@pytest.mark.parametrize(("total", "agrees"), [(1234.56, True), (1234.57, True), (1234.6, True), (1243.56, False)])
def test_a_total_may_be_rounded_as_its_parts_are(total: float, agrees: bool) -> None:
    head = ["序号", "项目名称", "投资方", "总投资（万元）", "签约时间"]
    parts = [(1, "甲项目", 411.52), (2, "乙项目", 411.52), (3, "丙项目", 411.52)]
    rows = [[n, name, f"{name}公司", amount, "2024-02-05"] for n, name, amount in parts]
    got = read([["新海街道签约项目"], head, *rows, ["合计", None, None, total, None]])
    assert [f.code for f in got.findings] == ([] if agrees else ["total-mismatch"])


def test_a_total_over_a_cell_that_cannot_be_read_names_its_row() -> None:
    head = ["序号", "项目名称", "投资方", "计划总投资（亿元）"]
    rows = [head, [1, "甲", "A", 1.5], [2, "乙", "B", "详见附件"], [3, "丙", "C", 4]]
    [unread, off] = read([*rows, ["合计", None, None, 8]]).findings
    assert (unread.code, unread.cell) == ("not-a-number", "D3")
    assert (off.code, off.detail["cause"], off.detail["at_row"]) == ("total-mismatch", "row-unreadable", "3")
    # what could be read is more than the total says: no cell that cannot be read explains it
    [_, off] = read([*rows, ["合计", None, None, 4]]).findings
    assert off.detail.get("cause") == "row-left-out"
