"""What is told of a table: its place, headings and columns, hedged cells, and where merges begin."""

from collections.abc import Sequence

from loaders.checks import Placed
from loaders.grid import a1, letter
from loaders.layout import Block
from loaders.notebook import Notebook
from loaders.outcome import ColumnReading, TableReading


def table_reading(
    part: Placed,
    notes: Notebook,
    ledger: str,
    addresses: dict[str, str],
    mapping: tuple[ColumnReading, ...] = (),
    totals: Sequence[int] = (),
    scopes: tuple[str, ...] = (),
) -> TableReading:
    """One table as it was understood: where it lies, what its columns are, what was left out."""
    block = part.block
    return TableReading(
        name=part.canvas.sheet.name,
        table=block.number,
        range=block.range,
        ledger=ledger,
        header_rows=tuple(block.header_rows),
        columns=addresses,
        headings={letter(h.column): h.text for h in block.headings if h.path},
        total_rows=tuple(totals or [line.row for line in part.lines if line.kind == "total"]),
        note_rows=tuple(line.row for line in part.lines if line.kind == "note"),
        hidden=part.canvas.sheet.hidden,
        hedges={a1(*at): word for at, word in notes.hedges.items() if _inside(block, *at)},
        years=_years(block, notes),
        merged=_covered(part, set(addresses.values())),
        mapping=mapping,
        scopes=scopes,
    )


def _years(block: Block, notes: Notebook) -> dict[str, tuple[tuple[int, str, str], ...]]:
    """Columns of a table with the years that were taken for its dates."""
    found: dict[str, set[tuple[int, str, str]]] = {}
    for at, year in notes.years.items():
        if _inside(block, *at):
            found.setdefault(letter(at[1]), set()).add(year)
    return {column: tuple(sorted(years)) for column, years in sorted(found.items())}


def _covered(part: Placed, letters: set[str]) -> dict[str, str]:
    """The cells of these columns, below the headings, that merges cover; each with the first cell of its merge."""
    top = part.block.header_rows[-1] if part.block.header_rows else 0
    bottom = part.block.bottom
    return {
        a1(row, column): a1(merge.top, merge.left)
        for merge in part.canvas.merges
        if merge.bottom > top and merge.top <= bottom
        for column in range(merge.left, merge.right + 1)
        if letter(column) in letters
        for row in range(max(merge.top, top + 1), min(merge.bottom, bottom) + 1)
        if (row, column) != (merge.top, merge.left)
    }


def _inside(block: Block, row: int, column: int) -> bool:
    return block.header_rows[0] <= row <= block.bottom and block.left <= column <= block.right
