"""Whose person a column names: ours, who leads or receives, or theirs, who is met."""

import pytest

from loaders import Reading
from tests.loaders.sheets import findings, read, records


def people(reading: Reading) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    return (
        records(reading, "visits", "direction", "leader", "level"),
        records(reading, "stops", "organisation", "counterpart"),
    )


def test_a_group_heading_says_whose_name_and_post_stand_below_it() -> None:
    got = read(
        [
            ["客商接待明细表（2024年）"],
            ["序号", "来宾", None, None, "我方接待人员", None, "时间"],
            [None, "单位", "姓名", "职务", "姓名", "职务", None],
            [1, "甲公司", "于少华", "董事长", "马永强", "镇党委书记", "3月4日"],
        ],
        ["A2:A3", "B2:D2", "E2:F2", "G2:G3"],
    )
    assert people(got) == ([("inbound", "马永强", "unit")], [("甲公司", "于少华 董事长")])
    assert findings(got) == []


def test_the_other_side_s_head_and_post_are_the_counterpart() -> None:
    got = read(
        [
            ["外出招商明细表（2024年）"],
            ["序号", "我方带队", None, "对方", None, None, "时间", None],
            [None, "姓名", "职务", "单位名称", "负责人", "职务", "起", "止"],
            [1, "傅磊", "镇长", "甲商会", "吕立新", "会长", "3月20日", "3月21日"],
        ],
        ["A2:A3", "B2:C2", "D2:F2", "G2:H2"],
    )
    assert people(got) == ([("outbound", "傅磊", "unit")], [("甲商会", "吕立新 会长")])


def test_who_leads_the_guests_is_not_our_leader() -> None:
    head = ["序号", "接待时间", "客商单位", "带队人", "带队人职务", "接待领导"]
    got = read([["请进来活动台账"], head, [1, "3月19日", "甲公司", "韩磊", "总经理", "林雪梅"]])
    assert people(got) == ([("inbound", "林雪梅", "")], [("甲公司", "韩磊 总经理")])


def test_who_receives_our_trip_is_the_host_s_man() -> None:
    head = ["序号", "月日", "赴何地", "何人带队", "拜访何单位", "接待人", "接待人职务"]
    got = read([["外出拜访客商纪实"], head, [1, "3月6日", "宁波市", "吴卫平", "甲公司", "彭文斌", "执行董事"]])
    assert people(got) == ([("outbound", "吴卫平", "")], [("甲公司", "彭文斌 执行董事")])


def test_without_a_rival_who_leads_or_receives_is_ours() -> None:
    out = read([["外出招商台账"], ["时间", "目的地", "带队人", "拜访企业"], ["3月6日", "宁波", "吴卫平", "甲公司"]])
    in_ = read([["接待客商台账"], ["时间", "来访企业", "接待人"], ["3月6日", "甲公司", "林雪梅"]])
    assert records(out, "visits", "leader") == [("吴卫平",)]
    assert records(in_, "visits", "leader") == [("林雪梅",)]


def test_a_host_in_the_organisation_s_brackets_is_its_counterpart() -> None:
    head = ["序号", "外出日期", "返连日期", "责任领导", "走访地", "拜访企业及对接人"]
    cell = "甲科技有限公司（郭少华 总裁）；乙（中国）有限公司"
    got = read([["外出招商活动"], head, [1, "3月13日", "3月16日", "宋宇航", "北京市", cell]])
    assert records(got, "visits", "start", "end", "leader", "destination", "organisations") == [
        ("2024-03-13", "2024-03-16", "宋宇航", "北京市", 2.0)
    ]
    assert records(got, "stops", "organisation", "counterpart") == [
        ("甲科技有限公司", "郭少华 总裁"),
        ("乙(中国)有限公司", ""),
    ]


@pytest.mark.parametrize(
    ("cell", "leader", "level"),
    [
        ("镇党委书记侯敏", "侯敏", "unit"),
        ("党工委书记、管委会主任秦国栋", "秦国栋", "unit"),
        ("党委委员、副镇长孙强", "孙强", "team"),
        ("区人大常委会主任陆文", "陆文", "deputy"),
        ("招商局局长王芳", "王芳", "team"),
        ("侯玉梅同志", "侯玉梅", ""),
        ("党委书记、镇长李强带队", "李强", "unit"),
        ("欧阳娜娜", "欧阳娜娜", ""),
        ("镇党委书记侯敏、镇长王芳", "镇党委书记侯敏、镇长王芳", "unit"),
    ],
)
def test_a_post_before_the_name_ends_in_a_noun_of_posts(cell: str, leader: str, level: str) -> None:
    got = read([["外出招商"], ["带队领导", "外出时间", "目的地", "拜访企业"], [cell, "3月13日", "苏州", "甲公司"]])
    assert records(got, "visits", "leader", "level") == [(leader, level)]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("常州投资促进局", "government"),
        ("苏州市投资促进委员会", "government"),
        ("苏州工业园区招商服务中心", "government"),
        ("无锡市浙商总会", "chamber"),
        ("江苏省半导体行业协会", "chamber"),
        ("南京智能制造研究院", "other"),
        ("中国科技大学", "other"),
        ("上海投资咨询有限公司", "company"),
        ("江苏省建筑设计研究院有限公司", "company"),
        ("中铁四局", "company"),
    ],
)
def test_the_end_of_a_name_tells_what_kind_of_host_it_is(name: str, kind: str) -> None:
    got = read([["外出招商"], ["带队领导", "外出时间", "目的地", "拜访企业"], ["李强", "3月13日", "苏州", name]])
    assert records(got, "stops", "organisation", "kind") == [(name, kind)]


@pytest.mark.parametrize("heading", ["对接人及联系方式", "接洽人与电话", "企业联系人/手机号", "对接人和联系电话"])
def test_a_person_beside_how_to_reach_them_is_known_and_the_number_left_out(heading: str) -> None:
    got = read(
        [
            ["序号", "带队领导", "外出时间", "目的地", "拜访企业", heading],
            [1, "李强", "2024-03-06", "上海", "甲公司", "王总 13800001111"],
            [2, "李强", "2024-03-07", "上海", "乙公司", "赵敏经理13900001111"],
        ]
    )
    assert records(got, "stops", "organisation", "counterpart") == [("甲公司", "王总"), ("乙公司", "赵敏经理")]
    assert not any("1111" in frame.to_csv() for frame in got.tables.values())
    assert ("personal-number-left-out", "F2") in findings(got)
