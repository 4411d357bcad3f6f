"""The invented district: units in the official order, leaders, hosts, places. Nobody here exists."""

from dataclasses import dataclass, field
from datetime import date

DISTRICT = "示例区"
ALIASES = ("区本级", "全区", "示例区本级", "区招商局", "区商务局", "示例区招商局", "示例区商务局")
FRIDAYS = (date(2024, 3, 8), date(2024, 3, 15), date(2024, 3, 22), date(2024, 3, 29))


@dataclass(frozen=True)
class Place:
    """A unit, how people also call it, who leads it, and its targets of the year in base units."""

    name: str
    group: str
    aliases: tuple[str, ...]
    leader: str
    post: str
    targets: dict[str, float] = field(default_factory=dict)


def _targets(
    trips: float, groups: float, signed: float, started: float, invested: float, **space: float
) -> dict[str, float]:
    counts = {"outbound_trips": trips, "inbound_groups": groups, "projects_signed": signed, "projects_started": started}
    return {**space, **counts, "investment_signed": invested}


PARKS = (
    Place(
        "示例经济开发区", "园区", ("经开区", "示例经开区", "示例开发区"), "陆远航", "党工委书记",
        _targets(36, 48, 16, 12, 90, land_m2=120_000, factory_m2=40_000),
    ),
    Place(
        "云溪科创园", "园区", ("科创园", "云溪园"), "沈听澜", "管委会主任", _targets(24, 30, 9, 6, 24,
        building_m2=60_000)
    ),
    Place(
        "临港产业园", "园区", ("临港园区", "临港"), "顾长河", "党工委书记",
        _targets(30, 30, 12, 9, 60, land_m2=80_000, factory_m2=30_000),
    ),
)  # fmt: skip
STREETS = (
    Place("东湖街道", "街道", ("东湖街道办",), "许知秋", "党工委书记", _targets(20, 24, 9, 5, 15, land_m2=20_000,
        building_m2=20_000)),
    Place("文昌街道", "街道", ("文昌",), "韩墨林", "党工委书记", _targets(18, 24, 6, 4, 12, building_m2=30_000)),
    Place("青林街道", "街道", ("青林", "清林街道"), "魏若谷", "党工委书记", _targets(18, 20, 6, 4, 10)),
    Place("望江街道", "街道", ("望江",), "邹景行", "党工委书记", _targets(20, 24, 6, 4, 10, building_m2=25_000)),
    Place("长桥街道", "街道", ("长桥", "長橋街道"), "秦牧野", "党工委书记", _targets(16, 20, 8, 5, 14,
        building_m2=15_000, factory_m2=10_000)),
)  # fmt: skip
TOWNS = (
    Place("石门镇", "镇", ("石门",), "崔望山", "党委书记", _targets(16, 16, 6, 4, 10, land_m2=50_000)),
    Place(
        "白塔镇", "镇", ("白塔",), "廖晨星", "党委书记", _targets(16, 16, 9, 5, 12, land_m2=40_000, factory_m2=16_000)
    ),
    Place("沙河镇", "镇", ("沙河",), "石砚秋", "党委书记", _targets(9, 12, 9, 5, 10, land_m2=40_000)),
    Place(
        "柳林镇",
        "镇",
        ("柳林", "柳林鎮"),
        "杜南枝",
        "党委书记",
        _targets(12, 12, 9, 5, 10, land_m2=30_000, factory_m2=12_000),
    ),
)
PLACES = (*PARKS, *STREETS, *TOWNS)
INDICATORS = (
    "land_m2", "factory_m2", "building_m2", "projects_signed", "investment_signed", "projects_started",
    "outbound_trips", "inbound_groups",
)  # fmt: skip
DISTRICT_TARGETS = {name: sum(p.targets.get(name, 0) for p in PLACES) for name in INDICATORS}
SECRETARY, HEAD = "方怀瑾", "苏既明"
ROSTER = (
    (SECRETARY, "区委书记", "principal", DISTRICT, date(2022, 6, 1)),
    (HEAD, "区长", "principal", DISTRICT, date(2023, 1, 10)),
    ("叶知行", "区委常委、副区长", "deputy", DISTRICT, date(2021, 9, 1)),
    ("贺云帆", "副区长", "deputy", DISTRICT, date(2022, 3, 1)),
    *((p.leader, p.post, "unit", p.name, date(2023, 3, 1)) for p in PLACES),
)
CITIES = (
    "上海市", "北京市", "江苏省苏州市", "江苏省南京市", "浙江省杭州市", "广东省深圳市", "安徽省合肥市", "山东省青岛市",
    "江苏省无锡市", "浙江省宁波市", "广东省东莞市", "湖北省武汉市",
)  # fmt: skip
_BRANDS = (
    "晨曜", "瀚林", "启衡", "百川汇", "拓维森", "云岫", "铭泽", "星垣", "禾语", "致远通", "蓝湾", "鼎峰", "智禾",
    "恒川", "卓跃",
    "凌霄", "博观", "新柏", "朗驰", "宏屿", "景澜", "元启", "天枢", "汇茂", "安瀚", "优凡", "融森", "德润堂",
    "海拓", "正泽",
)  # fmt: skip
_TRADES = (
    "新材料科技", "智能装备", "精密机械", "生物医药", "新能源", "电子科技", "食品科技", "供应链管理", "数字科技",
    "汽车零部件",
    "环保科技",
)  # fmt: skip
_FAMILY = "周吴郑王冯陈蒋沈朱何吕施张孔曹严华金魏陶姜谢潘葛范彭鲁马"
_GIVEN = ("建华", "思远", "丽", "国栋", "晓燕", "志强", "敏", "伟杰", "海峰", "静", "文博", "俊", "春梅")
_POSTS = ("总经理", "董事长", "副总经理", "投资总监", "市场部经理", "招商拓展经理")


def company(number: int) -> str:
    """The n-th invented company; the same number is the same company."""
    city = ("上海", "苏州", "南京", "杭州", "深圳", "北京", "合肥")[number % 7]
    return f"{city}{_BRANDS[number % 30]}{_TRADES[(number * 7 + number // 30) % 11]}有限公司"


def person(number: int) -> str:
    return _FAMILY[number % 28] + _GIVEN[(number * 5) % 13]


def post(number: int) -> str:
    return _POSTS[number % 6]


def chamber(number: int) -> str:
    """The n-th invented chamber of commerce."""
    return f"{('上海市江北', '深圳市苏北', '苏州市示例', '南京市机电', '杭州市新材料', '北京市江苏')[number % 6]}商会"


def telephone(number: int) -> str:
    """Eleven digits that look like a mobile number; the range 139 0000 is not given to anybody here."""
    return f"1390000{1000 + number:04d}"
