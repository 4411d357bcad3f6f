"""People's ways of naming and counting: investors, projects, contents, amounts, codes, typing errors."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

UNITS = ("东山街道", "西河镇", "北园区", "南湾街道", "中渡镇", "新城街道", "双桥镇", "港口园区", "青石镇", "白塔街道")
INDUSTRIES = ("新能源", "新材料", "高端装备", "生物医药", "现代物流")
_FIRST = "华恒瑞中金鑫泰东远嘉盛博安锦天宏德隆海润科信"
_SECOND = "源达森宇通丰诚联捷锐创威凯腾睿益正飞和悦立川"
_THIRD = ("科技", "新材料", "智能装备", "能源", "生物", "供应链", "电子", "机械")
_THINGS = (
    "风机叶片",
    "锂电池隔膜",
    "精密轴承",
    "冷链仓储",
    "医用敷料",
    "光伏支架",
    "传感器",
    "特种涂料",
    "汽车线束",
    "智能仓储",
)
_DOING = ("生产", "制造", "研发制造", "加工")
_GENERIC = ("标准厂房", "总部基地", "智能制造", "产业园")
_WORKS = ("新建厂房{n}平方米，购置设备{m}台套", "租用厂房{n}平方米，建设生产线{m}条", "建设研发楼{n}平方米及配套")
_PLAIN_WORKS = ("建设生产线", "新建厂房及配套设施")
_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_STROKES = {
    "智": "知",
    "造": "造成",
    "材": "才",
    "装": "妆",
    "源": "原",
    "联": "连",
    "锐": "锋",
    "泰": "秦",
    "鑫": "金",
    "宏": "洪",
}


@dataclass
class Project:
    """One project as it really is, and as its unit writes it now."""

    number: int
    unit: str
    investor: str
    name: str
    content: str
    industry: str
    amount: float | None
    stage: str = "negotiating"
    code: str = ""
    registered_name: str = ""
    days: dict[str, date] = field(default_factory=dict)
    """Day of each stage as typed; absent where the clerk left it blank."""
    promised: date | None = None
    first_contact: date | None = None
    progress: str = ""
    listed: bool = True
    receipt: int | None = None
    """A file of its own that carries it; None: the unit's list."""
    also: str = ""
    """A second unit that claims it."""
    ended_for: int = 0
    away_for: int = 0
    since: int = 0
    """Meeting since which it reads the same."""
    held: int = 1
    """Meetings held since, that one included, as of its unit's last return."""
    warned: date | None = None
    """The promise that was already said to be broken."""
    typo: str = ""
    """The right spelling while a wrong one stands in the ledger."""


def investor(random: Random) -> str:
    stem = random.choice(_FIRST) + random.choice(_SECOND) + random.choice(_THIRD)
    place = random.choice(("江苏", "上海", "苏州", "浙江", ""))
    return f"{place}{stem}有限公司"


def project_name(random: Random, by: str) -> str:
    roll = random.random()
    if roll < 0.12:
        return random.choice(_GENERIC) + "项目"
    thing = random.choice(_THINGS) + random.choice(_DOING)
    return f"{by[:4] if roll < 0.4 else ''}{thing}项目"


def content(random: Random) -> str:
    if random.random() < 0.1:
        return random.choice(_PLAIN_WORKS)
    return random.choice(_WORKS).format(n=random.randrange(2, 90) * 500, m=random.randrange(2, 60))


def amount(random: Random) -> float | None:
    roll = random.random()
    if roll < 0.08:
        return None
    return float(random.choice((1, 2, 3, 5, 10))) if roll < 0.6 else round(random.uniform(0.3, 30), 2)


def credit_code(random: Random) -> str:
    return "91320" + "".join(random.choice(_LETTERS) for _ in range(13))


def mistyped(random: Random, name: str) -> str:
    """One character wrong, doubled or missing."""
    at = random.randrange(1, len(name) - 2)
    letter = name[at]
    wrong = random.choice((_STROKES.get(letter, "某"), letter * 2, "")) if letter not in "项目" else letter * 2
    return name[:at] + wrong + name[at + 1 :]


def company_name(random: Random, of: Project) -> str:
    """What the company in the district is registered as."""
    stem = of.investor.removesuffix("有限公司")[-6:-2] or "新设"
    return f"{random.choice(('江苏', '区内', '连港'))}{stem}{random.choice(_THIRD)}有限公司"


def as_typed(random: Random, name: str) -> str:
    """The same name in another mood: with or without suffix, place in brackets, blanks, full width."""
    if not name:
        return name
    roll = random.random()
    if name.endswith("项目") and roll < 0.15:
        return name.removesuffix("项目")
    if name.endswith("有限公司") and roll < 0.15:
        return name.removesuffix("有限公司")
    if roll < 0.2:
        return f"{name[:2]} {name[2:]}"
    if name.endswith("有限公司") and roll < 0.25:
        return name.removesuffix("有限公司") + "（中国）有限公司"
    return name
