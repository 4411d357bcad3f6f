"""The cells behind a number, found only when somebody asks."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import overload

from dashboard.contract import Snapshot
from metrics.ledger import Ints, Ledger
from metrics.measure import Source


class Trail(Sequence[Source]):
    """The cells behind a number, found only when somebody asks: positions in ledgers, plus cells of empty lists.

    Compares and reads like a tuple of `Source`, by official order of units, sheet and row.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        units: Mapping[str, int],
        parts: Sequence[tuple[Ledger, Ints, str]] = (),
        cells: Sequence[Source] = (),
    ) -> None:
        self._snapshot, self._units, self._parts, self._cells = snapshot, units, tuple(parts), tuple(cells)

    @cached_property
    def _sources(self) -> tuple[Source, ...]:
        found = [*self._cells]
        for ledger, at, column in self._parts:
            found += ledger.sources(self._snapshot, at, column)
        last = len(self._units)
        key = {s: (self._units.get(s.unit, last), s.file, s.sheet, s.row, s.cell) for s in found}
        return tuple(sorted(dict.fromkeys(found), key=key.__getitem__))

    @classmethod
    def joined(cls, trails: Sequence["Trail"]) -> "Trail":
        """One trail over several of the same snapshot."""
        first = trails[0]
        parts = [part for trail in trails for part in trail._parts]
        cells = [cell for trail in trails for cell in trail._cells]
        return cls(first._snapshot, first._units, parts, cells)

    @overload
    def __getitem__(self, at: int) -> Source: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Source, ...]: ...
    def __getitem__(self, at: int | slice) -> Source | tuple[Source, ...]:
        return self._sources[at]

    def __bool__(self) -> bool:
        """Whether anything stands behind the number; does not look up a single cell."""
        return bool(self._cells) or any(len(at) for _, at, _ in self._parts)

    def __len__(self) -> int:
        return len(self._sources)

    def __iter__(self) -> Iterator[Source]:
        return iter(self._sources)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Trail | tuple | list) and self._sources == tuple(other)

    def __hash__(self) -> int:
        return hash(self._sources)

    def __repr__(self) -> str:
        return repr(self._sources)
