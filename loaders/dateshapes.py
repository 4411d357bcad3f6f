"""The shapes a date is written in, from a whole span to a bare year, once everything around it has been taken off."""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date

_XUN = {"上旬": 1, "中旬": 11, "下旬": 21}
_LONGEST_ROLLED, _LONGEST_WRAPPED = 21, 183
"""Days of a span that runs into the next month (3月30日-2日), or year (12月30日-1月2日), without saying so."""
_YEARS_APART = 2
"""How far a year of two digits between hyphens may lie from the sheet's."""
_POINT = (
    r"(?:(?P<y#>(?:19|20)\d\d|\d\d(?=年|[./]\d{1,2}[./]|-\d{1,2}-\d))(?:年|(?P<s#>[./-])))?"
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
_YEAR = re.compile(r"(?:(?P<y>(?:19|20)\d\d)年?)?(?P<half>上半年|下半年)?(?:年?[初中底末内]|全年|度)?\Z")


@dataclass(frozen=True, slots=True)
class Day:
    """A date as read. `start` is the first day of what is known; `end` the last day of a written span, else None."""

    start: date | None = None
    end: date | None = None
    precision: str = ""
    """day | about | xun | month | quarter | year; "" without a date. A 旬 starts on day 1, 11 or 21; 3月20日左右 is
    about that day."""
    planned: bool = False
    """True for 拟, 计划, 预计, 力争, 争取, 将于, 拟定, and for a deadline: 年底前."""
    inferred: bool = False
    """True when year or month were not in the cell but given by the caller."""
    problem: str = ""
    """"" | not-a-date | ambiguous-date | date-without-year | value-out-of-range."""
    absent: bool = False
    open_ended: bool = False
    """True for 3月20日起, 至今."""


NOT_A_DATE = Day(problem="not-a-date")
AMBIGUOUS = Day(problem="ambiguous-date")
NO_YEAR = Day(problem="date-without-year")
OUT_OF_RANGE = Day(problem="value-out-of-range")


class Shapes:
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
        return NOT_A_DATE

    def _made(self, year: int | None, month: int, dom: int, precision: str, *, inferred: bool = False) -> Day:
        try:
            date(year or self.year or 2000, month, dom)
        except ValueError:
            return NOT_A_DATE
        known = year or self.year
        if known is None:
            return NO_YEAR
        if not 2000 <= known <= self.latest:
            return OUT_OF_RANGE
        return Day(date(known, month, dom), precision=precision, inferred=inferred or year is None)

    def _span(self, part: dict[str, str | None]) -> Day:
        start = self._point(part, "1")
        if not (part["m2"] or part["M2"] or part["b2"]) or start.start is None:
            return start
        if part["b2"]:
            return _rolled(start, int(part["b2"]))
        written = _year(part["y2"] or part["Y2"])
        month, dom = int(part["m2"] or part["M2"] or 0), int(part["d2"] or part["D2"] or 0)
        wraps = written is None and (month, dom) < (start.start.month, start.start.day)
        found = _ended(start, written or start.start.year + wraps, month, dom)
        return _within(found, _LONGEST_WRAPPED) if wraps else found

    def _point(self, part: dict[str, str | None], n: str) -> Day:
        year = _year(part["y" + n] or part["Y" + n])
        short = part["y" + n] and len(part["y" + n] or "") == 2 and part["s" + n] == "-"
        if short and (self.year is None or abs((year or 0) - self.year) > _YEARS_APART):
            # 24-1-15 is a day of 2024 in a sheet of about then; elsewhere it may as well be one of 2015
            return AMBIGUOUS
        return self._made(
            year, int(part["m" + n] or part["M" + n] or 0), int(part["d" + n] or part["D" + n] or 0), "day"
        )

    def _days(self, part: dict[str, str | None]) -> Day:
        if self.month is None:
            return NOT_A_DATE
        start = self._made(None, self.month, int(part["first"] or 0), "day")
        if not part["last"] or start.start is None:
            return start
        return _rolled(start, int(part["last"]))

    def _month(self, part: dict[str, str | None]) -> Day:
        year = _year(part["y"] or part["Y"])
        xun = _XUN.get(part["part"] or "")
        number = int(part["m"] or part["M"] or part["N"] or 0)
        return self._made(year, number, xun or 1, "xun" if xun else "month")

    def _months(self, part: dict[str, str | None]) -> Day:
        start = self._made(_year(part["y"]), int(part["m"] or 0), 1, "month")
        last = int(part["n"] or 0)
        if start.start is None or not 1 <= last <= 12:
            return start if start.start is None else NOT_A_DATE
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


def _rolled(span: Day, dom: int) -> Day:
    """A span whose end names its day alone: 3月30日-2日 ends in April."""
    start = span.start or date.min
    if dom >= start.day:
        return _ended(span, start.year, start.month, dom)
    year, month = (start.year + 1, 1) if start.month == 12 else (start.year, start.month + 1)
    return _within(_ended(span, year, month, dom), _LONGEST_ROLLED)


def _within(found: Day, days: int) -> Day:
    """A span that ends so late only because its end lies before its start is a slip: 3月25日-3月24日, 25日-24日."""
    if found.start and found.end and (found.end - found.start).days > days:
        return replace(found, end=None, problem="ambiguous-date")
    return found


def _ended(start: Day, year: int, month: int, dom: int) -> Day:
    try:
        end = date(year, month, dom)
    except ValueError:
        return NOT_A_DATE
    return NOT_A_DATE if start.start is None or end < start.start else replace(start, end=end)
