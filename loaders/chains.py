"""Words for industry chains, trades and the part that a company has in a chain."""

import re
from functools import lru_cache

from dashboard.names import key

_CHAIN_WORD = re.compile(r"[\u4e00-\u9fff()]{2,16}(?:产业链|产业集群|(?<!产业)链)(?:重点|目标)?(?:企业)?(?:\(.*\))?")
_TRADE = re.compile(r"[\u4e00-\u9fff]{2,12}(?:[与和及、][\u4e00-\u9fff]{2,8})?")
_NO_TRADE = re.compile(
    r"(企业|单位|公司|地区|区域|片区|城市|方向|情况|名单|清单|部分|阶段|对接|拜访|洽谈|[省市县区类级批])$|优先|重点|目标|其他|其它"
)
_CHAIN_IN = re.compile(r"([\u4e00-\u9fff]{2,12}?)(?:重点|主导|特色|优势)?(?:产业链|产业集群)")
_NO_CHAIN = re.compile(r".*(重点|主导|优势|特色|支柱|新兴|[各条大]|全区|我区|上下游|现代|招商|相关)$")


_ROLE_ALONE = re.compile(
    r"(?:产业链?)?(?:链主|龙头|核心|上游|下游|配套|及|和|、)+(?:型|类|环节)?(?:重点|目标)?(?:企业|单位|名单|客商)*"
)


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
def chain_role(text: str) -> str:
    words = key(text)
    table = (("key", r"链主|龙头|核心|key"), ("upstream", r"上游|upstream"), ("downstream", r"下游|配套|downstream"))
    return next((name for name, pattern in table if re.search(pattern, words)), "")


def section_role(words: str) -> str:
    """The role that a section gives to the companies below it: 上游企业, 下游配套; "" for 上下游企业."""
    return "" if "上下游" in words or not _ROLE_ALONE.fullmatch(words) else chain_role(words)
