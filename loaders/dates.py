"""One cell -> one day, month or span, with its precision; nothing is invented that the cell does not say."""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from loaders.absence import says_nothing
from loaders.grid import Value
from loaders.numerals import dashed, digits_of, folded, numeral

_EPOCH = date(1899, 12, 30)
_PLANNED = re.compile(r"拟定|拟|计划|预计|预期|力争|争取|将于|暂定|目标")
_DEADLINE = re.compile(r"(?:[日号月旬底末度年内]|\d)之?以?前(?:完成|开工|竣工|签约|投产|注册)?\Z")
_CLOCK = re.compile(r"[\st]*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[ap]m)?(?:\s*-\s*\d{1,2}:\d{2})?|z\Z")
_HOUR = re.compile(r"(?:上午|下午|中午|早上|晚上|晚|全天|凌晨)|\d{1,2}[时点](?:\d{1,2}分|半|整)?")
_WEEKDAY = re.compile(r"\(?(?:周|星期|礼拜)[一二三四五六日天](?:-(?:周|星期|礼拜)?[一二三四五六日天])?\)?")
_BRACKET = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CHINESE_RUN = re.compile(r"[零〇○一二三四五六七八九十]+")
_OPEN = re.compile(r"(?:起|以来|开始|-今|至今|-)\Z")
_LEAD = re.compile(r"^(?:时间|日期|于|在|从|自|约)+[::]?")
_DONE = "开工|竣工|签约|投产|注册|启动|动工|建成|达产|来访|外出|召开|落地"
_TAIL = re.compile(rf"(?:之?前|之?后|左右|完成|结束|已?(?:{_DONE}))+\Z")
_LISTED = re.compile(r"[、,;\n]+|和|及")
_WRAPPED = re.compile(r"\s*\n\s*(?=[至到-])|(?<=[至到-])\s*\n\s*")
_XUN = {"上旬": 1, "中旬": 11, "下旬": 21}
_POINT = (
    r"(?:(?P<y#>(?:19|20)\d\d|\d\d(?=年|[./]\d{1,2}[./]))(?:年|(?P<s#>[./-])))?"
    r"(?P<m#>\d{1,2})(?(y#)(?(s#)(?P=s#)|[月./])|(?:月|[./-]))(?P<d#>\d{1,2})[日号]?"
    r"|(?P<Y#>(?:19|20)\d\d)(?P<M#>\d\d)(?P<D#>\d\d)"
)
_END = r"|(?P<b2>\d{1,2})[日号]?"
_SEPARATOR = r"(?:-+|至|到)"
_SPAN = re.compile(rf"(?:{_POINT.replace('#', '1')})(?:{_SEPARATOR}(?:{_POINT.replace('#', '2')}{_END}))?\Z")
_DAYS = re.compile(rf"(?P<first>\d{{1,2}})[日号]?(?:{_SEPARATOR}(?P<last>\d{{1,2}}))?[日号]\Z")
_MONTH = re.compile(
    r"(?:(?P<y>(?:19|20)\d\d|\d\d(?=年))年)?(?P<m>\d{1,2})月份?(?P<part>上旬|中旬|下旬|初|中|底|末|内)?\Z"
    r"|(?P<Y>(?:19|20)\d\d)(?:[./-]?(?P<M>\d\d)|[./-](?P<N>\d))月?\Z"
)
_MONTHS = re.compile(
    rf"(?:(?P<y>(?:19|20)\d\d)年)?(?P<m>\d{{1,2}})月?{_SEPARATOR}(?:(?P<z>(?:19|20)\d\d)年)?(?P<n>\d{{1,2}})月份?\Z"
)
_QUARTER = re.compile(r"(?:(?P<y>(?:19|20)\d\d)年?-?)?(?:第?(?P<q>[1-4])季度?|q(?P<Q>[1-4]))[初中底末内]?\Z")
_YEAR_END = re.compile(r"(?:((?:19|20)\d\d年)|\A年)[底末]\Z")
_YEAR = re.compile(r"(?:(?P<y>(?:19|20)\d\d)年?)?(?P<half>上半年|下半年)?(?:年?[初中底末内]|全年|度)?\Z")


@dataclass(frozen=True, slots=True)
class Day:
    """A date as read. `start` is the first day of what is known; `end` the last day of a written span, else None."""

    start: date | None = None
    end: date | None = None
    precision: str = ""
    """day | xun | month | quarter | year; "" without a date. A 旬 starts on day 1, 11 or 21."""
    planned: bool = False
    """True for 拟, 计划, 预计, 力争, 争取, 将于, 拟定, and for a deadline: 年底前."""
    inferred: bool = False
    """True when year or month were not in the cell but given by the caller."""
    problem: str = ""
    """"" | not-a-date | ambiguous-date | date-without-year | value-out-of-range."""
    absent: bool = False
    open_ended: bool = False
    """True for 3月20日起, 至今."""


_ABSENT = Day(absent=True)
_NOT_A_DATE = Day(problem="not-a-date")
_AMBIGUOUS = Day(problem="ambiguous-date")
_NO_YEAR = Day(problem="date-without-year")
_OUT_OF_RANGE = Day(problem="value-out-of-range")


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
        return _NOT_A_DATE
    if isinstance(raw, int | float):
        return _of_number(raw, year, number_format, latest)
    return _ABSENT if raw is None else _NOT_A_DATE


def _of_datetime(raw: datetime, number_format: str, latest: int) -> Day:
    if not 2000 <= raw.year <= latest:
        return _OUT_OF_RANGE
    precision = _shown_precision(number_format) if number_format else "day"
    known = {"day": {}, "month": {"day": 1}, "year": {"month": 1, "day": 1}}[precision]
    return Day(raw.date().replace(**known), precision=precision)


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
        return _OUT_OF_RANGE
    if 20000 <= raw <= 80000:
        start = _EPOCH + timedelta(days=int(raw))
        return Day(start, precision="day") if 2000 <= start.year <= latest else _OUT_OF_RANGE
    if raw == int(raw):
        whole = str(int(raw))
        return _of_text(whole, None, None, latest) if len(whole) in (4, 6, 8) else _NOT_A_DATE
    fixed = re.match(r"[0#]+\.00(?!0)", number_format.replace("@", ""))
    shown = f"{raw:.2f}" if fixed and round(raw, 2) == raw else repr(float(raw))
    return _of_decimal(shown, year, latest)


def _of_decimal(shown: str, year: int | None, latest: int) -> Day:
    """3.15 as month and day, 2024.3 as year and month; a single decimal 1, 2 or 3 may have lost its zero."""
    whole, _, part = shown.partition(".")
    if not whole.isdigit() or not 1 <= len(part) <= 2:
        return _NOT_A_DATE
    endings = _endings(whole, part)
    if len(endings) > 1:
        return _AMBIGUOUS
    return _of_text(f"{whole}.{endings[0]}", year, None, latest) if endings else _NOT_A_DATE


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
    if len(raw) > 200:
        return _NOT_A_DATE
    if says_nothing(raw):
        return _ABSENT
    words = _WRAPPED.sub("", dashed(folded(raw)))
    serial = re.fullmatch(r"\d{5}(?:\.\d+)?", words)
    if serial:
        return _of_number(float(words), year, "", latest)
    planned = bool(_PLANNED.search(words) or _DEADLINE.search(words))
    bare = _bare(words)
    open_ended = _OPEN.search(bare)
    if open_ended:
        bare = bare[: open_ended.start()]
    found = _Reading(year, month, latest).of(bare)
    found = found if found.problem != "not-a-date" else _first_of_list(bare, _Reading(year, month, latest))
    if found.problem == "not-a-date":
        return found
    return replace(found, planned=planned, open_ended=bool(open_ended) and found.start is not None)


def _bare(words: str) -> str:
    """The date alone: without clock times, weekdays, brackets, plan words and what happened; Arabic digits only."""
    bare = _WEEKDAY.sub("", _CLOCK.sub("", words))
    bare = _PLANNED.sub("", _BRACKET.sub("", bare))
    bare = _CHINESE_RUN.sub(_arabic, bare)
    bare = re.sub(r"[^\S\n]+", "", _HOUR.sub("", bare)).strip("。.,;、\n")
    return _YEAR_END.sub(r"\g<1>12月", _TAIL.sub("", _LEAD.sub("", bare)).rstrip("。.,;、"))


def _arabic(run: re.Match[str]) -> str:
    value = numeral(run[0]) if "十" in run[0] else None
    return digits_of(run[0]) if value is None else str(value)


def _first_of_list(bare: str, reading: "_Reading") -> Day:
    """3月20日、25日 gives the first with ambiguous-date; a date before a remark is that date."""
    first, *rest = [part for part in _LISTED.split(bare) if part] or [""]
    found = reading.of(_TAIL.sub("", first)) if rest else _NOT_A_DATE
    if found.start is None:
        return found
    return replace(found, problem="ambiguous-date") if any(re.search(r"\d", part) for part in rest) else found


class _Reading:
    """Tries the shapes of a date from the most to the least precise."""

    def __init__(self, year: int | None, month: int | None, latest: int) -> None:
        self.year = year
        self.month = month
        self.latest = latest

    def of(self, bare: str) -> Day:
        for shape, read in (
            (_SPAN, self._span),
            (_DAYS, self._days),
            (_MONTH, self._month),
            (_MONTHS, self._months),
            (_QUARTER, self._quarter),
            (_YEAR, self._year),
        ):
            match = shape.match(bare) if bare else None
            if match:
                found = read(match.groupdict())
                if found.problem != "not-a-date":
                    return found
        return _NOT_A_DATE

    def _made(self, year: int | None, month: int, dom: int, precision: str, *, inferred: bool = False) -> Day:
        try:
            date(year or self.year or 2000, month, dom)
        except ValueError:
            return _NOT_A_DATE
        known = year or self.year
        if known is None:
            return _NO_YEAR
        if not 2000 <= known <= self.latest:
            return _OUT_OF_RANGE
        return Day(date(known, month, dom), precision=precision, inferred=inferred or year is None)

    def _span(self, part: dict[str, str | None]) -> Day:
        start = self._point(part, "1")
        if not (part["m2"] or part["M2"] or part["b2"]) or start.start is None:
            return start
        if part["b2"]:
            return _ended(start, *_rolled(start.start, int(part["b2"])))
        written = _year(part["y2"] or part["Y2"])
        month, dom = int(part["m2"] or part["M2"] or 0), int(part["d2"] or part["D2"] or 0)
        wraps = written is None and (month, dom) < (start.start.month, start.start.day)
        return _ended(start, written or start.start.year + wraps, month, dom)

    def _point(self, part: dict[str, str | None], n: str) -> Day:
        year = _year(part["y" + n] or part["Y" + n])
        return self._made(
            year, int(part["m" + n] or part["M" + n] or 0), int(part["d" + n] or part["D" + n] or 0), "day"
        )

    def _days(self, part: dict[str, str | None]) -> Day:
        if self.month is None:
            return _NOT_A_DATE
        start = self._made(None, self.month, int(part["first"] or 0), "day")
        if not part["last"] or start.start is None:
            return start
        return _ended(start, *_rolled(start.start, int(part["last"])))

    def _month(self, part: dict[str, str | None]) -> Day:
        year = _year(part["y"] or part["Y"])
        xun = _XUN.get(part["part"] or "")
        number = int(part["m"] or part["M"] or part["N"] or 0)
        return self._made(year, number, xun or 1, "xun" if xun else "month")

    def _months(self, part: dict[str, str | None]) -> Day:
        start = self._made(_year(part["y"]), int(part["m"] or 0), 1, "month")
        last = int(part["n"] or 0)
        if start.start is None or not 1 <= last <= 12:
            return start if start.start is None else _NOT_A_DATE
        year = _year(part["z"]) or start.start.year + (last < start.start.month)
        return _ended(start, year, last, calendar.monthrange(year, last)[1])

    def _quarter(self, part: dict[str, str | None]) -> Day:
        return self._made(_year(part["y"]), int(part["q"] or part["Q"] or 0) * 3 - 2, 1, "quarter")

    def _year(self, part: dict[str, str | None]) -> Day:
        return self._made(_year(part["y"]), 7 if part["half"] == "下半年" else 1, 1, "year")


def _year(written: str | None) -> int | None:
    if not written:
        return None
    return int(written) + (2000 if len(written) == 2 else 0)


def _rolled(start: date, dom: int) -> tuple[int, int, int]:
    """Year, month and day of an end that names its day alone: 3月30日-2日 ends in April."""
    if dom >= start.day:
        return start.year, start.month, dom
    return (start.year + 1, 1, dom) if start.month == 12 else (start.year, start.month + 1, dom)


def _ended(start: Day, year: int, month: int, dom: int) -> Day:
    try:
        end = date(year, month, dom)
    except ValueError:
        return _NOT_A_DATE
    return _NOT_A_DATE if start.start is None or end < start.start else replace(start, end=end)
