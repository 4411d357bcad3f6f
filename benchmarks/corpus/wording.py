"""Headings and cell texts as many offices write them, and the shows that put a fact into a cell."""

from collections.abc import Callable
from datetime import date, datetime
from random import Random
from typing import Any

from benchmarks.corpus.lists import Column, Shown
from benchmarks.corpus.world import YEAR, Fact

_OUTBOUND = {
    "unit": "单位 镇街（园区） 填报单位 街道（园区）名称 报送单位 招商主体 单位名称 镇（街、园区）",
    "leader": "带队领导 带队领导姓名 带队人 领队 外出领导 牵头领导 带队负责人 领导姓名",
    "start": "外出时间 出发日期 出发时间 外出日期 起始时间 启程日期 开始日期",
    "end": "返程日期 返回时间 结束日期 返回日期 结束时间",
    "destination": "外出地点 前往城市 赴外城市 目的地 到访城市 招商地点 外出目的地 招商城市",
    "organisation": "拜访企业 走访企业名称 对接企业 拜访单位 洽谈客商 拜访客商名称 拜访企业（商会） 对接企业名称",
    "counterpart": "对接人及职务 企业对接人 接洽人 会见人员 企业接待人员",
    "headcount": "外出人数 出行人数 参加人数",
    "companions": "同行单位 随行单位 陪同单位",
    "content": "洽谈内容 对接内容 洽谈项目及内容 主要活动内容 外出事由 招商内容 对接项目情况",
    "result": "取得成效 招商成果 洽谈成果 工作成效 成果 对接结果 取得成果",
}
_INBOUND = {
    "unit": _OUTBOUND["unit"],
    "leader": "接待领导 接待人 会见领导 主陪领导 接洽领导 接待负责人",
    "start": "来访时间 接待日期 到访日期 来访日期 接待时间 接洽时间",
    "organisation": "来访单位 来访企业 客商单位 来访客商名称 客商名称 到访企业 来访企业名称",
    "counterpart": "来访人员及职务 主要客商 来访代表 客商姓名及职务",
    "headcount": "来访人数 到访人数 客商人数 人数",
    "content": "来访事由 考察内容 到访目的 洽谈内容 来访目的 洽谈事项",
    "result": "洽谈结果 接洽结果 洽谈成效 接待成效 对接成果",
}
_PROJECTS = {
    "unit": "单位 镇街（园区） 填报单位 报送单位 所属单位 属地",
    "name": "项目名称 项目 意向项目名称 招商项目名称 拟建项目名称",
    "investor": "投资方 投资主体 投资企业 投资单位 投资商 投资方名称 投资人",
    "content": "建设内容 项目内容 主要建设内容 项目简介 建设内容及规模 项目概况",
    "industry": "产业类别 所属产业 产业类型 所属行业 产业方向 行业分类",
    "stage": "项目阶段 当前阶段 项目状态 进展阶段 推进阶段",
    "first_contact_on": "首次洽谈时间 首谈时间 初次对接日期 首次接触时间 首次对接时间",
    "signed_on": "签约时间 签约日期 正式签约时间 协议签订日期 签订协议时间",
    "registered_on": "注册时间 公司注册日期 工商注册时间 注册日期",
    "started_on": "开工时间 开工日期 实际开工时间 动工时间",
    "completed_on": "竣工时间 竣工日期 完工时间",
    "producing_on": "投产时间 投产日期",
    "investment": "总投资 计划总投资 协议投资额 投资总额 总投资额 合同投资额 拟投资额 投资规模",
    "paid_in": "到位资金 实际到位资金 已到位资金 累计到位资金 到账资金",
    "host_unit": "落地单位 承接载体 落户园区 落地镇街 落地载体",
    "originating_unit": "首谈单位 首报单位 信息首报单位",
    "responsible_person": "责任人 项目负责人 跟踪责任人 跟进责任人",
    "progress": "目前进展 最新进展 进展情况 推进情况 项目进展情况 当前进展 工作进展",
    "problem": "存在问题 存在困难 需协调解决的问题 问题及诉求 需区级协调事项 主要困难和问题",
    "next_step": "下步计划 下一步打算 下步工作安排 下一步举措 下步措施",
}
_ASSETS = {
    "unit": "镇街 单位 所属镇街 镇街（园区） 填报单位 属地镇街",
    "location": "坐落 位置 地址 具体位置 坐落位置 所在位置",
    "owner": "权属单位 产权单位 产权人 业主单位 权属人 产权所有人",
    "idle_area": "闲置面积 空置面积 可盘活面积 现有闲置面积",
    "revitalised_area": "已盘活面积 累计盘活面积 累计已盘活面积 盘活面积",
    "revitalised_on": "盘活时间 盘活日期 完成盘活时间",
    "method": "盘活方式 处置方式 盘活途径 盘活路径",
    "occupant": "入驻企业 引进企业 承租企业 引入企业名称 入驻企业名称",
    "idle_reason": "闲置原因 低效原因 空置原因",
}
HEADINGS: dict[str, dict[str, str]] = {
    "outbound": _OUTBOUND,
    "inbound": _INBOUND,
    "projects": _PROJECTS,
    "land": {
        **_ASSETS,
        "name": "地块名称 宗地名称 低效地块名称 闲置土地名称",
        "area": "占地面积 土地面积 宗地面积 地块面积",
    },
    "factory": {
        **_ASSETS,
        "name": "厂房名称 闲置厂房名称 标准厂房名称",
        "area": "建筑面积 总建筑面积 厂房建筑面积",
    },
    "building": {
        **_ASSETS,
        "name": "楼宇名称 楼宇（载体）名称 商务楼宇名称 闲置楼宇名称",
        "area": "建筑面积 总建筑面积 楼宇建筑面积",
    },
    "events": {
        "unit": "主办单位 单位 承办单位",
        "date": "活动时间 举办时间 活动日期 举办日期",
        "title": "活动名称 活动主题",
        "projects": "签约项目数 签约项目（个） 签约项目数量（个）",
        "investment": "签约金额（亿元） 协议总投资（亿元） 签约项目总投资（亿元）",
    },
    "prospects": {
        "chain": "产业链 所属产业链 产业链名称",
        "segment": "环节 所属环节 产业链环节",
        "organisation": "企业名称 目标企业 重点企业名称 目标企业名称",
        "location": "所在地 所在城市 总部所在地 企业所在地",
        "priority": "优先级 优先等级",
        "contact": "对接情况 对接进展情况",
    },
}
SERIAL = ("序号", "编号", "序 号", "No.")
REMARK = ("备注", "备 注", "说明")
TITLES = {
    "outbound": ("外出招商情况登记表", "走出去招商活动台账", "赴外招商情况统计表", "外出拜访客商记录表"),
    "inbound": ("客商来访接待登记表", "请进来接待台账", "来访客商接待情况表", "接待客商登记表"),
    "projects": ("在谈签约项目推进表", "招商项目跟踪表", "重点招商项目台账", "招商引资项目情况表"),
    "land": ("闲置土地处置台账", "低效用地盘活情况表", "低效闲置用地清单"),
    "factory": ("闲置厂房盘活台账", "闲置厂房资源情况表"),
    "building": ("闲置楼宇载体资源表", "闲置楼宇盘活情况统计表"),
    "events": ("招商活动情况统计表", "重大招商活动台账"),
    "prospects": ("产业链重点企业清单", "产业链目标企业名录"),
}
STAGE_WORDS = {
    "negotiating": ("在谈", "洽谈中"),
    "signed": ("签约", "已签约"),
    "registered": ("注册", "已注册"),
    "started": ("开工", "已开工"),
    "completed": ("竣工", "已竣工"),
    "producing": ("投产", "已投产"),
}
NUMERALS = "零一二三四五六七八九十"


def heading(rng: Random, subject: str, name: str) -> str:
    return rng.choice(HEADINGS[subject][name].split(" "))


DATE_FORMS: dict[str, Callable[[date], str]] = {
    "slash": lambda d: f"{d.year}/{d.month}/{d.day}",
    "dash": lambda d: f"{d:%Y-%m-%d}",
    "dots": lambda d: f"{d.year}.{d.month:02d}.{d.day:02d}",
    "compact": lambda d: f"{d:%Y%m%d}",
    "full": lambda d: f"{d.year}年{d.month}月{d.day}日",
    "padded": lambda d: f"{d.year}年{d.month:02d}月{d.day:02d}日",
}
YEARLESS_FORMS: dict[str, Callable[[date], str]] = {
    "day": lambda d: f"{d.month}月{d.day}日",
    "hao": lambda d: f"{d.month}月{d.day}号",
    "padded": lambda d: f"{d.month:02d}月{d.day:02d}日",
}


def serial_date(d: date | None) -> datetime | None:
    """A true date cell."""
    return datetime(d.year, d.month, d.day) if d else None


def dates(name: str, form: str = "") -> Callable[[Fact], Any]:
    """Shows a date field as a date cell, or as text in one of the forms."""
    write = DATE_FORMS.get(form) or YEARLESS_FORMS.get(form) or serial_date

    def show(fact: Fact) -> Any:
        value = fact.get(name)
        if value and form in YEARLESS_FORMS and value.year != YEAR:
            return DATE_FORMS["full"](value)
        return write(value) if value else None

    return show


def amount(name: str, factor: float = 1.0, number_format: str = "") -> Callable[[Fact], Any]:
    """Shows a base-unit number in another unit: `factor` base units make one shown unit."""

    def show(fact: Fact) -> Any:
        value = fact.get(name)
        if value is None:
            return None
        number = round(value / factor, 4)
        truth = {name: number * factor}
        if name == "investment":
            truth |= {"investment_low": number * factor, "investment_high": number * factor}
        return Shown(int(number) if number == int(number) else number, truth, number_format)

    return show


def who(form: str = "{0} {1}") -> Callable[[Fact], str]:
    """Shows the person met."""
    return lambda stop: form.format(*stop["who"]) if stop.get("who") else ""


def stage(rng: Random) -> Callable[[Fact], str]:
    form = rng.randrange(2)
    return lambda fact: STAGE_WORDS[fact["stage"]][form]


def serial_column(rng: Random) -> Column:
    counter = iter(range(1, 10_000))
    return Column(rng.choice(SERIAL), show=lambda fact: next(counter))


def remark_column(rng: Random) -> Column:
    return Column(rng.choice(REMARK), show=lambda fact: rng.choice(("", "", "持续跟进", "已报送")))
