"""One district's weeks, reckoned from its workbooks: what a worker does, and what it gives back.

What comes out depends on nothing but the workbooks, the registry and the program: no clock, no place, no other
district. So it does not matter who reckons it, how often, or whether somebody before was stopped half way.
"""

import hashlib
import logging
import tempfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import partial
from pathlib import Path

from dashboard import config
from dashboard.config import Settings
from dashboard.contract import District
from dashboard.errors import DispatchError, SettingsError
from dashboard.province.build import fingerprint
from dashboard.province.places import REGISTRY, Place
from dashboard.province.states import States
from dashboard.store import Store
from dashboard.weeks import ZONE, week_end
from dashboard.workflows import batch, intake, receive, report
from metrics import Measure

log = logging.getLogger("dashboard.province")
BY = "province"
"""Who hands in, as the receipts of a reckoned district say."""
FIGURES = (
    "value", "low", "high", "numerator", "denominator", "target", "completion", "elapsed", "gap", "needed_per_week",
    "run_rate_per_week", "forecast", "change", "light", "grey_reason", "basis", "cover_to", "reported", "expected",
    "hedged",
)  # fmt: skip
"""What is kept of a measure, as `report --json` prints it; its unit of measure is the catalogue's."""
PORTION = 13
"""Weeks that one job reckons where states are kept: so much is done again at most when a worker is lost."""

SIGNS = ("light_word", "hedge", "stale", "whole_items", "by_hand")
"""What a cell of a table says of its figure besides."""
KEPT = (*FIGURES, *SIGNS)

Row = tuple[str, str, tuple[object, ...]]
"""Unit ("" for the district), indicator, and the figures in the order of `KEPT`."""


@dataclass(frozen=True, slots=True)
class Job:
    """A district to be reckoned; `known` are the versions of its weeks whose figures are kept already."""

    place: str
    states: str
    district: str
    build: str
    known: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Week:
    """A week's figures, by its closing Friday; `day` is the last meeting's in it.

    `rows` is empty where its version is known. `refused` are files that nothing was read from, with the code why.
    """

    week: date
    day: date
    version: str
    files: int = 0
    refused: tuple[tuple[str, str], ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What came of a district: every week there is, or the code and detail of why nothing did.

    `more` where weeks are left to the next job.
    """

    district: str
    name: str = ""
    weeks: tuple[Week, ...] = ()
    more: bool = False
    fault: str = ""
    detail: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Meeting:
    """A day for which something came in; the bytes only where they may be wanted."""

    day: date
    version: str
    files: Sequence[tuple[str, bytes]] | None


def reckoned(job: Job, scratch: str | None = None) -> Reckoned:
    """A district's weeks. What is wrong with its registry or store is said in the result and stops no other district.

    `scratch` is a folder on this machine for what is needed meanwhile.
    """
    try:
        if job.build != fingerprint():
            raise SettingsError("province-build", district=job.district)
        return _reckoned(job, scratch)
    except DispatchError as error:
        told = {name: str(value) for name, value in error.detail.items()}
        return Reckoned(job.district, fault=error.code, detail=told)
    except Exception as fault:
        # one district's fault must not cost the others; the log of whoever reckoned keeps the traceback
        log.exception("mishap in %s", job.district)
        return Reckoned(job.district, fault="province-mishap", detail={"kind": type(fault).__name__})


def _reckoned(job: Job, scratch: str | None) -> Reckoned:
    with tempfile.TemporaryDirectory(dir=scratch, prefix="district-") as folder:
        place, file, var = Place(job.place), Path(folder) / REGISTRY, Path(folder) / "var"
        file.write_bytes(place.registry(job.district))
        district = config.district(file)
        meetings = _meetings(place, job, file.read_bytes())
        last_of = {week_end(meeting.day): meeting for meeting in meetings}
        weeks = {week: Week(week, meeting.day, meeting.version) for week, meeting in last_of.items()}
        new = [week for week, known in weeks.items() if job.known.get(week.isoformat()) != known.version]
        wanted = new[:PORTION] if job.states else new
        if wanted:
            settings = Settings(var, f"sqlite:///{var / 'dispatch.sqlite3'}", file)
            weeks |= _gone_through(job, settings, district, meetings, {week: weeks[week] for week in wanted})
        return Reckoned(job.district, district.name, tuple(weeks.values()), more=len(wanted) < len(new))


def _meetings(place: Place, job: Job, registry: bytes) -> list[_Meeting]:
    """The meetings in order; the version of each is made of everything that had come in up to it."""
    known = set(job.known.values())
    chain, found = hashlib.sha256(job.build.encode() + registry).hexdigest(), []
    for day in place.days(job.district):
        files = place.files(job.district, day)
        told = [chain, day.isoformat(), *(f"{name}\0{hashlib.sha256(content).hexdigest()}" for name, content in files)]
        chain = hashlib.sha256("\n".join(told).encode()).hexdigest()
        found.append(_Meeting(day, chain, None if chain in known else files))
    return found


def _gone_through(
    job: Job, settings: Settings, district: District, meetings: Sequence[_Meeting], wanted: Mapping[date, Week]
) -> dict[date, Week]:
    """These weeks with their figures, beginning at the last state that was kept before them; the new one is kept."""
    states, done = States(job.states), dict[date, Week]()
    first = next(n for n, meeting in enumerate(meetings) if week_end(meeting.day) in wanted)
    kept = states.fetch(job.district, [meeting.version for meeting in meetings[:first]], settings.data_dir)
    files, refused, last = 0, list[tuple[str, str]](), max(week.day for week in wanted.values())
    with Store(settings, district) as store:
        for meeting in meetings[0 if kept is None else kept + 1 :]:
            week = wanted.get(week_end(meeting.day))
            count, lost = _received(store, district, meeting, Place(job.place), job.district)
            files, refused = files + count, refused + lost
            if week is not None and week.day == meeting.day:
                rows = _rows(store, meeting.day)
                done[week.week] = replace(week, files=files, refused=tuple(refused), rows=rows)
            if week is None or week.day == meeting.day:
                files, refused = 0, []
            if meeting.day == last:
                break
    states.keep(job.district, wanted[week_end(last)].version, settings.data_dir)
    return done


def _received(
    store: Store, district: District, meeting: _Meeting, place: Place, folder: str
) -> tuple[int, list[tuple[str, str]]]:
    """Everything that came in for a meeting committed, as `import` does; how many files, and which were refused."""
    now, files = datetime.combine(meeting.day, time(15), ZONE), meeting.files
    content = place.files(folder, meeting.day) if files is None else files
    read = partial(receive.draft, store=store, district=district, period=meeting.day)
    drafts = dict(enumerate(read(data, name) for name, data in intake.unpack(content)))
    refused: list[tuple[str, str]] = []
    receipts: list[int] = []

    def committed(key: int) -> None:
        try:
            receipts.append(_committed(store, drafts[key], receipts, now))
        except DispatchError as error:
            refused.append((drafts[key].name, error.code))

    waiting = batch.in_order(drafts)
    while waiting:
        batch.together(store, waiting, committed)
    return len(drafts), refused


def _committed(store: Store, made: receive.Draft, receipts: Collection[int], now: datetime) -> int:
    """The receipt of a file, committed beside its fellows' `receipts`."""
    if made.error:
        raise made.error
    latest = receive.latest(made, store)
    return receive.commit(latest, store=store, uploader=BY, now=now, fellows=receipts).number


def _rows(store: Store, day: date) -> tuple[Row, ...]:
    """Every figure of the district and its units, as `report --json` prints them, with its signs."""
    found = report.standing(store, store.registry.at(day), day).report
    return tuple(
        (unit, indicator, _figures(measure))
        for unit, measures in {"": found.district, **found.units}.items()
        for indicator, measure in measures.items()
    )


def _figures(measure: Measure) -> tuple[object, ...]:
    facts = report.facts(measure)
    return (*(facts[name] for name in FIGURES), *(getattr(measure, name) for name in SIGNS))
