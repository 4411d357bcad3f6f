"""What the cells of a column say of it where headings leave it open or contradict each other."""

import pytest

from tests.loaders.sheets import findings, read, records

PERSONS = ["张敏", "王海燕", "周国栋"]
HOSTS = ["苏州甲有限公司", "无锡市乙商会", "常州经开区管委会"]


@pytest.mark.parametrize("hosts", ["会见企业及商协会", "拜访企业", "所去之处"])
def test_a_column_of_persons_is_never_who_was_met(hosts: str) -> None:
    head = ["序号", "带队领导", "外出时间", "目的地", hosts, "会见对象"]
    rows = [[i, "李强", "3月13日", "苏州", h, p] for i, (h, p) in enumerate(zip(HOSTS, PERSONS, strict=True), 1)]
    got = read([["外出招商活动"], head, *rows])
    assert records(got, "stops", "organisation", "counterpart") == list(zip(HOSTS, PERSONS, strict=True))


def test_a_post_of_who_visits_is_the_leader_s() -> None:
    head = ["拜访日期", "拜访企业", "拜访对象", "对象职务", "拜访人", "拜访人职务"]
    row = ["3月13日", "苏州甲有限公司", "张敏", "秘书长", "李强", "镇长"]
    got = read([["外出招商"], head, row])
    assert records(got, "visits", "leader", "level") == [("李强", "unit")]
    assert records(got, "stops", "organisation", "counterpart") == [("苏州甲有限公司", "张敏 秘书长")]


def test_leaving_beside_coming_back_is_when_a_trip_began() -> None:
    head = ["带队领导", "离开日期", "返回日期", "目的地", "拜访企业"]
    got = read([["外出招商"], head, ["李强", "3月13日", "3月15日", "苏州", "甲公司"]])
    assert records(got, "visits", "start", "end") == [("2024-03-13", "2024-03-15")]


@pytest.mark.parametrize("heading", ["地块编号及名称", "项目地块", "闲置宗地"])
def test_who_uses_a_parcel_does_not_name_it(heading: str) -> None:
    head = ["序号", heading, "具体位置", "用地单位", "用地面积（亩）", "已盘活面积（亩）"]
    rows = [[1, "面粉厂地块", "建设路1号", "甲公司", 15, 3], [2, "供销社地块", "建设路2号", "乙公司", 15, 3]]
    got = read([["低效用地盘活"], head, *rows])
    assert records(got, "assets", "name", "owner") == [("面粉厂地块", "甲公司"), ("供销社地块", "乙公司")]


@pytest.mark.parametrize(
    ("title", "heading"), [("2024年招商业务培训台账", "培训名称"), ("招商干部培训会统计表", "培训主题")]
)
def test_a_time_and_a_place_do_not_make_a_training_a_trip(title: str, heading: str) -> None:
    got = read(
        [[title], ["序号", heading, "举办时间", "举办地点", "参训人数"], [1, "政策解读会", "3月8日", "南京", 72]]
    )
    assert records(got, "events", "kind", "date", "title") == [("training", "2024-03-08", "政策解读会")]
    assert records(got, "visits", "row") == []


@pytest.mark.parametrize(
    ("title", "file", "place"),
    [
        ("区主要领导会见客商一览表", "表.xlsx", "会客厅"),
        ("客商一览表", "接待客商.xlsx", "会客厅"),
        ("客商一览表", "表.xlsx", "新海街道"),
        ("客商一览表", "表.xlsx", "示例区"),
    ],
)
def test_guests_met_at_home_came_in(title: str, file: str, place: str) -> None:
    head = ["序号", "会见时间", "会见客商", "会见领导", "会见地点", "会见内容"]
    got = read([[title], head, [1, "3月9日", "苏州甲有限公司", "周明远", place, "谈"]], name=file, unit="示例区")
    assert records(got, "visits", "direction", "leader") == [("inbound", "周明远")]
    assert "unknown-ledger" not in [code for code, _ in findings(got)]
