"""Cell text -> the contract's fixed words: stage, kind, status, direction, level, role."""

import re
import unicodedata
from functools import lru_cache

from dashboard.names import key

_NOT_YET = re.compile(
    r"(未|尚未|没有|待|拟|即将|计划|预计|准备|力争|争取|正在办理|正办理|推进|暂缓|预|有望|争取早日|不|前期|筹备|确保|加快|谋划|推动|抓紧|促进|月底|底前|意向)$"
)
_WHEN = re.compile(
    r"(?:(?:20)?\d\d年)?(?:\d{1,2}月份?(?:\d{1,2}[日号]|[上中下]旬|[初中底末])?|年[底内初]|[一二三四]季度|[上下]半年|近期|尽快)"
    r"(?:之?前|左右)?(?:可|能)?$"
)
"""A time between the plan and what is planned: 拟3月签约."""
_STAGES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (stage, re.compile(words))
    for stage, words in (
        ("terminated", r"终止|解约|退出|取消|流失|放弃|清退|撤销|已退|失败|黄了|谈崩|terminated|cancelled"),
        ("paused", r"暂停|中止|搁置|停滞|停工|暂缓|paused|suspended"),
        ("producing", r"投产|达产|投用|投入使用|投入运营|运营|开业|producing|in production|operating"),
        ("completed", r"竣工|完工|建成|[建盖]好|completed"),
        ("started", r"开工|在建|动工|开建|建设中|施工|正在建设|主体建设|started|under construction"),
        ("filed", r"备案|报批|立项|审批|报建|环评|能评|filed"),
        ("registered", r"注册|工商登记|registered"),
        ("signed", r"签约|签订|已签|签署|签[了下好]|signed"),
        (
            "negotiating",
            r"在谈|正谈|谈着|在跟|洽谈|对接|谈判|意向|跟踪|接洽|商谈|考察|储备|线索|negotiating|in talks|talks",
        ),
    )
)
_BESIDE = (
    r"(?:已|未|尚未|待|拟|新|正在|正|即将|计划|今年|本年|当年|年内|20\d\d年度?|累计|全部"
    r"|重点|亿元以上|和|及|与|并|但|[/()])*"
)
_STAGE = (
    r"(?:在谈|正谈|谈着|谈判|洽谈|对接|接洽|在跟|跟踪|意向|储备|签约|签订|签[了下好]?|注册|落户|落地|备案|报批|立项"
    r"|开工建设|开工|在建|动工|开建|施工|竣工|完工|建成|[建盖]好|投产|达产|运营|投用"
    r"|暂停|中止|停滞|搁置|终止|流失|放弃|取消|退出|解约|黄了|谈崩)"
)
_STAGE_WORD = re.compile(
    rf"{_BESIDE}{_STAGE}(?:{_BESIDE}{_STAGE})*(?:中|了|阶段|类|状态|的|/|[()])*(?:招商|产业|工业)?(?:项目|企业)?"
    r"(?:情况|清单|台账|一览表|明细|名单|库)?|negotiating|signed|registered|started|completed|producing|in talks"
)
_CALLED = re.compile(rf"({_STAGE})(?:中|了|阶段)?的?(?:重点)?(?:招商|产业|工业)?项目")
_STEP = re.compile(
    r"(?:均?已经?|[尚还暂]?未|没有?|待)(?:正式|完成)?(?:签[约订署]?|注册|开工|动工|竣工|完工|投产|达产)(?:合同|协议|建设)?了?"
)
_CHAIN_WORD = re.compile(r"[\u4e00-\u9fff()]{2,16}(?:产业链|产业集群|(?<!产业)链)(?:重点|目标)?(?:企业)?(?:\(.*\))?")
_TRADE = re.compile(r"[\u4e00-\u9fff]{2,12}(?:[与和及、][\u4e00-\u9fff]{2,8})?")
_NO_TRADE = re.compile(
    r"(企业|单位|公司|地区|区域|片区|城市|方向|情况|名单|清单|部分|阶段|对接|拜访|洽谈|[省市县区类级批])$|优先|重点|目标|其他|其它"
)
_CHAIN_IN = re.compile(r"([\u4e00-\u9fff]{2,12}?)(?:重点|主导|特色|优势)?(?:产业链|产业集群)")
_NO_CHAIN = re.compile(r".*(重点|主导|优势|特色|支柱|新兴|[各条大]|全区|我区|上下游|现代|招商|相关)$")
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
    r"请进来|来访|会见(?:来宾|来访|客商|客人|外商)|(?:客商|外商|来宾|企业家?)(?:来|回访|考察|参观|座谈)|(?<!企业)(?<!对方)(?<!客商)接待|到访(?!城市|地|地区)|来区|来我|inbound|reception|received"
)
_OUTBOUND = re.compile(r"走出去|外出|出访|出发|启程|返程|带队|领队|拜访|走访|赴外|前往|目的地|驻点|outbound|visited")
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
_CODE = r"(?<![A-Za-z\d])([1-9A-Z])(?![A-Za-z\d])"
_MEANS = r"\s*[:：=、.．—–\-)）]{0,2}\s*"
_WORD = r"(?:为|是|表示|代表)?([\u4e00-\u9fff]{2,6})"
_CODE_FIRST = re.compile(_CODE + _MEANS + _WORD)
_WORD_FIRST = re.compile(_WORD + r"\s*[:：=—–\-(（]{0,2}\s*" + _CODE)


@lru_cache(maxsize=16_384)
def stage_of(text: str) -> str:
    """The stage a status text states as reached, "" when it states none; 未开工 and 拟签约 are not reached.

    The first stage from the end of the life back to its start decides: 已签约，正在办理注册 is signed.
    """
    words = key(text)
    for stage, pattern in _STAGES:
        for match in pattern.finditer(words):
            if stage in ("terminated", "paused") or not _still_ahead(words[: match.start()]):
                return stage
    return (
        "signed"
        if re.search(r"未开工|待开工|拟开工", words)
        else "negotiating"
        if re.search(r"[拟未待]签", words)
        else ""
    )


def _still_ahead(before: str) -> bool:
    """Whether what stands before a stage's word says that it is not reached: 未, 拟, 拟3月."""
    return bool(_NOT_YET.search(before[-6:]) or _NOT_YET.search(_WHEN.sub("", before)[-6:]))


@lru_cache(maxsize=16_384)
def names_stage(text: str) -> bool:
    """Whether a section or column value is nothing but a stage: 在谈项目, 签约, 开工项目."""
    return bool(_STAGE_WORD.fullmatch(key(text)))


def stages_named(text: str) -> set[str]:
    """Every stage whose word occurs, reached or not."""
    return {stage for word in re.findall(_STAGE, text) if (stage := stage_of(word))}


@lru_cache(maxsize=16_384)
def stage_called(text: str) -> str:
    """The one stage that words of a title give to projects: 今年动工的项目, 在建项目; "" for 招商项目."""
    words = key(text)
    if len(stages_named(words)) > 1:
        return ""
    if names_stage(text):
        return stage_of(text)
    called = {stage_of(m[1]) for m in _CALLED.finditer(words) if not _still_ahead(words[: m.start()])} - {""}
    return called.pop() if len(called) == 1 else ""


@lru_cache(maxsize=16_384)
def names_step(text: str) -> bool:
    """Whether a cell only says if a stage is reached: 已签, 尚未签约, 已开工建设."""
    return bool(_STEP.fullmatch(key(text)))


@lru_cache(maxsize=16_384)
def names_chain(text: str) -> bool:
    """Whether a section names an industry chain: 硅材料产业链."""
    return bool(_CHAIN_WORD.fullmatch(key(text)))


@lru_cache(maxsize=16_384)
def names_trade(text: str) -> bool:
    """Whether a section of a list of companies names a trade, and neither a part of a chain, a place nor a heading:
    生物医药, but not 上游企业 or 长三角地区."""
    return bool(_TRADE.fullmatch(text)) and not (chain_role(text) or _NO_TRADE.search(text))


def chain_in(title: str) -> str:
    """The one industry chain that a title is about: 电子信息产业链重点企业清单 -> 电子信息; "" for 重点产业链."""
    named = {m.group(1) for m in _CHAIN_IN.finditer(title) if not _NO_CHAIN.fullmatch(m.group(1))}
    return named.pop() if len(named) == 1 else ""


@lru_cache(maxsize=16_384)
def names_kind(text: str) -> bool:
    """Whether a text is nothing but a kind of asset: 闲置厂房, 低效用地."""
    return bool(asset_kind(text)) and bool(_KIND_WORD.fullmatch(key(text)))


@lru_cache(maxsize=16_384)
def legend_of(text: str) -> dict[str, str]:
    """Codes explained in a heading or above it: 进展状态（开工1、竣工2、在建3） -> {"1": "started", ...}.

    The code may stand before the word (1在谈、2签约; A—在谈; ①洽谈②签约) or behind it, whichever explains more.
    """
    words = unicodedata.normalize("NFKC", text).upper()
    before = {code: stage for code, word in _CODE_FIRST.findall(words) if (stage := stage_of(word))}
    behind = {code: stage for word, code in _WORD_FIRST.findall(words) if (stage := stage_of(word))}
    found = max(before, behind, key=len)
    return found if len(found) > 1 else {}


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
def chain_role(text: str) -> str:
    words = key(text)
    table = (("key", r"链主|龙头|核心|key"), ("upstream", r"上游|upstream"), ("downstream", r"下游|配套|downstream"))
    return next((name for name, pattern in table if re.search(pattern, words)), "")


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
