"""Bytes to cell grids: the public door of reading. What follows works on `grid.Sheet` and knows no format."""

from loaders.archive import unpack
from loaders.grid import Book
from loaders.limits import Limits
from loaders.reading import book_of
from loaders.refusing import check_size
from loaders.warm import Workers, workers

__all__ = ["Workers", "open_book", "unpack"]


def open_book(content: bytes, name: str, *, isolated: bool = True, readers: Workers | None = None) -> Book:
    """The workbook in `content`, recognised by its bytes; `name` only names the sheet of a text file.

    Reads in a warm worker process behind a preflight, one of the installation's own unless other `readers` are given;
    `isolated=False` reads in this process (tests).
    Of xlsb and ods it knows values alone (`Book.values_only`).

    Raises
    ------
    UnreadableWorkbook
        The one exception, with a `code` worded in i18n as `error.<code>`; `detail` always has `name`.
    """
    if not isolated:
        return book_of(content, name, Limits())
    own = readers or workers()
    check_size(content, name, own.bounds)
    return own.read(name, content)
