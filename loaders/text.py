"""Text files as a sheet: csv, tsv and semicolons, in whatever encoding a spreadsheet program saved them."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import PurePath

from dashboard.errors import UnreadableWorkbook
from loaders import limits
from loaders.grid import Book, Sheet, Value
from loaders.limits import Limits
from loaders.recognition import decoded
from loaders.refusing import too_many_cells

_DELIMITERS = ",\t;"
_SAMPLE_LINES = 200
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_QUOTED = re.compile(r'"(?:[^"]|"")*"')


def cleaned(text: str) -> str | None:
    """Text without characters that XML forbids; None when nothing is left."""
    return (text if text.isprintable() else _ILLEGAL.sub("", text)) or None


def stem(name: str) -> str:
    """A file's name without folder and extension, which names the only sheet of a text file."""
    return PurePath(name.replace("\\", "/")).stem or "Sheet1"


def text_book(content: bytes, name: str, bounds: Limits) -> Book:
    """A delimited text as one sheet; every value stays text. Raises `UnreadableWorkbook`."""
    text = decoded(content)
    if text is None:
        raise UnreadableWorkbook("not-a-workbook", name=name)
    csv.field_size_limit(bounds.file_bytes)
    delimiter = _delimiter(text)
    lines = io.StringIO(text, newline="")
    try:
        if text.count('"') % 2:
            # a quotation mark without its partner would swallow the rows after it into one cell
            rows = list(_rows(csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE), name, bounds))
        else:
            rows = list(_rows(csv.reader(lines, delimiter=delimiter), name, bounds))
    except csv.Error as error:
        raise UnreadableWorkbook("not-a-workbook", name=name) from error
    while rows and not rows[-1]:
        rows.pop()
    return Book("text", [Sheet(stem(name), rows)])


def _rows(lines: Iterator[list[str]], name: str, bounds: Limits) -> Iterator[list[Value]]:
    cells = 0
    for line in lines:
        row: list[Value] = [cleaned(text) for text in line]
        while row and row[-1] is None:
            row.pop()
        cells += len(row) + 1
        if cells > bounds.cells or len(row) > limits.COLUMNS:
            raise too_many_cells(name, stem(name), cells, bounds)
        yield row


def _delimiter(text: str) -> str:
    """The separator that parts the most lines into the same number of cells; a comma in doubt.

    Quoted fields are left out of the count, since lists inside them hold commas.
    """
    lines = [line for line in _QUOTED.sub("", text[:200_000]).splitlines()[:_SAMPLE_LINES] if line.strip()]
    return max(_DELIMITERS, key=lambda delimiter: _agreement(lines, delimiter))


def _agreement(lines: list[str], delimiter: str) -> int:
    counts = [line.count(delimiter) for line in lines]
    most = max((n for n in set(counts) if n), key=lambda n: (counts.count(n) * n, n), default=0)
    return counts.count(most) * most if most else 0
