"""One file read in this process: recognised, then handed to the reader of its kind."""

from loaders import limits
from loaders.grid import Book
from loaders.limits import Limits
from loaders.recognition import kind_of_bytes
from loaders.refusing import check_size, unsafe


def book_of(content: bytes, name: str, bounds: Limits) -> Book:
    """The workbook in `content`. Raises `UnreadableWorkbook`; a reader's own panic passes through."""
    check_size(content, name, bounds)
    book = _read(content, name, bounds)
    for sheet in book.sheets:
        for row in sheet.rows:
            for value in row:
                if type(value) is str and len(value) > limits.CELL_CHARACTERS:
                    raise unsafe(name, "cell", limits.CELL_CHARACTERS)
    return book


def _read(content: bytes, name: str, bounds: Limits) -> Book:
    kind = kind_of_bytes(content, name)
    # imported when needed: a worker for one xlsx does not pay for the readers of the other kinds
    if kind == "zip":
        from loaders.xlsx import package_book

        return package_book(content, name, bounds)
    if kind == "xls":
        from loaders.legacy import legacy_book

        return legacy_book(content, name, bounds)
    if kind == "html":
        from loaders.markup import html_book

        return html_book(content, name, bounds)
    if kind == "xml2003":
        from loaders.spreadsheetml import spreadsheetml_book

        return spreadsheetml_book(content, name, bounds)
    from loaders.text import text_book

    return text_book(content, name, bounds)
