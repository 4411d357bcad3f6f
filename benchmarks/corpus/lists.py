"""Lists on paper: a heading block, a line a record, whatever clerks put between them, and the truth of it all."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from benchmarks.corpus.paper import Paper
from benchmarks.corpus.truth import BookTruth, RecordTruth, TableTruth, letter
from benchmarks.corpus.world import Fact

FREE = {
    "visits": ["level", "projects_discussed"],
    "projects": ["funding", "key"],
    "assets": ["status"],
    "events": ["industry", "count"],
    "prospects": [],
    "stops": [],
}
"""Fields that a loader may derive from more than the sheet's own cells: not judged unless a sheet has them."""


@dataclass(frozen=True)
class Shown:
    """What stands in the cell, and what that makes true where it is less than the fact."""

    value: Any
    truth: dict[str, Any] = field(default_factory=dict)
    number_format: str = ""
    hedged: str = ""
    imprecise: str = ""
    code: str = ""
    """Finding that must name the cell."""
    free: tuple[str, ...] = ()
    """Fields that this cell leaves open."""


@dataclass(frozen=True)
class Column:
    """One column. `heading` is a path (levels joined by ">"); without `field` it means nothing to the contract."""

    heading: str
    field: str = ""
    show: Callable[[Fact], Any] | None = None
    optional: bool = False
    per_stop: bool = False

    def cell(self, fact: Fact) -> Shown:
        raw = self.show(fact) if self.show else fact.get(self.field)
        return raw if isinstance(raw, Shown) else Shown(raw)


@dataclass(frozen=True)
class Line:
    """One line under the heading: a fact, a section, a total, a note, an empty line, a repeated heading."""

    kind: str
    fact: Fact = field(default_factory=dict)
    text: str = ""
    over: tuple[Fact, ...] = ()
    """Facts that a total adds up."""


def facts(items: Iterable[Fact]) -> list[Line]:
    return [Line("fact", item) for item in items]


@dataclass
class ListTable:
    """A list as its clerk wants it.

    `stops` says how several hosts are written: merged, repeated or blank over rows, or a separator inside one cell.
    `defaults` are canonical values that hold for every record (unit, direction, kind) unless the fact has its own.
    """

    ledger: str
    columns: Sequence[Column]
    title: str = ""
    metadata: Sequence[str] = ()
    stops: str = "、"
    merge_down: Sequence[str] = ()
    """Fields whose equal neighbours are merged down."""
    defaults: Fact = field(default_factory=dict)
    numbering: str = ""
    total_label_column: int = 1
    free: Sequence[str] = ()
    optional: Sequence[str] = ()
    """Fields or letters whose mapping is not judged."""
    blank_repeats: Sequence[str] = ()
    """Fields written only where they change."""


class ListWriter:
    """Writes one table onto a paper and its truth into the book."""

    def __init__(self, paper: Paper, truth: BookTruth, table: ListTable, top: int = 1, left: int = 1) -> None:
        self.paper, self.book, self.table, self.row, self.left = paper, truth, table, top, left
        self.paths = [column.heading.split(">") for column in table.columns]
        self.depth = max(len(path) for path in self.paths)
        self.shown: dict[int, list[Any]] = {}
        self.truth = TableTruth(paper.name, table.ledger, [], {}, free=[*FREE[table.ledger], *table.free])
        self.truth.optional += table.optional

    def write(self, lines: Sequence[Line]) -> int:
        """Writes everything; the first row that is free again."""
        self._above()
        self._heading(listed=True)
        self._numbering()
        for line in lines:
            getattr(self, f"_{line.kind}")(line)
        for name in self.table.merge_down:
            self._merge_down(name)
        for name in self.table.blank_repeats:
            self._blank_repeats(name)
        self.book.tables.append(self.truth)
        return self.row

    def _column(self, index: int) -> int:
        return self.left + index

    @property
    def last(self) -> int:
        return self.left + len(self.table.columns) - 1

    def _above(self) -> None:
        if self.table.title:
            self.paper.put(self.row, self.left, self.table.title)
            self.paper.merge(self.row, self.left, self.row, self.last)
            self.row += 1
        for text in self.table.metadata:
            for index, part in enumerate(text.split("|")):
                self.paper.put(self.row, min(self.left + 4 * index, self.last), part)
            self.row += 1

    def _heading(self, listed: bool) -> None:
        top = self.row
        for index, path in enumerate(self.paths):
            for level, text in enumerate(path):
                if level and path[:level] != self.paths[index][:level]:
                    continue
                if index and self.paths[index - 1][: level + 1] == path[: level + 1]:
                    continue
                self._head_cell(top, index, level, text, path)
        self.row += self.depth
        if listed:
            self.truth.header_rows = list(range(top, self.row))
            self._map_columns()

    def _head_cell(self, top: int, index: int, level: int, text: str, path: list[str]) -> None:
        self.paper.put(top + level, self._column(index), text)
        across = index
        while across + 1 < len(self.paths) and self.paths[across + 1][: level + 1] == path[: level + 1]:
            across += 1
        bottom = top + (self.depth - 1 if level == len(path) - 1 else level)
        self.paper.merge(top + level, self._column(index), bottom, self._column(across))

    def _map_columns(self) -> None:
        for index, column in enumerate(self.table.columns):
            where = letter(self._column(index))
            if column.optional:
                self.truth.optional.append(where)
            elif column.field:
                self.truth.columns.setdefault(column.field, where)

    def _numbering(self) -> None:
        if not self.table.numbering:
            return
        for index in range(len(self.table.columns)):
            text = {"digits": index + 1, "letters": "甲乙丙丁戊己庚辛壬癸"[index % 10], "brackets": f"({index + 1})"}
            self.paper.put(self.row, self._column(index), text[self.table.numbering])
        self.row += 1

    def _fact(self, line: Line) -> None:
        stops = line.fact.get("stops") or [{}]
        in_rows = self.table.stops in ("merged", "repeated", "blank")
        rows = [[stop] for stop in stops] if in_rows else [stops]
        first = self.row
        record = self._record(line.fact, first)
        for offset, group in enumerate(rows):
            self._line(line.fact, group, offset, record)
            self.row += 1
        if self.table.stops == "merged" and len(rows) > 1:
            for index, column in enumerate(self.table.columns):
                if not column.per_stop:
                    self.paper.merge(first, self._column(index), self.row - 1, self._column(index))
        self._stop_records(line.fact, record, first, in_rows)
        self.book.records.append(record)

    def _record(self, fact: Fact, row: int) -> RecordTruth:
        values = {**self.table.defaults, **fact.get("derived", {}), "hedged": "", "imprecise": ""}
        return RecordTruth(self.table.ledger, self.paper.name, row, values)

    def _line(self, fact: Fact, group: list[dict[str, Any]], offset: int, record: RecordTruth) -> None:
        for index, column in enumerate(self.table.columns):
            place = (self.row, self._column(index))
            if column.per_stop:
                self.paper.put(*place, self._stop_text(column, group))
                continue
            if offset and self.table.stops != "repeated":
                continue
            shown = column.cell(fact)
            self.paper.put(*place, shown.value, shown.number_format)
            if not offset:
                self._note_truth(column, fact, shown, record, place)

    def _stop_text(self, column: Column, group: list[dict[str, Any]]) -> str:
        show = column.show or (lambda stop: stop.get("organisation", ""))
        joint = self.table.stops if len(self.table.stops) == 1 else "、"
        return joint.join(text for stop in group if (text := show(stop)))

    def _note_truth(
        self, column: Column, fact: Fact, shown: Shown, record: RecordTruth, place: tuple[int, int]
    ) -> None:
        where = self.paper.at(*place)
        if column.field:
            self.shown.setdefault(self._column_index(column), []).append((place[0], shown.value))
        if column.field and not column.optional:
            record.cells[column.field] = where
            record.values[column.field] = fact.get(column.field, self.table.defaults.get(column.field))
        record.values.update(shown.truth)
        record.free += shown.free
        for name in ("hedged", "imprecise"):
            if getattr(shown, name):
                record.values[name] = ",".join(filter(None, [record.values[name], getattr(shown, name)]))
        if shown.code:
            self.book.findings.append({"code": shown.code, "sheet": self.paper.name, "cell": where})

    def _column_index(self, column: Column) -> int:
        return list(self.table.columns).index(column)

    def _stop_records(self, fact: Fact, record: RecordTruth, first: int, in_rows: bool) -> None:
        hosts = next((c for c in self.table.columns if c.per_stop and c.field == "organisation"), None)
        if hosts is None or self.table.ledger != "visits":
            return
        posts = any(c.per_stop and c.field == "counterpart" for c in self.table.columns)
        stops = fact.get("stops", [])
        record.values["organisations"] = float(len({s["organisation"] for s in stops})) if stops else None
        where = letter(self._column(list(self.table.columns).index(hosts)))
        for offset, stop in enumerate(stops):
            row = first + offset if in_rows else first
            values = {"visit_row": first, "organisation": stop["organisation"], "kind": stop["kind"]}
            values["unit"] = record.values.get("unit", "")
            if posts:
                values["counterpart"] = " ".join(stop["who"])
            self.book.records.append(
                RecordTruth("stops", self.paper.name, row, values, {"organisation": f"{where}{row}"})
            )

    def _section(self, line: Line) -> None:
        self.paper.put(self.row, self.left, line.text)
        self.paper.merge(self.row, self.left, self.row, self.last)
        self.row += 1

    def _total(self, line: Line) -> None:
        self.truth.total_rows.append(self.row)
        self.paper.put(self.row, self.left + self.table.total_label_column - 1, line.text)
        for index, column in enumerate(self.table.columns):
            if not column.field or index == self.table.total_label_column - 1:
                continue
            numbers = [column.cell(fact).value for fact in line.over]
            if numbers and all(isinstance(n, int | float) or n in (None, "") for n in numbers):
                self.paper.put(self.row, self._column(index), round(sum(n for n in numbers if n), 4))
        self.row += 1

    def _note(self, line: Line) -> None:
        self.truth.note_rows.append(self.row)
        self.paper.put(self.row, self.left, line.text)
        self.row += 1

    def _blank(self, line: Line) -> None:
        self.row += 1

    def _again(self, line: Line) -> None:
        if line.text:
            self._section(replace(line, kind="section"))
        self._heading(listed=False)

    def _merge_down(self, name: str) -> None:
        self._runs(name, lambda top, bottom, column: self.paper.merge(top, column, bottom, column))

    def _blank_repeats(self, name: str) -> None:
        self._runs(name, lambda top, bottom, column: None)

    def _runs(self, name: str, effect: Callable[[int, int, int], None]) -> None:
        index = next(i for i, c in enumerate(self.table.columns) if c.field == name)
        column = self._column(index)
        top = 0
        for row in range(self.truth.header_rows[-1] + 1, self.row + 1):
            value = self.paper.cells.get((row, column))
            start = self.paper.cells.get((top, column))
            if top and value is not None and value == start and (row, column) not in self._merged_cells():
                del self.paper.cells[row, column]
                continue
            if top and row - top > 1:
                effect(top, row - 1, column)
            top = row if value is not None else 0

    def _merged_cells(self) -> set[tuple[int, int]]:
        return {(m[0], m[1]) for m in self.paper.merges}
