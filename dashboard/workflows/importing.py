"""Importing files without anybody looking: each read, then committed by the days they cover, with one line a file.

Files are committed together for a moment at a time. Nothing is told of any before all of them are lasting.
"""

import logging
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from dashboard.errors import DispatchError
from dashboard.i18n import Say
from dashboard.names import on_one_line
from dashboard.store import Store
from dashboard.weeks import ZONE
from dashboard.workflows import acknowledging, apart, batch, intake, overtaking, receive
from dashboard.workflows.receive import Draft
from dashboard.workflows.wording import refusal

log = logging.getLogger("dashboard.commands")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Told:
    """What came of one file, and the line that says so."""

    accepted: bool
    line: str


def imported(
    paths: Iterable[Path], given: Mapping[str, Any], store: Store, say: Say, *, by: str, replaces: int | None = None
) -> Iterator[Told]:
    """Read every file, then commit them: one that is refused stops no other. `given` as `receive.draft` takes it."""
    drafts: list[Draft] = []
    for made, line in _read(paths, given, store, say):
        if made is not None:
            drafts.append(made)
        else:
            yield Told(False, line)
    waiting = batch.in_order(dict(enumerate(drafts)))
    receipts: list[int] = []

    def outcome(place: int) -> Told:
        committed = partial(_committed, drafts[place], store, receipts=receipts, say=say, by=by, replaces=replaces)
        said, refused = _tried(drafts[place].name, committed, say)
        return Told(said is not None, said or refused)

    while waiting:
        before = len(receipts)
        try:
            yield from batch.together(store, waiting, outcome)
        except Exception:
            # either none was stored, or all without being told, and then each gets the receipt that it has
            log.warning("%d files are not committed together", len(receipts) - before, exc_info=True)
            del receipts[before:]
            yield outcome(waiting.pop(0))


def _read(
    paths: Iterable[Path], given: Mapping[str, Any], store: Store, say: Say
) -> Iterator[tuple[Draft | None, str]]:
    """Every file as a draft, or the line that says why it is none."""
    today = datetime.now(ZONE).date()
    for path in paths:
        try:
            for name, content in intake.unpack(intake.gathered([path])):
                made, line = _tried(name, partial(_drafted, content, name, store, today, given), say)
                yield (None, refusal(say, made.error)) if made and made.error else (made, line)
        except OSError:
            yield None, say("receive.refused", reason=say("receive.no-such-file", name=path))


def _drafted(content: bytes, name: str, store: Store, today: date, given: Mapping[str, Any]) -> Draft:
    return receive.draft(content, name, store=store, district=store.district, today=today, **given)


def _committed(
    draft: Draft, store: Store, *, receipts: list[int], say: Say, by: str, replaces: int | None = None
) -> str:
    """Commit one file, and note its number beside its fellows' `receipts`; what to say of its receipt."""
    now = datetime.now().astimezone()
    if replaces is None:
        draft = receive.latest(draft, store)
    in_vain = [*overtaking.by_drafts([draft], store), *apart.by_drafts([draft], store)]
    receipt = receive.commit(draft, store=store, uploader=by, now=now, replaces=replaces, fellows=receipts)
    receipts.append(receipt.number)
    return "\n".join(map(on_one_line, acknowledging.lines(store, draft, receipt, in_vain, say)))


def _tried(name: str, action: Callable[[], T], say: Say) -> tuple[T | None, str]:
    """What came of an action on one file, or why nothing did. A fault of the program costs this file alone."""
    try:
        return action(), ""
    except DispatchError as error:
        return None, refusal(say, error)
    except Exception:
        # one file's fault must not cost the others; the log keeps the traceback under the id that is shown
        number = secrets.token_hex(4)
        log.exception("mishap %s", number)
        return None, say("receive.refused", reason=say("receive.mishap", name=name, id=number))
