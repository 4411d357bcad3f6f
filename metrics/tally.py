"""A counted table whose rows lead back to the cells they were counted from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from metrics.figures import State
from metrics.ledger import Ints, Ledger
from metrics.measure import Source


@dataclass(frozen=True)
class Tally:
    """Rows with a column `key`, and the cells behind each row by that key.

    A key without cells was counted from nothing: its figures are 0 or NaN.
    """

    rows: pd.DataFrame
    cells: Mapping[str, Sequence[Source]] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        return self.rows.empty


def positions(found: Iterable[int]) -> Ints:
    """Positions of records, ascending and each once."""
    return np.array(sorted(set(found)), dtype="int64")


def cells_of(
    state: State, ledger: Ledger, found: Mapping[str, Iterable[int]], column: str
) -> dict[str, Sequence[Source]]:
    """The cell of one column for the records behind each key; read only when somebody looks."""
    return {key: state.trail([(ledger, positions(at), column)]) for key, at in found.items()}
