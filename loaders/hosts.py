"""An organisation as a log writes it: with the person met, in brackets or behind it, and with how many came."""

import re
from functools import lru_cache

from dashboard.cities import is_place
from loaders.numerals import numeral
from loaders.organisations import organisation_kind
from loaders.posts import has_surname, is_post, name_and_post

_BRACKETED = re.compile(r"^(.{3,}?)\s*[(（]([^()（）]+)[)）]$")
_GROUP = re.compile(
    r"\s*[(（]?等?(?:一行)?(?P<about>约|近)?共?(?P<n>\d{1,3}|[一二三四五六七八九十两几数]{1,3})(?P<more>余|多)?(?:人|位|名)"
    r"(?:[(（][^()（）]*[)）]|[)）])?$"
    r"|\s*[(（]?等?一行[)）]?$"
)
"""What says how many came: 甲公司一行6人, 甲公司（3人）, 甲公司一行6人（含翻译1人）, 甲公司等一行."""
_BODY = re.compile(r"^(.{2,}(?:公司|集团|商会|协会|管委会))[\s,，:：]*([\u4e00-\u9fff].+)$")
_NAME_FIRST = re.compile(
    r"([\u4e00-\u9fff·]{2,4})[\s、,，/]+([\u4e00-\u9fff]{0,10}(?:长|总|总裁|经理|总监|主任|书记|董事|负责人|代表))"
)
_APART = re.compile(r"[、,，;；]")
_ROLE = re.compile(r"(?!施工|华[东南西北中])[\u4e00-\u9fff]{1,3}(总|董|工)")
"""张总, as a person is called whose name nobody asked for; 施工 is work and 华东 a region, though both begin with a
surname."""


_NO_NAME = re.compile(
    r"[区市县省镇乡店部厂院所局室处科组队团办站司楼园港]$|项目|高[管层]|管理|客[商人]|企业|单位|平台|集团|总部|全体"
)
"""Names of parts and places that begin like a surname."""


@lru_cache(maxsize=4096)
def host_and_person(words: str) -> tuple[str, str]:
    """An organisation and who was met there, name before post: 甲公司（董事长王强） -> 甲公司, 王强 董事长.

    Brackets that hold no person belong to the organisation: 甲（上海）有限公司, 甲公司（上海分公司）.
    """
    words = _without_group(words)
    bracketed = _BRACKETED.match(words)
    if bracketed and (met := _persons(bracketed.group(2))):
        return bracketed.group(1), met
    behind = _BODY.match(words)
    if behind and (met := _persons(behind.group(2)) or _bare_name(behind.group(2))):
        return behind.group(1), met
    return words, ""


def mixed(words: str) -> bool:
    """Whether an entry that counts its guests says more than one organisation and persons: 张三一行5人 names nobody's
    company, 甲公司华东团队一行5人 a part of one."""
    name, met = host_and_person(words)
    if met or not party(words)[0]:
        return False
    behind = _BODY.match(name)
    return bool(behind) or (organisation_kind(name) == "other" and bool(_bare_name(name)))


def _bare_name(words: str) -> str:
    """A person's name without a post, behind an organisation: 何国栋, but neither 苏州店 nor 高管."""
    bare = re.sub(r"\s+", "", words).removesuffix("等")
    plausible = 2 <= len(bare) <= 3 and has_surname(bare) and not _NO_NAME.search(bare)
    return bare if plausible and not is_place(bare) else ""


def party(words: str) -> tuple[float, bool]:
    """How many came of an organisation (甲公司一行6人), 0 where its cell does not say; and whether hedged."""
    found = _GROUP.search(words) if words != _without_group(words) else None
    if not found or not found["n"]:
        return 0.0, False
    count = int(found["n"]) if found["n"].isdigit() else numeral(found["n"]) or 0
    return float(count), bool(found["about"] or found["more"])


def _without_group(words: str) -> str:
    """甲公司一行6人 -> 甲公司; what stands before must be an organisation's name by itself."""
    bare = _GROUP.sub("", words)
    return bare if bare != words and (organisation_kind(bare) != "other" or "一行" in words) and bare else words


def _persons(words: str) -> str:
    """Every person of a list with their posts; "" when any part is none."""
    met = [_person(_GROUP.sub("", part.strip())) for part in _parts(words)]
    return "、".join(met) if met and all(met) else ""


def _parts(words: str) -> list[str]:
    """The persons of a list; 王强，董事长 is one."""
    return [words] if _person(words) else [part for part in _APART.split(words) if part.strip()]


def _person(words: str) -> str:
    """Name and post of one person, or the post alone; a name written close to its post must begin with a surname."""
    if named := _NAME_FIRST.fullmatch(words):
        return f"{named.group(1)} {named.group(2)}"
    name, post = name_and_post(words)
    if name and has_surname(name):
        return f"{name} {post}"
    if is_post(words):
        return words
    return words if _ROLE.fullmatch(words) and has_surname(words) else ""
