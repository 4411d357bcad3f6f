"""The rows of one trip: merged, repeated or blank cells under its dates and its leader."""

from loaders.cells import repeats_above
from loaders.grid import Value
from loaders.lines import Line
from loaders.reader import TableReader


def groups(table: TableReader, lines: list[Line], direction: str) -> list[list[int]]:
    """Sheet rows of each trip, in order. See `_continues` for what keeps rows together."""
    found: list[list[int]] = []
    before: Line | None = None
    for line in lines:
        if line.kind == "data":
            if found and before and before.kind == "data" and _continues(table, found[-1], line.row, direction):
                found[-1].append(line.row)
            else:
                found.append([line.row])
        before = line
    return found


def _continues(table: TableReader, trip: list[int], row: int, direction: str) -> bool:
    """Whether a row goes on with the trip above it: merged, repeated or blank trip cells."""
    serial = table.columns.serial
    keys = [c for name in ("start", "leader") for c in table.columns.fields.get(name, ())[:1]]
    if not keys:
        return False
    first = trip[0]
    if serial and _same_merge(table, serial, first, row):
        # the number may be the unit's, over several trips of its own: each with its leader and its dates
        anew = len(keys) == 2 and all(_typed(table, row, c) is not None for c in keys)
        return not anew or table.canvas.own(row, keys[0]) == table.canvas.shown(first, keys[0])
    if all(_same_merge(table, column, first, row) for column in keys):
        return True
    if direction == "outbound" and len(keys) == 2 and all(_ditto(table, row, column) for column in keys):
        # 同上 under both, whatever number stands before it; guests of the same day may as well have come one by one
        return _filled(table, row)
    trip_columns = [
        c for name in ("start", "end", "leader", "destination") for c in table.columns.fields.get(name, ())[:1]
    ]
    # another city below the same dates and leader is a further leg of the trip
    fixed = [c for c in trip_columns if c not in table.columns.fields.get("destination", ())]
    own = [_typed(table, row, c) for c in ([serial] if serial else []) + fixed]
    if all(value is None for value in own) and not any((row, c) in table.canvas.covered for c in fixed):
        return _filled(table, row)
    if serial and len(keys) == 2 and own[0] is None and _typed(table, row, keys[1]) is None:
        return _filled(table, row) and _within(table, trip, row)
    if serial and table.canvas.own(row, serial) is not None:
        repeated = table.canvas.own(row, serial) == table.canvas.own(first, serial)
        blank = all(_typed(table, row, c) is None for c in fixed)
        return repeated and (blank or _equal(table, first, row, keys))
    # a blank below a number goes on with what is numbered; a list without any number tells no reception from the next
    goes_on = table.canvas.own(first, serial) is not None if serial else direction == "outbound"
    return goes_on and len(keys) == 2 and _equal(table, first, row, trip_columns)


def _typed(table: TableReader, row: int, column: int) -> Value:
    """What the cell itself says; a ditto says no more than a blank."""
    return None if _ditto(table, row, column) else table.canvas.own(row, column)


def _ditto(table: TableReader, row: int, column: int) -> bool:
    value = table.canvas.own(row, column)
    return isinstance(value, str) and repeats_above(value)


def _same_merge(table: TableReader, column: int, first: int, row: int) -> bool:
    merge = table.canvas.covered.get((row, column))
    return bool(merge and merge.top <= first and merge.bottom >= row and merge.bottom > merge.top)


def _within(table: TableReader, trip: list[int], row: int) -> bool:
    """Whether a row without number and leader is dated within the days of the trip above it: one of its days."""
    last = table.columns.column("end") or table.columns.column("start")
    begun, ended = (table.day_at(trip[0], c)[0] for c in (table.columns.column("start"), last))
    own = table.day_at(row, table.columns.column("start"))[0]
    until = ended.end or ended.start
    return bool(begun.start and until and own.start and begun.start <= own.start <= until)


def _filled(table: TableReader, row: int) -> bool:
    """Whether a row says who was met; where no column names organisations, persons do (见了谁).

    Below a date alone the next guest may as well have come by himself: a blank number or leader must say it too.
    """
    fields = table.columns.fields
    persons = fields.get("counterpart", []) if table.columns.serial or "leader" in fields else []
    met = fields.get("organisation") or persons
    return any(table.canvas.own(row, c) is not None for c in met)


def _equal(table: TableReader, first: int, row: int, columns: list[int]) -> bool:
    pairs = [(table.peek(first, c)[0], table.peek(row, c)[0]) for c in columns]
    return all(b is None or a == b for a, b in pairs) and any(b is not None for _, b in pairs)
