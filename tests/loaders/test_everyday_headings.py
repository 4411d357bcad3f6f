"""Headings in everyday words, as they are typed where nobody has handed out a form."""

import pytest

from loaders.headings import heading, indicator, known, match
from loaders.spelling import normal
from tests.loaders.sheets import findings, read, records

_VISITS = {
    "start": "哪天去 几号去的 哪天走 去的时间 出去时间 出差日期 动身时间 启程日期 去程 去程时间 "
    "外出日 招商日期 拜会时间 去的日子 出发的日子 "
    "哪天来 来的时间 来区日期 会见时间 会面日期 座谈时间 抵达时间 什么时候去的 什么时候来的",
    "end": "哪天回 几号回来 回来时间 回来的日期 回程 回程时间 回区时间 返程日期 什么时候回来",
    "destination": "去了哪里 去哪了 去哪里了 到了哪里 去了哪个城市 外出地 招商目的地 去的城市 "
    "去的地方 前往地区 到访城市 "
    "所去城市 外出省市 出访地",
    "leader": "出去的人 谁带队 谁带队的 谁带的队 谁去的 带队的领导 带队同志 带队干部 出行领导 出差领导 主要接待领导 "
    "接待同志 谁接待的 接待负责人",
    "organisation": "见了哪家企业 见了哪些公司 拜访了哪些企业 去了哪些企业 走访了哪家企业 "
    "对接的企业 拜访的公司 来的哪家企业 "
    "来访公司 来宾单位 来访客商单位 哪家企业来的 对接客商 企业或商会名称 客商单位（主要来宾）",
    "counterpart": "见了谁 见了哪些人 对方联系人 对方接待人 企业接待人 企业方代表 来客 来访者 来的人 谁来了 客商代表",
    "content": "谈了什么 谈了什么项目 谈什么项目 谈的项目 聊了什么 主要谈什么 去干什么 来干什么 "
    "来做什么 洽谈主题 招商事项 "
    "拟谈项目 对接事项",
    "result": "谈得怎么样 谈的怎么样 谈得如何 结果怎样 效果如何 有什么结果 有何收获 进展 进展如何 主要收获",
    "headcount": "来了几人 来了多少人 几个人 来访人员数 人员数量 来宾人数",
    "organisations": "家数 走访家数 几家 走访了几家 企业个数 见了几家企业",
    "projects_discussed": "谈了几个项目 洽谈了几个项目 项目数量",
    "companions": "和谁一起 同去人员 一起去的人 同行者 陪同的部门 还有谁去",
    "level": "外出类别 领导层级 带队级别",
}
_PROJECTS = {
    "name": "项目称谓 项目名字 什么项目 项目叫什么 工程名称 项目标题",
    "investor": "谁投资 谁投的 谁来投 哪家企业投 哪家企业投资 投资客商 签约公司 投资方公司 客商企业 投资公司名称",
    "content": "做什么的 建什么的 生产什么 建设什么 项目介绍 项目说明 主营业务",
    "industry": "什么行业 哪个行业 属于什么产业 属于哪个产业 产业归属 产业领域 行业归类",
    "stage": "到哪步了 进行到哪一步 谈到哪一步了 目前状态 处于什么阶段 现在阶段 当前进程 项目进程 洽谈到什么程度",
    "first_contact_on": "什么时候开始谈 什么时候接洽的 何时接洽 开始接触时间 初次接触时间 首次见面时间",
    "signed_on": "什么时候签的 什么时候签约 哪天签约 何时签约 签约日 签约日子 签的日子 签合同时间 合同时间 "
    "协议时间 签的时间",
    "registered_on": "什么时候注册 何时注册 公司成立日期 营业执照时间 办照时间 领照时间",
    "started_on": "动工日子 何时开工 什么时候开工 哪天开工 动工日期 开建时间 进场施工时间",
    "planned_start_on": "打算什么时候开工 预计何时开工 准备开工时间 拟开工日",
    "completed_on": "何时竣工 什么时候建成 什么时候竣工 完工日期",
    "producing_on": "何时投产 什么时候投产 投产日 试生产时间",
    "investment": "总盘子 项目盘子 投多少 要投多少钱 投资多少 投多少钱 总投 总投资金额 计划投多少 准备投多少 投资概算 "
    "合同金额 协议金额",
    "paid_in": "到账多少 到位多少 到了多少钱 已投多少 已投入资金 实际投入 资金到位情况 到位数",
    "host_unit": "落在哪 落在哪里 落户哪里 落地在哪 建在哪里 选址位置 放在哪里",
    "referring_unit": "谁介绍的 谁引荐的 介绍人 牵线人",
    "originating_unit": "谁先谈的 谁引进的 引进单位",
    "responsible_unit": "哪个部门负责 哪个单位负责 牵头部门 主管部门 负责单位 负责部门",
    "responsible_person": "谁负责 谁管 承办人 经办人 负责同志 分管领导 跟进领导 牵头同志 具体负责人",
    "progress": "跟踪记录 跟进记录 推进记录 洽谈记录 现在怎么样了 谈得怎么样 最近情况 近况 项目近况 进展如何",
    "problem": "还差什么 还缺什么 有什么问题 有何困难 卡在哪 卡在哪里 遇到的问题 困难和问题 难点 要解决的问题 存在不足",
    "next_step": "下一步怎么做 下一步怎么办 接下来怎么做 接下来打算 下步安排 后续安排 下一阶段 打算怎么办",
    "key": "是不是重点 重点与否 是否重点",
    "funding": "内资还是外资",
}
_ASSETS = {
    "name": "企业厂房 哪一处 哪块地 哪个楼 哪个厂房 楼名 房产名称 资产项目 楼盘名",
    "location": "地方 在哪里 在哪 位于哪里 门牌号 门牌地址 具体地点 所在地点",
    "owner": "谁的 归谁 归谁所有 产权归属 权属方 业主名称 归属",
    "area": "多大 总共多大 有多大 多大面积 面积大小",
    "idle_area": "空了多少 空着多少 闲置多少 还空多少 还有多少没用 空余面积 剩多少",
    "revitalised_area": "已经用起来 用起来多少 租出去了多少 盘出来多少 盘活了多少 盘活多少 已经盘活 "
    "已经盘活多少 累计盘活数",
    "revitalised_increment": "本周盘活了多少 这周盘活 这周盘活多少 这个月盘活 新盘活 本周新盘活",
    "revitalised_on": "盘活的日子 什么时候盘活 何时盘活 哪天盘活的 盘活日",
    "method": "怎么用起来的 怎么盘活 怎么盘活的 怎么盘的 如何盘活 怎样盘活 盘活手段",
    "occupant": "谁家用了 哪家在用 谁在用 租给谁 租给谁了 谁租的 现使用方 给谁用了 给了谁用 租赁方 现用单位 目前使用者",
    "idle_reason": "为什么闲置 为何闲置 为什么空着 怎么空的 闲置缘由",
    "idle_since": "空了多久 闲置多久 闲置了多久 什么时候空的 何时闲置",
    "status": "现在怎么样 目前情况 现在状态 现在什么情况",
}
_EVENTS = {
    "title": "什么活动 活动题目 搞了什么活动 办了什么活动 活动名",
    "date": "哪天办的 哪天搞的 什么时候办的 何时举办 什么时候发的",
    "channel": "发在哪里 在哪发的 哪个平台 哪个平台发的 发布媒体",
    "count": "几次 几场 多少次 发了几条 办了几场",
    "projects": "签了几个 签了几个项目 签约几个",
    "investment": "签了多少钱 签约总额",
    "kind": "什么类型 活动种类 哪类活动",
}
_PROSPECTS = {
    "organisation": "哪家企业 想招的企业 意向企业 目标公司",
    "location": "企业总部 总部城市 总部在哪 企业在哪 在哪里 公司所在 注册地址 所在省市",
    "priority": "优先级别 优先度 重要级别 紧迫性 优先程度",
    "contact": "对接现状 对接得怎样 谈得怎样 联系过没有 有没有接触 对接得怎么样",
    "chain": "哪条链 属于哪条链 什么链 哪条产业链 链名",
    "segment": "哪个环节 什么环节 所在环节",
    "role": "上游还是下游 链上作用 链条位置 在链上的位置",
}
_ROLES = {
    "target": "要完成多少 任务目标 年任务 年初目标 下达任务",
    "cumulative": "完成多少 完成了多少 做了多少 已经完成 到现在 到目前 累计多少",
    "week": "这周 这一周 本周情况",
    "month": "这个月 当月完成",
    "rate": "完成百分率 进度率 完成百分之几",
}
_INDICATORS = {
    "outbound_trips": "出去几次 出去了几次 外出趟数 外出几次 跑了几趟",
    "leader_trips": "一把手出去几次 一把手外出几次",
    "inbound_groups": "来了几批 接待几批 接待了几批客商 来了几批客商",
    "projects_discussed": "谈了几个项目 在谈几个 洽谈几个项目",
    "projects_signed": "签了几个 签了几个项目 签约几个",
    "projects_started": "开工几个 开工了几个 开工了几个项目",
    "projects_completed": "竣工几个 竣工了几个项目",
    "chambers": "拜访几家商会 走访了几家商会 见了几家商会",
    "training_events": "培训几次 培训了几次 办了几次培训",
    "promotions": "推介几次 推介了几次 推介几场",
}
_LEDGERS = {
    "visits": _VISITS,
    "projects": _PROJECTS,
    "assets": _ASSETS,
    "events": _EVENTS,
    "prospects": _PROSPECTS,
    "roles": _ROLES,
}
_EACH = [
    (ledger, field, text)
    for ledger, fields in _LEDGERS.items()
    for field, texts in fields.items()
    for text in texts.split()
]


@pytest.mark.parametrize(("ledger", "field", "text"), _EACH)
def test_an_everyday_heading_says_its_field(ledger: str, field: str, text: str) -> None:
    found = match(heading(1, [(1, text)]).forms, ledger)
    assert (found[0] if found else "", known(text)) == (field, True)


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, texts in _INDICATORS.items() for text in texts.split()]
)
def test_an_everyday_heading_says_its_indicator(name: str, text: str) -> None:
    assert indicator((normal(text),)) == name


def test_a_log_asked_in_everyday_words_is_read_without_a_question() -> None:
    head = ["序号", "谁带队的", "哪天去的", "哪天回来的", "去了哪里", "见了哪些企业", "谈了什么", "谈得怎么样"]
    got = read([["外出情况"], head, [1, "李强", "3月4日", "3月6日", "上海", "甲乙公司", "某项目", "有意向"]])
    fields = ("leader", "start", "end", "destination", "content", "result")
    assert records(got, "visits", *fields) == [("李强", "2024-03-04", "2024-03-06", "上海", "某项目", "有意向")]
    assert records(got, "stops", "organisation") == [("甲乙公司",)]
    assert (findings(got), got.questions) == ([], [])


def test_projects_asked_in_everyday_words_are_read_without_a_question() -> None:
    head = [
        "序号",
        "什么项目",
        "谁投资",
        "投多少（亿元）",
        "到哪一步了",
        "什么时候签的",
        "谁负责",
        "卡在哪里",
        "接下来怎么办",
    ]
    row = [1, "甲项目", "甲公司", 3, "签约", "2024/3/5", "李强", "用地", "报批"]
    got = read([["项目情况"], head, row])
    fields = ("name", "investor", "investment", "stage", "signed_on", "responsible_person", "problem", "next_step")
    assert records(got, "projects", *fields) == [
        ("甲项目", "甲公司", 3.0, "signed", "2024-03-05", "李强", "用地", "报批")
    ]
    assert (findings(got), got.questions) == ([], [])


def test_assets_asked_in_everyday_words_are_read_without_a_question() -> None:
    head = [
        "序号",
        "哪个厂房",
        "在哪里",
        "多大（㎡）",
        "空了多少（㎡）",
        "盘活了多少（㎡）",
        "什么时候盘活",
        "怎么盘活的",
        "租给谁了",
    ]
    row = [1, "甲厂房", "海连路1号", 1000, 400, 600, "2024/3/5", "租赁", "甲公司"]
    got = read([["闲置厂房"], head, row])
    fields = ("name", "location", "area", "idle_area", "revitalised_area", "revitalised_on", "method", "occupant")
    assert records(got, "assets", *fields) == [
        ("甲厂房", "海连路1号", 1000.0, 400.0, 600.0, "2024-03-05", "租赁", "甲公司")
    ]
    assert (findings(got), got.questions) == ([], [])


def test_figures_asked_in_everyday_words_are_read_without_a_question() -> None:
    got = read([["单位", "出去几次", "来了几批", "签了几个项目", "开工几个"], ["板浦镇", 3, 4, 5, 6]], name="统计.xlsx")
    assert records(got, "counters", "indicator", "value") == [
        ("outbound_trips", 3.0),
        ("inbound_groups", 4.0),
        ("projects_signed", 5.0),
        ("projects_started", 6.0),
    ]
    assert findings(got) == []
