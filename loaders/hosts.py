"""An organisation as a log writes it: with the person met, in brackets or behind it, and with how many came."""

import re
from collections.abc import Sequence
from functools import lru_cache

from dashboard.cities import is_place
from loaders.numerals import numeral
from loaders.organisations import organisation_kind
from loaders.posts import LATIN, before_post, has_surname, is_post, name_and_post

_BRACKETED = re.compile(r"^(.{3,}?)\s*[(（]([^()（）]+)[)）]$")
_GROUP = re.compile(
    r"\s*[(（]?等?(?:一行)?(?P<about>约|近)?共?(?P<n>\d{1,3}|[一二三四五六七八九十两几数]{1,3})(?P<more>余|多)?(?:人|位|名)"
    r"(?:[(（][^()（）]*[)）]|[)）])?$"
    r"|\s*[(（]?等?一行[)）]?$"
)
"""What says how many came: 甲公司一行6人, 甲公司（3人）, 甲公司一行6人（含翻译1人）, 甲公司等一行."""
_BODY = re.compile(r"公司|集团|商会|协会|管委会")
"""How the name of an organisation ends, whatever stands behind it."""
_BODY_OF_GROUP = re.compile(
    r"公司|集团|商会|协会|[局厂]|委员会|管委会|办事处|开发区|高新区|科技|实业|控股|股份|资本|基金|银行|大学|学院|[究计]院"
)
"""How it may end too where the cell counts a group, whose head is named last."""
_LONGEST_NAME = 4
"""Characters of a person's name; what is longer and stands before one is whom they are from."""
_LONGEST_PERSONS = 80
"""Characters of those who were met, with their posts; what is longer is no list of persons."""
_SPACE = re.compile(r"[\s,，:：]+")
_NAME_FIRST = re.compile(
    rf"([\u4e00-\u9fff·]{{2,4}})[\s、,，/]+([\u4e00-\u9fff]{{0,10}}(?:长|总|总裁|经理|总监|主任|书记|董事|负责人|代表|{LATIN}))"
)
_APART = re.compile(r"[、,，;；]")
_ROLE = re.compile(r"(?!施工|华[东南西北中])[\u4e00-\u9fff]{1,3}(总|董|工)")
"""张总, as a person is called whose name nobody asked for; 施工 is work and 华东 a region, though both begin with a
surname."""


_HOSTS_COUNTED = re.compile(
    r"(?:共|累计|其中|实地)*(?:走访|拜访|对接|接待|考察|洽谈)*(?:了)?(?:重点|外地|本地)*(?:企业|商协会|商会|协会|公司|客商|单位|机构|园区)*"
    r"(?:共|计|约)?(?:\d{1,3}|[一二三四五六七八九十两]{1,3})余?(?:家|个)(?:企业|商会|公司|单位|客商)?"
)
_HAN_NAME, _MOST_APART = re.compile(r"[\u4e00-\u9fff]{2,3}"), 3
_NO_NAME = re.compile(
    r"[区市县省镇乡店部厂院所局室处科组队团办站司楼园港]$|项目|高[管层科新端]|管[理网]|客[商人]|企业|单位|平台|集团|总部|全体"
    r"|文[旅化体]|农[业牧林]|金[融属]|康养|商[业贸务]|时[代尚]|水[利务]|车辆|包装|安[全防]|云[计服]|华[东南西北中]"
)
"""Names of parts, trades and places that begin like a surname."""


@lru_cache(maxsize=4096)
def host_and_person(words: str) -> tuple[str, str]:
    """An organisation and who was met there, name before post: 甲公司（董事长王强） -> 甲公司, 王强 董事长.

    Brackets that hold no person belong to the organisation: 甲（上海）有限公司, 甲公司（上海分公司）.
    """
    bare = _without_group(words)
    bracketed = _BRACKETED.match(bare)
    if bracketed and (met := _persons(bracketed.group(2)) or _names(bracketed.group(2))):
        host, name = _behind(bracketed.group(1), grouped=True)
        named = name and " " not in name and is_post(met)
        return (host, f"{name} {met}") if named else (bracketed.group(1), met)
    for space in re.finditer(r"\s+", bare):
        host, rest = bare[: space.start()], bare[space.end() :]
        if len(host) > _LONGEST_NAME - 1 and not is_post(host) and " " in (met := _persons(rest)):
            # 金星重工 董事长蒋林, 广东美的置业 总监 肖强: name and post behind a space, whatever stands before it
            return host, met
    return _behind(bare, grouped=bare != words)


def _behind(words: str, *, grouped: bool) -> tuple[str, str]:
    """An organisation and who is written behind its name; `grouped` where the entry is known to name a person."""
    ends = [found.end() for found in (_BODY_OF_GROUP if grouped else _BODY).finditer(words)]
    for end in reversed([each for each in ends if len(words) - each <= _LONGEST_PERSONS]):
        rest = _SPACE.sub("", words[end:], count=1) if _SPACE.match(words, end) else words[end:]
        bare = _bare_name(rest) if grouped or not words[:end].endswith("集团") else ""
        if rest and (met := _persons(rest) or bare):
            return words[:end], met
    return words, ""


def person_alone(words: str) -> str:
    """Who an entry of a list names that is no organisation: 李总一行, 副总经理李强; "" for any other."""
    bare = _without_group(words)
    if organisation_kind(bare) != "other":
        return ""
    return _persons(bare) or (_bare_name(bare) if bare != words else "")


def name_alone(words: str) -> str:
    """The name of a person that an entry is, behind one of an organisation and its person: 甲公司：王强、李敏."""
    return _bare_name(words) if organisation_kind(words) == "other" else ""


def mixed(words: str) -> bool:
    """Whether an entry that counts its guests says more than one organisation and persons: 张三一行5人 names nobody's
    company, 甲公司华东团队一行5人 a part of one."""
    name, met = host_and_person(words)
    if met or not party(words)[0]:
        return False
    parted = any(found.end() < len(name) and name[found.end()] not in "(（" for found in _BODY.finditer(name))
    return (parted and not _BODY.fullmatch(name[-2:])) or bool(person_alone(words))


def posted(words: str) -> bool:
    """Whether an entry names a post apart from its organisation, and nobody could tell whose: 美的置业 总监."""
    _, met = host_and_person(words)
    return not met and any(map(is_post, words.split()[1:]))


def perhaps_persons(words: str) -> bool:
    """Whether an entry may as well name persons as a company or a part of one, without any post: 甲公司（王强）, and
    behind a company 王强 李敏."""
    bracketed = _BRACKETED.match(words)
    if host_and_person(words)[1]:
        return False
    if bracketed:
        return bool(_BODY.search(bracketed.group(1)) and _bare_name(bracketed.group(2)))
    apart = re.split(r"[\s:：]+", words)
    return len(apart) > 1 and all(map(_bare_name, apart[1:])) and bool(_bare_name(apart[0]) or _BODY.search(apart[0]))


def name_among(hosts: Sequence[tuple[str, str]]) -> bool:
    """Whether a host behind one with its full name is written like a person: 甲有限公司、王强."""
    named = False
    for host, _ in hosts:
        if named and name_alone(host):
            return True
        named = named or bool(_BODY.search(host))
    return False


def hides_host(words: str) -> bool:
    """Whether whom one met is told with whom they are of, 浙江久立管材董事长王强一行6人, or is nobody: 江苏商会."""
    bare = _GROUP.sub("", words)
    return len(before_post(bare)) >= _LONGEST_NAME or organisation_kind(bare) in ("company", "chamber")


def _bare_name(words: str) -> str:
    """A person's name without a post, behind an organisation: 何国栋, but neither 苏州店 nor 高管."""
    bare = re.sub(r"\s+", "", words).removesuffix("等")
    plausible = 2 <= len(bare) <= 3 and has_surname(bare) and not _NO_NAME.search(bare)
    return bare if plausible and not is_place(bare) else ""


def party(words: str) -> tuple[float, bool]:
    """How many came of an organisation (甲公司一行6人), 0 where its cell does not say; and whether hedged."""
    return guests(words) if group_alone(words) or words != _without_group(words) else (0.0, False)


def counts_hosts(words: str) -> bool:
    """Whether an entry only says how many organisations there were: 走访企业2家, 商会1家."""
    return bool(_HOSTS_COUNTED.fullmatch(words))


def group_alone(words: str) -> bool:
    """Whether an entry only says how many came: 一行3人."""
    return bool(_GROUP.fullmatch(words))


def guests(words: str) -> tuple[float, bool]:
    """How many came, as a cell of persons says it: 一行3人, 张三等5人, 张三、李四一行约5人; 0 where it does not. And
    whether hedged."""
    found = _GROUP.search(words)
    if not found or not found["n"]:
        return 0.0, False
    count = int(found["n"]) if found["n"].isdigit() else numeral(found["n"]) or 0
    return float(count), bool(found["about"] or found["more"])


def _without_group(words: str) -> str:
    """甲公司一行6人 -> 甲公司; what stands before must be an organisation's or a person's name by itself."""
    bare = _GROUP.sub("", words)
    named = organisation_kind(bare) != "other" or "一行" in words or _bare_name(bare)
    return bare if bare and bare != words and named else words


def _persons(words: str) -> str:
    """Every person of a list with their posts; "" when any part is none."""
    met = [_person(_GROUP.sub("", part.strip())) for part in _parts(words)]
    return "、".join(met) if met and all(met) else _in_pairs(words.split())


def _names(words: str) -> str:
    """Several names without a post: 王强、李敏; "" for one alone, which may be a brand, and for anything else."""
    named = [_bare_name(part) for part in re.split(r"[、,，;；\s]+", words)]
    return "、".join(named) if len(named) > 1 and all(named) else ""


def _in_pairs(words: list[str]) -> str:
    """The persons of a list without any sign between them: 会长 陈刚 秘书长 李娜; "" for any other."""
    pairs = [_person(" ".join(words[i : i + 2])) for i in range(0, len(words), 2)]
    return "、".join(pairs) if len(words) > 2 and all(" " in pair for pair in pairs) else ""


def _parts(words: str) -> list[str]:
    """The persons of a list; 王强，董事长 is one."""
    return [words] if _person(words) else [part for part in _APART.split(words) if part.strip()]


def _post_apart(words: list[str]) -> str:
    """A name behind its post and what that belongs to, each apart: 招商局 副局长 汪洋, whatever the surname."""
    post, name = "".join(words[:-1]), words[-1] if words else ""
    plain = _HAN_NAME.fullmatch(name) and not (_NO_NAME.search(name) or _BODY_OF_GROUP.search(name) or is_post(name))
    return f"{name} {post}" if 1 < len(words) <= _MOST_APART and plain and is_post(post) else ""


def _person(words: str) -> str:
    """Name and post of one person, or the post alone; a name written close to its post must begin with a surname."""
    if named := _NAME_FIRST.fullmatch(words):
        return f"{named.group(1)} {named.group(2)}"
    if met := _post_apart(words.split()):
        return met
    name, post = name_and_post(words)
    if name and has_surname(name):
        return f"{name} {post}"
    if is_post(words):
        return words
    return words if _ROLE.fullmatch(words) and has_surname(words) else ""
