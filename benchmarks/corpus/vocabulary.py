"""A second vocabulary: the headings of offices that word everything their own way, and nothing else odd."""

from benchmarks.corpus.drafts import FIELDS, Draft, Plan
from benchmarks.corpus.messes import mess

_UNIT = "单位名称 街镇 镇街名称 上报单位 板块 载体单位"
_OTHER: dict[str, dict[str, str]] = {
    "outbound": {
        "unit": _UNIT,
        "leader": "带队人员 外出带队领导 招商带队领导 率队领导 带队领导及职务 牵头人",
        "start": "外出招商时间 出访时间 启程时间 外出开始时间 出发日",
        "end": "返程时间 外出结束时间 回程日期",
        "destination": "赴外地点 出访城市 外出城市 招商目的地 到达城市 前往地点",
        "organisation": "拜访客商 考察企业 走访单位 拜访企业名称 洽谈企业 对接客商名称 拜访对象",
        "counterpart": "企业负责人 对接人 客商代表 对方接待人 洽谈人员 会见客商",
        "content": "活动内容 洽谈事项 招商活动内容 主要内容 行程内容 工作内容",
        "result": "招商成效 洽谈成效 活动成效 达成意向 主要成果 成效",
    },
    "inbound": {
        "unit": _UNIT,
        "leader": "接待单位领导 陪同领导 主要接待领导 接待人员 参与接待领导",
        "start": "来访日 考察时间 来区时间 接洽日期 到访时间",
        "organisation": "客商企业 来访客商 来宾单位 考察企业 客商企业名称 来访方",
        "counterpart": "来访人员 来宾姓名及职务 客商代表 带队人员及职务",
        "headcount": "来访人数（人） 来宾人数 考察人数 一行人数",
        "content": "来访内容 考察事项 来访事项 洽谈项目内容 接待内容",
        "result": "达成意向 考察成效 对接成效 接待结果 洽谈成果",
    },
    "projects": {
        "unit": _UNIT,
        "name": "项目全称 洽谈项目名称 签约项目名称 重点项目名称 项目（企业）名称",
        "investor": "投资主体名称 项目投资方 投资客商 投资企业名称 合作方 客商名称",
        "content": "项目基本情况 主要内容 建设规模及内容 项目建设内容 项目简要内容",
        "investment": "项目总投资 意向投资额 计划投资 投资金额 签约金额 投资额",
        "industry": "产业 行业 产业领域 主导产业 所属产业类别 产业分类",
        "first_contact_on": "开始洽谈时间 对接时间 首次见面时间 初次洽谈时间 线索获取时间",
        "signed_on": "签约日 签约年月 协议签约时间 正式签约日期 合同签订时间",
        "started_on": "动工日期 开工建设时间 项目开工时间 实际开工日期",
        "responsible_person": "项目专员 服务专员 具体负责人 招商责任人 包抓责任人",
        "progress": "工作进展情况 项目最新进展 项目进度 本周进展 推进进度 进展",
        "problem": "存在的问题 困难问题 难点问题 需解决问题 需要协调的事项 堵点问题",
        "next_step": "下一步计划 下一步工作打算 下一步推进措施 后续工作安排 下周计划",
    },
    "land": {
        "unit": _UNIT,
        "name": "地块 宗地 项目（地块）名称 低效用地名称",
        "location": "宗地坐落 地块位置 四至位置 用地位置 详细地址",
        "owner": "土地权利人 权利人 使用权人",
        "area": "用地面积 宗地总面积 占地 土地总面积",
        "idle_area": "低效面积 闲置土地面积 可利用闲置面积 待盘活面积",
        "revitalised_area": "完成盘活面积 累计完成盘活面积 已处置面积 实际盘活面积",
        "method": "处置措施 盘活措施 拟采取方式",
        "revitalised_on": "完成时间 处置时间 盘活完成时间",
        "occupant": "落地项目 新引进企业 引进项目 承接企业",
        "idle_reason": "低效（闲置）原因 形成原因 闲置成因",
    },
    "building": {
        "unit": _UNIT,
        "name": "楼宇 载体 楼宇/载体名称 大厦名称 写字楼名称",
        "location": "楼宇地址 楼宇位置 详细地址 坐落地址",
        "owner": "产权方 所有权人 业主",
        "area": "总面积 建面 楼宇总面积 总建面",
        "idle_area": "空置建筑面积 闲置建筑面积 可招商面积 可租售面积",
        "revitalised_area": "已盘活建筑面积 累计去化面积 已使用盘活面积 完成盘活面积",
        "method": "盘活措施 利用方式",
        "revitalised_on": "盘活完成时间 去化时间 完成时间",
        "occupant": "入驻单位 租户 新入驻企业 承租方",
    },
}
_OTHER["factory"] = {
    **_OTHER["building"],
    "name": "厂房 载体名称 企业（厂房）名称 闲置厂房",
    "area": "厂房面积 总面积 厂房总面积 建面",
    "idle_reason": _OTHER["land"]["idle_reason"],
}


@mess
def other_words(draft: Draft) -> None:
    """The same ledgers under headings that no other kind of mess uses."""
    subject = tuple(_OTHER)[draft.index % len(_OTHER)]
    plan = Plan(draft.rng, subject, fields=["unit", *FIELDS[subject]])
    taken: set[str] = set()
    for name in plan.fields:
        choices = [word for word in _OTHER[subject][name].split(" ") if word not in taken]
        plan.headings[name] = draft.rng.choice(choices)
        taken.add(plan.headings[name])
    draft.given()
    draft.write(plan.table(title=plan.title("2024年")), plan.lines)
