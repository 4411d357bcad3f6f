"""One file read in this process: recognised, then handed to the reader of its kind."""

from dashboard.errors import UnreadableWorkbook
from loaders import limits
from loaders.grid import Book
from loaders.recognition import kind_of_bytes


def book_of(content: bytes, name: str) -> Book:
    """The workbook in `content`. Raises `UnreadableWorkbook`; a reader's own panic passes through."""
    if len(content) > limits.FILE_BYTES:
        raise UnreadableWorkbook("too-large", name=name, bytes=len(content), most=limits.FILE_BYTES)
    book = _read(content, name)
    for sheet in book.sheets:
        for row in sheet.rows:
            texts = [value for value in row if type(value) is str]
            if texts and len(max(texts, key=len)) > limits.CELL_CHARACTERS:
                raise UnreadableWorkbook("unsafe-package", name=name, reason="cell")
    return book


def _read(content: bytes, name: str) -> Book:
    kind = kind_of_bytes(content, name)
    # imported when needed: a worker for one xlsx does not pay for the readers of the other kinds
    if kind == "zip":
        from loaders.xlsx import package_book

        return package_book(content, name)
    if kind == "xls":
        from loaders.legacy import legacy_book

        return legacy_book(content, name)
    if kind == "html":
        from loaders.markup import html_book

        return html_book(content, name)
    if kind == "xml2003":
        from loaders.spreadsheetml import spreadsheetml_book

        return spreadsheetml_book(content, name)
    from loaders.text import text_book

    return text_book(content, name)
