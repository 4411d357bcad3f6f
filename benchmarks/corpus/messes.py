"""The register of kinds of mess."""

from collections.abc import Callable, Iterator
from random import Random

from benchmarks.corpus.drafts import Draft

PER_MESS = 12
_MESSES: dict[str, Callable[[Draft], None]] = {}


def mess(make: Callable[[Draft], None]) -> Callable[[Draft], None]:
    """Registers a kind of mess under the name of its function."""
    _MESSES[make.__name__.replace("_", "-")] = make
    return make


def names() -> list[str]:
    return list(_MESSES)


def drafts(seed: int = 1, per_mess: int = PER_MESS, wanted: tuple[str, ...] = ()) -> Iterator[Draft]:
    """Every workbook of the corpus; a kind's workbooks depend on the seed, its name and their number alone."""
    for name, make in _MESSES.items():
        if wanted and name not in wanted:
            continue
        for index in range(per_mess):
            draft = Draft(name, index, Random(f"{seed}/{name}/{index}"))
            make(draft)
            yield draft
