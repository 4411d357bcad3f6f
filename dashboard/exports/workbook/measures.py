"""Overview, board and units: figures as numbers, completion, gaps, sums and rates as formulas over them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from dashboard.exports.contents import Amount, Cell, Contents, Figure
from dashboard.exports.workbook.paper import COLOURS, Sheet, hedged, pattern, signed
from dashboard.i18n import Say

COLUMNS = (
    *("indicator", "value", "unit_of_measure", "target", "completion", "pace", "gap", "change", "light", "cover_to"),
    *("part", "whole", "remark"),
)
"""Of the overview; the units' table has the unit before them."""
_PLAIN: Mapping[str, Any] = {"border": 1, "border_color": COLOURS.grid}
_PERCENT = "0.0%"
_POINTS = "0.0"


@dataclass
class Known:
    """Where every figure stands: sheet, row and the first column of its table, by place and indicator."""

    rows: dict[tuple[str, str], tuple[bool, int]] = field(default_factory=dict)
    figures: dict[tuple[str, str], Figure] = field(default_factory=dict)
    names: dict[bool, str] = field(default_factory=dict)

    def cell(self, place: str, indicator: str, column: str) -> str:
        """Reference to a figure's cell, with its sheet."""
        own, row = self.rows[place, indicator]
        return f"{self.names[own]}!{xl_rowcol_to_cell(row, COLUMNS.index(column) + (not own), True, True)}"


@dataclass(frozen=True, slots=True)
class Block:
    """Where the values of the board stand, for charts: sheet, rows, and a column an indicator."""

    sheet: Sheet
    first: int
    last: int
    indicators: Sequence[str]
    figures: Mapping[tuple[str, str], Figure]
    places: Sequence[str]


def placed(contents: Contents) -> Known:
    found = Known()
    for each in contents.figures:
        found.figures[each.place, each.indicator] = each
    return found


def _of_district(contents: Contents) -> list[Figure]:
    """The district's figures: with a target first, then what has a value, then what nobody reported."""
    own = [each for each in contents.figures if each.place == contents.place]
    return sorted(own, key=lambda each: (not each.target, each.value is None))


def overview(sheet: Sheet, contents: Contents, known: Known) -> None:
    """The district's figures under the finding of the day, room for the chart beside nothing: it stands below."""
    known.names[True] = sheet.reference
    row = sheet.head()
    for sentence in (part.title for part in contents.parts if part.name == "aimed"):
        sheet.words(2, 0, sentence, measured=False, bold=True)
    _table(sheet, row, _of_district(contents), known, own=True)


def units(sheet: Sheet, contents: Contents, known: Known) -> None:
    """Every figure of every unit, a row each, to be filtered and sorted."""
    known.names[False] = sheet.reference
    row = sheet.head()
    _table(sheet, row, [each for each in contents.figures if each.place != contents.place], known, own=False)


def _table(sheet: Sheet, row: int, figures: Sequence[Figure], known: Known, *, own: bool) -> None:
    say = sheet.say
    heads = [*([] if own else [say("pack.column.unit")]), *(say(f"pack.figure.{name}") for name in COLUMNS)]
    sheet.headings(row, heads)
    for at, each in enumerate(figures, start=row + 1):
        known.rows[each.place, each.indicator] = (own, at)
        if not own:
            sheet.words(at, 0, each.place, **_PLAIN)
        _line(sheet, at, 0 if own else 1, each)
    if not own and figures:
        sheet.made.autofilter(row, 0, row + len(figures), len(heads) - 1)
    sheet.made.freeze_panes(row + 1, 1 if own else 2)
    sheet.made.repeat_rows(row)
    sheet.fitted()


def _line(sheet: Sheet, row: int, left: int, each: Figure) -> None:
    """One figure. What is not known stays an empty cell; the light's column says why."""
    place = {name: left + at for at, name in enumerate(COLUMNS)}
    ref = {name: xl_rowcol_to_cell(row, at) for name, at in place.items()}
    for at in place.values():
        sheet.words(row, at, "", **_PLAIN)
    sheet.words(row, place["indicator"], each.name, **_PLAIN)
    sheet.words(row, place["unit_of_measure"], each.unit, **_PLAIN)
    _value(sheet, row, place, ref, each)
    if each.target is not None:
        sheet.number(row, place["target"], each.target, pattern(each.target), **_PLAIN)
    if each.elapsed is not None:
        sheet.number(row, place["pace"], each.elapsed, _PERCENT, **_PLAIN)
    if each.value is not None and each.target and each.completion is not None:
        tint: dict[str, Any] = {"bg_color": COLOURS.tints[each.light]} if each.light in COLOURS.tints else {}
        formula = f"{ref['value']}/{ref['target']}"
        sheet.formula(row, place["completion"], formula, each.completion, share(each), **_PLAIN, **tint)
        _gap(sheet, row, place["gap"], ref, each)
    if each.change is not None:
        size, number = (each.change, signed("0.###")) if each.adds else (each.change * 100, signed(_POINTS))
        plain = pattern(abs(size)) if each.adds else ""
        sheet.number(row, place["change"], size, signed(plain) if plain else number, **_PLAIN)
    sheet.words(row, place["light"], each.status, **_PLAIN)
    if each.cover_to:
        sheet.day(row, place["cover_to"], each.cover_to, **_PLAIN)
    sheet.words(row, place["remark"], each.remark, **_PLAIN)


def _value(sheet: Sheet, row: int, place: Mapping[str, int], ref: Mapping[str, str], each: Figure) -> None:
    """A number; of a ratio the division of what it is of."""
    if each.part is not None and each.whole:
        sheet.number(row, place["part"], each.part, pattern(each.part), **_PLAIN)
        sheet.number(row, place["whole"], each.whole, pattern(each.whole), **_PLAIN)
    if each.value is None:
        return
    if each.part is not None and each.whole:
        number = f"?/{each.few}" if each.few and not each.target else _PERCENT
        formula = f"{ref['part']}/{ref['whole']}"
        sheet.formula(row, place["value"], formula, each.value, hedged(number, each.hedge), **_PLAIN)
        return
    number = pattern(each.value, each.hedge) if each.adds else hedged(_PERCENT, each.hedge)
    sheet.number(row, place["value"], each.value, number, **_PLAIN)


def share(each: Figure) -> str:
    """Completion as printed: a percentage, or 0/2 where so few are to be done."""
    return hedged(f"?/{each.few}", each.hedge) if each.few and each.adds else hedged(_PERCENT, each.about)


def _gap(sheet: Sheet, row: int, column: int, ref: Mapping[str, str], each: Figure) -> None:
    """Points ahead of (+) or behind (−) the clock; of few things how many are lacking by now, nothing where none is."""
    if each.elapsed is None or each.value is None or each.target is None or each.completion is None:
        return
    if each.few and each.adds:
        lacking = max(0.0, (each.target * each.elapsed + 1e-9) // 1 - each.value)
        formula = f"MAX(0,INT({ref['target']}*{ref['pace']}+0.000000001)-{ref['value']})"
        sheet.formula(row, column, formula, lacking, hedged("0", each.behind) + ";;", **_PLAIN)
        return
    formula = f"({ref['completion']}-{ref['pace']})*100"
    points = (each.completion - each.elapsed) * 100
    sheet.formula(row, column, formula, points, signed(_POINTS, each.about), **_PLAIN)


def board(sheet: Sheet, contents: Contents, known: Known) -> Block | None:
    """The board as on the page, every completion leading to its unit's row; below it the values with their sums."""
    row = sheet.head()
    part = next((part for part in contents.parts if part.name == "board" and part.grid), None)
    if part is None or part.grid is None:
        sheet.words(row, 0, sheet.say("pack.no-targets"))
        return None
    grid = part.grid
    sheet.words(2, 0, part.note, measured=False, font_color=COLOURS.quiet)
    sheet.headings(row, grid.columns)
    places = [str(cells[0]) for cells in grid.rows]
    for at, cells in enumerate(grid.rows, start=row + 1):
        strong: dict[str, Any] = {"bold": at - row - 1 in grid.strong}
        sheet.words(at, 0, places[at - row - 1], **_PLAIN, **strong)
        for column, (indicator, cell) in enumerate(zip(contents.board, cells[1:], strict=True), start=1):
            _completed(sheet, (at, column), cell, known, (places[at - row - 1], indicator), **strong)
    sheet.made.freeze_panes(row + 1, 1)
    sheet.made.repeat_rows(row)
    carriers = [place for at, place in enumerate(places) if at not in grid.strong]
    block = _values(sheet, row + len(grid.rows) + 2, contents, known, carriers)
    sheet.fitted({at: 13.0 for at in range(1, len(grid.columns))})
    return block


def _completed(
    sheet: Sheet, at: tuple[int, int], cell: Cell, known: Known, whose: tuple[str, str], **strong: Any
) -> None:
    """A board's cell with its sign, hedge and marks: live where its figure stands in the book, a number where not."""
    text, light, done = (cell.text, cell.light, cell.value) if isinstance(cell, Amount) else (cell, "", None)
    tint: dict[str, Any] = {"bg_color": COLOURS.tints[light]} if light in COLOURS.tints else {}
    each = known.figures.get(whose)
    number = _within(sheet.say, text, each, done)
    dressed = {**_PLAIN, **tint, **strong}
    style = {"align": "left", **dressed}
    if not number or done is None:
        sheet.words(at[0], at[1], text, **dressed)
    elif each is None:
        # a group counts once what two of its units report: no sum of cells gives it
        sheet.number(at[0], at[1], done, number, **style)
    else:
        sheet.formula(at[0], at[1], known.cell(*whose, "completion"), done, number, **style)


def _within(say: Say, text: str, each: Figure | None, done: float | None) -> str:
    """The format that prints a completion within its words: ◐ 约10.0%* as "◐ 约"0.0%"*"; "" where it is not in it."""
    if done is None:
        return ""
    if each and each.few and each.adds:
        printed = re.search(rf"\d+ ?/ ?{each.few}", text)
        around = (text[: printed.start()], text[printed.end() :]) if printed else ("", "")
        return hedged(f"?/{each.few}", around) if printed else ""
    before, found, after = text.partition(say.percent(done))
    return hedged(_PERCENT, (before, after)) if found else ""


def _values(sheet: Sheet, row: int, contents: Contents, known: Known, carriers: Sequence[str]) -> Block:
    """The values of the board's indicators by unit, their sum, and the district's own figure beside it."""
    say, told = sheet.say, [name for name in contents.board if _adds(known, contents.place, name)]
    heads = [known.figures[contents.place, name] for name in told]
    titles = [say("pack.value-of", name=each.name, unit=each.unit) for each in heads]
    sheet.headings(row, [say("pack.column.unit"), *titles])
    first, last = row + 1, row + len(carriers)
    for at, place in enumerate(carriers, start=first):
        sheet.words(at, 0, place, **_PLAIN)
        for column, name in enumerate(told, start=1):
            _linked(sheet, at, column, known, (place, name))
    strong: dict[str, Any] = {"bold": True, "bg_color": COLOURS.ground, **_PLAIN}
    for offset, label in enumerate((say("pack.sum"), say("pack.district", place=contents.place)), start=1):
        sheet.words(last + offset, 0, label, **strong)
    for column, name in enumerate(told, start=1):
        of_units = [known.figures.get((place, name)) for place in carriers]
        found = [each.value for each in of_units if each and each.value is not None]
        total, hedge = fsum(found), next((e.about for e in of_units if e and e.about[0] + e.about[1]), ("", ""))
        cells = f"{xl_rowcol_to_cell(first, column)}:{xl_rowcol_to_cell(last, column)}"
        if found:
            sheet.formula(last + 1, column, f"SUM({cells})", total, pattern(total, hedge), **strong)
        _linked(sheet, last + 2, column, known, (contents.place, name), bold=True, bg_color=COLOURS.ground)
    sheet.words(last + 3, 0, say("pack.sum.note"), measured=False, font_color=COLOURS.quiet)
    return Block(sheet, first, last, told, known.figures, carriers)


def _adds(known: Known, place: str, indicator: str) -> bool:
    each = known.figures.get((place, indicator))
    return each is not None and each.adds


def _linked(sheet: Sheet, row: int, column: int, known: Known, whose: tuple[str, str], **style: Any) -> None:
    """A value that leads to its own row; empty and grey where there is none."""
    each = known.figures.get(whose)
    if each is None or each.value is None:
        sheet.words(row, column, "", **{**_PLAIN, "bg_color": COLOURS.tints["grey"], **style})
        return
    reference = known.cell(*whose, "value")
    sheet.formula(row, column, reference, each.value, pattern(each.value, each.hedge), **{**_PLAIN, **style})
