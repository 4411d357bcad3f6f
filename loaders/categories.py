"""Cell text -> the contract's fixed words: stage, kind, status, direction, level, role."""

import re
from functools import lru_cache

from dashboard.names import key

_KIND_WORD = re.compile(
    r"(?:闲置|低效|空置|空|旧|存量|盘活|商务|商业|工业|标准|已盘活|待盘活|和|及|/)*"
    r"(?:用地|土地|地块|[闲空]?地|厂房|楼宇|楼房|大楼|楼|资产)(?:类|资产|情况|盘活)*"
)
_KINDS = (
    ("land", re.compile(r"用地|土地|地块|宗地|[空荒]地|(?:低效|闲置|空闲|存量)地|land|parcel")),
    ("factory", re.compile(r"厂房|厂区|车间|仓库|仓储|factory|plant")),
    (
        "building",
        re.compile(
            r"楼宇|写字楼|商务楼|办公楼|商业楼|大[厦楼]|商铺|门面|商业用房|商业|楼栋|楼房|楼盘|综合楼|办公|[空旧]楼"
            r"|闲置楼|空置楼|building|office"
        ),
    ),
)
_STATUSES = (
    (
        "in_use",
        re.compile(
            r"已盘活|在用|部分入驻|盘活完成|已入驻|已使用|已投用|启用|投入使用|投产|运营|已出租|已利用|正常使用|in use"
        ),
    ),
    ("refitting", re.compile(r"装修|改造中|改造|施工|建设|翻建|refitting")),
    ("signed", re.compile(r"已签|签约|签订|signed")),
    ("negotiating", re.compile(r"洽谈|在谈|对接|招商中|谈判|推介|negotiating")),
    ("idle", re.compile(r"闲置|空置|待盘活|未盘活|低效|停产|idle|vacant")),
)
_EVENTS = (
    ("training", re.compile(r"培训|training")),
    ("signing", re.compile(r"签约|签订|signing")),
    ("promotion", re.compile(r"推介|宣传|推广|公众号|视频号|抖音|短视频|推文|直播|发布|路演|新媒体|云招商|promotion")),
    ("meeting", re.compile(r"会议|座谈|恳谈|推进会|调度会|论坛|沙龙|大会|年会|meeting|forum")),
)
_INBOUND = re.compile(
    r"请进来|来访|会见(?:来宾|来访|客商|客人|外商)|(?:客商|外商|来宾|企业家?)(?:来|回访|考察|参观|座谈)|(?<!企业)(?<!对方)(?<!客商)接待|到访(?!城市|地|地区)|来区|来我|(?<![近年未以原本历月周度季])来(?:镇|街道?|园区?)|inbound|reception|received"
)
_OUTBOUND = re.compile(
    r"走出去|外出|出访|出行|出差|出发|启程|返程|带队|领队|拜访|走访|赴外|前往|目的地|到访城市|驻点|outbound|visited"
)
_PRINCIPAL = re.compile(
    r"一把手|区委书记|区长|区委副书记、?(代)?区长|区主要领导|党政主要领导"
    r"|(?<!街道)(?<!镇)党政主要负责人|district principal"
)
_DEPUTY = re.compile(
    r"副区长|区委副书记|区委常委|常委|区分管领导|区领导|人大.{0,3}主任|政协.{0,3}主席|区政府党组成员|副县级|deputy"
)
_UNIT_HEAD = re.compile(
    r"(街道|镇|乡|园区|开发区|工委|党工委|管委会|办事处|党委)[^副]{0,6}(书记|主任|镇长|乡长|主要负责|主要领导|负责人)|^(党工委书记|党委书记|镇长|乡长|办事处主任|主任|书记|街镇主要负责人|单位主要负责人|街道主任|园区主任)$|街镇(园区)?(主要|一把手)|主要负责人"
)
_TEAM = re.compile(
    r"小分队|分队|招商队|专员|科长|科员|副主任|副书记|副镇长|副局长|局长|部长|干事|部门|经理|组长|委员|team"
)
_RESIDENT = re.compile(r"驻点|驻外|驻[\u4e00-\u9fff]{1,4}(招商|办|联络)|resident")


@lru_cache(maxsize=16_384)
def names_kind(text: str) -> bool:
    """Whether a text is nothing but a kind of asset: 闲置厂房, 低效用地."""
    return bool(asset_kind(text)) and bool(_KIND_WORD.fullmatch(key(text)))


def _first(text: str, table: tuple[tuple[str, re.Pattern[str]], ...]) -> str:
    words = key(text)
    return next((name for name, pattern in table if pattern.search(words)), "")


@lru_cache(maxsize=16_384)
def asset_kind(text: str) -> str:
    """land, factory or building; "" when the text names none or more than one."""
    words = key(text)
    found = [name for name, pattern in _KINDS if pattern.search(words)]
    return found[0] if len(found) == 1 else ""


@lru_cache(maxsize=16_384)
def asset_status(text: str) -> str:
    words = re.sub(r"(未|待)(盘活|入驻|使用|启用|出租|签约)", "闲置", key(text))
    return next((name for name, pattern in _STATUSES if pattern.search(words)), "")


@lru_cache(maxsize=16_384)
def event_kind(text: str) -> str:
    """The kind a text names; "" when it names none, or several as a title for all of them does."""
    words = key(text)
    found = [name for name, pattern in _EVENTS[:-1] if pattern.search(words)]
    if len(found) > 1:
        return ""
    return found[0] if found else _first(text, _EVENTS[-1:])


@lru_cache(maxsize=16_384)
def direction_of(text: str) -> str:
    """inbound, outbound, or "" when the text says neither or both."""
    words = key(text)
    inbound, outbound = bool(_INBOUND.search(words)), bool(_OUTBOUND.search(words))
    return "" if inbound == outbound else "inbound" if inbound else "outbound"


def names_both(text: str) -> bool:
    """Whether a title speaks of trips and of receptions: 走出去、请进来台账."""
    words = key(text)
    return bool(_INBOUND.search(words) and _OUTBOUND.search(words))


@lru_cache(maxsize=16_384)
def level_of(text: str) -> str:
    """Level of a leader from a post or a level word; "" when the text does not say."""
    words = key(text)
    if not words:
        return ""
    if _RESIDENT.search(words):
        return "resident"
    if _DEPUTY.search(words) and not re.search(r"区长$", words.replace("副区长", "")):
        return "deputy"
    if _PRINCIPAL.search(words) or re.search(r"小分队|分队", words):
        return "principal" if _PRINCIPAL.search(words) else "team"
    # 党委委员、副镇长 is none of the heads of a town, 党委副书记、镇长 is one
    heads = any(_UNIT_HEAD.search(key(post)) for post in re.split("[、,，/兼]", text))
    return "unit" if heads else "team" if _TEAM.search(words) else ""


@lru_cache(maxsize=16_384)
def funding_of(text: str) -> str:
    words = key(text)
    if re.search(r"外资|合资|港资|台资|外商|foreign", words):
        return "foreign"
    return "domestic" if re.search(r"内资|民资|国资|民营|domestic", words) else ""


@lru_cache(maxsize=16_384)
def affirmed(text: str) -> bool:
    return key(text) in {
        "是",
        "√",
        "✓",
        "y",
        "yes",
        "重点",
        "1",
        "true",
        "省重点",
        "市重点",
        "区重点",
    } or "重点" in key(text)
