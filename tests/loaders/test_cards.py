"""Cards: labels with what they say beside them, which have no columns and are said not to be read."""

from tests.loaders.sheets import findings, read, records

CARD = [
    ["客商来访登记卡"],
    ["来访时间", "2024年3月11日", "来访单位", "甲供应链有限公司"],
    ["来访人数", 4, "接待领导", "李强"],
    ["洽谈内容", "冷链项目", "处理意见", "跟进"],
]


def test_cards_are_no_list_of_their_labels() -> None:
    got = read([*CARD, [], *CARD])
    assert (got.tables, findings(got)) == ({}, [("no-header", "")])


def test_a_header_over_a_row_of_its_own_kind_is_no_card() -> None:
    got = read([["客商来访登记"], ["来访时间", "来访单位", "来访人数", "接待领导"], ["3月11日", "甲公司", 4, "李强"]])
    assert records(got, "visits", "start", "leader", "headcount") == [("2024-03-11", "李强", 4.0)]


def test_a_table_below_a_card_is_read() -> None:
    got = read([*CARD, [], ["来访客商名单"], ["来访时间", "来访单位", "接待领导"], ["3月12日", "乙公司", "王芳"]])
    assert records(got, "stops", "organisation") == [("乙公司",)]
