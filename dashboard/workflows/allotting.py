"""Targets set one by one: a small workbook of one row with the document's number, filed like any table of targets.

It stands from its day on; earlier meetings keep the target that stood before.
"""

import math
from dataclasses import asdict, dataclass
from datetime import date, datetime

from dashboard.contract import District
from dashboard.errors import SubmissionRefused
from dashboard.exports.naming import safe_stem
from dashboard.exports.slip import slip
from dashboard.i18n import speaker
from dashboard.store import Receipt, Store, Submission
from dashboard.weeks import local, stamped, week_end
from dashboard.workflows.entering import ENTERABLE, measure_of, on_a_line, slip_words, typist
from dashboard.workflows.receive import READER
from loaders import Reading, ingest
from metrics.catalogue import INDICATORS


@dataclass(frozen=True, slots=True)
class Allotment:
    """A unit's or the district's target of a year, in the indicator's base unit, in force from a day on."""

    unit: str
    indicator: str
    value: float | None
    year: int
    since: date
    document: str = ""
    """Number or title of the document that sets it."""


def allotted(said: Allotment, store: Store, *, by: str, now: datetime) -> Receipt:
    """File a target; `by` is who typed it.

    Raises
    ------
    SubmissionRefused
        `target-unit`, `target-indicator`, `target-value`, `target-not-whole`, `target-future`, `target-year` (no day of
        its year), `target-document`;
        `target-unread`: the loaders read something else. Nothing is stored.
    """
    district = store.registry.at(said.since)
    _admit(said, district, now)
    content, name = _written(said, by=by, now=now)
    reading = ingest(content, name, district=district, unit=said.unit, period=said.since)
    if not _as_said(reading, said):
        raise SubmissionRefused("target-unread", unit=said.unit)
    receipt = store.commit(
        Submission(
            content=content, name=name, period=said.since, unit=said.unit, tables=reading.tables,
            sheets=[{**asdict(sheet), "document": on_a_line(said.document)} for sheet in reading.sheets],
            template=reading.template, reader=READER, uploader=by,
        ),
        now=now,
    )  # fmt: skip
    store.registry.settle(now)
    return receipt


def _admit(said: Allotment, district: District, now: datetime) -> None:
    """Refuses what is missing or cannot be; there is no target of zero, as there is no share of nothing."""
    value = said.value
    known = value is not None and math.isfinite(value) and value > 0
    counted = said.indicator in ENTERABLE and INDICATORS[said.indicator].kind == "count"
    obstacles = {
        "target-unit": said.unit not in district.names,
        "target-indicator": said.indicator not in ENTERABLE,
        "target-value": not known,
        "target-not-whole": known and counted and (value or 0) % 1 != 0,
        "target-future": said.since > week_end(local(now).date(), district.rules.week_ends_on),
        "target-year": said.since.year != said.year,
        "target-document": not on_a_line(said.document),
    }
    found = next((code for code, stands in obstacles.items() if stands), None)
    if found:
        raise SubmissionRefused(found, unit=said.unit, period=said.since.isoformat(), year=said.year)


def _written(said: Allotment, *, by: str, now: datetime) -> tuple[bytes, str]:
    """The slip and its file's name."""
    words, say = slip_words()["target"], speaker("zh_CN")
    stands = {
        "unit": said.unit, "name": say(INDICATORS[said.indicator].name_key), "year": said.year,
        "day": say.day(said.since), "document": on_a_line(said.document), "measure": measure_of(said.indicator),
        "by": typist(by), "at": stamped(now),
    }  # fmt: skip
    content = slip(
        words["sheet"],
        [words["title"].format(**stands)],
        [words["unit"], words["heading"].format(**stands)],
        [said.unit, said.value],
        [line.format(**stands) for line in words["below"]],
    )
    return content, safe_stem(words["file"].format(**stands | {"day": f"{said.since:%Y%m%d}"})) + ".xlsx"


def _as_said(reading: Reading, said: Allotment) -> bool:
    """Whether what was read from the slip is the target and nothing else."""
    rows = reading.tables.get("targets")
    if rows is None or len(reading.tables) > 1 or len(rows) != 1:
        return False
    read = tuple(rows[name].iloc[0] for name in ("unit", "indicator", "year", "period", "value"))
    return read == (said.unit, said.indicator, said.year, "year", said.value)
