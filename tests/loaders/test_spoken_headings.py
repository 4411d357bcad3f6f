"""Headings as they are spoken in an office, and those that may be either of two columns and stay asked."""

import pytest

from loaders.headings import heading, known, match
from tests.loaders.sheets import findings, read, records

_SPOKEN = {
    "visits": {
        "content": (
            "意图 来的意图 此行目的 啥事 有啥事 为啥来 为了什么事 谈的啥 谈啥 干啥去 干啥来 来干啥 "
            "去干啥 为何事 谈的啥项目 谈的什么"
        ),
        "leader": (
            "主官 领头的 带头的 带头人 哪位领导 带队的 领队的 哪个领导 哪位领导去的 哪位领导带队 "
            "谁接的 谁出面 谁领的队 谁带的头 谁接待"
        ),
        "organisation": (
            "哪个公司 哪个企业 去的哪家 见的哪家 来的哪家 去的哪家公司 见的公司 去的企业 来的企业 来的公司 客人单位"
        ),
        "start": (
            "哪天 几号 啥时候 啥时候去的 动身日 哪天走的 出门时间 出门日期 哪天出门 啥时候来的 "
            "哪天来的 几号来的 哪天接的"
        ),
        "end": "啥时候回的 哪天回的 几号回 回来那天 啥时候回来的 哪天回来的",
        "destination": (
            "去哪 去哪儿 去哪儿了 跑哪了 到哪 去的城市 目的城市 跑到哪里 驻哪 驻在哪 驻在哪里 去的哪里 去的哪"
        ),
        "result": ("收获 谈成了什么 有啥结果 谈得咋样 结果咋样 谈的咋样 谈成啥样 有啥收获 谈出了什么 谈成什么样"),
        "companions": "跟谁去 跟谁一起 还有谁 一块去的 一起去的 和谁去的 跟谁一起去的",
        "days": "去了几天 出去几天 出门几天 驻了几天 待了几天 走了几天",
        "counterpart": "见的谁 见了啥人 来的是谁 对面是谁 找的谁 见了哪位 客人是谁",
        "organisations": "跑了几家 见了几家 走了几家 跑了多少家企业 看了几家",
        "headcount": "来几个人 多少人",
        "projects_discussed": "几条线索 收到几条线索 拿到几条线索 几个线索 有几条线索",
    },
    "projects": {
        "investment": (
            "多少钱 体量 投了多少钱 要投多少 投的钱 盘子 总盘子 总共投多少 一共投多少 项目体量 盘子多大 投多大"
        ),
        "signed_on": (
            "合同哪天签的 哪天签的合同 啥时候签的 签合同那天 哪天签的 几号签的 协议哪天签的 合同什么时候签的 啥时候签约"
        ),
        "responsible_person": "谁在盯 谁盯的 谁盯 谁牵头 盯的人 盯办人 谁对接 谁在跑 谁包保 谁挂钩 谁具体负责 谁在管",
        "progress": ("咋样 咋样了 怎么样 现在咋样 啥情况 啥进展 有啥进展 进展咋样 目前啥情况 有什么进展 进行得怎么样"),
        "problem": (
            "有啥问题 有啥困难 卡哪了 难处 有什么难处 缺啥 差啥 要帮啥忙 需要帮什么 还有啥问题 卡在哪儿 什么问题 啥困难"
        ),
        "next_step": (
            "下步咋办 下一步咋干 接着干啥 往下怎么走 后面怎么办 下一步 下一步干啥 接下来咋弄 接下来干什么 后续怎么办"
        ),
        "investor": "谁家投的 哪家来投 出资方 出资人 谁出钱 谁出的钱 哪家投的 谁投钱 哪家公司投的",
        "content": "干啥的 做啥的 建啥 干什么的 搞什么 做什么产品 生产啥 搞啥的",
        "stage": "哪一步了 走到哪步 到哪个环节 进行到哪 啥阶段 到啥阶段 到哪一步了 什么阶段了 到什么程度",
        "host_unit": "落哪了 落哪儿 落在哪个园区 放哪 建哪 落哪个镇 落在哪儿 放在哪儿 落在哪个镇 落到哪",
        "paid_in": "到账的钱 钱到了多少 到了多少 实到资金 已到的钱 到了多少资金 钱到多少",
        "industry": "啥行业 哪一行 哪个行当 做哪行的 属于啥产业",
        "started_on": "哪天开工的 啥时候动工 啥时候开工 什么时候动工的 哪天动的工",
        "planned_start_on": "啥时候能开工 预计啥时候开工 打算哪天开工",
        "registered_on": "哪天注册的 啥时候注册 执照哪天办的 执照啥时候办的",
        "completed_on": "啥时候竣工 啥时候建成 哪天完工的",
        "producing_on": "啥时候投产 哪天投产的",
        "referring_unit": "谁牵的线 谁搭的桥 谁推荐的",
        "originating_unit": "谁先报的 谁先接触的 谁首报 谁首谈",
        "name": "啥项目 项目叫啥 叫什么项目 项目叫什么名字",
    },
    "assets": {
        "owner": "东家 谁家的 是谁的 哪家的 主人 物主 产权是谁的 谁的房子 谁的产权 谁的地",
        "idle_area": (
            "空面积 空的面积 空着的面积 空多少 还剩多少 没用的面积 没租出去的 没租出去的面积 "
            "空置了多少 还有多少空着 闲着多少 闲着的面积 原闲置"
        ),
        "revitalised_area": (
            "消化了 消化了多少 已消化 消化掉的 消化面积 用掉了多少 用上了多少 租出去的 已经租出去 "
            "已经租出去的 盘掉多少 去化了多少 用掉的面积 盘活的面积 用起来的面积"
        ),
        "occupant": "谁接手 谁接手的 新来的企业 接手企业 谁入驻 谁进驻 租的是谁 现在谁用 谁租了",
        "method": "咋盘活的 怎么消化的 咋用起来的 怎么用的 咋处置的",
        "status": "咋样 现在咋样 啥情况 现在啥情况 怎么样了",
        "name": "哪栋楼 哪个厂 啥厂房 啥资产 什么资产 哪幢楼 哪块地 什么楼 啥楼",
        "location": "在哪儿 啥地方 哪条路 什么位置 什么地方",
        "kind": "啥类型 是啥 什么类型",
        "idle_since": "啥时候空的 空了几年 空了几年了 哪年空的 闲了多久 空多久 从什么时候空的 空了多长时间",
        "idle_reason": "为啥空 咋空的 为啥闲着 为啥闲置 为什么没用 怎么闲的",
        "revitalised_on": "啥时候盘活的 哪天租出去的 啥时候用起来的 什么时候租出去的",
        "area": "有多大 多大面积",
    },
    "events": {
        "title": "啥活动 活动叫啥 搞的啥活动 发的啥 什么推文 推文题目 活动叫什么",
        "date": "啥时候办的 啥时候搞的 哪天 几号 啥时候 哪天发的 几号办的",
        "channel": "发哪了 在哪个号发的 哪个号 啥平台 发在哪个平台 发到哪了 什么平台",
        "projects": "签了多少个 签下几个 签了多少个项目 签成几个",
        "investment": "多少钱 签了多少钱 签下多少钱 签的金额",
        "place": "在哪办的 在哪搞的 在哪开的 在哪儿办的 什么地方办的",
        "count": "发了几篇 搞了几场 几次了 几期 多少场",
    },
    "prospects": {
        "organisation": "想招谁 盯的企业 想引的企业 要招的企业 盯着的企业 想招哪家",
        "contact": "咋样 谈没谈 联系没 联系上没有 对接没有 接触没有 谈得咋样 对接咋样 联系得怎么样 谈过没有",
        "location": "哪里的 在哪个城市 哪儿的企业 总部在哪里 在哪儿 哪里的企业",
        "priority": "急不急 要紧程度 重不重要",
        "chain": "啥链 哪个产业链 哪一条链",
        "segment": "啥环节 哪一段 哪一环",
        "role": "链主还是配套 上游下游",
    },
    "roles": {
        "target": "要干多少 定的任务 全年要干多少 全年任务多少 该干多少 任务是多少",
        "cumulative": ("干了多少 干完多少 已经干了 总共完成 一共完成 到眼下 总共完成多少 一共干了多少 目前干了多少"),
        "week": "这礼拜 这个礼拜 这星期 这个星期 这周完成 这周干了多少",
        "month": "这个月 这月 这个月完成 这个月干了多少",
        "rate": "完成几成 完成百分比 干了几成",
        "unit": "哪个镇 哪个单位 哪个街道 哪个园区",
    },
}
_EACH = [
    (ledger, field, text)
    for ledger, fields in _SPOKEN.items()
    for field, texts in fields.items()
    for text in texts.split()
]


@pytest.mark.parametrize(("ledger", "field", "text"), _EACH)
def test_a_spoken_heading_says_its_field(ledger: str, field: str, text: str) -> None:
    found = match(heading(1, [(1, text)]).forms, ledger)
    assert (found[0] if found else "", known(text)) == (field, True)


@pytest.mark.parametrize(
    ("ledger", "text"),
    [("visits", "谁陪的"), ("projects", "找谁"), ("assets", "多少亩"), ("assets", "谁接的"), ("projects", "哪个镇")],
)
def test_a_spoken_heading_that_may_be_either_of_two_columns_is_asked_about(ledger: str, text: str) -> None:
    assert match(heading(1, [(1, text)]).forms, ledger) is None


def test_a_reception_log_in_spoken_words_is_read_without_a_question() -> None:
    head = ["序号", "哪天来的", "来的公司", "谁接的", "意图", "谈得咋样"]
    got = read([["接待情况"], head, [1, "3月5日", "甲公司", "李强", "看厂房", "有意向"]])
    assert records(got, "visits", "direction", "start", "leader", "content", "result") == [
        ("inbound", "2024-03-05", "李强", "看厂房", "有意向")
    ]
    assert records(got, "stops", "organisation") == [("甲公司",)]
    assert (findings(got), got.questions) == ([], [])


def test_projects_in_spoken_words_are_read_without_a_question() -> None:
    head = ["序号", "啥项目", "谁出钱", "体量（亿元）", "合同哪天签的", "谁在盯", "咋样"]
    got = read([["签约项目"], head, [1, "甲项目", "甲公司", 3, "3月5日", "李强", "推进中"]])
    fields = ("name", "investor", "investment", "signed_on", "responsible_person", "progress")
    assert records(got, "projects", *fields) == [("甲项目", "甲公司", 3.0, "2024-03-05", "李强", "推进中")]
    assert (findings(got), got.questions) == ([], [])


def test_vacant_buildings_in_spoken_words_are_read_without_a_question() -> None:
    head = ["序号", "哪栋楼", "东家", "空面积（㎡）", "消化了（㎡）", "啥时候租出去的"]
    got = read([["闲置楼宇"], head, [1, "甲楼", "甲公司", 1000, 2000, "2024/3/5"]])
    fields = ("name", "owner", "idle_area", "revitalised_area", "revitalised_on")
    assert records(got, "assets", *fields) == [("甲楼", "甲公司", 1000.0, 2000.0, "2024-03-05")]
    assert (findings(got), got.questions) == ([], [])


@pytest.mark.parametrize("heading_", ["体量（㎡）", "投资规模（亩）"])
def test_a_heading_measured_in_something_else_than_its_field_is_asked_about(heading_: str) -> None:
    head = ["序号", "项目名称", "投资方", heading_, "签约时间"]
    got = read([["单位：亿元"], head, [1, "甲项目", "甲公司", 3000, "3月5日"]])
    assert records(got, "projects", "name", "investment") == [("甲项目", None)]
    assert findings(got) == [("unmapped-column", "D2")]


def test_events_in_spoken_words_are_read_without_a_question() -> None:
    head = ["几号", "啥活动", "签约项目（个）", "签约金额（亿元）"]
    got = read([head, ["3月5日", "集中签约", 3, 12.5], ["3月9日", "园区签约", 2, 5]])
    assert records(got, "events", "date", "title", "projects", "investment") == [
        ("2024-03-05", "集中签约", 3.0, 12.5),
        ("2024-03-09", "园区签约", 2.0, 5.0),
    ]
    assert (findings(got), got.questions) == ([], [])
