"""History: what was ever seen of things, and since when they read as they do, looked up by identity."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Row, Select, exists, func, select

from dashboard.contract import SIDE_STAGES, STAGES, District
from dashboard.links import Links
from dashboard.store import acts as trail
from dashboard.store import namesakes, records, relations, versions
from dashboard.store.acts import Act
from dashboard.store.blocks import unpacked
from dashboard.store.books import Books
from dashboard.store.firsts import FirstReceipt, Key, first_receipts, lettered
from dashboard.store.recognising import Record, seen
from dashboard.store.schema import acts, parts, readings, retractions, sightings, submissions
from dashboard.store.scopes import DATED_STAGES, Place
from dashboard.store.sightings import gone, rows_of, spelled
from dashboard.store.standing import Known, displaced, standing
from dashboard.store.submission import Submission
from dashboard.store.views import Contents, Tables, contents

Said = tuple[date, int, tuple[Any, ...]]
"""Period, receipt, and the columns that were asked for."""


class History:
    """What the sightings of a store tell. Names are canonical identities, as snapshots show them."""

    def __init__(self, books: Books) -> None:
        self.books = books

    def untouched(self, units: Collection[str], since: int) -> bool:
        """Whether after an act nothing was done that can concern a file of these units (`versions.of_units`), nor
        anything remembered of a template. `units` are all names under which records of theirs may have come."""
        with self.books.reading() as connection:
            return max(versions.of_units(connection, units), versions.remembered(connection)) <= since

    def first(self, ledger: str, names: Collection[str], known_at: datetime | None = None) -> dict[str, date]:
        """The first return that ever showed each thing, under whatever identity; only things that were seen."""
        return {name: rows[0].period for name, rows in self._of(ledger, names, date.max, known_at).items()}

    def first_receipts(
        self, ledger: str, names: Collection[str], known_at: datetime | None = None
    ) -> dict[Key, FirstReceipt]:
        """Of each unit the first receipt to come that shows each thing, under whatever identity, by thing and unit.

        Retracted receipts show nothing; only things that were shown.
        """
        with self.books.reading() as connection:
            known = Known.at(connection, known_at)
            links = _links(connection, ledger, names, known)
            return first_receipts(connection, ledger, names, links, known)

    def unchanged(
        self, ledger: str, names: Collection[str], as_of: date, known_at: datetime | None = None
    ) -> dict[str, date]:
        """Since which day's return each thing has read the same, whoever reported it and by whatever name."""
        return {name: _since(rows) for name, rows in self._of(ledger, names, as_of, known_at).items()}

    def stages(
        self, names: Collection[str], as_of: date, known_at: datetime | None = None
    ) -> dict[str, list[tuple[date, str]]]:
        """Of projects the stages that returns showed up to a day, oldest first, wherever they read otherwise."""
        return {
            name: [(row.period, str(json.loads(row.told).get("stage", ""))) for row in rows]
            for name, rows in self._of("projects", names, as_of, known_at).items()
        }

    def said(
        self, ledger: str, names: Collection[str], columns: Sequence[str], as_of: date, known_at: datetime | None = None
    ) -> dict[Key, list[Said]]:
        """By thing and unit what returns up to a day said of it in some columns, wherever they read otherwise.

        Oldest first. A column is as it lies in the store: None for an absent number or day, ISO text for a day.
        """
        found: dict[Key, list[Said]] = {}
        with self.books.reading() as connection:
            known = Known.at(connection, known_at)
            seen_as = _sighted(connection, ledger, names, as_of, known)
            rows = [(name, row) for name, each in seen_as.items() for row in each]
            for (name, row), told in zip(rows, spelled(connection, [row for _, row in rows], columns), strict=True):
                found.setdefault((name, row.unit), []).append((row.period, row.submission, told))
        return found

    def days(
        self, ledger: str, name: str, as_of: date, known_at: datetime | None = None
    ) -> tuple[list[str], list[date]]:
        """Units that ever showed a thing, and the days up to one on which a return of theirs said anything new.

        A return that holds the very rows of the sender's last one says nothing new, unless it took a receipt's place.
        """
        found, last = dict[date, None](), dict[tuple[str, str], bytes]()
        with self.books.reading() as connection:
            known = Known.at(connection, known_at)
            names = namesakes.spoken(ledger, _links(connection, ledger, (name,), known).members(name))
            units = sorted({row.unit for row in rows_of(connection, ledger, names, known=known)})
            for row in connection.execute(_returned(ledger, units, as_of, known)):
                if row.replaces is not None or last.get((row.sender, row.unit)) != row.content:
                    found[row.period] = None
                last[row.sender, row.unit] = row.content
        return units, list(found)

    def retracted(self, after: datetime, known_at: datetime | None = None) -> frozenset[int]:
        """Receipts that had come by a moment and were taken back after it, as known at another."""
        begin = trail.utc(after)
        with self.books.reading() as connection:
            known = Known.at(connection, known_at).acts
            back = select(retractions.c.submission).join(acts, acts.c.number == retractions.c.act)
            back = back.join(submissions, submissions.c.number == retractions.c.submission)
            since = (submissions.c.at <= begin, acts.c.at > begin, acts.c.number <= known)
            return frozenset(connection.execute(back.where(*since)).scalars())

    def ever(self, ledger: str, since: date, known_at: datetime | None = None) -> tuple[list[Record], Links]:
        """What was last said of everything that changed or first showed since a day, and all that is decided of it.

        Both as known at a moment (None: now).
        """
        with self.books.reading() as connection:
            known = Known.at(connection, known_at)
            shown = select(sightings.c.identity).where(sightings.c.ledger == ledger, sightings.c.period >= since)
            names = set(connection.execute(shown.distinct()).scalars())
            links = _links(connection, ledger, names, known)
            return seen(connection, ledger, names, links, known, said=known), links

    def called(self, ledger: str, identity: str) -> tuple[str, str]:
        """Under which name, and by which unit, a thing was last reported under this very identity; "" for neither."""
        with self.books.reading() as connection:
            rows = list(rows_of(connection, ledger, (identity,)))
        told = json.loads(rows[-1].told) if rows else {}
        return str(told.get("name") or told.get("organisation") or ""), rows[-1].unit if rows else ""

    def since(self, moment: datetime) -> list[Act]:
        """What was done after a moment, in order."""
        with self.books.reading() as connection:
            return list(trail.since(connection, trail.known(connection, moment)))

    def moved_on(self, moment: datetime, day: date, known_at: datetime | None = None) -> bool:
        """Whether anything was done after a moment that can change what is known of a day, as known at another."""
        with self.books.reading() as connection:
            then, now = Known.at(connection, moment), Known.at(connection, known_at)
            late = _spoken_since(then, now, day)
            telling = acts.c.kind.in_(("retraction", "identity", "registry"))
            done = select(acts.c.number).where(acts.c.number > then.acts, acts.c.number <= now.acts, telling)
            return any(connection.execute(each.limit(1)).first() is not None for each in (late, done))

    def renamed(self, ledger: str, names: Collection[str], known_at: datetime | None = None) -> dict[str, str]:
        """Under which identity some are shown, by what was decided as known at a moment; those under another alone."""
        with self.books.reading() as connection:
            links = _links(connection, ledger, names, Known.at(connection, known_at))
        return {name: now for name in names if (now := links.canonical(name)) != name}

    def left_of(self, numbers: Collection[int], unit: str, day: date, district: District) -> list[str]:
        """Names of the signed projects of a unit that stand on a day by one of these receipts, in their order."""
        with self.books.reading() as connection:
            found, _ = standing(connection, day, district, units=(unit,))
            signed = [e for e in found if e.claim.line.ledger == "projects" and not e.claim.line.in_talks]
            own = [entry for entry in signed if entry.claim.submission in numbers]
            frame = Tables(own, contents(connection, own, Contents()), district).get("projects")
        return [] if frame is None else frame["name"].tolist()

    def still(self, numbers: Collection[int], day: date, district: District) -> dict[int, list[Place]]:
        """What of these receipts stands on a day all the same: unit, ledger and scope, with records; by receipt."""
        with self.books.reading() as connection:
            units = {unit for number in numbers for unit, *_ in records.places(connection, number)}
            found, _ = standing(connection, day, district, units=sorted(units))
        kept: dict[int, list[Place]] = {}
        for claim in (entry.claim for entry in found):
            if claim.submission in numbers and claim.records and claim.kind != "nothing":
                kept.setdefault(claim.submission, []).append(claim.line.place)
        return kept

    def crossed(self, day: date, also: Sequence[Submission], district: District) -> bool:
        """Whether with some drafts a file for several units displaces a unit's own on a day, or the reverse."""
        wide = ("", district.name)
        kinds = {given.unit in wide for given in also}
        with self.books.reading() as connection:
            gone, unheard = displaced(connection, day, also, district)
            begun = records.last_number(connection) + 1
        lost = any((file.unit in wide) is not kind for file in self.files(gone) for kind in kinds)
        return lost or any(also[number - begun].unit in wide for number in unheard)

    def successors(self, number: int, period: date) -> list[int]:
        """Receipts that count and took the place of one for this day, in whole or in part, or name it; by number."""
        with self.books.reading() as connection:
            return records.successors(connection, number, period)

    def touched(self, number: int) -> frozenset[tuple[str, str]]:
        """Unit and ledger of everything that a receipt's file spoke of."""
        with self.books.reading() as connection:
            return frozenset((unit, ledger) for unit, ledger, _ in records.places(connection, number))

    def files(self, numbers: Collection[int]) -> list[Row[Any]]:
        """`number name sha256 unit period` of receipts, by number."""
        fields = tuple(submissions.c[name] for name in ("number", "name", "sha256", "unit", "period"))
        wanted = select(*fields).where(submissions.c.number.in_(numbers)).order_by(submissions.c.number)
        with self.books.reading() as connection:
            return list(connection.execute(wanted))

    def letter(self, number: int, sheet: str, table: int, field: str) -> str:
        """The column of a field in a table of a receipt's file; A where it has none of its own."""
        with self.books.reading() as connection:
            block = connection.execute(select(readings.c.sheets).where(readings.c.submission == number)).scalar_one()
        return lettered(unpacked(block), sheet, table, field)

    def _of(
        self, ledger: str, names: Collection[str], until: date, known_at: datetime | None
    ) -> Mapping[str, list[Row[Any]]]:
        with self.books.reading() as connection:
            return _sighted(connection, ledger, names, until, Known.at(connection, known_at))


def reached(connection: Connection, projects: pd.DataFrame, as_of: date, known: Known) -> dict[str, str]:
    """By identity the furthest stage that returns up to a day showed of projects that are stopped and bear no date.

    A list that says 终止 where it said 签约 last week, and never wrote the day down, has lost what the share of all
    that were ever signed rests on.
    """
    stopped = projects["stage"].isin(SIDE_STAGES) & projects[list(DATED_STAGES)].isna().all(axis="columns")
    names = set(projects["identity"][stopped]) - {""}
    found = {}
    for name, rows in _sighted(connection, "projects", names, as_of, known).items() if names else ():
        stages = [str(json.loads(row.told).get("stage", "")) for row in rows]
        found[name] = max(stages, key=lambda stage: STAGES.index(stage) if stage in STAGES else -1)
    return {name: stage for name, stage in found.items() if stage in STAGES}


def _sighted(
    connection: Connection, ledger: str, names: Collection[str], until: date, known: Known
) -> Mapping[str, list[Row[Any]]]:
    """What was seen of things up to a day, by name, oldest first."""
    links = _links(connection, ledger, names, known)
    members = {member: name for name in names for member in links.members(name)}
    found: dict[str, list[Row[Any]]] = {}
    seen_as = rows_of(connection, ledger, namesakes.spoken(ledger, members), known=known)
    for row, name in namesakes.sighted(connection, ledger, seen_as, known):
        if name in members and row.period <= until:
            found.setdefault(members[name], []).append(row)
    for rows in found.values():
        rows.sort(key=lambda row: (row.period, row.submission))
    return found


def _returned(ledger: str, units: Collection[str], as_of: date, known: Known) -> Select[Any]:
    """What of a ledger came from anybody for some units, by period and receipt, as far as known."""
    said = (submissions.c.period, submissions.c.unit.label("sender"), submissions.c.replaces)
    wanted = select(*said, parts.c.unit, parts.c.content)
    wanted = wanted.join_from(parts, submissions, submissions.c.number == parts.c.submission)
    counts = submissions.c.number <= known.receipts, submissions.c.number.not_in(gone(known))
    wanted = wanted.where(parts.c.ledger == ledger, parts.c.unit.in_(units), submissions.c.period <= as_of, *counts)
    return wanted.order_by(submissions.c.period, submissions.c.number)


def _spoken_since(then: Known, now: Known, day: date) -> Select[Any]:
    """Days up to one of which a return came between two moments, latest first.

    Walks from period to period in the index, two looks for each: all that came since, or all that came for the days
    before, would grow with the history.
    """
    earlier = select(func.max(submissions.c.period)).where(submissions.c.period <= day)
    walked = select(earlier.scalar_subquery().label("period")).cte("walked", recursive=True)
    before = select(func.max(submissions.c.period)).where(submissions.c.period < walked.c.period).scalar_subquery()
    walked = walked.union_all(select(before).where(walked.c.period.is_not(None)))
    came = exists().where(
        submissions.c.period == walked.c.period,
        submissions.c.number > then.receipts,
        submissions.c.number <= now.receipts,
    )
    return select(walked.c.period).where(came)


def _links(connection: Connection, ledger: str, names: Collection[str], known: Known) -> Links:
    return Links(link for act, link in relations.closure(connection, ledger, names) if act <= known.acts)


def _since(rows: Iterable[Row[Any]]) -> date:
    """The day of the last row that says what no unit said before it."""
    since, current = date.min, dict[str, str]()
    for row in rows:
        if row.state not in current.values():
            since = row.period
        current[row.unit] = row.state
    return since
