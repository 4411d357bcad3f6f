"""Files that come together: each is read beside those that go before it, as it would be after their commit."""

from collections.abc import Callable, Hashable, Mapping
from datetime import date
from time import monotonic
from typing import TypeVar

from dashboard.store import Store
from dashboard.workflows.receive import Draft, renewed, submission

Key = TypeVar("Key", bound=Hashable)
Done = TypeVar("Done")
MOMENT_S = 1.0
"""So long files are committed together: others who write wait that long, and a file more."""


def in_order(drafts: Mapping[Key, Draft]) -> list[Key]:
    """The order in which files are read and committed: by the day they cover, of one day as they came."""
    return sorted(drafts, key=lambda key: drafts[key].period or date.min)


def settled(drafts: Mapping[Key, Draft], store: Store) -> dict[Key, Draft]:
    """The drafts in their own order, each read beside the earlier ones that concern its units.

    A file that waits for an answer, or cannot be committed, changes nothing for the others.
    """
    done: dict[Key, Draft] = {}
    for key in in_order(drafts):
        fellows = (made for made in done.values() if made.committable and not made.undecided)
        also = [submission(made) for made in fellows if _units(made) & _units(drafts[key])]
        done[key] = renewed(drafts[key], store, also)
    return {key: done[key] for key in drafts}


def together(store: Store, waiting: list[Key], commit: Callable[[Key], Done]) -> list[Done]:
    """What came of the next files, as many as a moment holds: taken from those `waiting`, lasting when this returns.

    `commit` deals with what a file is refused for. Where what they share fails, a full disk or a busy database, that
    gets out, none of them is stored, and all are waiting still.
    """
    until, done = monotonic() + MOMENT_S, list[Done]()
    with store.together():
        for key in waiting:
            done.append(commit(key))
            if monotonic() >= until:
                break
    del waiting[: len(done)]
    return done


def _units(made: Draft) -> set[str]:
    tables = made.reading.tables.values() if made.reading else ()
    return {made.unit}.union(*(map(str, table["unit"].unique()) for table in tables))
