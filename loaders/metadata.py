"""What a sheet says about itself above its table: unit, period, year, units of measure.

Sources in order: title and metadata lines, sheet name, file name; the caller's own words win over all of them.
"""

import calendar
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from dashboard.contract import District
from dashboard.names import plain, unit_named, unit_within
from loaders.canvas import Canvas
from loaders.dates import day
from loaders.forms import labelled
from loaders.grid import Address
from loaders.measures import quantity_of_unit
from loaders.values import without_personal_numbers

_REPORTER = re.compile(
    r"(填报|报送|上报|申报|填表|报告|编制|制表)?(单位|部门)\s*(名称)?\s*(\([^)]*\)|（[^）]*）)?\s*[:：]\s*([^\s:：]+)"
)
_MEASURE = re.compile(
    r"(?:(?<![填报送上申表])(?:计量|面积|金额|投资|货币|资金)?(?:的)?(?:计量)?单位\s*(?:[:：]|均?为|均?按|统一为)"
    r"|(?:金额|面积|投资额?|总投资|资金|数额)\s*(?:[:：]|均?以|均?按|均?为))\s*([^\s:：)）。；;，,计]+)"
)
_REPORTED_ON = re.compile(r"(填报|报送|上报|填表|制表|更新)(时间|日期)\s*[:：]?\s*([\d年月日号./\-]+)")
_DATES = re.compile(r"(?:20\d\d|\d{1,2}|[一二三四五六七八九十第])[\d年月日号./\-—–~～至到一二三四上中下旬季度 ]{2,}")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年|年度|[^\d]|$)")
_YEARS = re.compile(r"(?<!\d)20\d\d年?(?:\d{1,2}月)?(?:\d{1,2}[日号])?\s*[-—–~～至到]+\s*(20\d\d)(?!\d)")
_SINCE = re.compile(r"(?<!\d)20\d\d年(?:\d{1,2}月(?:份|\d{1,2}[日号])?)?(?:以来|起|至今)")
_ONE_MONTH = re.compile(r"(?<![截至止到\d\-—–~～.])(1[0-2]|0?[1-9])月份?(?![\d底末前初\-—–~～至到上中下以])")
_MONTHS = re.compile(r"(?<!\d)(1[0-2]|[1-9])\s*[-—–~～至到]\s*(1[0-2]|[1-9])\s*月(?!\s*\d)")
_COMPACT = re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])([0-3]\d)(?!\d)|(?<![\d.])(0[1-9]|1[0-2])([0-3]\d)(?!\d)")
_TELEPHONE = re.compile(
    r"(电话|手机|传真|联系方式|热线)\s*(号码)?\s*[:：]?\s*[\d\-—()（） ]{7,}|0\d{2,3}[-—]\d{7,8}|(?<!\d)1\d{10}(?!\d)"
)
_IN_BRACKETS = re.compile(r"[(（]([^()（）:：]{1,6})[)）]")

_WEEK, _LONGEST_MONTH = 7, 30

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


@dataclass
class Terms:
    """What holds for every row of a table unless the row says otherwise."""

    title: str = ""
    notes: str = ""
    sheet: str = ""
    file: str = ""
    unit: str = ""
    unit_at: Address | None = None
    unit_text: str = ""
    unit_elsewhere: str = ""
    """The one unit that the workbook's other tables name; holds where this table names none by any word of its own."""
    rival: tuple[str, Address | None, str] = ("", None, "")
    """Another unit that the title names beside the one that reports: whose file it is, a person must say."""
    year: int | None = None
    year_from: tuple[str, str] = ("", "")
    """What gave the year and its words: title, sheet, file; elsewhere in the workbook; the period."""
    month: int | None = None
    period: date | None = None
    said: Said | None = None
    units_of_measure: dict[str, str] = field(default_factory=dict)
    """quantity -> canonical unit word, from 单位：亿元."""
    cells: set[tuple[int, int]] = field(default_factory=set)
    """Cells that were understood as title or metadata."""

    def told(self, meaning: Callable[[str], str]) -> str:
        """What the title says by `meaning`; where its lines say several things, the one nearest to the table does."""
        return meaning(self.title) or next(filter(None, map(meaning, reversed(self.title.split("\n")))), "")


def terms(
    canvas: Canvas,
    rows: list[int],
    names: tuple[str, str],
    district: District,
    columns: tuple[int, int] = (1, 0),
    year: int | None = None,
) -> Terms:
    """Terms of a table from the lines above it, its sheet's name and its file's name (`names`).

    `columns` bounds the title of a table that stands beside another one; (1, 0) takes the whole line. `year` is
    taken for dates where neither title nor names give one.
    """
    found = Terms(sheet=plain(names[0]), file=plain(names[1]))
    lines: list[tuple[int, int, str]] = []
    for row in rows:
        cells = canvas.typed(row, *columns) or (alone if len(alone := canvas.typed(row)) == 1 else [])
        found.cells.update((row, c) for c, _ in cells)
        lines += [(row, c, _with_value(canvas, row, c, plain(v))) for c, v in cells if isinstance(v, str)]
    found.title = "\n".join(text for _, _, text in lines)
    for row, column, text in lines:
        _measures(text, found)
        _titled_measure(text, found)
        _reporter(text, (row, column), found, district)
    sources: list[Source] = [(text, (row, column)) for row, column, text in lines]
    sources += [(plain(names[0]), None), (plain(names[1]), None)]
    kinds = ["title"] * len(lines) + ["sheet", "file"]
    for kind, (text, _) in zip(kinds, sources, strict=True):
        if found.year is None and (told := _year(text)):
            found.year, found.year_from = told, (kind, without_personal_numbers(text.strip())[0])
    found.month = _month([text for text, at in sources if at] + [plain(names[0])])
    found.said = _period(sources, found.year or year)
    _unit_from_names(found, lines, names, district)
    return found


def _with_value(canvas: Canvas, row: int, column: int, text: str) -> str:
    """A label whose value stands in the next cell: 填报单位： | 新海街道, 填表日期 | 2024年3月29日."""
    closed = text.endswith((":", "："))
    if not closed and not labelled(text):
        return text
    right = next((v for c, v in canvas.typed(row) if c > column), None)
    if right is None or (isinstance(right, str) and labelled(right)):
        return text
    value = right.strftime("%Y-%m-%d") if isinstance(right, datetime) else right
    return f"{text}{value}" if closed else f"{text}:{value}" if ":" not in text else text


def covers_to(terms: Terms) -> date | None:
    """The day to which a table covers that has no days of its own: the end of what its title states, where that is
    over before the period it is read for (2月外出招商 in a file for March); else the period."""
    period, said = terms.period, terms.said
    if period is None:
        return said.end if said and said.stated else None
    stated = said.end if said and said.stated and not (said.exact and (period - said.end).days < _WEEK) else None
    if stated is None and terms.month and not said:
        # a month still to come is last year's
        year = terms.year or period.year
        stated = _month_end(year - (year == period.year and terms.month > period.month), terms.month)
    return min(stated, period) if stated else period


_DAY_FIRST = re.compile(r"\s*(\d{1,2})(?![\d月./年])")


def month_of(terms: Terms, value: object) -> int | None:
    """The month of a day that stands without one: the title's, or that in its span of days (31日 in 3月30日-4月5日)."""
    said = terms.said
    if terms.month or not (said and said.start) or (said.end - said.start).days > _LONGEST_MONTH:
        return terms.month
    if (said.start.year, said.start.month) == (said.end.year, said.end.month):
        return said.end.month
    named = _DAY_FIRST.match(str(value))
    return said.start.month if named and int(named.group(1)) >= said.start.day else said.end.month


def take_notes(found: Terms, notes: Iterable[str]) -> None:
    """Adds the notes below a table, and what they say of its units of measure: 注：表内金额单位均为万元."""
    found.notes = "\n".join(notes)
    for text in found.notes.split("\n"):
        _measures(plain(text), found)


def _measures(text: str, found: Terms) -> None:
    for match in _MEASURE.finditer(text):
        for word in re.split(r"[、,，/;；和及]", match.group(1)):
            known = quantity_of_unit(word)
            if known:
                found.units_of_measure.setdefault(known[0], word)


def _titled_measure(text: str, found: Terms) -> None:
    """A unit of measure in brackets of a title, behind what it measures: 盘活闲置楼宇（万平方米）分季度目标.

    Two for one quantity say nothing.
    """
    told: dict[str, set[str]] = {}
    for word in _IN_BRACKETS.findall(text):
        if known := quantity_of_unit(word):
            told.setdefault(known[0], set()).add(word)
    for quantity, words in told.items():
        if len(words) == 1:
            found.units_of_measure.setdefault(quantity, words.pop())


def _reporter(text: str, at: Address, found: Terms, district: District) -> None:
    match = _REPORTER.search(text)
    if not match or found.unit or quantity_of_unit(match.group(5)):
        return
    named = match.group(5).strip()
    unit = unit_named(named, district) or unit_within(named, district)
    if unit or match.group(1):
        found.unit, found.unit_at, found.unit_text = unit, at, named


def _unit_from_names(
    found: Terms, lines: list[tuple[int, int, str]], names: tuple[str, str], district: District
) -> None:
    """Sheet name before metadata line before title before file name (CONTRACT, order of sources)."""
    sheet = unit_named(names[0], district) or unit_within(names[0], district)
    if sheet and sheet != district.name:
        found.unit, found.unit_at, found.unit_text = sheet, None, names[0]
        return
    titled = ((unit_within(text, district), (row, column), text) for row, column, text in lines)
    if found.unit or found.unit_text:
        others = (
            said for said in titled if said[1] != found.unit_at and said[0] not in ("", found.unit, district.name)
        )
        found.rival = next(others, found.rival) if found.unit else found.rival
        return
    for unit, (row, column), text in titled:
        if unit:
            found.unit, found.unit_at, found.unit_text = unit, (row, column), text
            return
    unit = unit_within(re.sub(r"\.[a-z]{2,5}$", "", names[1], flags=re.IGNORECASE), district) or sheet
    if unit:
        found.unit, found.unit_text = unit, names[1]


def _year(text: str) -> int | None:
    """The year that a text states: of two the later one, in which a day that cannot lie is of the one before; none for
    2023年以来, which says of no day when it was."""
    if spanned := _YEARS.search(text):
        return int(spanned.group(1))
    text = _SINCE.sub("", text)
    match = _YEAR.search(text) or _COMPACT.search(text)
    return int(match.group(1)) if match and match.group(1) else None


def _month(texts: Iterable[str]) -> int | None:
    """The one month that title and sheet name speak of, for days that stand without one: 2024年3月外出招商."""
    named = {int(m.group(1)) for text in texts if "截" not in text for m in _ONE_MONTH.finditer(text)}
    return named.pop() if len(named) == 1 else None


def _period(sources: list[Source], year: int | None) -> Said | None:
    """The last day the file says it covers; exact dates anywhere before months, months before days of reporting."""
    rough: Said | None = None
    written: Said | None = None
    for text, at in sources:
        reported = _REPORTED_ON.search(text)
        rest = text.replace(reported.group(0), "") if reported else text
        said = _said(rest, at, year)
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


def _said(text: str, at: Address | None, year: int | None) -> Said | None:
    text = _TELEPHONE.sub(" ", text)
    compact = _COMPACT.search(text)
    if compact and (found := _compact(compact, year)):
        return Said(found, True, at, text)
    months = _MONTHS.search(text)
    if months and year and 1 <= int(months.group(2)) <= 12:
        return Said(_month_end(year, int(months.group(2))), False, at, text)
    for match in _DATES.finditer(text):
        read = day(match.group(0).strip(" -—至到~～第"), year=year)
        if not read.start or read.problem:
            continue
        end = read.end or read.start
        if read.precision == "day":
            return Said(end, True, at, text, read.start if read.end and read.end != read.start else None)
        if read.precision in ("month", "quarter"):
            month = end.month if read.precision == "month" else (end.month - 1) // 3 * 3 + 3
            return Said(_month_end(end.year, month), False, at, text)
    return None


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _compact(match: re.Match[str], year: int | None) -> date | None:
    y, m, d, month, of_month = match.groups()
    try:
        if y:
            return date(int(y), int(m), int(d))
        return date(year, int(month), int(of_month)) if year else None
    except ValueError:
        return None
