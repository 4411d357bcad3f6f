"""One cell -> one day, month or span, with its precision; nothing is invented that the cell does not say."""

import calendar
import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from loaders.absence import says_nothing
from loaders.dateshapes import NO_YEAR, NOT_A_DATE, OUT_OF_RANGE, Day, Shapes
from loaders.grid import Value
from loaders.numberformats import PLANNED
from loaders.numerals import dashed, digits_of, folded, numeral, raised, unmarked

_EPOCH = date(1899, 12, 30)
_PLANNED = re.compile(
    r"拟定|拟|计划|预计|预期|力争|争取|确保|将于|暂定|目标|不[得能可]?[晚迟]于|最[晚迟](?:于|在|不超过)?"
)
_BY_NAME = {"前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "当年": 0, "明年": 1}
_NAMED_YEAR = re.compile(rf"({'|'.join(_BY_NAME)})度?(?=[\d一二三四五六七八九十上下年初中底末])年?")
"""去年12月, 今年初: the year is said, by the sheet's own."""
_ABOUT = re.compile(r"左右|前后|大约|大概|约(?=\d)")
_DEADLINE = re.compile(r"(?:[日号月旬底末度年内]|\d)之?以?前(?:完成|开工|竣工|签约|投产|注册)?\Z")
_CLOCK = re.compile(r"[\st]*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[ap]m)?(?:\s*-\s*\d{1,2}:\d{2})?|z\Z")
_HOUR = re.compile(r"(?:上午|下午|中午|早上|晚上|晚|全天|凌晨)|\d{1,2}[时点](?:\d{1,2}分|半|整)?")
_WEEKDAY = re.compile(r"\(?(?:周|星期|礼拜)[一二三四五六日天](?:-(?:周|星期|礼拜)?[一二三四五六日天])?\)?")
_BRACKET = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CHINESE_RUN = re.compile(r"[零〇○一二三四五六七八九十]+")
_OPEN = re.compile(r"(?:起|以来|开始|-今|至今|-)\Z")
_LEAD = re.compile(r"^(?:时间|日期|已经?|于|在|从|自|大?约|大概)+[::]?")
_DONE = "开工|竣工|签约|投产|注册|启动|动工|建成|达产|来访|外出|召开|落地"
_AFTER = re.compile(r"(?<=[日号月旬底末度年\d])[之以过]?后(?:再|可)?\Z")
"""3月20日后: no day is known but the first that it is not."""
_TAIL = re.compile(rf"(?:[之以]?前|左右|前后|完成|结束|(?:已经?|正式|举行)*(?:{_DONE})(?:仪式)?)+\Z")
_LISTED = re.compile(r"[、,;\n]+|和|及")
_EITHER_DAY = re.compile(r"(?<=月)(\d{1,2})[日号]?/(?=\d{1,2}[日号])")
"""3月24/25日 lists two days."""
_FROM_TO = re.compile(r"起(?=[-至到])|(?<=[日号\d])止\Z")
"""2月1日起至2月3日止."""
_YEAR_END = re.compile(r"(?:((?:19|20)\d\d年)|\A年)[底末]\Z")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAME = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_LETTER = re.compile("[a-z]")
_ENGLISH = tuple(
    re.compile(rf"(?<![a-z0-9]){shape}(?![a-z0-9])")
    for shape in (
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[-\s]{_MONTH_NAME},?[-\s](?P<year>20\d\d|\d\d)",
        rf"{_MONTH_NAME}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>20\d\d)",
    )
)
"""5-Mar-24, 5 March 2024, Mar 5, 2024. Mar-24 may be a day or a year and is none."""
_WRAPPED = re.compile(r"\s*\n\s*(?=[至到-])|(?<=[至到-])\s*\n\s*")

_ABSENT = Day(absent=True)
_AMBIGUOUS = Day(problem="ambiguous-date")


def day(
    raw: Value, *, year: int | None = None, month: int | None = None, number_format: str = "", latest: int = 2035
) -> Day:
    """The date of one cell. Never raises.

    `year` and `month` stand in where the cell names none (`inferred`). `latest` is the last plausible year; it comes
    from the caller, never from a clock. Dates before 2000 or after it are value-out-of-range.

    Notes
    -----
    A number 3.2 is 2 or 20 March: ambiguous-date, unless the format 0.00 shows which; 3.15 and text "3.2" are plain.
    Several dates that are no span give the first one and ambiguous-date. 上半年 and 年内 are known to the year only;
    年底 is December.
    """
    if isinstance(raw, datetime):
        return _of_datetime(raw, number_format, latest)
    if isinstance(raw, str):
        return _of_text(raw, year, month, latest)
    if isinstance(raw, bool):
        return NOT_A_DATE
    if isinstance(raw, int | float):
        return _of_number(raw, year, number_format, latest)
    return _ABSENT if raw is None else NOT_A_DATE


@lru_cache(maxsize=16384)
def _of_datetime(raw: datetime, number_format: str, latest: int) -> Day:
    if not 2000 <= raw.year <= latest:
        return OUT_OF_RANGE
    precision = _shown_precision(number_format) if number_format else "day"
    known = {"day": {}, "month": {"day": 1}, "year": {"month": 1, "day": 1}}[precision]
    planned = bool(number_format and PLANNED.search(number_format))
    return Day(raw.date().replace(**known), precision=precision, planned=planned)


@lru_cache(maxsize=512)
def _shown_precision(number_format: str) -> str:
    """How much of a date its number format shows: yyyy"年"m"月" is a month."""
    letters = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|general', "", number_format.split(";")[0].lower())
    if "d" in letters or "h" in letters or not re.search("[ye]", letters):
        return "day"
    return "month" if "m" in letters else "year"


@lru_cache(maxsize=16384)
def _of_number(raw: float, year: int | None, number_format: str, latest: int) -> Day:
    if not abs(raw) < 1e9:
        return OUT_OF_RANGE
    if 20000 <= raw <= 80000:
        start = _EPOCH + timedelta(days=int(raw))
        return Day(start, precision="day") if 2000 <= start.year <= latest else OUT_OF_RANGE
    if raw == int(raw):
        whole = str(int(raw))
        return _of_text(whole, None, None, latest) if len(whole) in (4, 6, 8) else NOT_A_DATE
    fixed = re.match(r"[0#]+\.00(?!0)", number_format.replace("@", ""))
    shown = f"{raw:.2f}" if fixed and round(raw, 2) == raw else repr(float(raw))
    return _of_decimal(shown, year, latest)


def _of_decimal(shown: str, year: int | None, latest: int) -> Day:
    """3.15 as month and day, 2024.3 as year and month; a single decimal 1, 2 or 3 may have lost its zero."""
    whole, _, part = shown.partition(".")
    if not whole.isdigit() or not 1 <= len(part) <= 2:
        return NOT_A_DATE
    endings = _endings(whole, part)
    if len(endings) > 1:
        return _AMBIGUOUS
    return _of_text(f"{whole}.{endings[0]}", year, None, latest) if endings else NOT_A_DATE


def _endings(whole: str, part: str) -> list[str]:
    """The readings of a decimal part that exist: .2 of month 3 may be day 2 or 20, .5 only day 5."""
    written = (part, part + "0") if len(part) == 1 else (part,)
    if len(whole) == 4:
        return [ending for ending in written if 1 <= int(ending) <= 12]
    month = int(whole)
    if not 1 <= month <= 12:
        return []
    return [ending for ending in written if 1 <= int(ending) <= calendar.monthrange(2000, month)[1]]


@lru_cache(maxsize=65536)
def _of_text(raw: str, year: int | None, month: int | None, latest: int) -> Day:
    if len(raw) > 200 or raised(raw):
        return NOT_A_DATE
    if says_nothing(raw):
        return _ABSENT
    words = _in_digits(_WRAPPED.sub("", dashed(folded(unmarked(raw)))))
    if _NAMED_YEAR.search(words):
        return _of_text(_with_year(words, year), year, month, latest) if year else NO_YEAR
    serial = re.fullmatch(r"\d{5}(?:\.\d+)?", words)
    if serial:
        return _of_number(float(words), year, "", latest)
    planned = bool(_PLANNED.search(words) or _DEADLINE.search(words))
    bare = _bare(words)
    open_ended = _OPEN.search(bare)
    if open_ended:
        bare = bare[: open_ended.start()]
    found = _shaped(bare, Shapes(year, month, latest))
    if found.problem == "not-a-date":
        return found
    if found.precision == "day" and _ABOUT.search(words):
        found = replace(found, precision="about")
    return replace(found, planned=planned, open_ended=bool(open_ended) and found.start is not None)


def _shaped(bare: str, shapes: Shapes) -> Day:
    """The date that bare words are; one that something comes after is known to be no such day, and no other."""
    if after := _AFTER.search(bare):
        return NOT_A_DATE if shapes.of(bare[: after.start()]).problem else _AMBIGUOUS
    found = shapes.of(bare)
    return found if found.problem != "not-a-date" else _first_of_list(bare, shapes)


def _in_digits(words: str) -> str:
    """Months that are named as months with a number: 元月, 5-Mar-24."""
    # most dates have no letter, and a long list has tens of thousands of them
    for shape in _ENGLISH if _LETTER.search(words) else ():
        words = shape.sub(
            lambda said: f"{_century(said['year'])}年{_MONTHS.index(said['month']) + 1}月{said['day']}日", words
        )
    return words.replace("元月", "1月")


def _century(year: str) -> str:
    return year if len(year) == 4 else f"20{year}"


def _with_year(words: str, year: int) -> str:
    """去年12月 -> 2023年12月. What is written is no guess: 今年12月 in a sheet of March lies ahead."""
    return _NAMED_YEAR.sub(lambda named: f"{year + _BY_NAME[named[1]]}年", words)


def _bare(words: str) -> str:
    """The date alone: without clock times, weekdays, brackets, plan words and what happened; Arabic digits only."""
    bare = _WEEKDAY.sub("", _CLOCK.sub("", words))
    bare = _PLANNED.sub("", _BRACKET.sub("", bare))
    bare = _EITHER_DAY.sub(r"\g<1>、", _FROM_TO.sub("", _CHINESE_RUN.sub(_arabic, bare)))
    bare = re.sub(r"[^\S\n]+", "", _HOUR.sub("", bare)).strip("。.,;、\n")
    return _YEAR_END.sub(r"\g<1>12月", _TAIL.sub("", _LEAD.sub("", bare)).rstrip("。.,;、"))


def _arabic(run: re.Match[str]) -> str:
    value = numeral(run[0]) if "十" in run[0] else None
    return digits_of(run[0]) if value is None else str(value)


def _first_of_list(bare: str, shapes: Shapes) -> Day:
    """3月20日、25日 gives the first with ambiguous-date, 3月20、21日 a span; a date before a remark is that date."""
    first, *rest = [part for part in _LISTED.split(bare) if part] or [""]
    found = shapes.of(_TAIL.sub("", first)) if rest else NOT_A_DATE
    if found.start is None:
        return found
    if found.precision == "day" and (last := _following(found.start, rest)):
        return replace(found, end=last)
    return replace(found, problem="ambiguous-date") if any(re.search(r"\d", part) for part in rest) else found


def _following(start: date, rest: list[str]) -> date | None:
    """The last of days listed one after the other, which are a span: 3月5、6日."""
    days = [int(found.group(1)) for part in rest if (found := re.fullmatch(r"(\d{1,2})[日号]?", part))]
    follow = len(days) == len(rest) and days == list(range(start.day + 1, start.day + 1 + len(days)))
    valid = follow and days[-1] <= calendar.monthrange(start.year, start.month)[1]
    return start.replace(day=days[-1]) if valid else None
