"""Names as people type them, folded so that equal things compare equal. The original is always kept beside.

One home for name matching: loaders resolve units with it, the store tells identities, metrics count distinct ones.
"""

import os
import re
import unicodedata
from functools import cache, lru_cache

from opencc import OpenCC

from dashboard.cities import is_place
from dashboard.contract import District

_OFFICE = re.compile(
    r"(人民政府|政府|街道办事处|办事处|管理委员会|管委会|党工委|党委|经济发展办公室|经发办|经发局|招商办公室|招商办|招商局|招商中心)+$"
)
_STREET_OFFICE = re.compile(r"(街道办事处|街道办公室|街道办|街办|办事处)(党工委)?$")
_KIND = re.compile(r"(街道|镇|乡|工业园区|产业园区|园区|产业园|工业园|开发区|园)$")
_NUMBERED = re.compile(r"\A\d{1,2}(?=[\u4e00-\u9fff])")
_MARKED = re.compile(
    r"(?:[*＊※#★☆△▲✓√]|\((?:管委会|办事处|政府|本级|机关|招商办|党工委|街道|镇|园区|(?:不?含|包括)[^()]*)\))+\Z"
)
"""What stands beside a unit's name and is no part of it: 1.新海街道, 开发区（管委会）, 新海街道（含社区）."""
_PARK = re.compile("园区$")
_COMPANY = re.compile(
    r"(股份有限责任公司|有限责任公司|股份有限公司|集团有限公司|有限公司|股份公司|集团公司|总公司|分公司|公司|集团|项目|"
    r"co\.?,? ?ltd\.?|ltd\.?|inc\.?)+$"
)
_RESIDUE = re.compile(r"(?<=[\u3400-\u9fff])\(\s*[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}\s*\)")
_BRACKETS = re.compile(r"\(([\u4e00-\u9fff]{2,8})\)")
_ASSOCIATION = re.compile(r"商会|协会|学会|联合会|促进会|同乡会|联谊会")
"""Of these the place in brackets is part of the name: 江苏商会(上海) is not 江苏商会(北京)."""
_SHORT = 2
"""Characters of a name without its kind; of two one is half of it."""
_BRAND = 2
"""Characters of a company's name that people call it by."""
_SPOKEN = 14
"""Characters of a name that anybody repeats in a text."""
_COMMON = ("中国", "国家", "中华", "全国", "华东", "东方", "国际")
"""Beginnings that many companies share."""
_LONGEST = 400
"""Characters of a name; what is longer is prose, in which no suffix is looked for."""
_SAME_SOUND = 12
"""Characters of one sound stand together, some ten of them on average."""
_UNSEEN = ("Cc", "Cf", "Zl", "Zp")
"""Categories of what no name shows: an override would disguise its extension, a line break the line of a log."""
_DIRECTIONS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x061C)
"""They turn the order in which what follows is seen: 甲\u202e公司 would show 司公."""
_FORMAT = dict.fromkeys(
    (*map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"), *_DIRECTIONS, *range(0xD800, 0xE000))
)
"""Characters that are not seen, and halves of some, which no encoding can hold."""


def plain(text: str) -> str:
    """NFKC, stripped, without format characters or pinyin residue (海州區(qū) -> 海州區); case and script stay."""
    folded = unicodedata.normalize("NFKC", text)
    # format characters are not printable: most texts need no look at every character
    folded = (folded if folded.isprintable() else folded.translate(_FORMAT)).strip()
    return _RESIDUE.sub("", folded) if "(" in folded else folded


def typed(text: str) -> str:
    """A text as it was typed, for people to read: stripped, without format characters; ，（）㎡① stay what they are."""
    return (text if text.isprintable() else text.translate(_FORMAT)).strip()


def of_file(name: str) -> str:
    """A file's name as text that disguises and breaks nothing: without controls, line breaks and format characters.

    Where its bytes are no UTF-8 it was written by a Chinese Windows, in GB 18030.
    """
    try:
        name.encode()
    except UnicodeEncodeError:
        name = _by_bytes(name)
    return name if name.isprintable() else "".join(c for c in name if unicodedata.category(c) not in _UNSEEN)


def _by_bytes(name: str) -> str:
    try:
        return os.fsencode(name).decode("gb18030", "replace")
    except UnicodeEncodeError:
        # half a character that stands for no byte
        return name.encode(errors="replace").decode()


def on_one_line(text: str) -> str:
    """A text for a console or a log, where a line break would begin a line that nobody wrote: it is printed as \\n."""
    return text if text.isprintable() else "".join(c if c.isprintable() else _escaped(c) for c in text)


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """The comparing form of a name: plain, Simplified, lower case, without white space or punctuation."""
    return re.sub(r"[\s·•,，、。.:：;；\"'“”‘’_\-—]+", "", folded(text))


def folded(text: str) -> str:
    """Plain, Simplified and lower case; white space and punctuation stay, which `key` leaves out."""
    simplified: str = _converter().convert(plain(text))
    return simplified.casefold()


@lru_cache(maxsize=65536)
def organisation_key(text: str) -> str:
    """Like `key`, without company suffix and a known place in brackets: 智云科技(苏州)有限公司 = 智云科技."""
    bare = key(text)
    if len(bare) > _LONGEST:
        return bare
    if not _ASSOCIATION.search(bare):
        bare = _BRACKETS.sub(_without_place, bare)
    return _COMPANY.sub("", bare) or bare


def _without_place(bracket: re.Match[str]) -> str:
    word = bracket[1]
    return "" if word in ("中国", "集团") or is_place(word) else bracket[0]


@lru_cache(maxsize=4096)
def brand(organisation: str) -> str:
    """The two letters by which people call a company (苏州瀚宇新材料有限公司: 瀚宇), "" for one too short or common.

    A place in front is no part of it, and one that is a place itself calls nobody.
    """
    bare = _without_place_before(organisation)
    short = bare[:_BRAND]
    return short if len(bare) > _BRAND and short not in _COMMON and not is_place(short) else ""


@lru_cache(maxsize=4096)
def spoken(organisation: str) -> str:
    """Pattern of how a text speaks of a company (瀚宇项目, 瀚宇新材料公司, 瀚宇集团); "" for one without a brand.

    Behind its place (苏州瀚宇), or where it is all that a cell says (瀚宇新材料), it needs no word behind it.
    """
    if not (short := brand(organisation)):
        return ""
    more, bare = "", _without_place_before(organisation)
    for letter in reversed(bare[_BRAND:_SPOKEN]):
        more = f"(?:{re.escape(letter)}{more})?"
    called, word = f"{re.escape(short)}{more}", "(?:项目|公司|集团|企业)"
    place = organisation_key(organisation).removesuffix(bare).removesuffix("市")
    behind = rf"{re.escape(place)}市?{called}{word}?|" if place else ""
    return rf"{behind}{called}{word}|\A{called}\Z"


def _without_place_before(organisation: str) -> str:
    bare = organisation_key(organisation)
    return next((bare[n:] for n in (3, 2) if len(bare) > n and is_place(bare[:n])), bare)


@lru_cache(maxsize=65536)
def project_key(text: str) -> str:
    """Like `key`, without the word 项目 or a company suffix; brackets stay: 光伏(一期) is not 光伏(二期)."""
    bare = key(text)
    return bare if len(bare) > _LONGEST else _COMPANY.sub("", bare) or bare


def _forms(name: str) -> tuple[str, ...]:
    stem = key(name)
    short = _KIND.sub("", stem)
    return (stem,) if len(short) < 2 else (stem, short)


@lru_cache(maxsize=8)
def _index(district: District) -> tuple[dict[str, str], dict[str, str]]:
    """(full names and aliases, short forms) -> canonical name, the longest form first."""
    full: dict[str, str] = {}
    short: dict[str, set[str]] = {}
    entries = [(district.name, district.aliases)] + [(u.name, u.aliases) for u in district.units]
    for name, aliases in entries:
        for alias in (name, *aliases):
            full.setdefault(key(alias), name)
            for form in _forms(alias)[1:]:
                short.setdefault(form, set()).add(name)
    single = {form: next(iter(names)) for form, names in short.items() if len(names) == 1 and form not in full}
    return _longest_first(full), _longest_first(single)


def _longest_first(names: dict[str, str]) -> dict[str, str]:
    return dict(sorted(names.items(), key=lambda form: -len(form[0])))


@lru_cache(maxsize=16384)
def unit_named(text: str, district: District) -> str:
    """The registry's canonical name for a cell that names a unit, or "" when it is none or more than one.

    Exact matches only: full names, aliases, and the short form without 街道/镇/园区 where that is unique; a number or
    the district's own name before the name and a mark behind it are no part of it, and 物流园区 is 物流园.
    """
    stem = key(text)
    bare = _MARKED.sub("", _NUMBERED.sub("", stem))
    own = bare.removeprefix(key(district.name))
    named = _registered(stem, district) or _registered(bare, district)
    return named or (_registered(own, district) if own else "") or _registered(_PARK.sub("园", own), district)


def _registered(stem: str, district: District) -> str:
    full, short = _index(district)
    bare = _OFFICE.sub("", stem)
    street = _STREET_OFFICE.sub("街道", stem)
    return full.get(stem) or full.get(street) or full.get(bare) or short.get(stem) or short.get(bare) or ""


@lru_cache(maxsize=16384)
def units_resembling(text: str, district: District) -> tuple[str, ...]:
    """Registry units that a text may misspell, for a question and never to be taken for it: 新铺街道 -> 新浦街道.

    Its kind is right (街道, 镇) and one character of its name is wrong, of a name of two one that sounds alike or is
    rare. () for a text that names a unit.
    """
    stem = _STREET_OFFICE.sub("街道", key(text))
    if unit_named(text, district):
        return ()
    full, _ = _index(district)
    return tuple(sorted({name for form, name in full.items() if _misspelt(stem, form)}))


def _misspelt(stem: str, form: str) -> bool:
    kind = _KIND.search(form)
    if not kind or len(stem) != len(form) or not stem.endswith(kind[0]):
        return False
    wrong = [pair for pair in zip(stem, form, strict=True) if pair[0] != pair[1]]
    return len(wrong) == 1 and kind.start() > 1 and (kind.start() > _SHORT or _sound_alike(*wrong[0]))


def _sound_alike(one: str, other: str) -> bool:
    """Whether two characters stand close in the first level of GB 2312, which goes by sound; a rare one is not in it
    and may stand for any."""
    a, b = _by_sound(one), _by_sound(other)
    return not (a and b) or abs(a - b) <= _SAME_SOUND


def _by_sound(character: str) -> int:
    """Place of a character in that level, 0 for one that is not in it."""
    code = character.encode("gb2312", errors="ignore")
    return (code[0] - 0xB0) * 94 + code[1] - 0xA0 if len(code) == 2 and 0xB0 <= code[0] <= 0xD7 else 0


@lru_cache(maxsize=16384)
def unit_within(text: str, district: District) -> str:
    """The one unit a longer text speaks of (title, file or sheet name), or "" when none or several do.

    Full names and aliases decide before short forms; within either the longest wins (新浦街道 inside no longer name).
    """
    stem = key(text)
    for names in _index(district):
        found = _longest(stem, names)
        if len(found) == 1:
            return found.pop()
        if found - {district.name}:
            # 示例区板浦镇: the district is only the unit's address
            rest = found - {district.name}
            return rest.pop() if len(rest) == 1 else ""
    return ""


def _longest(stem: str, names: dict[str, str]) -> set[str]:
    found: set[str] = set()
    rest = stem
    for form, name in names.items():
        if len(form) >= 2 and form in rest:
            found.add(name)
            rest = rest.replace(form, "\n")
    return found
