"""Headings as people write them, and what they mean in which ledger."""

import pandas as pd
import pytest

from dashboard.contract import TABLES
from loaders.headings import LISTS, heading, indicator, known, match, vocabulary
from loaders.spelling import normal
from tests.loaders.sheets import findings, read


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("计划总投资（亿元）", "计划总投资"),
        ("签 约\n时 间", "签约时间"),
        ("項目名稱", "项目名称"),
        ("【接洽时间】", "接洽时间"),
        ("5、权属人", "权属人"),
        ("占地面积/亩", "占地面积"),
        ("★项目名称", "项目名称"),
        ("完成率%", "完成率"),
        ("项目名称\nProject Name", "项目名称"),
        ("Investment (RMB 100M) 总投资（亿元）", "总投资"),
        ("总投资（亿元）\nTotal Investment", "总投资"),
        ("投资方 / Investor", "投资方"),
        ("序号\nNo.", "序号"),
        ("Stage 阶段", "阶段"),
        ("总投资 USD", "总投资usd"),
    ],
)
def test_the_comparing_form_of_a_heading(text: str, form: str) -> None:
    assert normal(text) == form


@pytest.mark.parametrize(
    ("path", "ledger", "field"),
    [
        (("拜访企业名称",), "visits", "organisation"),
        (("带队领导", "职务"), "visits", "post"),
        (("外出时间", "开始"), "visits", "start"),
        (("客商/投资方",), "projects", "investor"),
        (("投资方", "名称"), "projects", "investor"),
        (("拟开工时间",), "projects", "planned_start_on"),
        (("实际开工时间",), "projects", "started_on"),
        (("需区级协调解决的问题",), "projects", "problem"),
        (("累计盘活面积（亩）",), "assets", "revitalised_area"),
        (("本周新增",), "assets", "revitalised_increment"),
        (("现有闲置面积",), "assets", "idle_area"),
        (("发布平台",), "events", "channel"),
        (("产业链环节",), "prospects", "segment"),
        (("何人带队",), "visits", "leader"),
        (("责任领导",), "visits", "leader"),
        (("驻点人",), "visits", "leader"),
        (("赴何地",), "visits", "destination"),
        (("去往何地",), "visits", "destination"),
        (("走访地",), "visits", "destination"),
        (("抵返时间",), "visits", "end"),
        (("返连日期",), "visits", "end"),
        (("招商起止时间",), "visits", "start"),
        (("会谈要点",), "visits", "content"),
        (("洽谈内容摘要",), "visits", "content"),
        (("阶段性成果",), "visits", "result"),
        (("达成事项",), "visits", "result"),
        (("对接人身份",), "visits", "counterpart_post"),
        (("联络人及职务",), "visits", "counterpart"),
        (("拜访企业及对接人",), "visits", "organisation"),
        (("所任职务",), "visits", "post"),
        (("建设进度",), "projects", "progress"),
        (("关键节点", "正式签约"), "projects", "signed_on"),
        (("开工建设日",), "projects", "started_on"),
        (("共建共享", "落地"), "projects", "host_unit"),
        (("已完成投资额",), "projects", "paid_in"),
        (("大厦名称",), "assets", "name"),
        (("处置时间",), "assets", "revitalised_on"),
        (("低效成因",), "assets", "idle_reason"),
        (("承接企业",), "assets", "occupant"),
        (("租户",), "assets", "occupant"),
        (("盘活责任单位",), "assets", "responsible_unit"),
        (("盘活情况", "面积（㎡）"), "assets", "revitalised_area"),
        (("主要产业",), "events", "industry"),
    ],
)
def test_what_a_heading_means_in_its_ledger(path: tuple[str, ...], ledger: str, field: str) -> None:
    found = match(heading(1, list(enumerate(path, 1))).forms, ledger)
    assert found is not None
    assert found[0] == field


@pytest.mark.parametrize("path", [("牵线搭桥",), ("天气",), ("",)])
def test_a_heading_nobody_knows_is_left_to_a_person(path: tuple[str, ...]) -> None:
    assert match(heading(1, list(enumerate(path, 1))).forms, "projects") is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("走出去", "outbound_trips"),
        ("一把手外出招商", "leader_trips"),
        ("盘活低效用地", "land_m2"),
        ("新签约项目", "projects_signed"),
        ("10亿元以上项目", "projects_signed_10yi"),
        ("赴外招商次数", "outbound_trips"),
        ("邀请客商来访批次", "inbound_groups"),
        ("新增签约项目数", "projects_signed"),
        ("合同签约项目个数", "projects_signed"),
        ("开工建设项目个数", "projects_started"),
        ("签约亿元项目", "projects_signed_1yi"),
        ("签约10亿元项目", "projects_signed_10yi"),
        ("Projects in talks", "projects_discussed"),
        ("推介合计", "promotions"),
        ("天气", ""),
    ],
)
def test_indicators_by_the_words_people_use(text: str, name: str) -> None:
    assert indicator((normal(text),)) == name


def test_the_unit_of_measure_stands_in_the_heading() -> None:
    assert heading(1, [(1, "面积（万平方米）"), (2, "已盘活面积")]).unit == "万㎡"


def test_data_is_no_heading() -> None:
    assert not known("江苏智云科技有限公司")


@pytest.mark.parametrize("ledger", LISTS)
def test_every_word_of_the_vocabulary_means_one_field_of_its_ledger(ledger: str) -> None:
    words = [(name, word) for name, entry in vocabulary()[ledger].items() for word in entry.words]
    assert [(name, word, found) for name, word in words if (found := match((word,), ledger)) is None] == []
    assert sorted(word for _, word in words) == sorted({word for _, word in words})


def test_every_word_of_the_vocabulary_has_an_example() -> None:
    lists = [entry for section, entries in vocabulary().items() for entry in entries.values() if section != entry.name]
    assert len(lists) > 100
    assert [entry.name for entry in lists if not entry.example] == []


@pytest.mark.parametrize("ledger", LISTS)
def test_the_example_of_every_field_is_read_under_its_first_heading(ledger: str) -> None:
    fields = [word for word in vocabulary()[ledger].values() if word.carried]
    sheet = [[f"{ledger}台账"], [next(iter(word.words)) for word in fields], [word.example for word in fields]]
    found = read(sheet, unit="新海街道")
    held = {name: frame.iloc[0] for name, frame in found.tables.items()}
    columns = {*TABLES[ledger], *(TABLES["stops"] if ledger == "visits" else ())}
    of_one_asset = {"land_area", "floor_area"} if ledger == "assets" else set()
    wanted = {word.name for word in fields if word.name in columns} - of_one_asset
    told = {name for row in held.values() for name in row.index if row[name] and not pd.isna(row[name])}
    assert wanted - told == set()
    assert findings(found) == []
