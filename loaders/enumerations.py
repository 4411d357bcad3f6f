"""Fields with a fixed set of values, whichever way a sheet keeps them: a column under any heading that holds nothing
but such values, a heading that lists them (链主/上游/下游), or a column for each value with a tick in one of them.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise

from dashboard.names import key
from loaders.categories import asset_kind, asset_status, direction_of, event_kind, funding_of, level_of, names_kind
from loaders.chains import chain_role
from loaders.grid import Value
from loaders.headings import Heading, match
from loaders.profiles import Profile
from loaders.stagewords import names_stage, stage_of

_SIGNS = frozenset("√✓✔☑●■▲★")
_TICKS = _SIGNS | frozenset("vy1是有") | {"1.0", "yes"}
_ANSWERS = frozenset("是否有无")
_NOT = frozenset("否无未不×xn0✗✘") | {"0.0", "no", "没有"}
_WHETHER = re.compile(r"是否(?:已经?|完成|正式|实现)?([\u4e00-\u9fff]{2,6})")
_OBJECT = re.compile(r"(?:公司|企业|协议|合同)$")
"""What was founded or signed: 是否注册公司, 是否签订合同."""
_LISTED = re.compile(r"[/、|或]")
_SHARE = 0.8
_FILLED = 3
"""Cells a column must fill before its content says what it is."""


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A field and how its values are told; `pure` knows a text that is one of them and nothing else."""

    field: str
    meaning: Callable[[str], str]
    pure: Callable[[str], bool]


def _only(words: str) -> Callable[[str], bool]:
    pattern = re.compile(words)
    return lru_cache(maxsize=4096)(lambda text: bool(pattern.fullmatch(key(text))))


_BY_LEDGER: dict[str, tuple[Enumeration, ...]] = {
    "projects": (
        Enumeration("stage", stage_of, names_stage),
        Enumeration("funding", funding_of, _only(r"(内资|外资|民资|国资|民营|合资|港资|台资|外商)(项目|企业|投资)?")),
    ),
    "assets": (
        Enumeration("kind", asset_kind, names_kind),
        Enumeration(
            "status",
            asset_status,
            _only(r"(已|未|待|正在)?(闲置|空置|盘活|洽谈|在谈|签约|装修|改造|出租|入驻|在用|投用)(中|完成)?"),
        ),
    ),
    "visits": (
        Enumeration(
            "direction",
            direction_of,
            _only(
                r"(客商|企业|来宾|外商)?(走出去|请进来|外出|来访|到访|接待|出访|拜访|走访)(招商|客商|企业|来宾|考察|活动|对接)*"
            ),
        ),
        Enumeration(
            "level",
            level_of,
            _only(r"区(主要|分管)?领导|一把手|(街镇|镇街|园区|单位)?(党政)?主要(领导|负责人)|小分队|驻点(人员|招商)?"),
        ),
    ),
    "prospects": (Enumeration("role", chain_role, _only(r"(链主|龙头|核心|上游|下游|配套|上下游)(企业|配套)*")),),
    "events": (Enumeration("kind", event_kind, _only(r"(集中)?(签约|推介|培训|座谈|会议|宣传)(会|活动|班|仪式)*")),),
}
_SOFT = {
    "projects": ("industry", "progress"),
    "prospects": ("segment",),
    "assets": (),
    "visits": ("level",),
    "events": (),
}
"""Fields whose headings (类别, 进度, 招商方式) promise little, so that content may say what the column is."""


def is_tick(value: Value) -> bool:
    return str(value).strip().casefold() in _TICKS


def tick_columns(heads: Sequence[Heading], shapes: Mapping[int, Profile], ledger: str) -> dict[int, tuple[str, str]]:
    """Column -> (field, value) of neighbouring columns that stand for one value each and hold ticks or nothing."""
    found: dict[int, tuple[str, str]] = {}
    named = [head for head in heads if head.bases]
    for enumeration in _BY_LEDGER[ledger]:
        # few tables have any: most headings name no value
        if sum(enumeration.pure(head.bases[-1]) for head in named) < 2:
            continue
        for run in _runs(heads, enumeration):
            cells = [v for h in run for v in shapes[h.column].values]
            values = {enumeration.meaning(h.bases[-1]) for h in run}
            if len(values) > 1 and cells and all(map(is_tick, cells)):
                found |= {h.column: (enumeration.field, enumeration.meaning(h.bases[-1])) for h in run}
    found |= _answered(heads, shapes, ledger)
    for run in _under_one_parent(heads):
        field = match(run[0].bases[-2:-1], ledger)
        cells = [v for h in run for v in shapes[h.column].values]
        if (
            field
            and not found.keys() & {h.column for h in run}
            and cells
            and all(str(v).strip() in _SIGNS for v in cells)
        ):
            meaning = next((e.meaning for e in _BY_LEDGER[ledger] if e.field == field[0]), str)
            found |= {h.column: (field[0], value) for h in run if (value := meaning(h.bases[-1]))}
    return found


def _answered(heads: Sequence[Heading], shapes: Mapping[int, Profile], ledger: str) -> dict[int, tuple[str, str]]:
    """Columns that ask whether a stage is reached (是否签约, 开工与否) over nothing but yes and no."""
    asked = {h.column: _OBJECT.sub("", m.group(1)) for h in heads if h.bases and (m := _WHETHER.fullmatch(h.bases[-1]))}
    stages = {c: stage for c, words in asked.items() if names_stage(words) and (stage := stage_of(words))}
    told = {c: s for c, s in stages.items() if shapes[c].filled and shapes[c].share(_is_answer) == 1}
    return {c: ("stage", stage) for c, stage in told.items()} if ledger == "projects" else {}


def _is_answer(value: Value) -> bool:
    return is_tick(value) or str(value).strip().casefold() in _NOT


def _under_one_parent(heads: Sequence[Heading]) -> Iterator[list[Heading]]:
    """Neighbouring headings that divide one above them: 盘活方式 > 租赁 | 转让; 是 and 否 divide nothing."""
    for parents, group in groupby(heads, key=lambda h: h.bases[:-1]):
        run = list(group)
        if parents and len(run) > 1 and not any(h.bases[-1] in _ANSWERS for h in run):
            yield run


def _runs(heads: Sequence[Heading], enumeration: Enumeration) -> Iterator[list[Heading]]:
    """Neighbouring headings that each name a value of their own, under one parent if they have any."""
    run: list[Heading] = []
    for before, head in pairwise((None, *heads)):
        assert head is not None
        names = bool(head.bases) and enumeration.pure(head.bases[-1]) and bool(enumeration.meaning(head.bases[-1]))
        together = before is not None and before.bases[:-1] == head.bases[:-1]
        if run and not (names and together):
            yield run
            run = []
        run = [*run, head] if names else []
    if run:
        yield run


def listed_in(head: Heading, ledger: str) -> str:
    """The field whose values a heading lists: 链主/上游/下游, 内资或外资; "" when it lists none."""
    return _listed(head.bases[-1] if head.bases else "", ledger)


@lru_cache(maxsize=4096)
def _listed(text: str, ledger: str) -> str:
    parts = [part for part in _LISTED.split(text) if part]
    for enumeration in _BY_LEDGER[ledger]:
        values = [enumeration.meaning(part) for part in parts]
        if all(map(enumeration.pure, parts)) and len(set(values)) > 1 and all(values):
            return enumeration.field
    return ""


def told_by_content(
    fields: Mapping[str, list[int]], unmapped: Sequence[Heading], shapes: Mapping[int, Profile], ledger: str
) -> dict[int, str]:
    """Column -> field of columns nothing else claims, whose cells are values of that field and nothing else."""
    free = [h.column for h in unmapped] + [c for name in _SOFT[ledger] for c in fields.get(name, ())]
    found: dict[int, str] = {}
    for enumeration in _BY_LEDGER[ledger]:
        if enumeration.field in fields:
            continue
        holding = (c for c in free if c not in found and _holds(shapes[c], enumeration))
        if column := next(holding, 0):
            found[column] = enumeration.field
    return found


def _holds(shape: Profile, enumeration: Enumeration) -> bool:
    # 签约 and 闲置厂房 are mistaken for nothing else
    enough = shape.filled >= (1 if enumeration.pure in (names_stage, names_kind) else _FILLED)
    return enough and shape.text_share(enumeration.pure) >= _SHARE
