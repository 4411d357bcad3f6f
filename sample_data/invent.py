"""The invented facts: drawn once with a fixed seed, or set by hand where a light or a mistake depends on them."""

import random
from datetime import date, timedelta
from typing import Any

from sample_data import people
from sample_data.facts import MU, Asset, Event, Host, Project, Prospect, Trip

_STRADDLING = (date(2024, 3, 20), date(2024, 3, 23))
"""One trip runs over a Friday; it belongs to the week in which it began."""
_GOALS = ("推介园区产业载体", "考察企业总部并洽谈落户", "对接产业链上下游合作", "走访在外乡贤企业", "跟进项目签约事宜")
_RESULTS = ("达成初步合作意向", "企业将于近期回访", "已交换合作协议文本", "保持跟踪对接", "邀请企业参加招商月活动")


def _day(text: str) -> date:
    """0320 is 20 March 2024, 20231105 says its own year."""
    return date.fromisoformat(text if len(text) == 8 else f"2024{text}")


def _hosts(draw: random.Random, count: int, *, chamber: bool = False) -> tuple[Host, ...]:
    numbers = draw.sample(range(200), count)
    hosts = [Host(people.company(n), people.person(n), people.post(n)) for n in numbers]
    if chamber:
        number = numbers[0]
        hosts[0] = Host(people.chamber(number), people.person(number), "会长", "chamber")
    return tuple(hosts)


def trips(unit: str, direction: str, starts: str, *, most_hosts: int = 1) -> list[Trip]:
    """Trips or receptions of a unit, one for each start day; leader, hosts and length are drawn."""
    draw = random.Random(f"{unit}{direction}")
    place = next(p for p in people.PLACES if p.name == unit)
    made = []
    for index, start in enumerate(_day(text) for text in starts.split()):
        friday = start + timedelta(days=(4 - start.weekday()) % 7)
        nights = 0 if direction == "inbound" else draw.randrange(0, 3)
        last = min(start + timedelta(days=nights), max(friday, start))
        if direction == "outbound" and start == _STRADDLING[0]:
            last = _STRADDLING[1]
        leader, post = (
            (place.leader, place.post) if index % 3 == 0 else (people.person(draw.randrange(300)), "招商办主任")
        )
        hosts = _hosts(draw, draw.randint(1, most_hosts), chamber=direction == "outbound" and index % 4 == 2)
        made.append(
            Trip(
                direction, leader, post, start, last,
                draw.choice(people.CITIES) if direction == "outbound" else f"{unit}会议室",
                hosts, draw.choice(_GOALS), draw.choice(_RESULTS), "unit" if index % 3 == 0 else "",
                draw.randint(2, 9),
            )
        )  # fmt: skip
    return made


OUTBOUND: dict[str, list[Trip]] = {
    "示例经济开发区": trips(
        "示例经济开发区", "outbound", "0108 0116 0123 0201 0222 0228 0305 0312 0319 0326", most_hosts=4
    ),
    "云溪科创园": trips("云溪科创园", "outbound", "0111 0130 0227 0313"),
    "临港产业园": trips("临港产业园", "outbound", "0109 0125 0226 0306 0320", most_hosts=2),
    "东湖街道": trips("东湖街道", "outbound", "0117 0314", most_hosts=3),
    "文昌街道": trips("文昌街道", "outbound", "0110 0124 0229 0311 0325", most_hosts=3),
    "青林街道": trips("青林街道", "outbound", "0305 0312 0314 0326"),
    "长桥街道": trips("长桥街道", "outbound", "0228 0319"),
    "白塔镇": trips("白塔镇", "outbound", "0115 0220 0307 0312 0327"),
    "柳林镇": trips("柳林镇", "outbound", "0304 0321"),
}
INBOUND: dict[str, list[Trip]] = {
    "示例经济开发区": trips(
        "示例经济开发区", "inbound", "0105 0112 0118 0126 0202 0223 0229 0304 0307 0313 0318 0321 0327"
    ),
    "临港产业园": trips("临港产业园", "inbound", "0110 0131 0227 0308 0314 0322 0328"),
    "文昌街道": trips("文昌街道", "inbound", "0119 0301 0315 0328"),
    "青林街道": trips("青林街道", "inbound", "0306 0307 0313 0320 0321 0327"),
    "长桥街道": trips("长桥街道", "inbound", "0116 0306 0313 0320"),
    "白塔镇": trips("白塔镇", "inbound", "0122 0305 0321"),
    "沙河镇": trips("沙河镇", "inbound", "0126 0307 0318 0325"),
    "柳林镇": trips("柳林镇", "inbound", "0306 0319 0328"),
}


def principals() -> tuple[list[Trip], list[Trip]]:
    """Outings and receptions of the two district principals; one outing of four days meets eight hosts."""
    draw = random.Random("principals")
    return _outings(draw), _receptions(draw)


def _outings(draw: random.Random) -> list[Trip]:
    out = [
        ("0104", 1, 2),
        ("0117", 2, 3),
        ("0205", 1, 1),
        ("0221", 3, 8),
        ("0306", 1, 2),
        ("0314", 2, 3),
        ("0320", 3, 4),
    ]
    gone = []
    for index, (start, nights, count) in enumerate(out):
        leader, post = ((people.SECRETARY, "区委书记"), (people.HEAD, "区长"))[index % 2]
        hosts = list(_hosts(draw, count))
        if index == 1:
            hosts[0] = next(h for t in OUTBOUND["云溪科创园"] for h in t.hosts if h.kind == "chamber")
        if count == 8:
            hosts[-1] = Host("苏州示例高新区管委会", people.person(77), "招商局局长", "government")
        first = _day(start)
        last = first + timedelta(days=nights)
        city = people.CITIES[index]
        gone.append(
            Trip(
                "outbound",
                leader,
                post,
                first,
                last,
                city,
                tuple(hosts),
                _GOALS[index % 5],
                _RESULTS[index % 5],
                "principal",
            )
        )
    return gone


def _receptions(draw: random.Random) -> list[Trip]:
    received = []
    for index, start in enumerate(["0110", "0125", "0202", "0227", "0301", "0307", "0312", "0321", "0326"]):
        leader, post = ((people.HEAD, "区长"), (people.SECRETARY, "区委书记"))[index % 2]
        first = _day(start)
        received.append(
            Trip(
                "inbound",
                leader,
                post,
                first,
                first,
                "区政府会议室",
                _hosts(draw, 1),
                _GOALS[index % 5],
                _RESULTS[index % 5],
                "principal",
                4,
            )
        )
    return received


_PRODUCTS = (
    ("高端轴承", "装备制造"), ("锂电池结构件", "新能源"), ("医用敷料", "生物医药"), ("智能仓储设备", "现代物流"),
        ("预制菜", "食品加工"),
    ("光伏支架", "新能源"), ("汽车线束", "汽车零部件"), ("工业机器人集成", "装备制造"), ("功能膜材料", "新材料"),
        ("工业软件", "数字经济"),
)  # fmt: skip


def _amount(text: str) -> dict[str, Any]:
    """12 is 12 亿元, 1~5 a range of which the middle counts, u1200 is 1200 万美元, - is 面议."""
    if text == "-":
        return {"investment": None}
    if text.startswith("u"):
        return {"investment": None, "usd": float(text[1:])}
    if "~" in text:
        low, high = (float(part) for part in text.split("~"))
        return {"investment": (low + high) / 2, "low": low, "high": high}
    return {"investment": float(text)}


def _projects(offset: int, unit: str, *rows: str) -> list[Project]:
    """A row: amount, contact day, then a letter and a day: signed, registered, sTarted, completed."""
    names = {"s": "signed_on", "r": "registered_on", "t": "started_on", "c": "completed_on"}
    made = []
    reached: dict[str, Any]
    for index, row in enumerate(rows):
        amount, contact, *marks = row.split()
        number = offset + index
        product, industry = _PRODUCTS[number % 10]
        reached = {names[mark[0]]: _day(mark[1:]) for mark in marks}
        brand = people.company(number)[2:].split("有限")[0]
        made.append(
            Project(
                f"{brand}{product}项目", people.company(number), f"新建{product}基地及配套设施", industry,
                first_contact_on=_day(contact), responsible_person=people.person(number + 9), **_amount(amount),
                paid_in=round(float(amount) * 0.2, 2) if "t" in row else None,
                problem="用地指标待落实" if index % 5 == 3 else "",
                originating_unit=unit,
                **reached,
            )
        )  # fmt: skip
    return made


PROJECTS: dict[str, list[Project]] = {
    "示例经济开发区": _projects(
        0, "示例经济开发区", "12 20230910 s0112 r0201 t0318", "6.5 20231020 s0126 r0220 t0227",
        "3.2 20231201 s0222 r0315",
        "1.5 0105 s0308", "0.8 0116 s0319 r0328", "10 20230302 s20230610 r20230701 t20231015",
        "2.6 20230401 s20230820 r20230901 t0310",
        "4 20230501 s20230915 r20231012", "1.2 20230315 s20230530", "5 0118 s0326", "2 0205", "8 0226", "3.5 0305",
        "- 0312", "20 0320",
    ),
    "云溪科创园": _projects(20, "云溪科创园", "0.6 0108", "1.1 0122", "0.3 0227", "0.8 0311", "0.5 0319"),
    "临港产业园": _projects(
        30, "临港产业园", "5 20231008 s0118 r0205 t0321", "2.8 20231110 s0305",
        "15 20230205 s20230508 r20230601 t20230920 c0315",
        "7.2 20230601 s20231020 r20231120 t0327", "3 0115", "u1200 0228", "6 0313",
    ),
    "东湖街道": _projects(50, "东湖街道", "1.2 20231115 s0123 t0314", "0.5 20230620 s20230901 t20231201",
        "1~5 0119", "2.2 0226", "1.6 0318"),
    "长桥街道": _projects(70, "长桥街道", "3 20231012 s0115 t0306", "1 20231105 s0311",
        "0.7 20230508 s20230812 t20231110", "1.4 0222", "2.1 0304", "0.4 0318"),
    "白塔镇": _projects(90, "白塔镇", "1.8 20230406 s20230710 t20231008", "2.4 20230811 s20231102", "1 0117",
        "0.6 0229", "3 0321"),
    "沙河镇": _projects(110, "沙河镇", "0.6 20231022 s0110", "1.1 20231118 s0228", "2 20231202 s0320",
        "0.9 20230510 s20230808 t20231020", "1.5 0125"),
    "柳林镇": _projects(130, "柳林镇", "0.9 20231120 s0306", "1.3 0304", "0.7 0313", "1.1 0319", "2.5 0327"),
}  # fmt: skip


def _asset(
    unit: str, name: str, kind: str, area: float, steps: str, on: str = "", method: str = "", occupant: str = ""
) -> Asset:
    """`steps` such as 0101:2000 0315:3500; areas already in m²."""
    parts = tuple((_day(d), float(a)) for d, a in (step.split(":") for step in steps.split()))
    owners = ("区国资公司", "镇级资产公司", "民营企业", "村集体")
    owner = owners[len(name) % 4]
    location = f"{unit}{('振兴路', '人民路', '创业大道', '滨河路')[len(name + unit) % 4]}{12 + len(name)}号"
    done = _day(on) if on else None
    return Asset(unit, name, kind, location, owner, area, parts, done, method, occupant, "企业停产" if not on else "")


def _land(unit: str, name: str, mu: float, steps: str, on: str = "", method: str = "") -> Asset:
    inner = " ".join(f"{d}:{float(a) * MU}" for d, a in (s.split(":") for s in steps.split()))
    return _asset(unit, name, "land", mu * MU, inner, on, method)


LAND = [
    _land("示例经济开发区", "原永兴纺织厂地块", 60, "0101:24 0320:36", "0108", "收储"),
    _land("示例经济开发区", "老机械厂地块", 36, "0220:9", "0220", "改造"),
    _land("临港产业园", "原盐化工仓储地块", 75, "0115:12 0326:21", "0115", "转让"),
    _land("东湖街道", "东湖旧货市场地块", 18, "0311:6", "0311", "收储"),
    _land("石门镇", "原水泥厂地块", 90, "0125:15 0321:18", "0125", "司法拍卖"),
    _land("白塔镇", "白塔窑厂地块", 48, "20230601:12", "20230601", "收储"),
    _land("沙河镇", "沙河砂石堆场", 30, "0226:6", "0226", "改造"),
    _land("柳林镇", "柳林粮库地块", 24, "0312:3", "0312", "租赁"),
]
FACTORIES = [
    _asset(
        "示例经济开发区", "永兴纺织3号厂房", "factory", 9_000, "0110:4000 0312:6500", "0110", "租赁", people.company(61)
    ),
    _asset("示例经济开发区", "金属制品标准厂房", "factory", 12_000, "0226:4500", "0226", "招商", people.company(62)),
    _asset("临港产业园", "临港保税2号库", "factory", 15_000, "0118:3000", "0118", "租赁", people.company(63)),
    _asset("临港产业园", "海产加工厂房", "factory", 6_000, "0319:2000", "0319", "招商", people.company(64)),
    _asset("白塔镇", "白塔服装厂车间", "factory", 5_000, "0301:1500", "0301", "租赁", people.company(65)),
    _asset("柳林镇", "柳林木器厂车间", "factory", 4_000, "0322:1000", "0322", "转让", people.company(66)),
    _asset("柳林镇", "柳林饲料厂厂房", "factory", 3_000, "", "", "", ""),
]
BUILDINGS = [
    _asset(
        "云溪科创园",
        "云溪A座",
        "building",
        30_000,
        "0105:6000 0314:9000 0328:10500",
        "0105",
        "招商",
        people.company(67),
    ),
    _asset("云溪科创园", "云溪孵化器B座", "building", 18_000, "0222:5500", "0222", "招商", people.company(68)),
    _asset("东湖街道", "东湖商务中心", "building", 12_000, "0227:1500", "0227", "租赁", people.company(69)),
    _asset("东湖街道", "湖滨大厦", "building", 8_000, "20231101:2000", "20231101", "租赁", people.company(70)),
    _asset("文昌街道", "文昌广场写字楼", "building", 20_000, "0116:4200 0321:6800", "0116", "招商", people.company(71)),
    _asset("望江街道", "望江国际3号楼", "building", 16_000, "0308:2600", "0308", "租赁", people.company(72)),
    _asset("望江街道", "江畔商业楼", "building", 7_000, "0320:1800", "", "改造", people.company(73)),
    _asset("长桥街道", "长桥金融大厦", "building", 14_000, "0202:4100", "0202", "招商", people.company(74)),
]
EVENTS = [
    Event("signing", _day("0112"), "示例区2024年首批项目集中签约", "区会议中心", "", 1, 6, 18.5),
    Event("signing", _day("0226"), "新春重点项目集中签约", "区会议中心", "", 1, 4, 9.2),
    Event("promotion", _day("0206"), "“投资示例”系列推文", "", "公众号", 3),
    Event("promotion", _day("0305"), "云溪科创园载体推介", "", "视频号", 2),
    Event("signing", _day("0314"), "临港产业园项目签约仪式", "临港产业园", "", 1, 2, 7.8),
    Event("training", _day("0313"), "招商干部业务培训", "区委党校", "", 1),
    Event("promotion", _day("0320"), "闲置载体线上推介", "", "抖音", 4),
    Event("signing", _day("0328"), "上海招商推介暨签约会", "上海市", "", 1, 3, 11.0),
    Event("promotion", _day("0327"), "招商月预热", "", "公众号", 2),
]
PROSPECTS = [
    Prospect("新能源", "电池结构件", people.company(141), "江苏省苏州市", "key", "高", "已对接"),
    Prospect("新能源", "电池材料", people.company(142), "广东省深圳市", "upstream", "高", "洽谈中"),
    Prospect("新能源", "储能集成", people.company(143), "浙江省杭州市", "downstream", "中", "未对接"),
    Prospect("生物医药", "医用耗材", people.company(144), "上海市浦東新區", "key", "高", "已走访"),
    Prospect("生物医药", "原料药", people.company(145), "江苏省南京市", "upstream", "中", "未对接"),
    Prospect("高端装备", "精密轴承", people.company(146), "安徽省合肥市", "key", "高", "已签约"),
    Prospect("高端装备", "减速器", people.company(147), "北京市", "upstream", "低", "未对接"),
]
