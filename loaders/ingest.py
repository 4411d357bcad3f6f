"""The public door: bytes of a workbook -> `Reading`."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pandas as pd

from dashboard import config
from dashboard.collecting import resting
from dashboard.contract import TABLES, District
from dashboard.frames import frame
from dashboard.names import of_file
from loaders.falling import note_falls
from loaders.grid import Address, Book, Sheet, a1
from loaders.magnitude import check_units
from loaders.metadata import of_principals
from loaders.monthheads import write_out_months
from loaders.notebook import Notebook
from loaders.outcome import CellCount, Question, Reading, TableReading
from loaders.parts import Part, parts_of
from loaders.plausibility import doubt_figures
from loaders.returned import REASON, is_list, returned
from loaders.scope import scope_of
from loaders.stated import Said
from loaders.succeeding import set_earlier_aside
from loaders.tables import SheetResult, read_sheet
from loaders.templates import fingerprint
from loaders.workbook import Workers, open_book
from loaders.zeros import within

SAME_WEEK_DAYS = 6
STALE_DAYS = 366
"""A log whose newest entry lies further back than this was hardly made for the period it is read for."""
WRITTEN_DAYS = 31
"""A sheet is filled in at most so many days before or after the day that it covers to."""
_LOGS = {"visits": "start", "events": "date"}
"""Lists that grow every week; a list of projects or assets may well stand still for a year."""


@resting
def ingest(
    content: bytes,
    name: str,
    *,
    district: District | None = None,
    unit: str = "",
    period: date | None = None,
    answers: dict[str, Any] | None = None,
    previous: Mapping[str, pd.DataFrame] | None = None,
    readers: Workers | None = None,
) -> Reading:
    """A workbook as canonical tables, with what was found, what was left out and what a person should decide.

    `unit` and `period` win over the file's own words. `answers` are remembered or given decisions: `columns` heading
    -> field or "" to leave out, `ledgers` sheet -> ledger or "none", `units_of_measure` heading -> unit word (of a
    heading in one ledger's tables as `projects:总投资`, see `loaders.answers`), `hidden_sheets` sheet -> whether to
    read it, `unit`, `period`, `scope`; and what is known beside them: `usual_scope` (what the template was last time),
    `resent` (the sender has sent such a list for this very day), `settled` (headings whose unit of measure needs no
    comparison) and `doubted` (those that nobody settled last time).
    `previous` holds the unit's last tables. `readers` are processes with other limits than the installation's.

    Raises
    ------
    UnreadableWorkbook
        When the bytes are no workbook that can be read; nothing else is raised for a bad file.
    """
    district, name = district or config.district(), of_file(name)
    answers = answers or {}
    given = unit or answers.get("unit", "")
    book = open_book(content, name, readers=readers)
    for sheet in book.sheets:
        write_out_months(sheet)
    decided = answers.get("hidden_sheets", {})
    shown = {sheet for sheet, wanted in decided.items() if wanted}
    told = period or _date(answers.get("period"))
    ledgers = {i: s for i, s in enumerate(book.sheets) if (not s.hidden or s.name in shown) and not is_list(s)}
    parts = {i: parts_of(sheet, name, district, told.year if told else None) for i, sheet in ledgers.items()}
    _share_unit([p for ps in parts.values() for p in ps], district)
    when = _settle_period([p for ps in parts.values() for p in ps], told)
    results = [
        read_sheet(sheet, parts[i], district, given, answers) if i in parts else _left_out(sheet, sheet.name in decided)
        for i, sheet in enumerate(book.sheets)
    ]
    covered = told is not None and any(_same_period(said, told) for said in _stated(results))
    for result in results:
        _compare_words(result, given, told, covered=covered)
        _compare_dates(result, told)
        if book.values_only and result.parts:
            result.notes.find("format-tells-less", None, book.kind)
    return _reading(book, results, content, name, when, {**answers, **({"unit": given} if given else {})}, previous)


def _date(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(str(value)) if value else None


def _share_unit(parts: list[Part], district: District) -> None:
    """A workbook whose tables name one unit and no other is that unit's, tables without a title of their own too; one
    of what the district's principals did, and that names nobody, is the district's."""
    named = {part.terms.unit for part in parts} - {""}
    if parts and not named and all(of_principals(part.terms, district) for part in parts):
        named = {district.name}
    for part in parts if len(named) == 1 else ():
        part.terms.unit_elsewhere = next(iter(named))


def _settle_period(parts: list[Part], given: date | None) -> date | None:
    """The period every table is read for: the caller's, else the latest that the file states."""
    said = [part.terms.said for part in parts if part.terms.said]
    own = max((s.end for s in said if s.exact), default=None) or max((s.end for s in said), default=None)
    period = given or own
    years = [part.terms.year for part in parts if part.terms.year]
    for part in parts:
        part.terms.period = period
        if part.terms.year is None and (years or period):
            part.terms.year = years[0] if years else period.year if period else None
            part.terms.year_from = ("elsewhere" if years else "period", "")
    return period


def _stated(results: list[SheetResult]) -> list[Said]:
    return [p.terms.said for result in results for p in result.parts if p.terms.said and p.terms.said.stated]


def _compare_words(result: SheetResult, unit: str, period: date | None, *, covered: bool) -> None:
    """`unit-differs` and `period-differs` where title or metadata say something else than the caller.

    `covered` tells that some sheet of the file states the caller's period: then the months before it are no
    contradiction. A sheet of targets covers the year, whatever day it was issued on.
    """
    targets = bool(result.readings) and all(reading.ledger == "targets" for reading in result.readings)
    for terms in (part.terms for part in result.parts):
        if unit and terms.unit_at and terms.unit not in ("", unit):
            result.notes.find("unit-differs", terms.unit_at, given=unit, named=terms.unit_text)
        other, at, text = terms.rival
        if other and not unit:
            result.notes.find("unit-differs", at, text, given=terms.unit)
            result.questions.append(
                Question("unit", result.notes.sheet, a1(*at) if at else "", terms.quoted(text), (terms.unit, other))
            )
        said = terms.said
        if not (period and said) or _same_period(said, period):
            continue
        if not said.stated and abs((said.end - period).days) <= WRITTEN_DAYS:
            continue
        earlier = not said.exact and said.end < period and (covered or (targets and said.end.year == period.year))
        if not earlier:
            result.notes.find("period-differs", said.at, said.text, end=str(said.end), given=str(period))


def _compare_dates(result: SheetResult, period: date | None) -> None:
    """`period-differs` where a sheet states no day and everything on it happened long before the period."""
    if period is None or any(part.terms.said for part in result.parts):
        return
    found = [row.get(column) for table, column in _LOGS.items() for row in result.records.get(table, ())]
    days = [day for value in found if value is not None and (day := _date(value))]
    if days and (period - max(days)).days > STALE_DAYS:
        result.notes.find("period-differs", None, str(max(days)), end=str(max(days)), given=str(period))


def _same_period(said: Said, period: date) -> bool:
    """A stated day in the same week, or a stated month or quarter that the period lies in or closes."""
    if said.exact:
        return abs((said.end - period).days) <= SAME_WEEK_DAYS
    return (said.end.year, said.end.month) == (period.year, period.month) or 0 <= (
        period - said.end
    ).days <= SAME_WEEK_DAYS


def _left_out(sheet: Sheet, settled: bool) -> SheetResult:
    """A hidden sheet, with its question until a person has left it out for good; or the list of findings of a marked
    workbook, about which nothing is said."""
    result = SheetResult(Notebook(sheet))
    if is_list(sheet):
        return result
    result.readings.append(TableReading(sheet.name, 0, hidden=True))
    result.notes.find("hidden-sheet", None)
    if not settled:
        result.questions.append(Question("hidden-sheet", sheet.name, choices=("no", "yes")))
    return result


def _reading(
    book: Book,
    results: list[SheetResult],
    content: bytes,
    name: str,
    period: date | None,
    answers: dict[str, Any],
    previous: Mapping[str, pd.DataFrame] | None,
) -> Reading:
    set_earlier_aside(results)
    check_units(results, previous, answers.get("settled", ()), answers.get("doubted", {}))
    doubt_figures(results, answers.get("settled", ()))
    note_falls(results, previous)
    findings = [finding for result in results for finding in result.notes.findings]
    records = {t: [r for result in results for r in result.records.get(t, [])] for t in TABLES}
    scope, unsure = scope_of(records, results, answers, previous, period)
    records["counters"] += [within(zero, scope) for result in results for zero in result.zeros]
    tables = {table: frame(table, rows) for table, rows in records.items() if rows}
    named = {str(record.get("unit") or "") for rows in records.values() for record in rows}
    owner = answers.get("unit") or _one_unit(named, results)
    return Reading(
        file=name,
        kind=book.kind,
        tables=tables,
        findings=findings,
        sheets=[reading for result in results for reading in result.readings],
        cells=_count(book, results),
        questions=[q for result in results for q in result.questions] + _open("" in named, owner, period, unsure),
        unit=owner,
        period=period,
        scope=scope,
        template=fingerprint(reading for result in results for reading in result.readings),
        fingerprint=hashlib.sha256(content).hexdigest(),
        answers=answers,
        returned=returned(book),
    )


def _one_unit(named: set[str], results: list[SheetResult]) -> str:
    """The unit whose file this is: the only one in its records, else the one that all its tables agree on."""
    owners = named - {""}
    if len(owners) != 1:
        owners = {part.terms.unit for result in results for part in result.parts}
    return owners.pop() if len(owners) == 1 else ""


def _open(nameless: bool, owner: str, period: date | None, unsure: bool) -> list[Question]:
    """`nameless`: there are records of which nobody knows the unit."""
    questions = []
    if nameless and not owner:
        questions.append(Question("unit"))
    if period is None:
        questions.append(Question("period"))
    if unsure:
        questions.append(Question("scope", choices=("whole", "increment")))
    return questions


def _count(book: Book, results: list[SheetResult]) -> CellCount:
    """Every non-empty cell, once: flagged, else parsed, else ignored with the reason why."""
    nonempty = parsed = flagged = 0
    reasons: Counter[str] = Counter()
    for sheet, result in zip(book.sheets, results, strict=True):
        notes = result.notes
        marked = {at for at in notes.flagged if _typed(sheet, at)}
        without_text = [at for at in (*sheet.errors, *sheet.unvalued) if at not in marked]
        rest: list[Address] = list(without_text)
        count = len(without_text)
        understood = notes.understood()
        # rows of a table share what is understood of them, so what is not is worked out once
        open_columns = {known: _open_columns(sheet, known) for known in {frozenset[int](), *understood.values()}}
        for row, line in enumerate(sheet.rows, 1):
            count += len(line) - line.count(None)
            if columns := open_columns[understood.get(row, frozenset())]:
                open_cells = [c for c in columns if c <= len(line) and line[c - 1] is not None]
                rest += [(row, c) for c in open_cells if (row, c) not in notes.parsed]
        left = [at for at in rest if at not in marked]
        count += len([at for at in marked if at in sheet.errors or at in sheet.unvalued])
        nonempty, flagged, parsed = nonempty + count, flagged + len(marked), parsed + count - len(marked) - len(left)
        reasons.update(_reasons(left, sheet, result))
    return CellCount(nonempty, parsed, flagged, nonempty - parsed - flagged, dict(reasons))


def _open_columns(sheet: Sheet, known: frozenset[int]) -> list[int]:
    width = max(map(len, sheet.rows), default=0)
    return [column for column in range(1, width + 1) if column not in known]


def _typed(sheet: Sheet, at: Address) -> bool:
    """Whether a cell holds anything, be it an error or a formula without a value."""
    row, column = at
    line = sheet.rows[row - 1] if row <= len(sheet.rows) else []
    filled = column <= len(line) and line[column - 1] is not None
    return filled or at in sheet.errors or at in sheet.unvalued


def _reasons(cells: list[Address], sheet: Sheet, result: SheetResult) -> Counter[str]:
    if not cells:
        return Counter()
    if is_list(sheet):
        return Counter({REASON: len(cells)})
    if not result.parts:
        return Counter({"hidden-sheet" if sheet.hidden else "no-table": len(cells)})
    kinds = {line.row: line.kind for part in result.parts for line in part.lines}
    heads = {row for part in result.parts for row in part.block.header_rows}
    words = {"repeat": "repeated-heading", "other": "decoration", "data": "column-left-out"}
    words |= {kind: kind for kind in ("note", "example", "plan")}
    return Counter(
        "duplicate-row" if result.notes.repeats((row, column))
        else "column-left-out" if row in heads
        else words.get(kinds.get(row, ""), "outside-table")
        for row, column in cells
    )  # fmt: skip
