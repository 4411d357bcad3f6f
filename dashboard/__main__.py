"""The commands: `python -m dashboard import FILE...`, `report --as-of DATE`, and those of the store's keeping.

The only place below the interface that reads the clock, the environment's language and standard output.
"""

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy.exc import SQLAlchemyError

from dashboard import arguments, config
from dashboard.charts import remarks
from dashboard.config import Settings
from dashboard.contract import Filters
from dashboard.errors import DispatchError
from dashboard.i18n import Say, speaker
from dashboard.logbook import logged
from dashboard.province import running
from dashboard.store import Store, join
from dashboard.workflows import (
    admitting,
    delivering,
    doctor,
    freezing,
    identifying,
    importing,
    keeping,
    looking_back,
    promise_words,
    promising,
    proving,
    report,
)
from dashboard.workflows.wording import on_a_line

log = logging.getLogger("dashboard.commands")
T = TypeVar("T")


def main(typed: Sequence[str] | None = None) -> int:
    """Run one command; 0 when all went well, 1 when anything was refused."""
    say = speaker(config.language())
    # A console of another encoding must not stop an import half way, nor change the JSON.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    chosen = arguments.parser(say).parse_args(typed)
    try:
        settings = Settings.current()
        if chosen.command in _KEEPING:
            return _KEEPING[chosen.command](chosen, settings, say)
        district, reading = config.district(settings.district_file), chosen.command in _READING
        with logged(settings.data_dir), Store(settings, district, reading=reading) as store:
            # what is damaged stops who writes; who reads is told
            if warning := keeping.warned(store, say) if reading else keeping.mended(store, say):
                print(warning, file=sys.stderr)
            with store.books.legible():
                return _ON_A_STORE[chosen.command](chosen, store, say)
    except DispatchError as error:
        print(on_a_line(say, error), file=sys.stderr)
        return 1
    except BrokenPipeError:
        # the reader of our output has gone (report | head); nothing more can be said there
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (OSError, SQLAlchemyError, ImportError) as fault:
        print(say("error.store-out-of-reach", reason=str(fault).splitlines()[0]), file=sys.stderr)
        return 1


def _import(chosen: argparse.Namespace, store: Store, say: Say) -> int:
    """Commit every file by itself: one that is refused stops no other."""
    accepted = []
    given = {"period": chosen.period, "unit": chosen.unit, "scope": chosen.scope}
    for told in importing.imported(chosen.files, given, store, say, by=_operator(), replaces=chosen.replaces):
        accepted.append(told.accepted)
        print(told.line, flush=True)
    if not accepted:
        print(say("receive.nothing"))
    return 0 if accepted and all(accepted) else 1


def _operator() -> str:
    """Who sits at this machine, as far as its environment says."""
    return os.environ.get("USER") or os.environ.get("USERNAME") or ""


def _report(chosen: argparse.Namespace, store: Store, say: Say) -> int:
    district = store.registry.at(chosen.as_of, chosen.known_at)
    standing = report.standing(store, district, Filters(chosen.as_of, known_at=chosen.known_at, since=chosen.since))
    back = chosen.since is not None
    if chosen.json:
        told = report.document(standing) | (looking_back.document(store, standing) if back else {})
        print(json.dumps(told, ensure_ascii=False, allow_nan=False))
    else:
        moved = [looking_back.listing(store, standing, say)] if back else []
        print("\n".join([report.listing(standing, say), *moved, *remarks.listing(say, standing.report)]))
    return 0


def _actions(chosen: argparse.Namespace, store: Store, say: Say) -> int:
    found = promising.watched(store, report.standing(store, store.registry.at(chosen.as_of), chosen.as_of))
    if chosen.json:
        print(json.dumps([promising.document(each) for each in found], ensure_ascii=False, allow_nan=False))
    else:
        print("\n".join(promise_words.listing(say, found)))
    return 0


def _retract(chosen: argparse.Namespace, store: Store, say: Say) -> int:
    now = datetime.now().astimezone()
    done = store.retract(chosen.receipt, chosen.reason, by=_operator(), now=now, matcher=identifying.sure)
    print(say("command.done-retracting", number=done.number, reason=done.reason))
    return 0


def _withdraw(chosen: argparse.Namespace, store: Store, say: Say) -> int:
    now = datetime.now().astimezone()
    done = store.withdraw(chosen.receipt, chosen.reason, by=_operator(), now=now)
    print(say("command.done-withdrawing", number=done.number, reason=done.reason, sha256=done.sha256))
    return 0


def _freeze(chosen: argparse.Namespace, store: Store, say: Say) -> int:
    done = freezing.freeze(store, chosen.as_of, by=_operator(), now=datetime.now().astimezone())
    print(say("meeting.done-freezing", day=done.cover_to.isoformat(), version=done.version, hash=done.hash))
    return 0


def _pack(chosen: argparse.Namespace, store: Store, say: Say) -> int:
    frozen = store.meetings.record(chosen.as_of).last
    known = frozen.at if frozen else None
    standing = report.standing(store, store.registry.at(chosen.as_of, known), chosen.as_of, known)
    chosen.out.mkdir(parents=True, exist_ok=True)
    pack = delivering.Delivery(store, standing, say, meanwhile=True)
    return _followed(delivering.written(pack, chosen.out))


def _followed(lines: Iterable[tuple[str, bool]]) -> int:
    """Print each line as it comes, and whether it is sound."""
    whole = True
    for line, sound in lines:
        whole = whole and sound
        print(line, file=sys.stdout if sound else sys.stderr, flush=True)
    return 0 if whole else 1


def _verify(chosen: argparse.Namespace, store: Store, say: Say) -> int:
    """What lies under a hash or seal; 0 only when it is whole and nothing but a later reckoning differs."""
    if chosen.json:
        found = freezing.verify(store, chosen.hash)
        print(json.dumps(found.shown, ensure_ascii=False, allow_nan=False))
        return 0 if found.sound else 1
    under = proving.under(store, chosen.hash, say)
    return _told(under.lines, under.sound)


def _told(lines: Sequence[str], sound: bool) -> int:
    print("\n".join(lines))
    return 0 if sound else 1


def _check(_: argparse.Namespace, settings: Settings, say: Say) -> int:
    return _told(*keeping.checked(settings, say, datetime.now().astimezone()))


def _rebuild(chosen: argparse.Namespace, settings: Settings, say: Say) -> int:
    print("\n".join(keeping.rebuilt(settings, say, datetime.now().astimezone(), _operator(), chosen.until)))
    return 0


def _backup(chosen: argparse.Namespace, settings: Settings, say: Say) -> int:
    return _told(*keeping.backed_up(settings, chosen.file, say))


def _restore(chosen: argparse.Namespace, settings: Settings, say: Say) -> int:
    return _told(*keeping.restored(settings, chosen.file, say, datetime.now().astimezone()))


def _people(chosen: argparse.Namespace, settings: Settings, say: Say) -> int:
    typed = {name: value for name, value in vars(chosen).items() if name not in ("command", "deed")}
    by, now = _operator(), datetime.now().astimezone()
    return _told(admitting.done(settings, say, chosen.deed, **typed, by=by, now=now), sound=True)


def _join(_: argparse.Namespace, settings: Settings, say: Say) -> int:
    return _told([say("store.joined", acts=join(settings))], sound=True)


def _move(chosen: argparse.Namespace, settings: Settings, say: Say) -> int:
    return _told(*keeping.moved(settings, chosen.url, say))


def _doctor(chosen: argparse.Namespace, settings: Settings, say: Say) -> int:
    signs = doctor.examined(settings, say)
    told = [json.dumps(doctor.document(signs, say), ensure_ascii=False)] if chosen.json else doctor.listing(signs, say)
    return _told(told, doctor.sound(signs))


def _province(chosen: argparse.Namespace, settings: Settings, say: Say) -> int:
    return _followed(running.run(settings, chosen.place, say, cluster=chosen.cluster, states=chosen.states))


_KEEPING: Mapping[str, Callable[[argparse.Namespace, Settings, Say], int]] = {
    "check": _check,
    "rebuild": _rebuild,
    "backup": _backup,
    "restore": _restore,
    "people": _people,
    "join": _join,
    "move": _move,
    "doctor": _doctor,
    "province": _province,
}
"""Commands that work where a store cannot be opened."""
_READING = ("report", "actions", "verify")
"""Those of the others that write nothing."""
_ON_A_STORE: Mapping[str, Callable[[argparse.Namespace, Store, Say], int]] = {
    "import": _import,
    "report": _report,
    "actions": _actions,
    "freeze": _freeze,
    "pack": _pack,
    "verify": _verify,
    "retract": _retract,
    "withdraw": _withdraw,
}


if __name__ == "__main__":
    sys.exit(main())
