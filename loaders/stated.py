"""The year, the month and the last day that titles, names of sheets and of files state."""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from loaders.dates import day
from loaders.dateshapes import Day
from loaders.grid import Address

_REPORTED_ON = re.compile(r"(填报|报送|上报|填表|制表|更新)(时间|日期)\s*[:：]?\s*([\d年月日号./\-]+)")
_OF_AN_EVENT = re.compile(r"^\s*(签约|签订|活动|举办|培训|开工|推介)(会|活动|仪式)?(时间|日期)\s*[:：]")
"""When something took place, which is not the day to which a sheet reports: 签约时间：2024年3月8日."""
_SIGNED_ON = re.compile(r"\s*(?:集中)?(?:签约|签订)(?:时间|日期)\s*[:：]\s*(?P<on>[^:：]{4,20})")
_DATES = re.compile(r"(?:20\d\d|\d{1,2}|[一二三四五六七八九十第])[\d年月日号./\-—–~～至到一二三四上中下旬季度 ]{2,}")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年|年度|[^\d]|$)")
_YEARS = re.compile(r"(?<!\d)20\d\d[年./-]?(?:\d{1,2}[月./-]?)?(?:\d{1,2}[日号]?)?\s*[-—–~～至到]+\s*(20\d\d)(?!\d)")
_SINCE = re.compile(r"(?<!\d)20\d\d年(?:\d{1,2}月(?:份|\d{1,2}[日号])?)?(?:以来|起|至今)")
_ONE_MONTH = re.compile(r"(?<![截至止到\d\-—–~～.])(1[0-2]|0?[1-9])月份?(?![\d底末前初\-—–~～至到上中下以])")
_MONTHS = re.compile(r"(?<!\d)(1[0-2]|[1-9])\s*[-—–~～至到]\s*(1[0-2]|[1-9])\s*月(?!\s*\d)")
_COMPACT = re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])([0-3]\d)(?!\d)|(?<![\d.])(0[1-9]|1[0-2])([0-3]\d)(?!\d)")
_JOINT = re.compile(r"\s*[-—–~～至到]+\s*")
_TELEPHONE = re.compile(
    r"(电话|手机|传真|联系方式|热线)\s*(号码)?\s*[:：]?\s*[\d\-—()（） ]{7,}"
    r"|(?<!\d)0\d{2,3}[-—]\d{7,8}|(?<!\d)1\d{10}(?!\d)"
)
_FIRST_WEEK = re.compile(r"第(?:0?1|一)周|首周")
"""The week that a year begins with: its last day, not its first, is of the year that stands beside it."""

Source = tuple[str, Address | None]


@dataclass(frozen=True, slots=True)
class Said:
    """A date the file states, and where: `exact` unless only a month or the day of reporting is known."""

    end: date
    exact: bool
    at: Address | None
    text: str
    start: date | None = None
    """First day of a stated range (3月23日至3月29日)."""
    stated: bool = True
    """False for the day of reporting, which need not be the day covered."""


def year_in(text: str) -> int | None:
    """The year that a text states: of two the later one, in which a day that cannot lie is of the one before; none for
    2023年以来, which says of no day when it was."""
    if spanned := _YEARS.search(text):
        return int(spanned.group(1))
    text = _SINCE.sub("", text)
    match = _YEAR.search(text) or _COMPACT.search(text)
    return int(match.group(1)) if match and match.group(1) else None


def reports(text: str) -> bool:
    """Whether a line states the day of reporting: 填报时间：2024年3月29日."""
    return bool(_REPORTED_ON.search(text))


def month_in(texts: Iterable[str]) -> int | None:
    """The one month that title and sheet name speak of, for days that stand without one: 2024年3月外出招商."""
    named = {int(m.group(1)) for text in texts if "截" not in text for m in _ONE_MONTH.finditer(text)}
    return named.pop() if len(named) == 1 else None


def signing_day(texts: Iterable[str], year: int | None) -> date | None:
    """The one day on which a line says that everything below it was signed: 签约时间：2024年3月8日."""
    labelled = (found for text in texts if (found := _SIGNED_ON.fullmatch(text)))
    read = [day(found["on"], year=year) for found in labelled]
    days = {each.start for each in read if each.start and not each.problem and not each.planned}
    exact = all(each.precision == "day" and each.end in (None, each.start) for each in read)
    return days.pop() if len(days) == 1 and exact else None


def last_day(sources: list[Source], year: int | None, *, closing: bool = False) -> Said | None:
    """The last day the file says it covers; exact dates anywhere before months, months before days of reporting.

    `closing` tells that `year` is that of the last day, as a period's is: 12.30-1.5 of 2024 begins in 2023.
    """
    rough: Said | None = None
    written: Said | None = None
    for text, at in sources:
        if _OF_AN_EVENT.match(text):
            continue
        reported = _REPORTED_ON.search(text)
        rest = text.replace(reported.group(0), "") if reported else text
        said = _said(rest, at, year, closing=closing)
        if said and said.exact:
            return said
        rough = rough or said
        if reported and written is None and (read := day(reported.group(3), year=year)).start:
            written = Said(read.end or read.start, False, at, text, stated=False)
    return _not_after(rough, written) if rough else written


def _not_after(rough: Said, written: Said | None) -> Said:
    """A sheet for March that was filled in on 29 March covers to that day, not to the end of the month."""
    early = written and (written.end.year, written.end.month) == (rough.end.year, rough.end.month)
    return replace(rough, end=written.end) if written and early and written.end < rough.end else rough


def _said(text: str, at: Address | None, year: int | None, *, closing: bool = False) -> Said | None:
    text = _TELEPHONE.sub(" ", text)
    if found := _of_digits(text, at, year, closing=closing):
        return found
    months = _MONTHS.search(text)
    if months and year and 1 <= int(months.group(2)) <= 12:
        return Said(month_end(year, int(months.group(2))), False, at, text)
    for match in _DATES.finditer(text):
        words = match.group(0).strip(" -—至到~～第")
        read = day(words, year=year)
        if read.inferred and year and _over_new_year(read) and (closing or _FIRST_WEEK.search(text)):
            read = day(words, year=year - 1)
        if not read.start or read.problem:
            continue
        end = read.end or read.start
        if read.precision == "day":
            return Said(end, True, at, text, read.start if read.end and read.end != read.start else None)
        if read.precision in ("month", "quarter"):
            month = end.month if read.precision == "month" else (end.month - 1) // 3 * 3 + 3
            return Said(month_end(end.year, month), False, at, text)
    return None


def _over_new_year(read: Day) -> bool:
    return bool(read.start and read.end and read.start.year < read.end.year)


def month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _of_digits(text: str, at: Address | None, year: int | None, *, closing: bool) -> Said | None:
    """A day of digits alone, 20240329 or 0329, or the span between two of them: 0323-0329."""
    first = _COMPACT.search(text)
    start = _compact(first, year) if first else None
    if not first or not start:
        return None
    joint = _JOINT.match(text, first.end())
    second = _COMPACT.match(text, joint.end()) if joint else None
    end = _compact(second, start.year) if second else None
    if not end:
        return Said(start, True, at, text)
    if end < start and not (second and second.group(1)):
        # 1230-0105: the year that stands beside it is that of its last day where it is a period's
        back = closing and not first.group(1)
        start, end = (_in_year(start, start.year - 1), end) if back else (start, _in_year(end, end.year + 1))
    return Said(end, True, at, text, start if start < end else None)


def _in_year(known: date, year: int) -> date:
    return known.replace(year=year, day=min(known.day, calendar.monthrange(year, known.month)[1]))


def _compact(match: re.Match[str], year: int | None) -> date | None:
    y, m, d, month, of_month = match.groups()
    try:
        if y:
            return date(int(y), int(m), int(d))
        return date(year, int(month), int(of_month)) if year else None
    except ValueError:
        return None
