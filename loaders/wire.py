"""A book as plain data between the worker and its parent: JSON, which can carry values and nothing else."""

import json
import struct
from datetime import datetime, time
from typing import Any, BinaryIO

from loaders.grid import Address, Book, Merge, Sheet

_REQUEST = struct.Struct(">IQ")
_REPLY = struct.Struct(">BQ")
_MOMENT = "moment"
"""Key of the object that a date or time travels as: the one thing in a sheet that JSON has no form for."""
READ, REFUSED, OUT_OF_MEMORY, FAILED = range(4)
"""First byte of a reply: a book, an `UnreadableWorkbook`, or how the reader went down."""


def send_request(stream: BinaryIO, name: str, content: bytes) -> None:
    title = name.encode(errors="replace")
    stream.write(_REQUEST.pack(len(title), len(content)))
    stream.write(title)
    stream.write(content)
    stream.flush()


def receive_request(stream: BinaryIO) -> tuple[str, bytes] | None:
    """The next file to read; None when the parent has closed its end."""
    head = stream.read(_REQUEST.size)
    if len(head) < _REQUEST.size:
        return None
    title, length = _REQUEST.unpack(head)
    return stream.read(title).decode(), stream.read(length)


def send_reply(stream: BinaryIO, status: int, payload: bytes) -> None:
    stream.write(_REPLY.pack(status, len(payload)))
    stream.write(payload)
    stream.flush()


def receive_reply(stream: BinaryIO, most: int) -> tuple[int, bytes]:
    """Status and payload. `EOFError` when the worker has gone, `ValueError` when it says more than it may."""
    head = stream.read(_REPLY.size)
    if len(head) < _REPLY.size:
        raise EOFError
    status, length = _REPLY.unpack(head)
    if status > FAILED or length > most:
        raise ValueError(f"reply of {length} bytes, status {status}")
    payload = stream.read(length)
    if len(payload) < length:
        raise EOFError
    return status, payload


def packed(data: Any) -> bytes:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=_moment)
    return text.encode(errors="replace")


def _moment(value: datetime | time) -> dict[str, str]:
    return {_MOMENT: value.isoformat()}


def _revived(item: dict[str, Any]) -> Any:
    """The date or time that an object stands for; every other object has more keys, or lists under them."""
    text = item.get(_MOMENT)
    if type(text) is not str or len(item) > 1:
        return item
    return datetime.fromisoformat(text) if "T" in text else time.fromisoformat(text)


_REVIVING = json.JSONDecoder(object_hook=_revived)


def packed_book(book: Book) -> bytes:
    return packed({"kind": book.kind, "sheets": [_plain(sheet) for sheet in book.sheets]})


def unpacked_book(payload: bytes) -> Book:
    data = _REVIVING.decode(payload.decode())
    return Book(data["kind"], [_sheet(item) for item in data["sheets"]])


def _plain(sheet: Sheet) -> dict[str, Any]:
    return {
        "name": sheet.name,
        "rows": sheet.rows,
        "merges": [(m.top, m.left, m.bottom, m.right) for m in sheet.merges],
        "hidden": sheet.hidden,
        "hidden_rows": sorted(sheet.hidden_rows),
        "hidden_columns": sorted(sheet.hidden_columns),
        "unvalued": sorted(sheet.unvalued),
        "errors": _by_text(sheet.errors),
        "formats": _by_text(sheet.formats),
        "coloured": _by_text(sheet.coloured),
    }


def _by_text(marks: dict[Address, str]) -> dict[str, list[int]]:
    """Addresses grouped by what they share, as one flat list of rows and columns each."""
    groups: dict[str, list[int]] = {}
    for (row, column), text in marks.items():
        groups.setdefault(text, []).extend((row, column))
    return groups


def _marks(groups: dict[str, list[int]]) -> dict[Address, str]:
    return {place: text for text, flat in groups.items() for place in zip(flat[0::2], flat[1::2], strict=True)}


def _sheet(item: dict[str, Any]) -> Sheet:
    return Sheet(
        name=item["name"],
        rows=item["rows"],
        merges=[Merge(*edges) for edges in item["merges"]],
        hidden=item["hidden"],
        hidden_rows=frozenset(item["hidden_rows"]),
        hidden_columns=frozenset(item["hidden_columns"]),
        errors=_marks(item["errors"]),
        unvalued=frozenset((row, column) for row, column in item["unvalued"]),
        formats=_marks(item["formats"]),
        coloured=_marks(item["coloured"]),
    )
