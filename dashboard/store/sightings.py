"""Sightings: when a thing first read as it does, by ledger, identity and unit, and the words it is recognised by.

A row is written when what a unit says of a thing differs from what it said before, by period and receipt; a year of
identical returns is one row. What stands on a day does not follow from it (dashboard.store.folding); what was ever
seen, and since when nothing has changed, does, and work grows with the answer.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select, tuple_

from dashboard.links import RECOGNISED, STATES
from dashboard.names import key, organisation_key
from dashboard.store.acts import canonical
from dashboard.store.blocks import unpacked
from dashboard.store.engine import chunks
from dashboard.store.filing import Part
from dashboard.store.identity import identities
from dashboard.store.schema import parts, recognitions, retractions, sightings, submissions
from dashboard.store.standing import Known

Place = tuple[date, int]
"""Period and receipt."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a unit says of a thing: a digest of its state, what it is recognised by, and where it stands."""

    state: str
    told: str
    sheet: str
    table: int
    row: int

    @property
    def mark(self) -> tuple[str, str]:
        """What must differ for a new row."""
        return self.state, self.told


def enter(
    connection: Connection, number: int, period: date, content: Iterable[Part], known: Known | None = None
) -> None:
    """Write what a submission shows for the first time, or otherwise than before.

    `known` is what had been done by then, itself included, where more has been done since (`resighting`).
    """
    known = known or Known()
    for part in content:
        if part.ledger in STATES:
            new = _write(connection, part.ledger, part.unit, (period, number), seen_in(part), known)
            _follow(connection, part.ledger, part.unit, new, (period, number), known)


def retract(connection: Connection, number: int, known: Known | None = None) -> None:
    """Write when the things of a retracted receipt were seen next, as it counts no longer; `known` as in `enter`."""
    period = connection.execute(select(submissions.c.period).where(submissions.c.number == number)).scalar_one()
    shown = select(sightings.c.ledger, sightings.c.unit, sightings.c.identity).where(sightings.c.submission == number)
    lost: dict[tuple[str, str], set[str]] = {}
    for ledger, unit, identity in connection.execute(shown):
        lost.setdefault((ledger, unit), set()).add(identity)
    for (ledger, unit), names in sorted(lost.items()):
        _follow(connection, ledger, unit, names, (period, number), known or Known())


def seen_in(part: Part) -> dict[str, Sighting]:
    """By identity what a part says. Records without any identifying field are nobody's double and are not followed."""
    size = len(part.scopes)
    names = identities(part.ledger, {**part.columns, "submission": [0] * size})
    rows: dict[str, list[int]] = {}
    for index, name in enumerate(names):
        if not name.startswith("#"):
            rows.setdefault(name, []).append(index)
    return {name: _sighting(part, at) for name, at in rows.items()}


def _sighting(part: Part, at: Sequence[int]) -> Sighting:
    columns, last = part.columns, at[-1]
    states = sorted({canonical([columns[name][i] for name in STATES[part.ledger]]) for i in at})
    told = canonical({name: columns[name][last] for name in RECOGNISED[part.ledger]})
    digest = hashlib.sha256("\n".join(states).encode()).hexdigest()
    return Sighting(digest, told, columns["sheet"][last], columns["table"][last], columns["row"][last])


def words(ledger: str, record: Mapping[str, Any]) -> set[str]:
    """By what a thing may be found again under another identity: every sure ground holds one of these."""
    if ledger == "assets":
        said = {f"n|{organisation_key(record['name'])}" if record["name"] else ""}
        return said.union({f"l|{record['unit']}|{key(record['location'])}" if record["location"] else ""}) - {""}
    code, investor, content = (fold(record[field]) for field, fold in _FOLDED.items())
    unit = record["unit"]
    found = {f"n|{organisation_key(record[field])}" for field in ("name", "registered_name") if record[field]}
    found |= {f"c|{code.upper()}"} if code else set()
    found |= {f"i|{unit}|{investor}"} if investor else set()
    found |= {f"t|{unit}|{content}"} if content else set()
    return found | ({f"it|{investor}|{content}"} if investor and content else set())


_FOLDED = {"credit_code": key, "investor": organisation_key, "content": key}


def _write(
    connection: Connection, ledger: str, unit: str, place: Place, said: Mapping[str, Sighting], known: Known,
    *, anew: bool = False,
) -> set[str]:  # fmt: skip
    """Write what differs from what was said before a place; the names of it. `anew`: rows of it may be there."""
    before = _before(connection, ledger, unit, said, place, known)
    own = {"ledger": ledger, "unit": unit, "period": place[0], "submission": place[1]}
    found = {name: sight for name, sight in said.items() if before.get(name) != sight.mark}
    held = _held(connection, own, found) if anew else set()
    fresh = {name: sight for name, sight in found.items() if name not in held}
    rows = [
        own | {"identity": name, **{field: getattr(sight, field) for field in Sighting.__slots__}}
        for name, sight in fresh.items()
    ]
    if rows:
        connection.execute(insert(sightings), rows)
        _recognise(connection, ledger, {name: sight.told for name, sight in fresh.items()})
    return set(found)


def _held(connection: Connection, own: Mapping[str, Any], names: Collection[str]) -> set[str]:
    theirs = [sightings.c[field] == value for field, value in own.items()]
    held = select(sightings.c.identity).where(*theirs)
    return set(connection.execute(held).scalars()) & set(names)


def _before(
    connection: Connection, ledger: str, unit: str, names: Iterable[str], place: Place, known: Known
) -> dict[str, tuple[str, str]]:
    """The mark of each identity at its last sighting before a place that counts."""
    found: dict[str, tuple[str, str]] = {}
    for row in rows_of(connection, ledger, names, unit=unit, known=known):
        if (row.period, row.submission) < place:
            found[row.identity] = row.state, row.told
    return found


def gone(known: Known) -> Select[Any]:
    """Receipts that were taken back, as far as known: what was retracted later still shows what it showed."""
    back = select(retractions.c.submission).where(retractions.c.act <= known.acts)
    return back.where(retractions.c.submission.not_in(known.spared))


def rows_of(
    connection: Connection, ledger: str, names: Iterable[str], *, unit: str | None = None, known: Known | None = None
) -> Iterator[Row[Any]]:
    """The sightings of identities that count, as far as known, each one's in the order of period and receipt."""
    known = known or Known()
    wanted = select(sightings).where(
        sightings.c.ledger == ledger,
        sightings.c.submission <= known.receipts,
        sightings.c.submission.not_in(gone(known)),
    )
    if unit is not None:
        wanted = wanted.where(sightings.c.unit == unit)
    for chunk in chunks(names):
        one = wanted.where(sightings.c.identity.in_(chunk))
        yield from connection.execute(one.order_by(sightings.c.identity, sightings.c.period, sightings.c.submission))


def spelled(connection: Connection, rows: Sequence[Row[Any]], columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """What the records of some sightings of one ledger hold in these columns, in their order."""
    contents: dict[tuple[int, str, str, int, int], tuple[Any, ...]] = {}
    for chunk in chunks(row.submission for row in rows):
        found = select(parts.c.submission, parts.c.unit, parts.c.content).where(
            parts.c.ledger == rows[0].ledger, parts.c.submission.in_(chunk)
        )
        for number, unit, content in connection.execute(found):
            held = unpacked(content)["columns"]
            places = zip(held["sheet"], held["table"], held["row"], strict=True)
            said = zip(*(held[column] for column in columns), strict=True)
            contents |= {(number, unit, *place): told for place, told in zip(places, said, strict=True)}
    return [contents[row.submission, row.unit, row.sheet, row.table, row.row] for row in rows]


def _follow(connection: Connection, ledger: str, unit: str, names: Collection[str], place: Place, known: Known) -> None:
    """Look on from a place until each identity was seen again; write it where it differs from what now comes before."""
    wanted = set(names)
    later = (
        select(submissions.c.period, submissions.c.number, parts.c.content)
        .join_from(parts, submissions, submissions.c.number == parts.c.submission)
        .where(parts.c.unit == unit, parts.c.ledger == ledger, submissions.c.number.not_in(gone(known)))
        .where(submissions.c.number <= known.receipts)
        .where(tuple_(submissions.c.period, submissions.c.number) > place)
        .order_by(submissions.c.period, submissions.c.number)
    )
    rows = iter(connection.execute(later).all() if wanted else ())
    while wanted and (row := next(rows, None)) is not None:
        block = unpacked(row.content)
        said = seen_in(Part(unit, ledger, block["columns"], block["scopes"]))
        again = {name: sight for name, sight in said.items() if name in wanted}
        _write(connection, ledger, unit, (row.period, row.number), again, known, anew=True)
        wanted -= again.keys()


def _recognise(connection: Connection, ledger: str, told: Mapping[str, str]) -> None:
    pairs = {(word, name) for name, text in told.items() for word in words(ledger, json.loads(text))}
    known: set[tuple[str, str]] = set()
    for chunk in chunks(told):
        held = select(recognitions.c.word, recognitions.c.identity).where(
            recognitions.c.ledger == ledger, recognitions.c.identity.in_(chunk)
        )
        known |= {(word, name) for word, name in connection.execute(held)}
    rows = [{"ledger": ledger, "word": word, "identity": name} for word, name in sorted(pairs - known)]
    if rows:
        connection.execute(insert(recognitions), rows)
