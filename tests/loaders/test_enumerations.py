"""Fields with a fixed set of values: ticked columns, headings that list them, columns that hold nothing else."""

import pytest

from tests.loaders.sheets import findings, read, records


@pytest.mark.parametrize("tick", ["√", 1, "✔", "●"])
def test_the_furthest_ticked_stage_is_the_project_s(tick: object) -> None:
    got = read(
        [
            ["序号", "项目名称", "投资方", "总投资（亿元）", "项目阶段", None, None, None],
            [None, None, None, None, "在谈", "签约", "开工", "竣工"],
            [1, "甲项目", "甲公司", 1, tick],
            [2, "乙项目", "乙公司", 1, tick, tick],
            [3, "丙项目", "丙公司", 1, None, None, tick],
            [4, "丁项目", "丁公司", 1],
        ],
        ["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:H1"],
    )
    assert records(got, "projects", "name", "stage") == [
        ("甲项目", "negotiating"),
        ("乙项目", "signed"),
        ("丙项目", "started"),
        ("丁项目", "negotiating"),
    ]
    assert [code for code, _ in findings(got) if code != "stage-without-date"] == []


def test_kind_and_direction_may_be_ticked_too() -> None:
    assets = read(
        [
            ["资产名称", "坐落", "建筑面积（㎡）", "闲置厂房", "闲置楼宇"],
            ["甲", "东路1号", 100, "√", None],
            ["乙", "东路2号", 200, None, "√"],
        ]
    )
    assert records(assets, "assets", "name", "kind") == [("甲", "factory"), ("乙", "building")]
    visits = read(
        [
            ["时间", "领导", "走出去", "请进来", "企业名称"],
            ["3月1日", "李强", "√", None, "甲公司"],
            ["3月2日", "王敏", None, "√", "乙公司"],
        ]
    )
    assert records(visits, "visits", "leader", "direction") == [("李强", "outbound"), ("王敏", "inbound")]


def test_columns_of_dates_under_the_same_words_stay_dates() -> None:
    got = read(
        [
            ["序号", "项目名称", "投资方", "进度情况", None],
            [None, None, None, "已签约", "已开工"],
            [None, None, None, "时间", "时间"],
            [1, "甲项目", "甲公司", "2024/2/14", "2024/3/5"],
        ],
        ["A1:A3", "B1:B3", "C1:C3", "D1:E1"],
    )
    assert records(got, "projects", "stage", "signed_on", "started_on") == [("started", "2024-02-14", "2024-03-05")]


def test_a_column_of_stages_or_fundings_is_one_under_any_heading() -> None:
    got = read(
        [
            ["序号", "项目名称", "投资方", "进度", "项目类别"],
            [1, "甲项目", "甲公司", "开工", "外资"],
            [2, "乙项目", "乙公司", "洽谈", "内资"],
            [3, "丙项目", "丙公司", "竣工", "内资"],
        ]
    )
    assert records(got, "projects", "stage", "funding", "progress", "industry") == [
        ("started", "foreign", "", ""),
        ("negotiating", "domestic", "", ""),
        ("completed", "domestic", "", ""),
    ]


def test_a_heading_that_lists_the_roles_is_the_role() -> None:
    got = read([["产业链名称", "链条环节", "目标企业", "链主/上游/下游"], ["硅材料", "封装", "甲公司", "上游配套"]])
    assert records(got, "prospects", "role") == [("upstream",)]


def test_a_default_stage_beside_an_unread_heading_that_may_say_it_is_doubted() -> None:
    got = read([["序号", "项目名称", "投资方", "总投资（亿元）", "节点甲"], [1, "甲项目", "甲公司", 2, "第二步"]])
    assert records(got, "projects", "stage") == [("negotiating",)]
    assert ("unknown-stage", "E2") in findings(got)


def test_a_tick_under_one_of_the_ways_gives_the_way() -> None:
    heads = [
        ["厂房名称", "建筑面积（㎡）", "盘活方式", None, None, "已盘活面积（㎡）"],
        [None, None, "租赁", "转让", "收储", None],
    ]
    rows = [["甲厂房", 4000, "√", None, None, 2000], ["乙厂房", 3600, None, "√", "√", 1800]]
    got = read([["闲置厂房处置台账"], *heads, *rows], ["C2:E2", "A2:A3", "B2:B3", "F2:F3"])
    assert records(got, "assets", "name", "method") == [("甲厂房", "租赁"), ("乙厂房", "转让、收储")]
    assert "ambiguous-column" not in [code for code, _ in findings(got)]
