"""Rows that look like a header and are none, and headers that only their shape tells.

A card tells one thing by labels with what they say beside them, and has no columns: 来访人数 | 4 | 接待领导 | 李强.
"""

from collections.abc import Callable

from loaders.canvas import Canvas, numeric
from loaders.forms import Cells, has_label
from loaders.headings import known

_PAIRS = 2
_NEAR = 3
"""Rows under a header among which one of its records is."""


def of_card(canvas: Canvas, row: int, known: Callable[[str], bool]) -> bool:
    """Whether a row is a line of a card, pairs of a heading's word and what it says, beside another such line."""
    cells = canvas.typed(row)
    if len(cells) < 2 * _PAIRS or len(cells) % 2 or not all(_pair(cells, i, known) for i in range(0, len(cells), 2)):
        return False
    beside = (canvas.typed(near) for near in (row - 1, row + 1) if near > 0)
    return any([c for c, _ in other] == [c for c, _ in cells] and _pair(other, 0, known) for other in beside)


def _pair(cells: Cells, at: int, known: Callable[[str], bool]) -> bool:
    (_, label), (_, said) = cells[at : at + 2]
    labelled = isinstance(label, str) and known(label.strip(":： "))
    return labelled and not (isinstance(said, str) and known(said))


def by_shape(canvas: Canvas) -> list[tuple[int, int]]:
    """A header nobody knows the words of: the first row of short, different texts over a row that fills its columns.

    A total, a section or a blank row may stand between.
    """
    for row in range(1, min(canvas.height, 30)):
        texts = [v for _, v in canvas.typed(row)]
        short = [v for v in texts if isinstance(v, str) and len(v) <= 20 and not numeric(v) and not has_label(v)]
        apart = len(texts) >= 3 and len(short) == len(texts) == len(set(short))
        below = max((len(canvas.typed(row + down)) for down in range(1, 1 + _NEAR)), default=0) if apart else 0
        if apart and below * 2 >= len(texts) and not of_card(canvas, row, known):
            return [(row, row)]
    return []
