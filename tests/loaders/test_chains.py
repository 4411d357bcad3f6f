"""The chain of the companies on an industry-chain list where no column names it."""

import pytest

from tests.loaders.sheets import read, records

HEAD = ["序号", "环节", "企业名称", "所在地", "角色", "对接情况"]


def test_a_section_names_the_trade_of_the_companies_below_it() -> None:
    got = read(
        [
            ["产业链重点企业清单"],
            HEAD,
            ["一、生物医药（1家）"],
            [1, "加工", "甲药业有限公司", "苏州", "链主", "已来访"],
            ["二、装备制造"],
            [2, "加工", "乙机械有限公司", "苏州", "上游", "已来访"],
        ],
        ["A3:F3", "A5:F5"],
    )
    assert records(got, "prospects", "organisation", "chain") == [
        ("甲药业有限公司", "生物医药"),
        ("乙机械有限公司", "装备制造"),
    ]


@pytest.mark.parametrize("section", ["一、上游企业", "一、长三角地区", "一、重点企业", "一、新海街道"])
def test_a_section_that_names_a_part_or_a_place_is_no_chain(section: str) -> None:
    got = read(
        [["产业链企业清单"], HEAD, [section], [1, "加工", "甲药业有限公司", "苏州", "链主", "已来访"]], ["A3:F3"]
    )
    assert records(got, "prospects", "chain") == [("",)]


@pytest.mark.parametrize(
    ("title", "chain"),
    [
        ("新海街道电子信息产业链重点企业清单", "电子信息"),
        ("2024年示例区现代物流产业链企业名单", "现代物流"),
        ("新海街道产业链重点企业清单", ""),
        ("示例区重点产业链企业清单", ""),
        ("电子信息产业链、装备制造产业链企业清单", ""),
    ],
)
def test_the_title_names_the_chain_of_its_list(title: str, chain: str) -> None:
    got = read([[title], HEAD, [1, "加工", "甲电子有限公司", "苏州", "链主", "已来访"]])
    assert records(got, "prospects", "chain") == [(chain,)]


def test_how_much_a_company_matters_is_its_priority() -> None:
    got = read([["产业链", "环节", "企业名称", "重点程度"], ["新能源", "整机", "甲公司", "A"]])
    assert records(got, "prospects", "priority") == [("A",)]


@pytest.mark.parametrize(
    ("segments", "read_as"),
    [
        (["电池", None, "电机", None], ["电池", "电池", "电机", "电机"]),
        (["电池", "电池", None, "电机"], ["电池", "电池", "", "电机"]),
        ([None, "电池", None, "电机"], ["", "电池", "电池", "电机"]),
    ],
    ids=["typed once", "forgotten", "from its own row on"],
)
def test_a_segment_typed_once_holds_for_the_companies_below_it(segments: list[str | None], read_as: list[str]) -> None:
    rows = [[segment, f"{name}公司"] for segment, name in zip(segments, "甲乙丙丁", strict=True)]
    got = read([["新能源汽车产业链招商目标企业库"], ["环节", "企业名称"], *rows])
    assert [segment for (segment,) in records(got, "prospects", "segment")] == read_as


@pytest.mark.parametrize("heading", ["责任人", "责任领导", "包联领导", "链长", "联系人"])
def test_who_looks_after_a_company_is_nothing_to_ask_about(heading: str) -> None:
    got = read([["新能源汽车产业链招商目标企业库"], ["环节", "企业名称", heading], ["电池", "甲公司", "张三"]])
    assert got.questions == []


def test_sections_give_the_companies_below_them_their_role() -> None:
    rows = [
        ["一、链主企业"],
        [1, "甲汽车有限公司", "台州"],
        ["二、上游企业"],
        [1, "乙铸造有限公司", "株洲"],
        ["三、下游配套企业"],
        [1, "丙能源有限公司", "上海"],
        ["四、其他企业"],
        [1, "丁检测有限公司", "南京"],
    ]
    got = read(
        [["新能源汽车产业链企业名录"], ["序号", "企业全称", "总部"], *rows], ["A3:C3", "A5:C5", "A7:C7", "A9:C9"]
    )
    assert records(got, "prospects", "chain", "organisation", "role", "location") == [
        ("新能源汽车", "甲汽车有限公司", "key", "台州"),
        ("新能源汽车", "乙铸造有限公司", "upstream", "株洲"),
        ("新能源汽车", "丙能源有限公司", "downstream", "上海"),
        ("新能源汽车", "丁检测有限公司", "", "南京"),
    ]


def test_the_next_chain_has_roles_of_its_own() -> None:
    rows = [
        ["一、电池产业链"],
        ["（一）链主企业"],
        [1, "甲汽车有限公司", "台州"],
        ["二、电机产业链"],
        [1, "乙铸造有限公司", "株洲"],
    ]
    got = read([["产业链企业名录"], ["序号", "企业全称", "总部"], *rows], ["A3:C3", "A4:C4", "A6:C6"])
    assert records(got, "prospects", "chain", "organisation", "role") == [
        ("电池产业链", "甲汽车有限公司", "key"),
        ("电机产业链", "乙铸造有限公司", ""),
    ]


def test_companies_of_a_list_of_sections_of_both_ends_have_no_role() -> None:
    got = read(
        [["电池产业链企业名录"], ["序号", "企业全称", "总部"], ["一、上下游企业"], [1, "甲有限公司", "台州"]], ["A3:C3"]
    )
    assert records(got, "prospects", "organisation", "role") == [("甲有限公司", "")]
