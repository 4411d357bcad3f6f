"""One cell -> plain text, a list of names, or nothing."""

import re
from datetime import datetime
from functools import lru_cache

from dashboard.names import plain, typed
from loaders.absence import says_nothing
from loaders.grid import Value
from loaders.numerals import numeral
from loaders.personal import without_personal_numbers
from loaders.posts import SURNAMES

__all__ = ["is_absent", "items", "text", "without_personal_numbers"]

_CONTROLS = {c: None for c in (*range(9), 11, 12, *range(14, 32), 127, 0xFFFE, 0xFFFF)}
_CIRCLED = re.compile(r"[①-⑳⑴-⒛❶-❿]\s*[.、]?")
_NUMBERED = re.compile(r"\s*(?:\(?1[.、)]|\(?一[、)])(?!\d)")
_MARKER = re.compile(
    r"(?:^|(?<=[\s;,。、)\u3400-\u9fff]))\(?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[.、)](?!\d)\s*", re.M
)
_AFTER_COMPANY = re.compile(
    rf"(?<=公司|集团|商会|协会)[ \t]+(?=[\u3400-\u9fff])(?![{SURNAMES}][\u4e00-\u9fff]{{1,2}}(?:\Z|[、，,；;\n]))"
)
"""A space between two organisations; behind one a name of two or three characters is a person's."""
_AND_OTHERS = re.compile(r"(?<=.)等(?:\d+|[一二三四五六七八九十]+)?[余多]?[家个]?(?:企业|公司|单位|商会)?[。.]?\Z")
_COUNTED = re.compile(
    r"(?:.*等|(?P<about>约|近|超过?))?(?P<n>\d{1,4}|[一二三四五六七八九十]{1,3})(?P<more>余|多)?家"
    r"(?:企业|公司|单位|商会|客商|机构|和|及|、)*[。.]?\Z",
    re.S,
)
_AND_COMPANY = re.compile(
    r"(?:(?<=公司|集团|商会|协会)|(?<=管委会|委员会|开发区))(?:以及|和|与|及)"
    r"(?=[\u3400-\u9fff]{2,}(?:公司|集团|商会|协会|会|区|厂|局))(?!其|关联|下属|相关|子公司|旗下)"
)
_FORM = (
    r"(?:co\.?,? ?ltd|ltd|inc|corp|llc|llp|plc|gmbh|ag|kg|sa|s\.a|spa|s\.p\.a|bv|b\.v|nv|n\.v|"
    r"limited|pte|pty|se|ab|co)\.?"
)
_FORM_ALONE = re.compile(rf"\s*{_FORM}(?=[\s(\[]|\Z)", re.I)
_ENDS_IN_FORM = re.compile(rf"[\s,.]{_FORM}\s*\Z", re.I)
_BRANCH = re.compile(
    r"\s*(?!.*(?:街道|驻|公司.))[\u4e00-\u9fff]{0,6}"
    r"(?:分公司|分部|事业部|大区|代表处|办事处|(?:研发|营销|技术)中心)\Z"
)
"""A part of the company before the comma: 甲公司，华南分部."""
_PLACE = re.compile(r"\s+[A-Za-z][A-Za-z .'-]*\Z")
_OPENING = {"(": ")", "[": "]", "【": "】", "《": "》", "“": "”", "〔": "〕"}
_CLOSING = frozenset(_OPENING.values())
_SEPARATORS = frozenset("、,;/|\n\r")

_MARKS = " \t★☆▲△▼▽※◆◇●○■□◎▶►✦✪"
_APART = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[ \u3000]+([\u4e00-\u9fff])(?![\u4e00-\u9fff])")


def text(raw: Value) -> str:
    """Plain text of a cell: NFKC, stripped, without pinyin residue or control characters; "" when empty.

    Whole floats print without .0, dates as YYYY-MM-DD, times as HH:MM; a number that is none prints as "".
    """
    if isinstance(raw, str):
        # what is printable holds no control characters, which is told at once
        return plain(raw if raw.isprintable() else raw.translate(_CONTROLS))
    if raw is None:
        return ""
    if isinstance(raw, datetime):
        return raw.strftime("%Y-%m-%d")
    if isinstance(raw, bool):
        return str(raw).upper()
    if isinstance(raw, int):
        return str(raw)
    return _decimal(raw) if isinstance(raw, float) else raw.strftime("%H:%M")


def quoted(raw: Value) -> str:
    """A cell's text as it was typed, to be quoted; of what is no text, and of residue of web pages, as `text`."""
    return typed(raw if raw.isprintable() else raw.translate(_CONTROLS)) if isinstance(raw, str) else text(raw)


def _decimal(raw: float) -> str:
    if not abs(raw) < float("inf"):
        return ""
    return str(int(raw)) if raw == int(raw) and abs(raw) < 1e15 else repr(raw)


def is_absent(raw: Value) -> bool:
    """Whether a cell says that there is nothing: blank, 无, —, 待定, 面议, 保密 ..."""
    return raw is None or (isinstance(raw, str) and says_nothing(raw))


def unmarked(words: str) -> str:
    """A name without the signs that mark it in its list: ★甲项目 -> 甲项目; *ST甲 and 1#厂房 are names."""
    return words.strip(_MARKS) or words


def person(words: str) -> str:
    """A person's name without the space that aligns two-character names: 彭  敏 -> 彭敏."""
    return _APART.sub(r"\1\2", words) if words else words


def items(raw: Value) -> tuple[str, ...]:
    """The entries of a list in one cell, in order, repeats included; () when the cell says nothing.

    Split at 、，；/ and line breaks and at numbering (1. 2. ①), never inside brackets; a Latin company keeps its comma
    (Siemens AG, Munich; Apple Inc., Ltd.). A closing 等 or 等5家企业 is dropped.
    """
    if isinstance(raw, str):
        return _items(raw)
    return (text(raw),) if raw is not None and text(raw) else ()


def stated_count(words: str) -> tuple[int, bool]:
    """How many organisations a cell says it speaks of (甲公司等3家企业, 12家), 0 if it does not; and whether hedged."""
    found = _COUNTED.match(words)
    if not found:
        return 0, False
    number = int(found["n"]) if found["n"].isdigit() else numeral(found["n"]) or 0
    return int(number), bool(found["about"] or found["more"])


@lru_cache(maxsize=16384)
def _items(raw: str) -> tuple[str, ...]:
    if says_nothing(raw):
        return ()
    words = text(_CIRCLED.sub("\n", raw))
    if _NUMBERED.match(words):
        words = _MARKER.sub("\n", words)
    words = _AND_COMPANY.sub("\n", _AFTER_COMPANY.sub("\n", words))
    parts = [part.strip(" \t。" + _MARKS) for part in _joined(_split(words))]
    if parts:
        parts[-1] = _AND_OTHERS.sub("", parts[-1])
    return tuple(part for part in parts if part and not says_nothing(part))


def _split(words: str) -> list[tuple[str, str]]:
    """(entry, separator after it) at every separator outside brackets; a bracket never closed does not hold."""
    balanced = all(words.count(left) == words.count(right) for left, right in _OPENING.items())
    parts: list[tuple[str, str]] = []
    web = "://" in words
    depth = start = 0
    for at, char in enumerate(words):
        depth = max(0, depth + (char in _OPENING) - (char in _CLOSING))
        if char in _SEPARATORS and not (depth and balanced) and not _holds(words, at, web):
            parts.append((words[start:at], char))
            start = at + 1
    return [*parts, (words[start:], "")]


def _holds(words: str, at: int, web: bool) -> bool:
    """Whether a slash or comma belongs to what it stands in: a date, an address of the web, A/S, 1,200."""
    around = words[max(0, at - 1) : at + 2]
    if words[at] == "/":
        return web or words[at - 1 : at + 2].lower() == "a/s" or (around[:1].isdigit() and around[-1:].isdigit())
    return words[at] == "," and bool(re.match(r"\d,\d{3}(?!\d)", words[max(0, at - 1) : at + 5]))


def _joined(parts: list[tuple[str, str]]) -> list[str]:
    """Entries with the commas of company names put back."""
    entries: list[str] = []
    before = ""
    for part, separator in parts:
        if before == "," and entries and _belongs(entries[-1], part):
            entries[-1] = f"{entries[-1]},{part}"
        else:
            entries.append(part)
        before = separator
    return entries


def _belongs(entry: str, part: str) -> bool:
    if _BRANCH.match(part) and entry.rstrip().endswith(("公司", "集团")):
        return True
    if _FORM_ALONE.match(part) and re.search(r"[A-Za-z.)]\s*\Z", entry):
        return True
    return bool(_ENDS_IN_FORM.search(entry) and _PLACE.match(part) and not _ENDS_IN_FORM.search(part))
