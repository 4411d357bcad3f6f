"""`check`: every state of the store that is not as the receipts say, by name. Nothing is written but a scratch copy."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, NullPool, Select, create_engine, func, select, text

from dashboard.config import Settings
from dashboard.errors import StoreDamaged
from dashboard.store import acts, projections, schema
from dashboard.store.acts import Act, canonical
from dashboard.store.archive import Archive
from dashboard.store.blocks import unpacked
from dashboard.store.books import Books, assert_begun
from dashboard.store.engine import reading
from dashboard.store.migrations import revision
from dashboard.store.salvage import UNREADABLE, Difference, Salvaged, believed
from dashboard.store.schema import (
    actions,
    claims,
    identities,
    lines,
    links,
    memories,
    parts,
    readings,
    recognitions,
    retractions,
    sightings,
    submissions,
    verdicts,
    withdrawals,
)

_CHUNK = 100
Key = tuple[Any, ...]
Rows = dict[Key, tuple[Any, ...]]


@dataclass(frozen=True)
class _Held:
    """What is compared of a table: a query, how many of its columns tell rows apart, the receipt's column if any."""

    query: Select[Any]
    keys: int
    number: Any = None


_LINE = tuple(column for column in lines.c if column.name != "id")
_TABLES: Mapping[str, _Held] = {
    "submissions": _Held(select(submissions), 1, submissions.c.number),
    "readings": _Held(select(readings), 1, readings.c.submission),
    "parts": _Held(select(parts), 3, parts.c.submission),
    "claims": _Held(
        # by what they say: lines are numbered in the order in which they were first seen
        select(claims.c.submission, *_LINE, *(c for c in claims.c if c.name not in ("submission", "line"))).join_from(
            claims, lines, claims.c.line == lines.c.id
        ),
        7,
        claims.c.submission,
    ),
    "retractions": _Held(select(retractions), 1),
    "withdrawals": _Held(select(withdrawals), 1),
    "memories": _Held(select(memories), 2),
    "links": _Held(select(links), 1),
    "verdicts": _Held(select(verdicts), 1),
    "actions": _Held(select(actions), 1),
    "identities": _Held(select(identities), 3),
    "sightings": _Held(
        select(sightings.c.submission, *(column for column in sightings.c if column.name != "submission")),
        5,
        sightings.c.submission,
    ),
    "recognitions": _Held(select(recognitions), 3),
}
"""Every projection; lines go with their claims, those without any by themselves."""
_IDLE = select(*_LINE).where(~select(claims.c.line).where(claims.c.line == lines.c.id).exists())
"""Lines of which no receipt says anything: no act makes such a one."""

_CHAINED = ("sightings", "recognitions")
"""What depends on every receipt before: where nothing can be proved of one, nothing can of these."""


def compared() -> set[str]:
    """Names of the tables that are held against the acts; those themselves and the lines of the claims apart."""
    return set(_TABLES)


def check(settings: Settings) -> list[Difference]:
    """Everything in which database, journal and archive differ from what the receipts prove; [] for a sound store.

    Raises
    ------
    SettingsError
        `store-missing`: no store was ever begun there.
    """
    assert_begun(settings)
    books = Books(settings)
    try:
        proved = believed(books.journal, books.engine)
        found = [*_readable(books.engine), *proved.differences, *_archived(books.archive, proved.acts)]
        with tempfile.TemporaryDirectory() as folder:
            # neither references nor power cuts matter there
            scratch = create_engine(f"sqlite:///{Path(folder) / 'scratch.sqlite3'}", poolclass=NullPool)
            unknown = _replayed(books, scratch, proved.acts)
            return [*found, *_compared(books.engine, scratch, unknown)]
    finally:
        books.engine.dispose()


def _readable(engine: Engine) -> Iterator[Difference]:
    """Whether the database is sound in its own eyes, indexes included, and of this program's revision."""
    try:
        with reading(engine) as connection:
            found = revision(connection)
            faults = connection.execute(text("PRAGMA integrity_check")).scalars().all() if _embedded(engine) else ["ok"]
    except UNREADABLE as error:
        yield Difference("database", {"reason": str(error).splitlines()[0]})
        return
    if found != schema.HEAD:
        yield Difference("revision", {"found": found, "known": schema.HEAD})
    if faults != ["ok"]:
        yield Difference("database", {"reason": str(faults[0]).splitlines()[-1]})


def _embedded(engine: Engine) -> bool:
    return engine.dialect.name == "sqlite"


def _archived(archive: Archive, done: Sequence[Act]) -> Iterator[Difference]:
    """What the archive lacks, or holds damaged; and what it still holds although it was withdrawn."""
    gone = {act.content["sha256"] for act in done if act.kind == "withdrawal"}
    for act in done:
        yield from _shown(archive, act)
        if act.kind != "submission":
            continue
        receipt, file, dossier = (act.content[name] for name in ("submission", "sha256", "dossier"))
        if file in gone and archive.has(file):
            yield Difference("file-withdrawn", {"receipt": receipt, "sha256": file})
        if file not in gone and not archive.holds(file):
            yield Difference("file-lost", {"receipt": receipt, "sha256": file})
        if not archive.holds(dossier):
            yield Difference("dossier-lost", {"receipt": receipt, "sha256": dossier})


def _shown(archive: Archive, act: Act) -> Iterator[Difference]:
    """What the archive lacks of what was shown in a meeting, or published in an assessment under which rules."""
    shown = act.content.get("hash") if act.kind == "meeting" else None
    if shown and not archive.holds(shown):
        yield Difference("frozen-lost", {"day": act.content["cover_to"], "sha256": shown})
    for kept in (act.content.get(name) for name in ("rules", "hash") if act.kind == "assessment"):
        if kept and not archive.holds(kept):
            yield Difference("assessment-lost", {"act": act.number, "sha256": kept})
    template = act.content["hash"] if act.kind == "template" else ""
    if template and not archive.holds(template):
        yield Difference("template-lost", {"name": act.content["name"], "sha256": template})


def _replayed(books: Books, scratch: Engine, done: Sequence[Act]) -> set[int]:
    """Do every act again in an empty database; returns the receipts of which nothing can be proved any more."""
    schema.metadata.create_all(scratch)
    salvaged, unknown = Salvaged(books.archive, books.engine, done), set()
    with scratch.begin() as connection:
        for act in done:
            acts.write(connection, act)
            try:
                projections.apply(connection, act, salvaged)
            except StoreDamaged:
                unknown.add(act.content["submission"])
    return unknown


def _compared(live: Engine, scratch: Engine, unknown: set[int]) -> Iterator[Difference]:
    for name, held in _TABLES.items():
        if unknown and name in _CHAINED:
            continue
        last = max(_last(live, held), _last(scratch, held))
        numbers = range(0, last + 1, _CHUNK) if held.number is not None else (0,)
        for first in numbers:
            receipts = range(first, first + _CHUNK)
            ours, theirs = (_rows(engine, held, receipts) for engine in (live, scratch))
            if ours is None and held.number is not None:
                ours = _one_by_one(live, held, receipts)
            yield from _differing(name, held, ours, theirs or {}, unknown)
    yield from _differing("lines", idle := _Held(_IDLE, 5), _rows(live, idle, range(0)), {}, unknown)


def between(one: Engine, other: Engine) -> Iterator[Difference]:
    """Every row, acts included, that reads otherwise in one of two databases of the same store."""
    held = _Held(select(schema.acts), 1)
    yield from _differing("acts", held, _rows(one, held, range(0)), _rows(other, held, range(0)) or {}, set())
    yield from _compared(one, other, set())


def _last(engine: Engine, held: _Held) -> int:
    """The last receipt of which a table, or the list of receipts itself, has a row: one may be a receipt's of none."""
    wanted = [select(func.max(column)) for column in {submissions.c.number, held.number} if column is not None]
    try:
        with reading(engine) as connection:
            return max(connection.execute(each).scalar() or 0 for each in wanted)
    except UNREADABLE:
        return 0


def _rows(engine: Engine, held: _Held, receipts: range) -> Rows | None:
    """Rows by what tells them apart; None when one of them cannot be read."""
    query = held.query
    if held.number is not None:
        query = query.where(held.number >= receipts.start, held.number < receipts.stop)
    try:
        with reading(engine) as connection:
            rows = [tuple(map(_plain, row)) for row in connection.execute(query)]
    except UNREADABLE:
        return None
    return {row[: held.keys]: row[held.keys :] for row in rows}


def _one_by_one(engine: Engine, held: _Held, receipts: range) -> Rows:
    """The rows of those receipts that can be read; of the others none."""
    found: Rows = {}
    for number in receipts:
        found |= _rows(engine, held, range(number, number + 1)) or {}
    return found


def _plain(value: Any) -> Any:
    """A value for comparison: blocks by what is in them, since the same content can be packed in several ways."""
    return canonical(unpacked(value)) if isinstance(value, bytes) else value


def _differing(name: str, held: _Held, ours: Rows | None, theirs: Rows, unknown: set[int]) -> Iterator[Difference]:
    if ours is None:
        yield Difference("table-unreadable", {"table": name})
        return
    keys = {key for key in ours.keys() | theirs.keys() if ours.get(key) != theirs.get(key)}
    if held.number is None:
        yield from (Difference("row", {"table": name, "key": key}) for key in sorted(map(str, keys)))
        return
    yield from (
        Difference("receipt-row", {"table": name, "receipt": number})
        for number in sorted({key[0] for key in keys} - unknown)
    )
