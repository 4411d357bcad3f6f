"""Words for the stage of a project, reached or still ahead, and the codes that stand for them."""

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
        ("paused", r"暂停|中止|搁置|停滞|停工|停建|缓建|暂缓|paused|suspended"),
        ("producing", r"投产|达产|试生产|试产|投用|投入使用|投入运营|运营|开业|producing|in ?production|operating"),
        ("completed", r"竣工|完工|建成|[建盖]好|completed"),
        ("started", r"开工|在建|动工|开建|建设中|施工|正在建设|主体建设|started|under ?construction"),
        ("filed", r"备案|报批|立项|审批|报建|环评|能评|filed"),
        ("registered", r"注册|工商登记|registered"),
        ("signed", r"签约|签订|已签|签署|签[了下好]|signed"),
        (
            "negotiating",
            r"在谈|正谈|谈着|在跟|洽谈|对接|谈判|意向|跟踪|接洽|商谈|考察|储备|线索|negotiating|in ?negotiation|talks",
        ),
    )
)
_BESIDE = (
    r"(?:已|未|尚未|待|拟|新|正在|正|即将|计划|今年|本年|当年|年内|20\d\d年度?|累计|全部"
    r"|重点|亿元以上|和|及|与|并|但|[/()])*"
)
_STAGE = (
    r"(?:在谈|正谈|谈着|谈判|洽谈|对接|接洽|在跟|跟踪|意向|储备|签约|签订|签[了下好]?|注册|落户|落地|备案|报批|立项"
    r"|开工建设|开工|在建|动工|开建|施工|竣工|完工|建成|[建盖]好|投产|达产|试生产|试产|运营|投用"
    r"|暂停|中止|停滞|停工|停建|缓建|搁置|终止|流失|放弃|取消|退出|解约|黄了|谈崩)"
)
_STAGE_WORD = re.compile(
    rf"{_BESIDE}{_STAGE}(?:{_BESIDE}{_STAGE})*(?:中|了|阶段|类|状态|的|/|[()])*(?:招商|产业|工业)?(?:项目|企业)?"
    r"(?:情况|清单|台账|一览表|明细|名单|库)?|negotiating|signed|registered|started|completed|producing|in ?talks"
    r"|in ?production|under ?construction"
)
_CALLED = re.compile(rf"({_STAGE})(?:中|了|阶段)?的?(?:重点)?(?:招商|产业|工业)?项目")
_STEP = re.compile(
    r"(?:均?已经?|[尚还暂]?未|没有?|待)(?:正式|完成)?(?:签[约订署]?|注册|开工|动工|竣工|完工|投产|达产)(?:合同|协议|建设)?了?"
)
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
def legend_of(text: str) -> dict[str, str]:
    """Codes explained in a heading or above it: 进展状态（开工1、竣工2、在建3） -> {"1": "started", ...}.

    The code may stand before the word (1在谈、2签约; A—在谈; ①洽谈②签约) or behind it, whichever explains more.
    """
    words = unicodedata.normalize("NFKC", text).upper()
    before = {code: stage for code, word in _CODE_FIRST.findall(words) if (stage := stage_of(word))}
    behind = {code: stage for word, code in _WORD_FIRST.findall(words) if (stage := stage_of(word))}
    found = max(before, behind, key=len)
    return found if len(found) > 1 else {}
