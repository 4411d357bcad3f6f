"""Totals that do not say so: rows that name no record and whose figures are the sums of others.

A row of figures alone, or one that beside them says only whose, of what kind or how many: 板浦镇 | 2个 | 3000. Or one
that stands last, says nothing of what every record says, and adds up all of them, whatever it is called: 累计完成.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dashboard.names import key
from loaders import headings
from loaders.canvas import numeric
from loaders.grid import Value
from loaders.lines import Line
from loaders.reader import TableReader
from loaders.totals import Part, agrees, part_of, scopes, summed_columns
from loaders.values import text

_NAMING = {"projects": ("name", "registered_name"), "assets": ("name",), "events": ("title",)}
"""Columns that name a record, by ledger. What names a trip is spread over many columns."""
_SORTING = ("unit", "responsible_unit", "host_unit", "kind", "stage", "status", "industry")
"""Columns that a subtotal may fill: it says what it is the sum of."""
_COUNT = re.compile(r"共?\d{1,5}(个|宗|项|处|栋|家)(项目|地块|企业)?")
_CALLED = re.compile(
    r"(截[至止]目前|[本全今]?[年月周季]度?)?(累计|合计|总计|共计|小计|汇总)"
    r"(完成|实现|到位|盘活|签约|新增)?(总?[数额值量]|面积|金额|投资额?|情况)?"
)
"""How a list may name a total of its own; in a table of figures 累计完成 is what was done."""
_MOST_LOOKS = 2_000_000
"""Rows that may claim to be sums, times the rows they may be the sums of."""
_FEWEST = 3
"""Records whose exact sum is no chance."""


def with_unlabelled(table: TableReader, lines: Sequence[Line]) -> list[Line]:
    """The rows again, those that name nothing and whose figures are sums of the others told as totals.

    Down and up, since a subtotal may stand below or above its rows and each ends the run of the next one.
    """
    found, columns = list(lines), summed_columns(table)
    if not columns:
        return found
    labels, days = _labels(table), _days(table)
    names, sorting = _names(table), _sorting(table)
    sparse = [i for i, line in enumerate(found) if _says_little(table, line, names, sorting)]
    last = max((line.row for line in found if line.kind == "data"), default=0)
    for i in sparse:
        line = found[i]
        label = _label(table, line, labels, days) if line.kind == "data" else None
        if label and (_CALLED.fullmatch(key(label[1])) or (line.row == last and _adds_up_all(table, found, columns))):
            found[i] = replace(line, kind="total", text=label[1], column=label[0])
    _tell_sums(table, found, sparse, columns)
    if closing := _closing(table, found, sparse, {column for column, _ in columns}):
        found[closing] = replace(found[closing], kind="total")
    return found


def _tell_sums(table: TableReader, found: list[Line], sparse: Sequence[int], columns: list[tuple[int, str]]) -> None:
    """Tells the rows among `sparse` that add up others as totals, in place."""
    figures = _Figures(table)
    claiming = [i for i in sparse if any(p.value for c, kind in columns if (p := figures.part(found[i].row, c, kind)))]
    if len(claiming) * len(found) > _MOST_LOOKS:
        # rows filled in beforehand; no list has so many totals
        claiming = []
    for order in (claiming, list(reversed(claiming))):
        for i in order:
            if found[i].kind in ("data", "other", "note") and _is_sum(figures, found, found[i], columns):
                found[i] = replace(found[i], kind="total")


def _names(table: TableReader) -> set[int]:
    """Columns that name the records."""
    return {c for name in _NAMING.get(table.columns.ledger, ()) for c in table.columns.fields.get(name, ())}


def _sorting(table: TableReader) -> set[int]:
    return {column for name in _SORTING for column in table.columns.fields.get(name, ())}


def _says_little(table: TableReader, line: Line, names: set[int], sorting: set[int]) -> bool:
    """Whether a row may be a total at all: it says one word at most, or only what sorts records and how many they are.

    Most rows of a long list are told from totals by their first two words.
    """
    words, only_sorts = 0, True
    for column, value in _each(table, line):
        if type(value) is not str or numeric(value):
            continue
        words += 1
        only_sorts = only_sorts and (not _named(value) if column in names else column in sorting)
        if words > 1 and not only_sorts:
            return False
    return True


def _label(table: TableReader, line: Line, labels: set[int], days: set[int]) -> tuple[int, str] | None:
    """(column, text) of the only text of a row that says nothing else but figures."""
    typed = [(c, v) for c, v in _cells(table, line) if v is not None]
    texts = [(c, text(v)) for c, v in typed if isinstance(v, str) and not numeric(v)]
    bare = len(texts) == 1 < len(typed) and texts[0][0] in labels and not any(c in days for c, _ in typed)
    return texts[0] if bare else None


def _labels(table: TableReader) -> set[int]:
    """Columns in which a total may be named: the first one, the serial number's and the records' names."""
    return {table.block.left, table.columns.serial, *_names(table)}


def _days(table: TableReader) -> set[int]:
    fields, ledger = table.columns.fields, table.columns.ledger
    return {c for name, columns in fields.items() if headings.word(ledger, name).kind == "date" for c in columns}


def _adds_up_all(table: TableReader, lines: Sequence[Line], columns: list[tuple[int, str]]) -> bool:
    """Whether the last row is the sum of all records above it in every figure, and leaves blank what each of them
    fills besides."""
    *above, last = (each.row for each in lines if each.kind == "data")
    if len(above) < _FEWEST:
        return False
    claims = [(c, kind, claimed) for c, kind in columns if (claimed := part_of(table, last, c, kind))]
    if not any(claimed.value for _, _, claimed in claims):
        return False
    own = {table.columns.serial, *(c for c, _ in columns), *_labels(table)}
    further = (c for c in table.columns.used - own if table.canvas.shown(last, c) is None)
    if not any(all(table.canvas.shown(row, c) is not None for row in above) for c in further):
        return False
    return all(
        agrees(claimed, [part for row in above if (part := part_of(table, row, c, kind))])
        for c, kind, claimed in claims
    )


def _closing(table: TableReader, lines: Sequence[Line], sparse: Sequence[int], summed: set[int]) -> int:
    """Place of the row that ends a list with figures of summed columns and nothing else, whether they add up or not;
    where a name should stand it may say how many records there are. 0 for none: a list does not begin with it.

    No record can be made of it, and unsaid it would be dropped in silence; `check_totals` says by how much it is off.
    """
    rows = [i for i, line in enumerate(lines) if line.kind == "data"]
    last = next((i for i in reversed(sparse) if _figures_alone(table, lines[i])), 0)
    records = [i for i in rows if i < last]
    if len(records) < 2 or any(i > last for i in rows) or lines[last].kind not in ("data", "other", "note"):
        return 0
    told = {column: value for column, value in _cells(table, lines[last]) if value is not None}
    names = _names(table)
    counted = all(text(told[column]) == str(len(records)) for column in told.keys() & names)
    return last if told.keys() & summed and told.keys() <= summed | names and counted else 0


class _Figures:
    """The figures of a table's rows, each read once."""

    def __init__(self, table: TableReader) -> None:
        self.table = table
        self._known: dict[tuple[int, int], Part | None] = {}

    def part(self, row: int, column: int, kind: str) -> Part | None:
        if (row, column) not in self._known:
            self._known[row, column] = part_of(self.table, row, column, kind)
        return self._known[row, column]


def _is_sum(figures: _Figures, lines: Sequence[Line], line: Line, columns: list[tuple[int, str]]) -> bool:
    table = figures.table
    alone = _figures_alone(table, line)
    if not alone and not _sorts(table, line):
        return False
    claims = [(column, kind, claimed) for column, kind in columns if (claimed := figures.part(line.row, column, kind))]
    others = [each for each in lines if each.kind == "data" and each is not line]
    fewest = 1 if alone and line.kind == "data" else 2
    for column, kind, claimed in claims:
        parts = {each.row: p for each in others if (p := figures.part(each.row, column, kind))}
        runs = [[parts[r] for r in rows if r in parts] for rows in scopes(lines, line)]
        if len(parts) < 2 or not any(len(run) >= fewest and agrees(claimed, run) for run in runs):
            return False
    return bool(claims)


def _figures_alone(table: TableReader, line: Line) -> bool:
    cells = _cells(table, line)
    return any(value is not None for _, value in cells) and all(value is None or numeric(value) for _, value in cells)


def _sorts(table: TableReader, line: Line) -> bool:
    """Whether a row names no record: beside figures it says only whose, of what kind, or how many they are."""
    names = _names(table)
    if line.kind != "data" or not names or any(_named(table.canvas.own(line.row, column)) for column in names):
        return False
    sorting = _sorting(table) | names
    words = [column for column, value in _cells(table, line) if value is not None and not numeric(value)]
    return bool(words) and all(column in sorting for column in words)


def _named(value: Value) -> bool:
    return value is not None and not _COUNT.fullmatch(text(value))


def _cells(table: TableReader, line: Line) -> list[tuple[int, Value]]:
    """The row as it is typed, column by column."""
    return list(_each(table, line))


def _each(table: TableReader, line: Line) -> Iterator[tuple[int, Value]]:
    return enumerate(table.canvas.rows[line.row - 1][table.block.left - 1 : table.block.right], table.block.left)
