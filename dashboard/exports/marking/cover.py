"""The first sheet: every finding by its number, what it costs, and a link to its cell."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from dashboard.contract import FINDING_CLOSED, FINDINGS_COLUMNS
from dashboard.exports.marking.marks import RANK, Mark, legal
from dashboard.exports.marking.package import written
from dashboard.exports.marking.styles import Styles

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_WIDTHS = (7, 13, 15, 9, 24, 52, 46, 22)
_LETTERS = "ABCDEFGH"
_LONGEST = 32_000
"""Characters of one cell; the format allows 32,767."""
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_TAB = "FFC00000"
_LINE_POINTS = 15.0


@dataclass(frozen=True, slots=True)
class Cover:
    """The words of the first sheet.

    `headings` has one entry a column, the last of which is what the sheet is known by; `standing` is the name that
    the list bears in a workbook which has one already, "" in any other.
    """

    name: str
    title: str
    notes: Sequence[str]
    headings: Sequence[str]
    closed: str
    author: str
    source: str
    """Fingerprint of the bytes that were marked."""
    standing: str = ""


class Sheet:
    """Builds the list's XML row by row, in the namespace of the workbook."""

    def __init__(self, space: str, styles: Styles, titles: Mapping[str, str]) -> None:
        self._space, self._styles, self._titles = space, styles, titles
        self._root = etree.Element(f"{{{space}}}worksheet", nsmap={None: space})
        self._links: list[tuple[str, str]] = []
        self._row = 0

    def data(self, cover: Cover, marks: Sequence[Mark]) -> bytes:
        setting = self._add(self._root, "sheetPr")
        self._add(setting, "tabColor", rgb=_TAB)
        self._add(setting, "pageSetUpPr", fitToPage="1")
        head = len(cover.notes) + 2
        view = self._add(self._add(self._root, "sheetViews"), "sheetView", showGridLines="0", workbookViewId="0")
        self._add(view, "pane", ySplit=str(head), topLeftCell=f"A{head + 1}", activePane="bottomLeft", state="frozen")
        self._add(self._root, "sheetFormatPr", defaultRowHeight="15")
        columns = self._add(self._root, "cols")
        for number, width in enumerate(_WIDTHS, start=1):
            self._add(columns, "col", min=str(number), max=str(number), width=str(width), customWidth="1")
        rows = self._add(self._root, "sheetData")
        self._rows(rows, cover, marks)
        merges = self._add(self._root, "mergeCells", count=str(head - 1))
        for row in range(1, head):
            self._add(merges, "mergeCell", ref=f"A{row}:G{row}")
        if self._links:
            links = self._add(self._root, "hyperlinks")
            for ref, location in self._links:
                self._add(links, "hyperlink", ref=ref, location=location)
        self._add(
            self._root, "pageMargins", left="0.4", right="0.4", top="0.5", bottom="0.5", header="0.3", footer="0.3"
        )
        self._add(self._root, "pageSetup", paperSize="9", orientation="landscape", fitToHeight="0")
        # ends the part's bytes with what was marked, so that no two workbooks' lists are the same bytes
        self._root.append(etree.Comment(cover.source))
        return written(self._root)

    def _rows(self, rows: etree._Element, cover: Cover, marks: Sequence[Mark]) -> None:
        self._line(rows, [cover.title], [self._styles.made("bold")], _WIDTHS[:-1])
        for note in cover.notes:
            self._line(rows, [note], [self._styles.made()], _WIDTHS[:-1])
        self._line(rows, cover.headings, [self._styles.made("bold", RANK[-1], "ruled")] * len(cover.headings))
        for mark in marks:
            self._finding(rows, mark, cover)

    def _finding(self, rows: etree._Element, mark: Mark, cover: Cover) -> None:
        said: dict[str, str | int] = {
            "number": mark.number,
            "cost": cover.closed if mark.closed else mark.cost,
            "sheet": mark.sheet,
            "cell": mark.cell,
            "found": mark.found,
            "what": mark.sentence,
            "advice": "" if mark.closed else mark.advice,
            "code": f"{mark.code} {FINDING_CLOSED}" if mark.closed else mark.code,
        }
        plain = self._styles.made("grey", "ruled") if mark.closed else self._styles.made("ruled")
        looks = dict.fromkeys(FINDINGS_COLUMNS, plain) | {"code": self._styles.made("grey", "ruled")}
        if not mark.closed:
            looks["cost"] = self._styles.made(mark.severity, "ruled")
        at = "cell" if mark.cell else "sheet"
        if mark.sheet in self._titles and not mark.closed:
            looks[at] = self._styles.made("link", "ruled")
            self._links.append((f"{_LETTERS[FINDINGS_COLUMNS.index(at)]}{self._row + 1}", place(mark)))
        self._line(rows, [said[name] for name in FINDINGS_COLUMNS], [looks[name] for name in FINDINGS_COLUMNS])

    def _line(
        self,
        rows: etree._Element,
        values: Sequence[str | int],
        looks: Sequence[int],
        widths: Sequence[int] = (),
    ) -> None:
        self._row += 1
        room = [sum(widths)] if widths else _WIDTHS
        tall = max(_lines(str(value), width) for value, width in zip(values, room, strict=False))
        row = self._add(rows, "row", r=str(self._row), ht=str(tall * _LINE_POINTS + 3), customHeight="1")
        for letter, value, look in zip(_LETTERS, values, looks, strict=False):
            cell = self._add(row, "c", r=f"{letter}{self._row}", s=str(look))
            if isinstance(value, int):
                self._add(cell, "v").text = str(value)
            elif value:
                cell.set("t", "inlineStr")
                words = self._add(self._add(cell, "is"), "t")
                words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                words.text = _ESCAPED.sub("_x005F_", legal(value)[:_LONGEST])

    def _add(self, parent: etree._Element, name: str, **attributes: str) -> etree._Element:
        return etree.SubElement(parent, f"{{{self._space}}}{name}", attributes)


def place(mark: Mark) -> str:
    """Where a link to the mark's cell leads: 'sheet'!A1, quotes in the sheet's name doubled."""
    return "'" + mark.sheet.replace("'", "''") + "'!" + (mark.cell or "A1")


def _lines(text: str, width: int) -> int:
    """Lines that a text takes in a column so many Latin characters wide; Chinese ones are twice as wide."""
    wide = (sum(2 if ord(c) > 0x2E7F else 1 for c in line) for line in text.splitlines() or [""])
    return min(sum(1 + max(length - 1, 0) // max(width - 1, 1) for length in wide), 20)
