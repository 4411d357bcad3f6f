"""What is true of a workbook, said by the one who wrote it."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

Address = tuple[int, int]


def letter(column: int) -> str:
    """Column letter of a 1-based column: 1 -> A, 27 -> AA."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


@dataclass
class RecordTruth:
    """One record. `values` are canonical; a field of `free` is not judged, any other that is not named is absent."""

    table: str
    sheet: str
    row: int
    values: dict[str, Any]
    cells: dict[str, str] = field(default_factory=dict)
    """A1 address of the cell each field was written in, where it has one."""
    free: list[str] = field(default_factory=list)


@dataclass
class TableTruth:
    """One table of a sheet."""

    sheet: str
    ledger: str
    header_rows: list[int]
    columns: dict[str, str]
    optional: list[str] = field(default_factory=list)
    """Column letters, or fields, about which people may differ: neither right nor wrong, whatever is made of them."""
    total_rows: list[int] = field(default_factory=list)
    note_rows: list[int] = field(default_factory=list)
    free: list[str] = field(default_factory=list)


@dataclass
class BookTruth:
    """One workbook."""

    file: str
    mess: str
    unit: str
    period: str
    given_unit: str = ""
    """What the person at the upload says, because the file itself does not."""
    given_period: str = ""
    tables: list[TableTruth] = field(default_factory=list)
    records: list[RecordTruth] = field(default_factory=list)
    findings: list[dict[str, str]] = field(default_factory=list)
    """Code, sheet and cell of what must be said."""
    nonempty: int = 0

    def to_json(self) -> dict[str, Any]:
        return {name: _plain(value) for name, value in asdict(self).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
