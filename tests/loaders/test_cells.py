"""Dittos: a cell that says it is what the one above says."""

import pytest

from tests.loaders.sheets import read, records

HEAD = ["序号", "带队领导", "外出时间", "目的地", "拜访企业"]


@pytest.mark.parametrize("ditto", ["同上", "〃", "″", "''", " 同前 ", "ditto"])
def test_a_ditto_says_what_stands_above(ditto: str) -> None:
    got = read([HEAD, [1, "周明远", "3月20日", "北京", "甲公司"], [2, "何清", ditto, ditto, "乙公司"]])
    assert records(got, "visits", "leader", "start", "destination") == [
        ("周明远", "2024-03-20", "北京"), ("何清", "2024-03-20", "北京"),
    ]  # fmt: skip


def test_dittos_follow_one_another_down_to_the_next_word() -> None:
    rows = [[1, "周明远", "3月20日", "北京", "甲公司"], [2, "同上", "3月21日", "〃", "乙公司"]]
    rows += [[3, "同上", "3月22日", "上海", "丙公司"], [4, "何清", "3月25日", "〃", "丁公司"]]
    told = records(read([HEAD, *rows]), "visits", "leader", "destination")
    assert told == [("周明远", "北京"), ("周明远", "北京"), ("周明远", "上海"), ("何清", "上海")]


def test_a_ditto_repeats_a_merged_cell() -> None:
    rows = [[1, "周明远", "3月20日", "北京", "甲公司"], [2, "何清", "3月21日", None, "乙公司"]]
    got = read([HEAD, *rows, [3, "何清", "3月22日", "同上", "丙公司"]], ["D2:D3"])
    assert records(got, "visits", "destination") == [("北京",)] * 3


def test_a_long_run_of_dittos_is_read_to_its_end() -> None:
    rows = [[n, "同上", f"3月{n % 28 + 1}日", "〃", f"第{n}公司"] for n in range(2, 2002)]
    got = read([HEAD, [1, "周明远", "3月20日", "北京", "甲公司"], *rows])
    assert set(records(got, "visits", "leader", "destination")) == {("周明远", "北京")}
    assert len(got.tables["visits"]) == 2001
