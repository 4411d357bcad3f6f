"""Proving: what a seal that somebody kept stands for, and whether anything before it was altered since."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dashboard.errors import SubmissionRefused
from dashboard.i18n import Say
from dashboard.store import Store
from dashboard.store.acts import Act
from dashboard.store.submission import Receipt
from dashboard.weeks import stamped
from dashboard.workflows import assessing, freezing
from dashboard.workflows.wording import who


@dataclass(frozen=True)
class Proof:
    """The act under a seal, whether it and all before it are as they were sealed, and the receipt it gave, if any."""

    act: Act
    unbroken: bool
    receipt: Receipt | None = None
    file: str = ""


def proved(store: Store, seal: str) -> Proof:
    """What stands under a seal, or under the beginning of one.

    Raises
    ------
    SubmissionRefused
        `unknown-hash`: nothing was ever sealed so, or more than one act begins so.
    """
    found = store.sealed(seal.strip().lower())
    if found is None:
        raise SubmissionRefused("unknown-hash", hash=seal)
    act, unbroken = found
    if act.kind != "submission":
        return Proof(act, unbroken)
    filed = store.submission(act.content["submission"])
    return Proof(act, unbroken, filed.receipt, filed.name)


class Under(NamedTuple):
    """What a hash stands for, in lines, whether it holds, and all that was frozen or published, byte for byte."""

    lines: Sequence[str]
    sound: bool
    content: bytes = b""


def under(store: Store, hash_: str, say: Say) -> Under:
    """A frozen meeting's figures, the scores that an assessment period published, else what a seal proves.

    Raises
    ------
    SubmissionRefused
        `hash-too-short`; `unknown-hash`: it is none of them.
    StoreDamaged
        `frozen-lost`: the archive has lost what was frozen.
    """
    try:
        meeting = freezing.verify(store, hash_)
    except SubmissionRefused as error:
        if error.code != "unknown-hash":
            raise
        published = assessing.under(store, hash_, say)
        if published is not None:
            return Under(*published)
        proof = proved(store, hash_)
        return Under(told(proof, say), proof.unbroken)
    content = store.meetings.shown(meeting.frozen.hash)
    return Under(freezing.told(meeting, say), meeting.sound, content)


def told(found: Proof, say: Say) -> list[str]:
    """The proof as lines: what was done when by whom, the file and its hash, and whether the chain holds."""
    act = found.act
    by = who(say, act.by)
    facts = {"number": act.number, "at": stamped(act.at), "by": by}
    lines = [say("proof.act", kind=say(f"proof.kind.{act.kind}"), **facts)]
    if act.clock is not None:
        lines.append(say("proof.clock", clock=stamped(act.clock)))
    if found.receipt is not None:
        lines.append(say("proof.receipt", number=found.receipt.number, file=found.file, sha256=found.receipt.sha256))
    return [*lines, say("proof.unbroken" if found.unbroken else "proof.broken", seal=act.chain)]
