"""Freezing a meeting: everything it shows, with its files, under one hash that gives it back."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dashboard.charts import amounts
from dashboard.charts.look import COLOUR_GLYPHS
from dashboard.contract import Filters
from dashboard.errors import SubmissionRefused
from dashboard.i18n import Say
from dashboard.store import Store
from dashboard.store.acts import canonical
from dashboard.store.meetings import Frozen
from dashboard.weeks import stamped
from dashboard.workflows import reckoning, score_rules
from dashboard.workflows.showing import FIRST, LATER, shown
from dashboard.workflows.wording import who
from metrics.catalogue import INDICATORS

SHORTEST = 8
"""Characters of a hash that name it."""
_TRIES = 5
"""How often the figures are worked out anew when somebody uploads meanwhile."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What lies under a hash: `shown` as it was frozen, whether it is whole, and whether the store still gives it.

    `names` are the units in the official order that was in force. `otherwise` are the indicators and parts that come
    out otherwise now; `revised` whether all of them are reckoned by another version than then.
    """

    frozen: Frozen
    shown: Mapping[str, Any]
    whole: bool
    reproduced: bool
    names: tuple[str, ...] = ()
    otherwise: tuple[str, ...] = ()
    revised: bool = False

    @property
    def sound(self) -> bool:
        """Whether nothing but a later version of the reckoning can have made a difference."""
        return self.whole and (self.reproduced or self.revised)


def covered(filters: Filters) -> bool:
    """Whether what a reader chose to see lies under a meeting's hash: the whole district, since the last meeting.

    Cuts by unit, group or industry and movement from an earlier meeting are worked out from the frozen ledgers.
    """
    return not (filters.unit or filters.group or filters.industry or filters.since)


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
    score_rules.settle(store, now)
    for _ in range(_TRIES):
        version = store.version
        known, by_what = shown(store, cover_to), reckoning.versions()
        frozen = store.meetings.freeze(cover_to, known, version, by=by, now=now, reckoning=by_what)
        if frozen is not None:
            return frozen
    raise SubmissionRefused("store-moving", day=cover_to.isoformat())


def verify(store: Store, hash_: str) -> Verified:
    """What was frozen under a hash, or under the beginning of one.

    Raises
    ------
    SubmissionRefused
        `hash-too-short`, `unknown-hash`: no frozen meeting has it.
    StoreDamaged
        `frozen-lost`: the archive has lost it.
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
    told = json.loads(content) if whole else {}
    again = _parts(shown(store, frozen.cover_to, frozen.at), told)
    names = store.registry.at(frozen.cover_to, frozen.at).names
    differing = reckoning.otherwise(told, json.loads(again)) if whole else ()
    revised = bool(differing) and reckoning.explained(frozen, differing)
    return Verified(frozen, told, whole, again == content, names, differing, revised)


def _parts(known: Mapping[str, Any], wanted: Collection[str]) -> bytes:
    """Of what is known of a meeting the parts that one frozen version holds, as they lie under its hash."""
    return canonical({part: told for part, told in known.items() if part in wanted}).encode()


def mended(store: Store) -> tuple[list[Frozen], list[Frozen]]:
    """Make again what the archive has lost of frozen meetings: what has its hash again, and what is lost for good."""
    made: list[Frozen] = []
    lost: list[Frozen] = []
    for frozen in store.meetings.frozen():
        if store.books.archive.holds(frozen.hash):
            continue
        known = shown(store, frozen.cover_to, frozen.at)
        held = (known, *(known.keys() - set(LATER[n:]) for n in reversed(range(len(LATER)))), FIRST)
        contents = {hashlib.sha256(c).hexdigest(): c for c in (_parts(known, parts) for parts in held)}
        if frozen.hash in contents:
            store.books.archive.keep(contents[frozen.hash], frozen.hash)
            made.append(frozen)
        else:
            lost.append(frozen)
    return made, lost


def told(found: Verified, say: Say) -> list[str]:
    """What was verified, as lines: the meeting, whether it is whole and reproduced, its figures and its files.

    Units stand in the official order, indicators in the catalogue's, each with its name, unit word and light.
    """
    frozen = found.frozen
    moment = stamped(frozen.at)
    by = who(say, frozen.by)
    lines = [say("meeting.frozen-as", day=frozen.cover_to.isoformat(), version=frozen.version, at=moment, by=by)]
    if not found.whole:
        return [*lines, say("meeting.altered")]
    lines += _proof(found, say)
    units = found.shown["units"]
    for place, figures in ((say("meeting.whole"), found.shown["district"]), *((n, units.get(n)) for n in found.names)):
        known = [(name, figures[name]) for name in INDICATORS if figures and figures[name]["value"] is not None]
        lines += ["", place] if known else []
        lines += [_figure(say, name, facts) for name, facts in known]
    lines += ["", say("meeting.files")]
    return lines + [f"{each['receipt']}  {each['file']}  {each['sha256']}" for each in found.shown["files"]]


def _proof(found: Verified, say: Say) -> list[str]:
    """Whether the figures come out the same, else which do not, and whether a later version of the program is why."""
    if found.reproduced:
        return [say("meeting.reproduced")]
    named = [amounts.named(say, n) if n in INDICATORS else say(f"meeting.part.{n}") for n in found.otherwise]
    why = "meeting.reckoned-otherwise" if found.revised else "meeting.not-reproduced"
    return [say(why), say("meeting.otherwise", names=say("charts.comma").join(named))]


def _figure(say: Say, name: str, facts: Mapping[str, Any]) -> str:
    """A frozen figure to its last digit, with its unit word; where it has a target, that and the light."""
    parts = [amounts.named(say, name), _exact(say, name, facts)]
    if facts["target"] is not None:
        parts += [say("meeting.target", target=counted(say, name, facts["target"])), light(say, facts)]
    return "  ".join(part for part in parts if part)


def _exact(say: Say, name: str, facts: Mapping[str, Any]) -> str:
    hedge = "about" if facts["hedged"] else ""
    if amounts.kind_of(name) not in ("share", "ratio"):
        return counted(say, name, facts["value"], hedge)
    part, whole = facts["numerator"], facts["denominator"]
    printed = amounts.amount(say, facts["value"], name, hedge, whole=whole)
    if not whole or part is None or amounts.of_few(part, whole):
        return printed
    return say("meeting.share", share=printed, part=say.number(part, 2), whole=say.number(whole, 2))


def counted(say: Say, name: str, value: float, hedge: str = "") -> str:
    """A value with all its digits, money and area at an office's scale; a share's target as a percentage."""
    kind = amounts.kind_of(name)
    if kind in ("share", "ratio"):
        return amounts.amount(say, value, name, hedge)
    if kind == "count":
        number = say.number(value, 9)
        return amounts.hedged(say, hedge, number, amounts.unit_word(say, name, number))
    scale, unit = amounts.axis_scale(say, value, name)
    return amounts.hedged(say, hedge, say.number(value / scale.size, 9), unit)


def light(say: Say, facts: Mapping[str, Any]) -> str:
    """Sign and word of the colour that was frozen, or why there is none."""
    colour, reason = facts["light"], facts["grey_reason"]
    told = [f"{COLOUR_GLYPHS[colour]} {say(f'meeting.light.{colour}')}"] if colour else []
    return " ".join([*told, *([say(f"reason.{reason}")] if reason else [])])
