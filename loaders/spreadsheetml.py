"""SpreadsheetML 2003, the XML that older Excel and many web systems write under the name .xls."""

from datetime import datetime, time

from lxml import etree

from dashboard.errors import UnreadableWorkbook
from loaders import limits
from loaders.filling import Filling
from loaders.grid import Book, Sheet, Value
from loaders.limits import Limits
from loaders.numberformats import is_date, telling
from loaders.preflight import check_markup
from loaders.recognition import decoded
from loaders.styles import child, children, parsed
from loaders.text import cleaned

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_NAMED_FORMATS = {
    "Fixed": "0.00", "Standard": "#,##0.00", "Percent": "0.00%", "Currency": "¥#,##0.00",
    "General Date": "yyyy/m/d", "Short Date": "yyyy/m/d", "Medium Date": "d-mmm-yy", "Long Date": "yyyy年m月d日",
}  # fmt: skip
_NO_TIME = "1899-12-3"
"""Days on which Excel dates a time that has no date (30 and 31 December 1899)."""


def spreadsheetml_book(content: bytes, name: str, bounds: Limits) -> Book:
    """The workbook in an XML file of Excel 2003. Raises `UnreadableWorkbook`."""
    check_markup(content, name)
    try:
        root = _root(content)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableWorkbook("truncated", name=name) from error
    formats, signs = _styles(root)
    sheets = [
        _Reading(worksheet, formats, signs, Filling(_sheet(worksheet), name, bounds)).sheet
        for worksheet in children(root, "Worksheet")
    ]
    if not sheets:
        raise UnreadableWorkbook("not-a-workbook", name=name)
    return Book("xml2003", sheets)


def _root(content: bytes) -> etree._Element:
    """Parsed by the encoding it declares; a file that declares a wrong one is read as its bytes suggest."""
    bare = content.lstrip()
    try:
        return parsed(bare)
    except etree.XMLSyntaxError:
        text = decoded(bare)
        body = (text or "").partition("?>")[2] if (text or "").startswith("<?xml") else (text or "")
        return parsed(body.encode())


def _styles(root: etree._Element) -> tuple[dict[str, str], dict[str, str]]:
    """Number formats and colours by the style's name."""
    formats: dict[str, str] = {}
    signs: dict[str, str] = {}
    for style in children(child(root, "Styles"), "Style"):
        key = style.get(_SS + "ID", "")
        number_format, font, ground = child(style, "NumberFormat"), child(style, "Font"), child(style, "Interior")
        code = number_format.get(_SS + "Format", "") if number_format is not None else ""
        formats[key] = _NAMED_FORMATS.get(code, code)[: limits.FORMAT_CHARACTERS]
        said = ["strike"] if font is not None and font.get(_SS + "StrikeThrough") == "1" else []
        said += [f"font:{shade}" for shade in _shade(font)] + [f"fill:{shade}" for shade in _shade(ground)]
        if said:
            signs[key] = " ".join(said)
    return formats, signs


def _shade(element: etree._Element | None) -> list[str]:
    shade = "" if element is None else element.get(_SS + "Color", "").lstrip("#").upper()
    return [shade] if shade not in ("", "FFFFFF", "000000", "AUTOMATIC") else []


def _number(element: etree._Element, attribute: str, otherwise: int) -> int:
    text = element.get(_SS + attribute, "")
    return int(text) if text.isdigit() and len(text) < 8 else otherwise


def _sheet(worksheet: etree._Element) -> Sheet:
    return Sheet(worksheet.get(_SS + "Name", "")[: limits.SHEET_NAME_CHARACTERS], [])


class _Reading:
    """One worksheet: positions run on unless an index sets them, merged cells push what follows."""

    def __init__(
        self, worksheet: etree._Element, formats: dict[str, str], signs: dict[str, str], filling: Filling
    ) -> None:
        self.formats, self.signs, self.filling = formats, signs, filling
        self.sheet = filling.sheet
        self.unvalued: set[tuple[int, int]] = set()
        visible = child(child(worksheet, "WorksheetOptions"), "Visible")
        self.sheet.hidden = visible is not None and (visible.text or "").strip() in ("SheetHidden", "SheetVeryHidden")
        table = child(worksheet, "Table")
        self.sheet.hidden_rows = frozenset(self._rows(table))
        self.sheet.unvalued = frozenset(self.unvalued)
        self.sheet.hidden_columns = frozenset(self._hidden_columns(table))

    def _rows(self, table: etree._Element | None) -> list[int]:
        """Reads every row; the numbers of the hidden ones."""
        hidden, row = [], 0
        for line in children(table, "Row"):
            row = max(_number(line, "Index", row + 1), row + 1)
            if line.get(_SS + "Hidden") == "1":
                hidden.append(row)
            column = 0
            for cell in children(line, "Cell"):
                column = self.filling.free(row, _number(cell, "Index", column + 1))
                column += self._cell(cell, row, column) - 1
            row += _number(line, "Span", 0)
        return hidden

    def _hidden_columns(self, table: etree._Element | None) -> list[int]:
        hidden: list[int] = []
        column = 0
        width = max((len(row) for row in self.sheet.rows), default=0)
        for about in children(table, "Column"):
            column = _number(about, "Index", column + 1)
            last = column + _number(about, "Span", 0)
            if about.get(_SS + "Hidden") == "1":
                hidden += range(column, min(last, width) + 1)
            column = last
        return hidden

    def _cell(self, cell: etree._Element, row: int, column: int) -> int:
        """Reads one cell and gives the number of columns it covers."""
        across, down = _number(cell, "MergeAcross", 0) + 1, _number(cell, "MergeDown", 0) + 1
        data = child(cell, "Data")
        kind = data.get(_SS + "Type", "String") if data is not None else ""
        text = "".join(data.itertext()) if data is not None else ""
        place = (row, column)
        value = self._value(kind, text, cell) if kind != "Error" else None
        self.filling.put(row, column, value, down, across)
        if kind == "Error":
            self.sheet.errors[place] = text
        elif data is None and cell.get(_SS + "Formula"):
            self.unvalued.add(place)
        self._mark(cell, place, value)
        return across

    def _style(self, cell: etree._Element) -> str:
        return str(cell.get(_SS + "StyleID", ""))

    def _mark(self, cell: etree._Element, place: tuple[int, int], value: Value) -> None:
        code = self.formats.get(self._style(cell), "")
        if telling(code) and type(value) in (float, datetime):
            self.sheet.formats[place] = code
        if value is not None and (signs := self.signs.get(self._style(cell))):
            self.sheet.coloured[place] = signs

    def _value(self, kind: str, text: str, cell: etree._Element) -> Value:
        """The typed value; what does not hold what its type promises stays text."""
        try:
            match kind:
                case "Number":
                    number = float(text)
                    return number if abs(number) < float("inf") else text
                case "Boolean":
                    return text.strip() == "1"
                case "DateTime":
                    return _moment(text, self.formats.get(self._style(cell), ""))
        except ValueError:
            return cleaned(text)
        return cleaned(text)


def _moment(text: str, code: str) -> datetime | time:
    moment = datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    no_date = text.startswith(_NO_TIME) and (not is_date(code) or "y" not in code.lower())
    return moment.time() if no_date else moment
