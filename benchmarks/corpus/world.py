"""Invented facts: who went where, which projects, which idle space. People and companies exist nowhere else."""

from datetime import date, timedelta
from random import Random
from typing import Any

from dashboard import config

YEAR = 2024
PERIOD = date(2024, 3, 29)
Fact = dict[str, Any]

_DISTRICT = config.district()
DISTRICT = _DISTRICT.name
UNITS = tuple(unit.name for unit in _DISTRICT.units)

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国志文海玉兰春梅立新晓东红波鹏飞宇浩然子轩雨泽嘉琪"
_CITIES = (
    "北京",
    "上海",
    "南京",
    "苏州",
    "无锡",
    "常州",
    "深圳",
    "广州",
    "杭州",
    "宁波",
    "青岛",
    "济南",
    "合肥",
    "武汉",
    "成都",
    "东莞",
)
_MARKS = (
    "恒越",
    "瑞拓",
    "晟禾",
    "泰昱",
    "宏筑",
    "亿朗",
    "中岚",
    "启衡",
    "蓝屿",
    "金骐",
    "安湃",
    "嘉冠",
    "博澜",
    "凯屹",
    "天枢",
    "远橙",
    "盛璟",
    "百垣",
    "华砺",
    "维铎",
    "锐泓",
    "普诺",
    "格芯",
    "欣梵",
    "鼎翊",
    "聚沃",
    "佳穗",
    "联擎",
    "腾屿",
    "星柏",
)
_TRADES = (
    "新材料",
    "智能装备",
    "生物医药",
    "食品",
    "光伏科技",
    "供应链",
    "电子",
    "物流",
    "环保",
    "汽车部件",
    "信息技术",
    "纺织",
)
_PRODUCTS = {
    "新材料": "年产2000吨特种纤维",
    "智能装备": "智能仓储装备制造",
    "生物医药": "医用敷料生产基地",
    "食品": "预制菜中央厨房",
    "光伏科技": "光伏组件配套",
    "供应链": "冷链物流中心",
    "电子": "精密电子元件",
    "物流": "城市配送枢纽",
    "环保": "固废资源化利用",
    "汽车部件": "新能源汽车零部件",
    "信息技术": "数字算力服务中心",
    "纺织": "高档家纺面料",
}
_POSTS = ("董事长", "总经理", "副总经理", "投资总监", "项目经理", "区域负责人")
_CHAMBERS = ("浙江商会", "闽商商会", "青年企业家商会", "徽商商会", "温州商会")
_ROADS = ("幸福路", "学院路", "海连路", "通灌路", "朝阳路", "郁洲路", "解放路", "瀛洲路", "科苑路", "苍梧路")


def day(rng: Random, start: date = date(2024, 1, 3), end: date = date(2024, 3, 26)) -> date:
    return start + timedelta(days=rng.randrange((end - start).days))


def person(rng: Random) -> str:
    return rng.choice(_SURNAMES) + rng.choice(_GIVEN) + (rng.choice(_GIVEN) if rng.random() < 0.7 else "")


def city(rng: Random) -> str:
    return rng.choice(_CITIES)


def mark(rng: Random) -> str:
    return rng.choice(_MARKS)


def company(rng: Random, trade: str = "") -> str:
    """A company's full name, sometimes with a bracket inside."""
    place = city(rng)
    trade = trade or rng.choice(_TRADES)
    pattern = rng.random()
    if pattern < 0.12:
        return f"{mark(rng)}{trade}({place})有限公司"
    if pattern < 0.2:
        return f"{place}{mark(rng)}{trade}(集团)股份有限公司"
    return f"{place}{mark(rng)}{trade}有限公司"


def organisation(rng: Random) -> tuple[str, str]:
    """Name and kind of a host or guest."""
    chance = rng.random()
    if chance < 0.12:
        return city(rng) + rng.choice(_CHAMBERS), "chamber"
    return company(rng), "company"


def unit(rng: Random) -> str:
    return rng.choice(UNITS)


def units(rng: Random, count: int) -> list[str]:
    """Distinct units in the official order."""
    return [UNITS[i] for i in sorted(rng.sample(range(len(UNITS)), count))]


def counterpart(rng: Random) -> tuple[str, str]:
    return person(rng), rng.choice(_POSTS)


def visit(rng: Random, direction: str, hosts: int = 1) -> Fact:
    """One trip or reception with its hosts or guests."""
    start = day(rng)
    days = rng.choice((0, 0, 1, 2, 3)) if direction == "outbound" else 0
    stops: list[Fact] = []
    while len(stops) < hosts:
        name, kind = organisation(rng)
        if name not in [s["organisation"] for s in stops]:
            stops.append({"organisation": name, "kind": kind, "who": counterpart(rng)})
    trade = rng.choice(_TRADES)
    return {
        "direction": direction,
        "leader": person(rng),
        "start": start,
        "end": start + timedelta(days=days),
        "destination": city(rng) if direction == "outbound" else "",
        "headcount": float(rng.randint(2, 9)),
        "content": f"{_PRODUCTS[trade]}项目",
        "result": rng.choice(
            ("达成初步合作意向", "邀请企业来访考察", "正在商议用地方案", "已签订框架协议", "继续跟踪对接")
        ),
        "stops": stops,
    }


_STAGES = ("negotiating", "signed", "registered", "started", "completed", "producing")
_STAGE_DATES = ("first_contact_on", "signed_on", "registered_on", "started_on", "completed_on", "producing_on")


def project(rng: Random, stage: str = "") -> Fact:
    """One project; every date up to its stage is known."""
    stage = stage or rng.choice(_STAGES)
    trade = rng.choice(_TRADES)
    investor = company(rng, trade)
    reached = _STAGES.index(stage) + 1 if stage in _STAGES else 2
    days = sorted(day(rng, date(2023, 3, 1) if reached > 3 else date(2024, 1, 3)) for _ in range(reached))
    amount = rng.choice((0.35, 0.5, 0.8, 1.0, 1.2, 1.5, 2.0, 2.6, 3.0, 5.0, 5.5, 8.0, 10.0, 12.5, 30.0))
    return {
        "name": f"{mark(rng)}{_PRODUCTS[trade]}项目",
        "investor": investor,
        "content": f"建设{_PRODUCTS[trade]}生产线{rng.randint(1, 8)}条",
        "industry": rng.choice((trade, trade + "产业")),
        "stage": stage,
        **dict(zip(_STAGE_DATES, days, strict=False)),
        "investment": amount,
        "paid_in": round(amount * rng.choice((0.1, 0.2, 0.3)), 3) if reached > 3 else None,
        "responsible_person": person(rng),
        "progress": rng.choice(
            ("企业正在比选厂房", "土地挂牌准备中", "环评已受理", "主体厂房封顶", "设备安装调试", "已送样检测")
        ),
        "problem": rng.choice(("", "", "用地指标不足", "用电增容未批复", "融资尚未落实", "高压线迁移需协调")),
        "next_step": rng.choice(("邀请企业再次来访", "抓紧办理施工许可", "月底前签订正式协议", "协调供电部门")),
    }


_METHODS = ("招商", "租赁", "转让", "收储", "改造", "司法拍卖")


def asset(rng: Random, kind: str) -> Fact:
    """One parcel, factory or building; areas in m2, revitalised never above the idle area."""
    step = 2000 / 3 if kind == "land" else 10.0
    size = rng.randint(12, 180) if kind == "land" else rng.randint(90, 3200)
    idle = rng.randint(size // 3, size)
    back = rng.choice((0, idle // 4, idle // 2, idle))
    label = {"land": "地块", "factory": "厂房", "building": rng.choice(("大厦", "商务楼", "写字楼"))}[kind]
    road = rng.choice(_ROADS)
    return {
        "name": (f"{road}{rng.randint(2, 90)}号" if kind == "land" else mark(rng)) + label,
        "kind": kind,
        "location": f"{road}{rng.randint(2, 199)}号",
        "owner": company(rng),
        "area": size * step,
        "idle_area": idle * step,
        "revitalised_area": back * step,
        "revitalised_on": day(rng) if back else None,
        "method": rng.choice(_METHODS) if back else "",
        "occupant": company(rng) if back == idle else "",
        "idle_reason": rng.choice(("企业停产", "资金链断裂", "法院查封", "规划调整", "租户退租")),
    }


def event(rng: Random, kind: str) -> Fact:
    trade = rng.choice(_TRADES)
    label = {
        "signing": "集中签约仪式",
        "promotion": "产业推介会",
        "training": "招商业务培训班",
        "meeting": "招商座谈会",
    }[kind]
    signing = kind == "signing"
    return {
        "kind": kind,
        "date": day(rng),
        "title": f"{city(rng)}{trade}{label}",
        "projects": float(rng.randint(2, 12)) if signing else None,
        "investment": round(rng.uniform(3, 60), 1) if signing else None,
    }


def prospect(rng: Random) -> Fact:
    trade = rng.choice(_TRADES)
    return {
        "chain": f"{trade}产业链",
        "segment": rng.choice(("原材料", "关键部件", "整机装配", "检测认证", "下游应用")),
        "organisation": company(rng, trade),
        "location": city(rng),
        "role": rng.choice(("key", "upstream", "downstream")),
        "priority": rng.choice(("A", "B", "C")),
        "contact": rng.choice(("已拜访，有投资意向", "电话联系", "尚未对接", "已邀请来访")),
    }
