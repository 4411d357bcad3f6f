"""Entering by hand: a figure that the bureau was told becomes a small workbook of one row, filed like any other file.

It is read by the same loaders, so the figure leads to a cell of it; who told it, why and on what evidence stands below
the row. What only this module says beside the reading (`by_hand`) makes it stand apart from the unit's own returns
(`metrics.by_hand` decides which of them counts).
"""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from dashboard.access import LOCAL
from dashboard.contract import District
from dashboard.errors import SubmissionRefused
from dashboard.exports.naming import safe_stem
from dashboard.exports.slip import slip
from dashboard.i18n import speaker
from dashboard.store import Receipt, Store, Submission
from dashboard.weeks import local, stamped, week_end
from dashboard.workflows.effects import Consequence
from dashboard.workflows.receive import READER
from dashboard.workflows.report import Read, Standing, standing
from loaders import Reading, ingest
from loaders.personal import without_personal_numbers
from metrics import Measure
from metrics.catalogue import INDICATORS
from metrics.measure import ENTERED_BESIDE

Span = Literal["cumulative", "week", "month"]
SPANS: tuple[Span, ...] = ("cumulative", "week", "month")
ENTERABLE = tuple(name for name, item in INDICATORS.items() if item.kind not in ("ratio", "share"))
"""Indicators that can be entered; ratios and shares follow from others."""
_SOURCE = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure that somebody told the bureau, in the indicator's base unit: things, m² or 亿元."""

    unit: str
    indicator: str
    value: float | None
    cover_to: date
    who: str = ""
    """Who told it."""
    why: str = ""
    evidence: str = ""
    span: Span = "cumulative"
    hedged: bool = False


def entered(entry: Entry, store: Store, *, by: str, now: datetime) -> Receipt:
    """File an entry; `by` is who typed it. The same entry within one minute gives the same receipt.

    Raises
    ------
    SubmissionRefused
        What is missing or cannot be (`submission`); `manual-unused`: it would be in no figure. Nothing is stored.
    """
    said = submission(entry, store.registry.at(entry.cover_to), by=by, now=now)
    foreseen(entry, store, by=by, now=now)
    receipt = store.commit(said, now=now)
    store.registry.settle(now)
    return receipt


def foreseen(
    entry: Entry, store: Store, *, by: str, now: datetime, stands: Standing | None = None, read: Read | None = None
) -> list[Consequence]:
    """The figure of the unit, then of the district, on the entry's day before and after it is filed; nothing is stored.

    Words may still be missing; anything else is refused as in `entered`. `stands` is the district on that day, where a
    caller keeps it, and `read` as in `report.standing`.
    """
    district = store.registry.at(entry.cover_to)
    _admit(entry, district, now)
    said = _filed(entry, district, by=by, now=now)
    before = (stands or standing(store, district, entry.cover_to, read=read)).report
    after = standing(store, district, entry.cover_to, also=[said], read=read).report
    found = [
        Consequence(
            unit, entry.indicator,
            before.units.get(unit, before.district)[entry.indicator],
            after.units.get(unit, after.district)[entry.indicator],
        )
        for unit in dict.fromkeys((entry.unit, district.name))
    ]  # fmt: skip
    if not _marked(found[0].after):
        raise SubmissionRefused("manual-unused", unit=entry.unit)
    return found


def _marked(measure: Measure) -> bool:
    """Whether an entry is the figure, in it, or the district's own beside what its units sum up to."""
    return bool(measure.by_hand) or any(note.code == ENTERED_BESIDE for note in measure.notes)


def submission(entry: Entry, district: District, *, by: str, now: datetime) -> Submission:
    """The slip of an entry as it was read, ready to be committed.

    Raises
    ------
    SubmissionRefused
        `manual-unit`, `manual-indicator`, `manual-value`, `manual-negative`, `manual-not-whole`, `manual-future`,
        `manual-who`, `manual-reason`, `manual-evidence`; `manual-unread`: the loaders read something else.
    """
    _admit(entry, district, now)
    told = _told(entry)
    missing = {"who": "manual-who", "why": "manual-reason", "evidence": "manual-evidence"}
    for name, code in missing.items():
        if not told[name]:
            raise SubmissionRefused(code, unit=entry.unit)
    return _filed(entry, district, by=by, now=now)


def _admit(entry: Entry, district: District, now: datetime) -> None:
    """Refuses a figure that is missing or cannot be. A week that is still running is no future."""
    value = entry.value
    known = value is not None and math.isfinite(value)
    counted = entry.indicator in ENTERABLE and INDICATORS[entry.indicator].kind == "count"
    obstacles = {
        "manual-unit": entry.unit not in district.names,
        "manual-indicator": entry.indicator not in ENTERABLE,
        "manual-value": not known,
        "manual-negative": (value or 0) < 0,
        "manual-not-whole": known and counted and (value or 0) % 1 != 0,
        "manual-future": entry.cover_to > week_end(local(now).date(), district.rules.week_ends_on),
    }
    found = next((code for code, stands in obstacles.items() if stands), None)
    if found:
        raise SubmissionRefused(found, unit=entry.unit, period=entry.cover_to.isoformat())


def _filed(entry: Entry, district: District, *, by: str, now: datetime) -> Submission:
    told = _told(entry)
    content, name = _written(entry, told, by=by, now=now)
    reading = ingest(content, name, district=district, unit=entry.unit, period=entry.cover_to)
    if not _as_said(reading, entry):
        raise SubmissionRefused("manual-unread", unit=entry.unit)
    return Submission(
        content=content,
        name=name,
        period=entry.cover_to,
        unit=entry.unit,
        tables=reading.tables,
        sheets=[{**asdict(sheet), "by_hand": told} for sheet in reading.sheets],
        template=reading.template,
        reader=READER,
        uploader=by,
    )


def _written(entry: Entry, told: Mapping[str, str], *, by: str, now: datetime) -> tuple[bytes, str]:
    """The slip and its file's name."""
    words, say = slip_words(), speaker("zh_CN")
    measure = measure_of(entry.indicator)
    stands = {"unit": entry.unit, "name": say(INDICATORS[entry.indicator].name_key), "day": say.day(entry.cover_to)}
    below = {**told, "by": typist(by), "at": stamped(now)}
    number = f"{entry.value:.15g}"
    content = slip(
        words["sheet"],
        [words[line].format(**stands) for line in ("title", "sender")],
        [words["unit"], words["heading"].format(span=words["spans"][entry.span], measure=measure, **stands)],
        [entry.unit, words["about"].format(number=number) if entry.hedged else entry.value],
        [line.format(**below) for line in words["below"]],
    )
    return content, safe_stem(words["file"].format(**stands | {"day": f"{entry.cover_to:%Y%m%d}"})) + ".xlsx"


def _told(entry: Entry) -> dict[str, str]:
    """Who, why and on what evidence."""
    return {"who": on_a_line(entry.who), "why": on_a_line(entry.why), "evidence": on_a_line(entry.evidence)}


def on_a_line(text: str) -> str:
    """What somebody typed, as a slip bears it: on one line, without telephone and identity numbers."""
    return " ".join(without_personal_numbers(text)[0].split())


def _as_said(reading: Reading, entry: Entry) -> bool:
    """Whether what was read from the slip is the entry and nothing else."""
    counters = reading.tables.get("counters")
    if counters is None or len(reading.tables) > 1 or len(counters) != 1:
        return False
    names = ("unit", "indicator", "period", "value", "hedged")
    read = tuple(counters[name].iloc[0] for name in names)
    return read == (entry.unit, entry.indicator, entry.span, entry.value, "value" if entry.hedged else "")


def measure_of(indicator: str) -> str:
    """The unit of measure as it stands in the heading of a slip, that of the base unit."""
    item = INDICATORS[indicator]
    return str(slip_words()["measures"].get(item.kind) or speaker("zh_CN").counted(item.unit_key))


def typist(by: str) -> str:
    """Who typed a slip, as it is written on it."""
    return speaker("zh_CN")("ui.identity.local") if by == LOCAL.name else by


@lru_cache(maxsize=1)
def slip_words() -> dict[str, Any]:
    """What stands on the slips."""
    return tomllib.loads(_SOURCE.read_text(encoding="utf-8"))
