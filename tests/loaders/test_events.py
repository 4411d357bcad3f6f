"""Event ledgers and chain lists."""

from tests.loaders.sheets import findings, read, records


def test_kinds_of_events_come_from_column_title_and_name() -> None:
    head = ["序号", "活动名称", "时间", "地点", "签约项目（个）", "投资额（亿元）", "平台"]
    got = read(
        [
            ["2024年招商活动台账"],
            head,
            [1, "一季度集中签约仪式", "3月6日", "区政府", 8, "近百亿元", None],
            [2, "招商业务培训班", "3月12日", "党校", None, None, None],
            [3, "临海产业推介会", "3月20日", "上海", None, None, "视频号"],
        ]
    )
    assert records(got, "events", "kind", "date", "projects", "investment", "hedged") == [
        ("signing", "2024-03-06", 8.0, 100.0, "investment"),
        ("training", "2024-03-12", None, None, ""),
        ("promotion", "2024-03-20", None, None, ""),
    ]
    assert findings(got) == []


def test_an_article_about_a_signing_in_a_promotion_list_is_a_promotion() -> None:
    got = read([["宣传推介台账"], ["标题", "发布时间", "平台"], ["八个项目集中签约", "3月7日", "公众号"]])
    assert records(got, "events", "kind", "channel") == [("promotion", "公众号")]


def test_a_chain_list_with_merged_chain_and_several_companies_in_a_cell() -> None:
    head = ["产业链", "环节", "企业名称", "所在地", "角色", "优先级", "对接情况"]
    got = read(
        [
            ["重点产业链目标企业清单"],
            head,
            ["新能源", "电池", "宁远电池股份有限公司", "福建宁德", "链主", "A", "已拜访"],
            [None, "结构件", "甲精密有限公司、乙五金有限公司", "苏州", "下游配套", "B", None],
        ],
        ["A3:A4"],
    )
    assert records(got, "prospects", "chain", "segment", "organisation", "role", "contact") == [
        ("新能源", "电池", "宁远电池股份有限公司", "key", "已拜访"),
        ("新能源", "结构件", "甲精密有限公司", "downstream", ""),
        ("新能源", "结构件", "乙五金有限公司", "downstream", ""),
    ]


def test_a_training_list_is_no_visits_log() -> None:
    head = ["序号", "培训会名称", "培训时间", "培训地点", "场次"]
    got = read([["上半年招商培训情况"], head, [1, "招商业务培训班", "2024.1.8", "常州", 5]])
    assert records(got, "events", "title", "kind", "date", "count") == [
        ("招商业务培训班", "training", "2024-01-08", 5.0)
    ]
    assert findings(got) == []


def test_events_with_counts_of_signed_projects_are_no_counters() -> None:
    head = ["日期", "类型", "内容（活动主题）", "签约个数", "投资总额（万元）"]
    got = read([head, ["2024-01-08", "培训", "干部培训会"], ["2024-01-30", "签约活动", "集中签约仪式", "5个", 286000]])
    assert records(got, "events", "title", "kind", "projects", "investment") == [
        ("干部培训会", "training", None, None),
        ("集中签约仪式", "signing", 5.0, 28.6),
    ]


def test_a_blank_chain_is_the_one_above() -> None:
    got = read(
        [
            ["产业链", "环节", "企业名称", "所在地"],
            ["新能源", "电池", "甲公司", "福建"],
            [None, None, "乙公司", "江苏"],
            ["新材料", "树脂", "丙公司", "上海"],
            [None, "助剂", "丁公司", "浙江"],
        ]
    )
    assert records(got, "prospects", "chain", "segment", "organisation") == [
        ("新能源", "电池", "甲公司"),
        ("新能源", "电池", "乙公司"),
        ("新材料", "树脂", "丙公司"),
        ("新材料", "助剂", "丁公司"),
    ]
