"""What can still be believed of a damaged store: the acts that journal and database prove, the dossiers that remain.

An act is believed when its seal continues the chain. Journal and database each hold every act, so that one of the two
copies is enough; a dossier that the archive has lost is made again of its rows when they still give its hash.
"""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeGuard

from sqlalchemy import Connection, Engine, func, inspect, select
from sqlalchemy.exc import SQLAlchemyError

from dashboard.errors import StoreDamaged
from dashboard.store import acts, dossiers, schema
from dashboard.store.acts import FIRST, Act
from dashboard.store.archive import Archive
from dashboard.store.blocks import unpacked
from dashboard.store.dossiers import Dossier
from dashboard.store.engine import reading
from dashboard.store.filing import Part
from dashboard.store.journal import Journal
from dashboard.store.schema import claims, lines, parts, readings
from dashboard.store.scopes import Claim, Line
from dashboard.store.submission import Facts

UNREADABLE = (StoreDamaged, SQLAlchemyError, ValueError, TypeError, KeyError, AttributeError, OverflowError, zlib.error)
"""What reading a damaged database may raise, beside the database's own errors."""


@dataclass(frozen=True)
class Difference:
    """Something that is not as the receipts say; `code` has its sentence under `store.difference.<code>`."""

    code: str
    detail: Facts = field(default_factory=dict)


@dataclass(frozen=True)
class Believed:
    """The acts that are proved, in order, and what was wrong with either copy of them."""

    acts: Sequence[Act]
    differences: Sequence[Difference]
    whole: bool
    """False when an act is lost in both copies: nothing after it can be proved."""
    pending: int = 0
    """How many of the last acts a crash kept from the journal: the next writer appends them."""

    @property
    def mended(self) -> int:
        """How many lines of the journal would have to be made anew, missing ones among them."""
        codes = {"journal-line": 1, "journal-stray": 1}
        return sum(d.detail["acts"] if d.code == "journal-short" else codes.get(d.code, 0) for d in self.differences)


def believed(journal: Journal, engine: Engine) -> Believed:
    """The acts of journal and database, each taken from whichever copy continues the chain.

    What the database has beyond them, and no line of the journal ever told, is no act: nobody has a receipt of it.
    """
    told, held = _told(journal), _held(engine)
    known, lines_told = journal.reach.known, list(journal.lines())
    found = _proved(told, held)
    differences = [Difference("act-row", {"number": act.number}) for act in found if held.get(act.number) != act]
    misplaced, pending = _told_of(journal, known, lines_told, found)
    stray = sorted(number for number in held if not 1 <= number <= len(found))
    written = len(lines_told) + journal.unfinished
    if max(told, default=0) > len(found) or (stray and (known is None or max(known, written) > len(found))):
        missing = [one for one in misplaced if one.code != "journal-stray"]
        return Believed(found, [*missing, *differences, Difference("act-lost", {"number": len(found) + 1})], False)
    differences += [Difference("act-row", {"number": number}) for number in stray]
    return Believed(found, [*misplaced, *differences], True, pending)


def _proved(told: Mapping[int, Act], held: Mapping[int, Act]) -> list[Act]:
    """The acts up to the first that neither copy has as it was sealed."""
    found: list[Act] = []
    last = FIRST
    while proved := [act for act in (told.get(last.number + 1), held.get(last.number + 1)) if _continues(act, last)]:
        last = proved[0]
        found.append(last)
    return found


def _continues(act: Act | None, last: Act) -> TypeGuard[Act]:
    return act is not None and act.sealed(last.chain) == act


def _told_of(
    journal: Journal, known: int | None, told: Sequence[str], done: Sequence[Act]
) -> tuple[list[Difference], int]:
    """What is wrong with the journal, and how many acts at its end a crash kept from it.

    Where it is gone, or does not reach as far as it once did, that is one thing and not one an act.
    """
    expected, there = journal.expected(len(done), known), len(told) + journal.unfinished
    found = list(_misplaced(told, done))
    missing = {one.detail["number"] for one in found if one.code == "journal-line"}
    pending = {number for number in missing if number > expected}
    cut = {number for number in missing if number > there} if there < expected else set()
    found = [one for one in found if one.detail.get("number") not in pending | cut]
    if there < expected:
        receipts = sum(act.kind == "submission" for act in done if act.number in cut)
        said = {"file": journal.path.name, "acts": max(len(cut), expected - there), "receipts": receipts}
        found.insert(0, Difference("journal-short", said))
    return found, 0 if there < expected else len(pending)


def _misplaced(told: Sequence[str], done: Sequence[Act]) -> Iterator[Difference]:
    """Every act whose line is not in the journal as it was written, and every line that is no act's or out of turn."""
    numbers, there = {act.line: act.number for act in done}, set(told)
    missing = {number for line, number in numbers.items() if line not in there}
    yield from (Difference("journal-line", {"number": number}) for number in sorted(missing))
    last = 0
    for place, line in enumerate(told, start=1):
        if numbers.get(line, 0) > last:
            last = numbers[line]
        elif line not in numbers and last + 1 in missing:
            # what became of that act's line
            last += 1
        else:
            yield Difference("journal-stray", {"line": place})


def _told(journal: Journal) -> dict[int, Act]:
    """The acts of the journal by number, without lines that are none."""
    found = {}
    for line in journal.lines():
        try:
            act = acts.parsed(line)
        except UNREADABLE:
            continue
        if isinstance(act.number, int):
            found[act.number] = act
    return found


def _held(engine: Engine) -> dict[int, Act]:
    """The acts of the database by number: all at once, or, where one cannot be read, all the others."""
    try:
        with reading(engine) as connection:
            if not inspect(connection).has_table(schema.acts.name):
                return {}
            return {act.number: act for act in acts.since(connection, 0)}
    except UNREADABLE:
        return dict(_one_by_one(engine))


def _one_by_one(engine: Engine) -> Iterator[tuple[int, Act]]:
    try:
        with reading(engine) as connection:
            last = connection.execute(select(func.max(schema.acts.c.number))).scalar() or 0
    except UNREADABLE:
        return
    for number in range(1, last + 1):
        try:
            with reading(engine) as connection:
                act = acts.numbered(connection, number)
        except UNREADABLE:
            continue
        if act is not None:
            yield number, act


class Salvaged:
    """An archive in which lost or damaged dossiers are made again of the database's rows, where they can be."""

    def __init__(self, archive: Archive, engine: Engine, done: Sequence[Act]) -> None:
        self.archive = archive
        self._engine = engine
        self._acts = {act.content["dossier"]: act for act in done if act.kind == "submission"}

    def content(self, sha256: str) -> bytes:
        """The bytes of a dossier. `FileNotFoundError` when neither archive nor database has them."""
        if self.archive.holds(sha256):
            return self.archive.content(sha256)
        block = _recovered(self._engine, self._acts[sha256])
        if block is None:
            raise FileNotFoundError(sha256)
        return block

    def mend(self) -> None:
        """Put back into the archive what it has lost.

        Raises
        ------
        StoreDamaged
            `dossier-lost`: of one dossier neither archive nor database have what is needed.
        """
        for name, act in self._acts.items():
            if self.archive.holds(name):
                continue
            block = _recovered(self._engine, act)
            if block is None:
                raise StoreDamaged("dossier-lost", receipt=act.content["submission"], sha256=name)
            self.archive.keep(block, name)


def _recovered(engine: Engine, act: Act) -> bytes | None:
    """The dossier of a submission's act made again of the database's rows; None when they do not give its hash."""
    said = act.content
    try:
        with reading(engine) as connection:
            block = _of_rows(connection, said["submission"], date.fromisoformat(said["period"])).packed()
    except UNREADABLE:
        return None
    return block if dossiers.fingerprint(block) == said["dossier"] else None


def _of_rows(connection: Connection, number: int, period: date) -> Dossier:
    facts = connection.execute(select(readings).where(readings.c.submission == number)).one()
    content = [
        Part(row.unit, row.ledger, **unpacked(row.content))
        for row in connection.execute(select(parts).where(parts.c.submission == number))
    ]
    said = (claims.c.kind, claims.c.records, claims.c.sheet, claims.c.cell)
    line = tuple(column for column in lines.c if column.name != "id")
    joined = select(*line, *said).join_from(claims, lines, claims.c.line == lines.c.id)
    claimed = [
        Claim(Line(*row[:6]), number, period, *row[6:10])
        for row in connection.execute(joined.where(claims.c.submission == number))
    ]
    told = (unpacked(facts._mapping[name]) for name in ("findings", "sheets", "answers"))
    return Dossier(content, claimed, *told)
