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

from dashboard.contract import District
from dashboard.errors import SubmissionRefused
from dashboard.exports.naming import safe_stem
from dashboard.exports.slip import slip
from dashboard.i18n import speaker
from dashboard.store import Receipt, Store, Submission
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
    foreseen(entry, store, by=by, now=now)
    return store.commit(submission(entry, store.registry.at(entry.cover_to), by=by, now=now), now=now)


def foreseen(
    entry: Entry, store: Store, *, by: str, now: datetime, stands: Standing | None = None, read: Read | None = None
) -> Consequence:
    """The unit's figure on the entry's day before and after it is filed; nothing is stored. Refuses as `entered`.

    `stands` is the district on that day, where a caller keeps it, and `read` as in `report.standing`.
    """
    district = store.registry.at(entry.cover_to)
    said = submission(entry, district, by=by, now=now)
    before = (stands or standing(store, district, entry.cover_to, read=read)).report
    after = standing(store, district, entry.cover_to, also=[said], read=read).report
    found = Consequence(
        entry.unit, entry.indicator,
        before.units.get(entry.unit, before.district)[entry.indicator],
        after.units.get(entry.unit, after.district)[entry.indicator],
    )  # fmt: skip
    if not _marked(found.after):
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
        `manual-unit`, `manual-indicator`, `manual-value`, `manual-negative`, `manual-not-whole`, `manual-who`,
        `manual-reason`, `manual-evidence`, `manual-future`, or `manual-unread`: the loaders read something else.
    """
    told = {name: _plain(getattr(entry, name)) for name in ("who", "why", "evidence")}
    _admit(entry, told, district, now)
    words, say = _words(), speaker("zh_CN")
    item = INDICATORS[entry.indicator]
    measure = words["measures"].get(item.kind) or say.counted(item.unit_key)
    stands = {"unit": entry.unit, "name": say(item.name_key), "day": say.day(entry.cover_to)}
    below = {**told, "by": by, "at": f"{now:%Y-%m-%d %H:%M}"}
    number = f"{entry.value:.15g}"
    content = slip(
        words["sheet"],
        [words[line].format(**stands) for line in ("title", "sender")],
        [words["unit"], words["heading"].format(span=words["spans"][entry.span], measure=measure, **stands)],
        [entry.unit, words["about"].format(number=number) if entry.hedged else entry.value],
        [line.format(**below) for line in words["below"]],
    )
    name = safe_stem(words["file"].format(**stands | {"day": f"{entry.cover_to:%Y%m%d}"})) + ".xlsx"
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


def _plain(text: str) -> str:
    """On one line, without the telephone and identity numbers that nothing may carry on."""
    return " ".join(without_personal_numbers(text)[0].split())


def _admit(entry: Entry, told: Mapping[str, str], district: District, now: datetime) -> None:
    """Refuses what is missing or cannot be, the first in the order of the form."""
    value = entry.value
    counted = entry.indicator in ENTERABLE and INDICATORS[entry.indicator].kind == "count"
    obstacles = {
        "manual-unit": entry.unit not in district.names,
        "manual-indicator": entry.indicator not in ENTERABLE,
        "manual-value": value is None or not math.isfinite(value),
        "manual-negative": value is not None and value < 0,
        "manual-not-whole": counted and value is not None and math.isfinite(value) and not float(value).is_integer(),
        "manual-future": entry.cover_to > now.date(),
        "manual-who": not told["who"],
        "manual-reason": not told["why"],
        "manual-evidence": not told["evidence"],
    }
    found = next((code for code, stands in obstacles.items() if stands), None)
    if found:
        raise SubmissionRefused(found, unit=entry.unit, period=entry.cover_to.isoformat())


def _as_said(reading: Reading, entry: Entry) -> bool:
    """Whether what was read from the slip is the entry and nothing else."""
    counters = reading.tables.get("counters")
    if counters is None or len(reading.tables) > 1 or len(counters) != 1:
        return False
    names = ("unit", "indicator", "period", "value", "hedged")
    read = tuple(counters[name].iloc[0] for name in names)
    return read == (entry.unit, entry.indicator, entry.span, entry.value, "value" if entry.hedged else "")


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    return tomllib.loads(_SOURCE.read_text(encoding="utf-8"))
