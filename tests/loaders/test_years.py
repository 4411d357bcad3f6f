"""Headings that begin with a year: the sheet's own says nothing new, another one's column is not what is reported."""

from tests.loaders.sheets import findings, read, records


def test_the_sheets_own_year_before_a_heading_changes_nothing() -> None:
    got = read(
        [["招商引资目标任务表"], ["单位", "2024年走出去目标（次）", "2024年度请进来目标（批次）"], ["板浦镇", 30, 20]]
    )
    assert records(got, "targets", "indicator", "year", "value") == [
        ("outbound_trips", 2024, 30.0), ("inbound_groups", 2024, 20.0),
    ]  # fmt: skip


def test_a_column_of_another_year_is_not_this_ones() -> None:
    got = read([["招商活动统计表"], ["单位", "2023年走出去（次）", "2024年走出去（次）"], ["板浦镇", 30, 12]])
    assert records(got, "counters", "value", "cell") == [(12.0, "C3")]
    assert findings(got) == []


def test_a_project_ledger_keeps_the_years_own_columns_apart() -> None:
    rows = [["项目台账"], ["序号", "项目名称", "2024年签约时间", "总投资（亿元）"], [1, "甲项目", "2024-03-01", 2.5]]
    assert records(read(rows), "projects", "name", "signed_on", "investment") == [("甲项目", "2024-03-01", 2.5)]
