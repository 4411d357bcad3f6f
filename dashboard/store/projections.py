"""What an act changes: one function a kind, used when the act is done and again when the store is rebuilt.

A new kind of act needs its line in `_EFFECTS`, and nothing else may change a table.
"""

import zlib
from collections.abc import Callable, Mapping
from datetime import date
from typing import Protocol

from sqlalchemy import Connection

from dashboard.errors import StoreDamaged
from dashboard.store import dossiers, entries, relations, sightings
from dashboard.store.acts import Act


class Blocks(Protocol):
    """Where dossiers come from: the archive."""

    def content(self, sha256: str) -> bytes: ...


Effect = Callable[[Connection, Act, Blocks], None]


def apply(connection: Connection, act: Act, archive: Blocks) -> None:
    """Write into the tables what an act says.

    Raises
    ------
    StoreDamaged
        `dossier-lost`: the archive does not hold, whole, what was read from the act's file.
    """
    _EFFECTS[act.kind](connection, act, archive)


def dossier_of(act: Act, archive: Blocks) -> dossiers.Dossier:
    """What was read from the file of a submission's act. `StoreDamaged` (`dossier-lost`) when it is not there."""
    said = act.content
    lost = StoreDamaged("dossier-lost", receipt=said["submission"], sha256=said["dossier"])
    try:
        block = archive.content(said["dossier"])
        if dossiers.fingerprint(block) != said["dossier"]:
            raise lost
        return dossiers.opened(block, said["submission"], date.fromisoformat(said["period"]))
    except (OSError, ValueError, KeyError, zlib.error) as error:
        raise lost from error


def _submission(connection: Connection, act: Act, archive: Blocks) -> None:
    dossier, said = dossier_of(act, archive), act.content
    entries.file(connection, act, dossier)
    sightings.enter(connection, said["submission"], date.fromisoformat(said["period"]), dossier.parts)


def _retraction(connection: Connection, act: Act, _: Blocks) -> None:
    entries.retract(connection, act)
    sightings.retract(connection, act.content["submission"])


_EFFECTS: Mapping[str, Effect] = {
    "submission": _submission,
    "retraction": _retraction,
    "withdrawal": lambda connection, act, _: entries.withdraw(connection, act),
    "identity": lambda connection, act, _: relations.enter(connection, act),
    "verdict": lambda connection, act, _: entries.judge(connection, act),
    "action": lambda connection, act, _: entries.promise(connection, act),
    "memory": lambda connection, act, _: entries.remember(connection, act),
    "registry": lambda *_: None,
    "meeting": lambda *_: None,
    "arrangement": lambda *_: None,
    "template": lambda *_: None,
    "assessment": lambda *_: None,
    "score-rules": lambda *_: None,
    "rebuild": lambda *_: None,
}
KINDS = frozenset(_EFFECTS)
"""Every kind of act there is."""
