"""Checks across cells: duplicates, error cells, formulas without a value, hidden rows, colours that mean something."""

from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from dashboard.contract import MARK_FILLS
from dashboard.names import key, organisation_key, project_key
from loaders.canvas import Canvas
from loaders.entry import Entry, Record
from loaders.grid import Address, Sheet, letter
from loaders.layout import Block
from loaders.lines import Line
from loaders.notebook import Notebook
from loaders.reader import TableReader

_NO_COLOURS = frozenset({"strike", *(f"fill:{shade}" for shade in MARK_FILLS.values())})
_TELLING = ("name", "title", "investor", "organisation", "leader", "start", "date", "unit")
_PLACE = frozenset({"sheet", "table", "row", "hedged", "imprecise"})


class Placed(Protocol):
    """A table of a sheet: where it is and what its rows are."""

    canvas: Canvas
    block: Block
    lines: list[Line]


def without_duplicates(table: TableReader, records: list[Record], stops: list[Record]) -> list[Record]:
    """Records without second copies; a second copy says all the first one says, stops and unread cells too."""
    met: dict[int, tuple[str, ...]] = {}
    rows: dict[int, set[int]] = {}
    for stop in stops:
        met[stop["visit_row"]] = (*met.get(stop["visit_row"], ()), stop["organisation"])
        rows.setdefault(stop["visit_row"], set()).add(stop["row"])
    unread = table.notes.unread()
    seen: dict[tuple[object, ...], int] = {}
    kept: list[Record] = []
    # most records differ at once, and need no closer look
    glances = [_glance(record) for record in records]
    alike = Counter(glances)
    for record, glance in zip(records, glances, strict=True):
        if alike[glance] == 1:
            kept.append(record)
            continue
        content = {k: v for k, v in record.items() if v is not None and v != "" and k not in _PLACE}
        # one flat tuple: a pair a field, kept for every row, would keep the garbage collector busy
        own = rows.get(record["row"], set()) | {record["row"]}
        doubts = tuple(unread[row] for row in sorted(own) if row in unread) if unread else ()
        signature = (*content, *content.values(), met.get(record["row"], ()), doubts)
        if signature in seen and len(content) >= 3:
            table.notes.find("duplicate-row", Entry(table, [record["row"]]).at("name"), first=seen[signature])
            table.duplicates |= own
            continue
        seen.setdefault(signature, record["row"])
        kept.append(record)
    return kept


def _glance(record: Record) -> tuple[object, ...]:
    """Equal for equal records, and seldom for others."""
    return tuple([record.get(name) or "" for name in _TELLING])


def check_names(table: TableReader, records: Sequence[Record]) -> None:
    """`same-name` on every further row of a list that is the project or asset of an earlier one with other facts."""
    named: dict[tuple[str, ...], Record] = {}
    for record in records:
        thing = _thing(table.columns.ledger, record)
        if thing not in named:
            named.update({thing: record} if any(thing) else {})
            continue
        first = named[thing]
        detail = {"first": first["row"], "asset": table.columns.ledger == "assets"}
        if len(thing) == 1 and project_key(str(first["name"])) != project_key(str(record["name"])):
            # one company may have several projects: whoever wrote one code beside both should know that it makes one
            detail |= {"credit_code": thing[0], "other": first["name"]}
        at = Entry(table, [record["row"]]).at("name")
        table.notes.find("same-name", at, str(record["name"]), **detail)


def _thing(ledger: str, record: Record) -> tuple[str, ...]:
    """What makes two rows one thing: project by code, else investor and name; asset by kind, name and location."""
    name = str(record.get("name") or "")
    if not name:
        return ()
    if ledger == "assets":
        return str(record.get("kind") or ""), key(name), key(str(record.get("location") or ""))
    code = str(record.get("credit_code") or "")
    return (code.upper(),) if code else (organisation_key(str(record.get("investor") or "")), project_key(name))


def check_sheet(sheet: Sheet, parts: Sequence[Placed], notes: Notebook) -> None:
    """What holds for the sheet as a whole."""
    for at, text in sorted(sheet.errors.items()):
        notes.find("error-value", at, text)
    for at in sorted(sheet.unvalued):
        notes.find("formula-without-value", at)
    data = {line.row for part in parts for line in part.lines if line.kind == "data"}
    hidden = sorted(data & sheet.hidden_rows)
    if hidden:
        notes.find("hidden-rows", None, "", rows=hidden)
    if columns := _hidden_columns(sheet, parts):
        notes.find("hidden-columns", None, "", columns=" ".join(letter(column) for column in columns))
    for at, whole in _struck(sheet, data, parts):
        notes.find("struck-through", at, whole=whole)
    if rows := _told_by_colour(sheet, data):
        notes.find("colour-carries-meaning", None, "", rows=rows)


def _hidden_columns(sheet: Sheet, parts: Sequence[Placed]) -> list[int]:
    """Hidden columns in which a record holds something."""
    return [
        column
        for column in sorted(sheet.hidden_columns)
        if any(
            part.block.left <= column <= part.block.right
            and any(line.kind == "data" and part.canvas.own(line.row, column) is not None for line in part.lines)
            for part in parts
        )
    ]


def _struck(sheet: Sheet, data: set[int], parts: Sequence[Placed]) -> list[tuple[Address, bool]]:
    """Cells of records that are struck through, and whether all of their row is; of such a row only the first.

    A clerk strikes out by hand what no longer holds, or what is done: whether it counts is in doubt.
    """
    found: dict[tuple[int, int], list[int]] = {}
    for row, column in sorted(at for at, signs in sheet.coloured.items() if "strike" in signs.split()):
        table = next((n for n, part in enumerate(parts) if _holds(part.block, row, column)), None)
        if row in data and table is not None and parts[table].canvas.own(row, column) is not None:
            found.setdefault((table, row), []).append(column)
    cells: list[tuple[Address, bool]] = []
    for (table, row), columns in found.items():
        block = parts[table].block
        whole = len(columns) == len(parts[table].canvas.typed(row, block.left, block.right))
        cells += [((row, column), whole) for column in (columns[:1] if whole else columns)]
    return cells


def _holds(block: Block, row: int, column: int) -> bool:
    return block.header_rows[0] <= row <= block.bottom and block.left <= column <= block.right


def _told_by_colour(sheet: Sheet, data: set[int]) -> list[int]:
    """Rows that differ by colour from others: some have one, or not all the same; a pattern of stripes says nothing,
    nor does the fill of a mark that came back, and a line through the text is told by itself."""
    if not sheet.coloured:
        return []
    signs: dict[int, set[str]] = {}
    for (row, _), colour in sheet.coloured.items():
        if row in data and (own := " ".join(sign for sign in colour.split() if sign not in _NO_COLOURS)):
            signs.setdefault(row, set()).add(own)
    order = [frozenset(signs.get(row, ())) for row in sorted(data)]
    striped = len(order) > 3 and order[0] != order[1] and all(a == b for a, b in zip(order, order[2:], strict=False))
    return [] if striped or len(set(order)) < 2 else sorted(signs)
