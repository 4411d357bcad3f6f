"""Bytes to cell grids: the public door of reading. What follows works on `grid.Sheet` and knows no format."""

from dashboard.errors import UnreadableWorkbook
from loaders import limits
from loaders.archive import unpack
from loaders.grid import Book
from loaders.reading import book_of
from loaders.warm import workers

__all__ = ["open_book", "unpack"]


def open_book(content: bytes, name: str, *, isolated: bool = True) -> Book:
    """The workbook in `content`, recognised by its bytes; `name` only names the sheet of a text file.

    Reads in a warm worker process behind a preflight; `isolated=False` reads in this process (tests).
    Of xlsb and ods it knows values alone (`Book.values_only`).

    Raises
    ------
    UnreadableWorkbook
        The one exception, with a `code` worded in i18n as `error.<code>`; `detail` always has `name`.
    """
    if len(content) > limits.FILE_BYTES:
        raise UnreadableWorkbook("too-large", name=name, bytes=len(content), most=limits.FILE_BYTES)
    return workers.read(name, content) if isolated else book_of(content, name)
