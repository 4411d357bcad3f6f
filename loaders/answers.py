"""What a person answered about a heading: for the tables of one ledger, or for every table of the file.

An answer is kept under its subject: `projects:总投资` speaks of the tables of that ledger alone, whatever sheet they
stand on; a bare `总投资` of every table that has such a heading.
"""

from collections.abc import Container, Mapping
from typing import TypeVar

from loaders.headings import LISTS

T = TypeVar("T")
_FIGURES = ("counters", "targets")
"""One kind of table to a person: each of its columns says whether it holds targets or counts."""


def about(ledger: str, heading: str) -> str:
    """The subject of an answer about a heading in the tables of one ledger; "" for those of all."""
    ledger = _FIGURES[0] if ledger in _FIGURES else ledger
    return f"{ledger}:{heading}" if ledger else heading


def parted(subject: str) -> tuple[str, str]:
    """(ledger, heading) that an answer is about; the ledger "" where it is about every table."""
    ledger, colon, heading = subject.partition(":")
    return (ledger, heading) if colon and ledger in (*LISTS, *_FIGURES) else ("", subject)


def answer(given: Mapping[str, T], ledger: str, heading: str) -> T | None:
    """What was answered about a heading of a ledger: its own answer before the one for all, None without any."""
    return given.get(about(ledger, heading), given.get(heading))


def answered(given: Container[str], ledger: str, heading: str) -> bool:
    """Whether anything was answered about a heading of a ledger."""
    return about(ledger, heading) in given or heading in given
