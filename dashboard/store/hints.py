"""Hints: what differs from no receipt and yet should be looked at."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from dashboard.config import Settings
from dashboard.store.acts import SET_BACK, Act
from dashboard.store.books import Books
from dashboard.store.journal import Journal
from dashboard.store.salvage import Believed, Difference, believed


def hints(settings: Settings, now: datetime) -> list[Difference]:
    """Traces of a crash in the journal, of a clock that was wrong, and files in the archive that no act names.

    Acts are numbered and never go back in time: once a clock ran ahead, what follows stands a moment after it until the
    right time has caught up, and keeps what its own clock said.

    Database and journal that were both put back to an earlier moment agree with each other; what came in later is
    still in the archive then. An upload that was stopped leaves one too.
    """
    books = Books(settings)
    try:
        proved = believed(books.journal, books.engine)
        done = proved.acts
        return [
            *_pending(proved),
            *_rebuilt(done),
            *_torn(books.journal),
            *_clocks(done, now),
            *_unmentioned(books, done),
        ]
    finally:
        books.engine.dispose()


def _pending(proved: Believed) -> Iterator[Difference]:
    if proved.pending:
        yield Difference("journal-pending", {"n": proved.pending})


def _rebuilt(done: Sequence[Act]) -> Iterator[Difference]:
    for act in done:
        if act.kind == "rebuild":
            said = {"number": act.number, "time": act.at, "by": act.by or "—"}
            yield Difference("journal-cut" if "until" in act.content else "journal-rebuilt", {**act.content, **said})


def _torn(journal: Journal) -> Iterator[Difference]:
    if journal.unfinished:
        yield Difference("journal-unfinished")
    if journal.torn.exists():
        since = datetime.fromtimestamp(journal.torn.stat().st_mtime, UTC)
        yield Difference("journal-torn", {"file": journal.torn.name, "time": since})


def _clocks(done: Sequence[Act], now: datetime) -> Iterator[Difference]:
    for act in done:
        if act.clock is not None:
            yield Difference("clock-set-back", {"number": act.number, "time": act.at, "clock": act.clock})
    if done and done[-1].at > now + SET_BACK:
        yield Difference("clock-ahead", {"number": done[-1].number, "time": done[-1].at})


def _unmentioned(books: Books, done: Sequence[Act]) -> Iterator[Difference]:
    named = {sha256 for act in done for sha256 in act.kept}
    last = done[-1].at if done else None
    for name, since in books.archive.kept():
        if name not in named:
            later = last is not None and since > last
            yield Difference("file-unmentioned-later" if later else "file-unmentioned", {"sha256": name, "time": since})
