"""Matching: which thing of today carries on one of before whose identity has changed since, and which ones may.

A name changes when the company is registered, a credit code is entered, a typing error is put right, a project moves
to another unit (DOMAIN section 2): the identity by which the store tells things apart then changes too, and the thing
would look vanished and new. A sure match is one that nobody would dispute; a likely one waits for a person.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.links import Links
from metrics.grounds import RULES, Ground, Record, Rule, Thing
from metrics.likeness import Pool, likeness


@dataclass(frozen=True, slots=True)
class Match:
    """Two identities that are one thing, or may be: the record of before and the one of today, and why.

    `rule` names the ground of a match that is sure, or would be had no person opened it again, "" for others; `grounds`
    are what agrees and what differs, field by field as typed; `score` orders likely ones, the likeliest highest.
    """

    before: Record
    now: Record
    rule: str
    grounds: tuple[Ground, ...]
    score: float = 0.0

    @property
    def pair(self) -> tuple[str, str]:
        return self.before["identity"], self.now["identity"]


@dataclass(frozen=True, slots=True)
class Matches:
    """`sure` in the order of their grounds, the strongest first; `likely` by score, the likeliest first."""

    sure: tuple[Match, ...] = ()
    likely: tuple[Match, ...] = ()


def matches(table: str, before: Sequence[Record], now: Sequence[Record], links: Links | None = None) -> Matches:
    """Matches of things that are new today with things known before, or with each other where two units report one.

    `before` are the records that stood before, or were ever seen; `now` those that stand today, of any unit. A record
    needs `identity` (canonical), `unit`, `submission`, `sheet`, `table` and what `metrics.grounds` compares. What
    `links` decided to be two is never matched again; what a person opened again is at most likely.

    Sure: a ground of `RULES[table]` that points to a single thing on either side and that nothing contradicts - above
    all not another credit code. Each thing is used once. Two rows of one list are two things.
    """
    decided = links or Links()
    things = _things(before, now)
    sure: list[Match] = []
    asked: dict[frozenset[str], Match] = {}
    used: set[str] = set()
    for rule in RULES[table]:
        free = [thing for thing in things if thing.identity not in used]
        for old, new in _pointed(rule, free):
            if {old.identity, new.identity} & used or decided.apart(old.identity, new.identity):
                continue
            if rule.allows(old, new):
                alike = likeness(table, old.latest, new.latest)
                match = Match(old.latest, new.latest, rule.code, alike.grounds, alike.score)
                if decided.opened(*match.pair):
                    asked.setdefault(frozenset(match.pair), match)
                else:
                    used |= {old.identity, new.identity}
                    sure.append(match)
    free = [thing for thing in things if thing.identity not in used]
    return Matches(tuple(sure), _likely(table, free, decided, asked))


def _things(before: Sequence[Record], now: Sequence[Record]) -> list[Thing]:
    was: dict[str, list[Record]] = defaultdict(list)
    stands: dict[str, list[Record]] = defaultdict(list)
    for found, records in ((was, before), (stands, now)):
        for record in records:
            if record["identity"]:
                found[record["identity"]].append(record)
    return [
        Thing(name, tuple(was.get(name, ())), tuple(stands.get(name, ()))) for name in dict.fromkeys((*was, *stands))
    ]


def _pointed(rule: Rule, things: Iterable[Thing]) -> list[tuple[Thing, Thing]]:
    """Pairs of an earlier (or another new) thing and a new one to which a ground points without ambiguity."""
    by_key: dict[Hashable, list[Thing]] = defaultdict(list)
    for thing in things:
        for key in {key for record in thing.records for key in rule.keys(record)}:
            by_key[key].append(thing)
    pairs = {}
    for group in by_key.values():
        if len(group) == 2:
            old, new = sorted(group, key=lambda thing: not thing.was)
            if new.new and not (rule.gone and old.stands):
                pairs[old.identity, new.identity] = old, new
    return list(pairs.values())


_OFFERED = 3
"""So many likely partners are offered for one new thing."""


def _likely(
    table: str, things: Sequence[Thing], decided: Links, asked: Mapping[frozenset[str], Match]
) -> tuple[Match, ...]:
    free = {thing.identity for thing in things}
    found = {pair: match for pair, match in asked.items() if pair <= free}
    pool = Pool(table, things)
    for new in (thing for thing in things if thing.new):
        offers = []
        for old in pool.candidates(new):
            if frozenset((old.identity, new.identity)) not in found and not old.beside(new):
                alike = likeness(table, old.latest, new.latest, bool(old.stands))
                if alike.enough and not decided.apart(old.identity, new.identity):
                    offers.append(Match(old.latest, new.latest, "", alike.grounds, alike.score))
        offers.sort(key=lambda match: (-match.score, match.pair))
        found |= {frozenset(match.pair): match for match in offers[:_OFFERED]}
    return tuple(sorted(found.values(), key=lambda match: (-match.score, match.pair)))
