"""What a sheet says about itself above its table: unit, period, year, units of measure.

Sources in order: title and metadata lines, sheet name, file name; the caller's own words win over all of them.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from dashboard.contract import District
from dashboard.names import plain, unit_named, unit_within
from loaders.canvas import Canvas
from loaders.forms import labelled
from loaders.grid import Address
from loaders.measures import quantity_of_unit
from loaders.phrases import instructs
from loaders.stated import Said, Source, last_day, month_end, month_in, reports, signing_day, year_in
from loaders.values import quoted, without_personal_numbers

_REPORTER = re.compile(
    r"(填报|报送|上报|申报|填表|报告|编制|制表)?(单位|部门)\s*(名称)?\s*(\([^)]*\)|（[^）]*）)?\s*[:：]\s*([^\s:：]+)"
)
_MEASURE = re.compile(
    r"(?:(?<![填报送上申表])(?:计量|面积|金额|投资|货币|资金)?(?:的)?(?:计量)?单位\s*(?:[:：]|均?为|均?按|统一为)"
    r"|(?:金额|面积|投资额?|总投资|资金|数额)\s*(?:[:：]|均?以|均?按|均?为))\s*([^\s:：)）。；;，,计]+)"
)
_ADDRESSED = re.compile(r"\s*(?:报|呈|致|呈报|上报|抄报|抄送|主送|报送至|上报至)\s*[:：]")
"""To whom a sheet goes, and not who reports: 报：区招商局."""
_BETWEEN, _LONGEST_LIST = re.compile(r"[、,，/;；和及。:：\s()（）]+"), 30
_IN_BRACKETS = re.compile(r"[(（]([^()（）:：]{1,20})[)）]")

_WEEK, _LONGEST_MONTH = 7, 30
_Named = tuple[str, Address | None, str]
"""A unit, the cell that names it, and its words."""


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
    rival: _Named = ("", None, "")
    """Another unit that the title names beside the one that reports: whose file it is, a person must say."""
    year: int | None = None
    later_year: int = 0
    """A later year than the title's that the day of reporting or the file's name states; 0 for none."""
    year_from: tuple[str, str] = ("", "")
    """What gave the year and its words: title, sheet, file; elsewhere in the workbook; the period."""
    month: int | None = None
    period: date | None = None
    said: Said | None = None
    signed_on: date | None = None
    """The day on which a line above the table says that all of it was signed."""
    units_of_measure: dict[str, str] = field(default_factory=dict)
    """quantity -> canonical unit word, from 单位：亿元."""
    cells: set[tuple[int, int]] = field(default_factory=set)
    """Cells that were understood as title or metadata."""
    as_typed: dict[str, str] = field(default_factory=dict)
    """Lines and names whose characters are matched by others (（ as parenthesis) -> as they were typed."""

    def quoted(self, words: str) -> str:
        """Words of title, metadata or names as they were typed, for people to read."""
        return "\n".join(self.as_typed.get(line, line) for line in words.split("\n"))

    def told(self, meaning: Callable[[str], str]) -> str:
        """What the title says by `meaning`; where its lines say several things, the one nearest to the table does.

        How a sheet is to be filled in names nothing: 3.同一客商多次来访的分别填写。 stands above trips too.
        """
        named = [line for line in self.title.split("\n") if not instructs(line)]
        return meaning("\n".join(named)) or next(filter(None, map(meaning, reversed(named))), "")


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
        found.as_typed |= {
            _with_value(canvas, row, c, plain(v)): _with_value(canvas, row, c, quoted(v))
            for c, v in cells
            if isinstance(v, str)
        }
    found.as_typed |= {plain(name): quoted(name) for name in names}
    found.title = "\n".join(text for _, _, text in lines)
    for row, column, text in lines:
        _measures(text, found)
        _reporter(text, (row, column), found, district)
    sources: list[Source] = [(text, (row, column)) for row, column, text in lines]
    sources += [(plain(names[0]), None), (plain(names[1]), None)]
    kinds = ["title"] * len(lines) + ["sheet", "file"]
    for kind, (text, _) in zip(kinds, sources, strict=True):
        if found.year is None and (told := year_in(text)):
            found.year, found.year_from = told, (kind, without_personal_numbers(found.quoted(text).strip())[0])
    if found.year_from[0] == "title" and year_in(plain(names[0])) != found.year:
        years = {year_in(text) or 0 for text, at in sources if at is None or reports(text)}
        found.later_year = max((year for year in years if year > (found.year or 0)), default=0)
    found.month = month_in([text for text, at in sources if at] + [plain(names[0])])
    found.said = last_day(sources, found.year or year, closing=found.year is None)
    if found.year and found.said and found.said.start and found.said.start.year < found.said.end.year:
        # a week over New Year: a day of December, that lies ahead, is known to be of the year before
        found.year = found.said.end.year
    found.signed_on = signing_day((text for text, at in sources if at), found.year or year)
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
        stated = month_end(year - (year == period.year and terms.month > period.month), terms.month)
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


_PRINCIPALS = re.compile(
    r"区主要领导|区委书记|(?<![副原])区长|区委区政府主要领导|区党政主要领导"
    r"|区(?:级|委|党政|四套班子|分管|班子)*领导(?:干部|同志)?(?:带队|外出|走出去|出访|走访|拜访|赴|接待|会见|请进来|招商)"
)


def of_principals(found: Terms, district: District) -> bool:
    """Whether title or sheet name say that a table is of what the district's leaders do: 区长接待客商情况."""
    words = f"{found.title}\n{found.sheet}"
    roster = (each.name for each in district.leaders if each.level == "principal" and each.unit in ("", district.name))
    return not found.unit_text and (bool(_PRINCIPALS.search(words)) or any(name in words for name in roster))


def take_notes(found: Terms, notes: Iterable[str]) -> None:
    """Adds the notes below a table, and what they say of its units of measure: 注：表内金额单位均为万元."""
    found.notes = "\n".join(notes)
    for text in found.notes.split("\n"):
        _measures(plain(text), found)


def measured_in(text: str) -> dict[str, str]:
    """quantity -> unit of measure that a line states, 单位：亿元, else in brackets, 盘活闲置楼宇（万平方米）.

    Two for one quantity say nothing: under 单位：亩、平方米 somebody knows which column is in which.
    """
    stated = [word for match in _MEASURE.finditer(text) for word in _listed(text[match.start(1) :])]
    spoken_of = {known[0] for word in stated if (known := quantity_of_unit(word))}
    bracketed = [part for words in _IN_BRACKETS.findall(text) for part in re.split("[,，、;；]", words)]
    beside = [word for word in bracketed if (quantity_of_unit(word) or ("",))[0] not in spoken_of]
    return _single(beside) | _single(stated)


def _listed(words: str) -> Iterator[str]:
    """The units of measure with which a text begins: 亩，㎡，万元."""
    for part in _BETWEEN.split(words[:_LONGEST_LIST]):
        word = part.removesuffix("计")
        if word and not quantity_of_unit(word):
            return
        yield word


def _single(words: Iterable[str]) -> dict[str, str]:
    told: dict[str, dict[str, None]] = {}
    for word in words:
        if known := quantity_of_unit(word):
            told.setdefault(known[0], {})[word] = None
    return {quantity: next(iter(units)) for quantity, units in told.items() if len(units) == 1}


def _measures(text: str, found: Terms) -> None:
    """What a line states holds where no line before it says anything of the quantity."""
    found.units_of_measure = measured_in(text) | found.units_of_measure


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
    """Sheet name before metadata line before title before file name (CONTRACT, order of sources); of two that name
    different units a person must say which it is."""
    sheet = unit_named(names[0], district) or unit_within(names[0], district)
    file = unit_within(re.sub(r"\.[a-z]{2,5}$", "", names[1], flags=re.IGNORECASE), district)
    speaking = ((row, column, text) for row, column, text in lines if not _ADDRESSED.match(text))
    titled: list[_Named] = [(unit_within(text, district), (row, column), text) for row, column, text in speaking]
    own: list[_Named] = [(found.unit, found.unit_at, found.unit_text)] if found.unit or found.unit_text else []
    by_sheet: list[_Named] = [(sheet, None, names[0])] if sheet not in ("", district.name) else []
    said = [*by_sheet, *own, *(each for each in titled if each[0]), (file or sheet, None, names[1])]
    found.unit, found.unit_at, words = said[0] if said[0][0] or own else ("", None, "")
    found.unit_text, _ = without_personal_numbers(words)
    others = (each for each in said[1:] if each[0] not in ("", found.unit, district.name))
    found.rival = next(others, found.rival) if found.unit not in ("", district.name) else found.rival
