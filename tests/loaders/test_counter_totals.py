"""What totals, rates and sums across a table of figures assert about it."""

from tests.loaders.sheets import findings, read, records


def test_a_total_standing_alone_is_the_districts_own_figure() -> None:
    got = read(
        [["区招商局统计表"], ["单位", "走出去", "请进来"], ["合计", 40, 132]],
        name="统计.xlsx",
    )
    assert records(got, "counters", "unit", "indicator", "value") == [
        ("示例区", "outbound_trips", 40.0),
        ("示例区", "inbound_groups", 132.0),
    ]


def test_a_total_over_units_that_does_not_add_up_is_a_mismatch() -> None:
    got = read([["单位", "走出去", "请进来"], ["新海街道", 4, 5], ["板浦镇", 3, 5], ["合计", 8, 10]], name="统计.xlsx")
    assert findings(got) == [("total-mismatch", "B4")]
    assert len(got.tables["counters"]) == 4


def test_a_rate_that_is_not_done_over_target_is_found() -> None:
    got = read([["2024年"], ["单位", "走出去目标", "走出去完成", "走出去完成率"], ["新海街道", 40, 10, "30%"]])
    assert findings(got) == [("rate-mismatch", "D3")]


def test_subtotals_and_averages_are_neither_figures_nor_wrong() -> None:
    rows = [["新海街道", 1], ["南城街道", 2], ["小计", 3], ["板浦镇", 5], ["小计", 5], ["合计", 8], ["平均", 2.7]]
    got = read([["单位", "走出去"], *rows], name="统计.xlsx")
    assert [v for (v,) in records(got, "counters", "value")] == [1.0, 2.0, 5.0]
    assert findings(got) == []


def test_a_total_column_must_be_the_sum_of_its_row() -> None:
    months = read([["2024年统计"], ["指标", "1月", "2月", "3月", "累计"], ["走出去", 4, 0, 5, 10]])
    units = read([["指标", "新海街道", "板浦镇", "合计"], ["走出去", 6, 7, 14]], name="统计.xlsx")
    assert (findings(months), findings(units)) == ([("total-mismatch", "E3")], [("total-mismatch", "D2")])


def test_a_hedged_part_does_not_make_a_total_wrong() -> None:
    got = read(
        [["单位", "走出去"], ["新海街道", 5], ["南城街道", "约4"], ["板浦镇", 3], ["合计", 12]], name="统计.xlsx"
    )
    assert findings(got) == []


def test_a_total_behind_the_months_is_their_sum():
    rows = [
        ["2024年各单位走出去情况（次）"],
        ["单位", "1月", "2月", "3月", "合计"],
        ["板浦镇", 1, 2, 3, 7],
        ["新海街道", 2, 0, 1, 3],
    ]
    assert findings(read(rows, name="走出去.xlsx")) == [("total-mismatch", "E3")]
