"""Freezing a meeting: everything it shows, with its files, under one hash that gives it back."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dashboard.access import LOCAL
from dashboard.errors import SubmissionRefused
from dashboard.i18n import Say
from dashboard.store import Store
from dashboard.store.acts import canonical
from dashboard.store.meetings import Frozen
from dashboard.workflows import report

SHORTEST = 8
"""Characters of a hash that name it."""
_TRIES = 5
"""How often the figures are worked out anew when somebody uploads meanwhile."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What lies under a hash: `shown` as it was frozen, whether it is whole, and whether the store still gives it."""

    frozen: Frozen
    shown: Mapping[str, Any]
    whole: bool
    reproduced: bool


def freeze(store: Store, cover_to: date, *, by: str, now: datetime) -> Frozen:
    """Freeze the meeting that covers to a day as its next version.

    Raises
    ------
    SubmissionRefused
        `meeting-opened`; `nothing-to-freeze`: nothing was submitted up to that day; `store-moving`: uploads kept
        coming in while the figures were worked out.
    """
    if not any(period <= cover_to for period in store.periods()):
        raise SubmissionRefused("nothing-to-freeze", day=cover_to.isoformat())
    for _ in range(_TRIES):
        version = store.version
        frozen = store.meetings.freeze(cover_to, shown(store, cover_to), version, by=by, now=now)
        if frozen is not None:
            return frozen
    raise SubmissionRefused("store-moving", day=cover_to.isoformat())


def shown(store: Store, cover_to: date, known_at: datetime | None = None) -> dict[str, Any]:
    """Every figure of a meeting as plain data: the report, the tables beside it, and the files it all comes from."""
    standing = report.standing(store, store.registry.at(cover_to, known_at), cover_to, known_at)
    receipts = sorted({int(number) for number in standing.snapshot.coverage["submission"]})
    return report.document(standing) | {
        "weekly": _records(standing.weekly),
        "stock": _records(standing.stock),
        "bridge": _records(standing.movement.bridge.stages),
        "files": [_file(store, number) for number in receipts],
    }


def _records(frame: Any) -> list[dict[str, Any]]:
    text = frame.to_json(orient="records", date_format="iso", double_precision=15, force_ascii=False)
    records: list[dict[str, Any]] = json.loads(text)
    return records


def _file(store: Store, number: int) -> dict[str, Any]:
    filed = store.submission(number)
    receipt = filed.receipt
    said = {"unit": receipt.unit, "period": receipt.period.isoformat()}
    return {"receipt": number, "file": filed.name, "sha256": receipt.sha256, **said}


def verify(store: Store, hash_: str) -> Verified:
    """What was frozen under a hash, or under the beginning of one.

    Raises
    ------
    SubmissionRefused
        `hash-too-short`, `unknown-hash`: no frozen meeting has it.
    FileNotFoundError
        The archive has lost it.
    """
    wanted = hash_.strip().lower()
    if len(wanted) < SHORTEST:
        raise SubmissionRefused("hash-too-short", hash=hash_, least=SHORTEST)
    found = {frozen.hash: frozen for frozen in store.meetings.frozen() if frozen.hash.startswith(wanted)}
    if len(found) != 1:
        raise SubmissionRefused("unknown-hash", hash=hash_)
    frozen = next(iter(found.values()))
    content = store.meetings.shown(frozen.hash)
    whole = hashlib.sha256(content).hexdigest() == frozen.hash
    again = canonical(shown(store, frozen.cover_to, frozen.at)).encode()
    return Verified(frozen, json.loads(content) if whole else {}, whole, again == content)


def told(found: Verified, say: Say) -> list[str]:
    """What was verified, as lines: the meeting, whether it is whole and reproduced, its figures and its files."""
    frozen = found.frozen
    moment = f"{frozen.at.astimezone():%Y-%m-%d %H:%M}"
    by = say("ui.identity.local") if frozen.by == LOCAL.name else frozen.by
    lines = [say("meeting.frozen-as", day=frozen.cover_to.isoformat(), version=frozen.version, at=moment, by=by)]
    if not found.whole:
        return [*lines, say("meeting.altered")]
    lines.append(say("meeting.reproduced" if found.reproduced else "meeting.not-reproduced"))
    for place, figures in ((say("meeting.whole"), found.shown["district"]), *found.shown["units"].items()):
        known = {name: facts for name, facts in figures.items() if facts["value"] is not None}
        lines += ["", place] if known else []
        lines += [f"{say(f'indicator.{name}')}  {facts['value']:.15g}" for name, facts in known.items()]
    lines += ["", say("meeting.files")]
    return lines + [f"{each['receipt']}  {each['file']}  {each['sha256']}" for each in found.shown["files"]]
