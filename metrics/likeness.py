"""Likeness: what agrees between two records, field by field, and whether it is worth a person's question.

Similarity of spelling orders and qualifies what is asked; it never decides.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from dashboard.links import RECOGNISED
from dashboard.names import key, organisation_key
from metrics.grounds import Ground, Record, Thing, Verdict, credit_code, known, names, ordinals

SIMILAR = 0.75
"""From this share of matching characters on two spellings may be one name with a typing error."""
ENOUGH = 4.0
"""From this score on a person is asked."""
_SAME: Mapping[str, float] = {
    "name": 4.0, "organisation": 4.0, "investor": 3.0, "content": 2.0, "unit": 1.0, "location": 2.5, "owner": 1.5,
    "area": 2.0, "investment": 1.0, "first_contact_on": 1.5, "signed_on": 1.5, "credit_code": 4.0, "post": 3.0,
    "kind": 0.5, "industry": 0.25, "chain": 0.5,
}  # fmt: skip
"""What a field is worth that is the same; similar spelling is worth its share of it."""
_DIFFERS: Mapping[str, float] = {
    "kind": -4.0, "first_contact_on": -1.5, "signed_on": -1.5, "investor": -1.0, "content": -0.5, "area": -1.0,
    "name": -1.0, "owner": -0.5,
}  # fmt: skip
_SPELT = ("name", "organisation", "investor", "content", "location", "owner", "credit_code")
_LEADING = ("name", "organisation", "investor", "content", "location", "credit_code")
"""Fields without which nothing else is worth a question."""
_FIGURES = re.compile(r"\d+")
"""Two texts with other figures are not one text with a typing error: 1号 and 2号, 500平方米 and 900平方米."""
_CODE_SIMILAR = 0.85
_STANDS = -1.0
_GONE = 1.0
"""One went as the other came."""
_OTHER_PART = -2.0
"""二期 beside 一期: most likely the next part of the same undertaking."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What agrees and what differs between two records, and what that is worth."""

    grounds: tuple[Ground, ...]
    score: float

    @property
    def enough(self) -> bool:
        told = [ground for ground in self.grounds if ground.verdict != "differs"]
        code = next((ground.verdict for ground in self.grounds if ground.field == "credit_code"), "")
        return any(ground.field in _LEADING for ground in told) and code != "differs" and self.score >= ENOUGH


def likeness(table: str, old: Record, new: Record, stands: bool = False) -> Likeness:
    """Field by field over what both records say; an earlier thing that still stands elsewhere is less likely."""
    grounds, score = [], _STANDS if stands else _GONE
    for field in RECOGNISED[table]:
        was, now = old.get(field), new.get(field)
        if known(was) and known(now) and field not in ("stage", "registered_name"):
            verdict, share = _compared(field, was, now)
            if field == "name" and verdict != "same" and set(names(old)) & set(names(new)):
                verdict, share = "same", 1.0
            grounds.append(Ground(field, verdict, was, now))
            score += _DIFFERS.get(field, 0.0) if verdict == "differs" else share * _SAME.get(field, 0.0)
    if ordinals(old.get("name") or "") != ordinals(new.get("name") or ""):
        score += _OTHER_PART
    return Likeness(tuple(grounds), score)


def _compared(field: str, was: object, now: object) -> tuple[Verdict, float]:
    if not isinstance(was, str) or not isinstance(now, str):
        return ("same", 1.0) if was == now else ("differs", 0.0)
    one, other = (_folded(field, text) for text in (was, now))
    if one == other:
        return "same", 1.0
    spelt = field in _SPELT and _figures(one) == _figures(other)
    share = SequenceMatcher(None, one, other, autojunk=False).ratio() if spelt or field == "credit_code" else 0.0
    least = _CODE_SIMILAR if field == "credit_code" else SIMILAR
    return ("similar", share) if share >= least else ("differs", 0.0)


@lru_cache(maxsize=65536)
def _figures(text: str) -> tuple[str, ...]:
    return tuple(_FIGURES.findall(text))


def _folded(field: str, text: str) -> str:
    return key(text) if field in ("content", "location", "credit_code") else organisation_key(text)


Leads = tuple[Mapping[str, str], frozenset[str]]
"""Of a record its leading fields, folded, and the names by which it goes."""


def _may_agree(one: Leads, other: Leads) -> bool:
    """Whether any leading field of two records can be the same or similar; where not, nothing else matters.

    Told by a few looks: letter by letter, most of the pairs that a district's names make would be compared in vain.
    """
    (said, called), (told, known_as) = one, other
    return bool(called & known_as) or any(
        field in told and _may_be_alike(field, text, told[field]) for field, text in said.items()
    )


def _may_be_alike(field: str, one: str, other: str) -> bool:
    if one == other or field == "credit_code":
        return True
    return 2 * min(len(one), len(other)) >= SIMILAR * (len(one) + len(other)) and _figures(one) == _figures(other)


def _told_by(leads: Leads) -> Iterator[Hashable]:
    """What two records share, one piece of it at least, wherever they may agree: looked up instead of compared."""
    said, called = leads
    yield from called
    for field, text in said.items():
        yield (field, () if field == "credit_code" else _figures(text))


class Pool:
    """Things by what they share, so that a new one is compared only with those that may be it."""

    _ENOUGH_SHARED = 0.4
    """Of the two-character pieces of the shorter name."""

    def __init__(self, table: str, things: Sequence[Thing]) -> None:
        self._fields = [field for field in RECOGNISED[table] if field in _LEADING]
        self._by_value: dict[Hashable, list[int]] = defaultdict(list)
        self._by_piece: dict[str, set[int]] = defaultdict(set)
        self._by_lead: dict[Hashable, set[int]] = defaultdict(set)
        self._things = things
        self._pieces = [self._pieces_of(thing) for thing in things]
        self._leads = {thing.identity: self._leads_of(thing.latest) for thing in things}
        for place, thing in enumerate(things):
            for value in self._values(thing):
                self._by_value[value].append(place)
            for piece in self._pieces[place]:
                self._by_piece[piece].add(place)
            for lead in _told_by(self._leads[thing.identity]):
                self._by_lead[lead].add(place)

    def candidates(self, thing: Thing) -> Iterable[Thing]:
        """Things that share a leading field with this one, or much of its name; itself left out.

        None of those whose leading fields all differ: nobody is asked about these (`Likeness.enough`).
        """
        pieces, own = self._pieces_of(thing), self._leads[thing.identity]
        alike = set[int]().union(*(self._by_lead[lead] for lead in _told_by(own)))
        shared = Counter(place for piece in pieces for place in self._by_piece[piece] & alike)
        near = {p for p, n in shared.items() if n >= self._ENOUGH_SHARED * min(len(pieces), len(self._pieces[p]))}
        near |= {place for value in self._values(thing) for place in self._by_value[value]}
        others = (self._things[place] for place in sorted(near) if self._things[place] is not thing)
        return (other for other in others if _may_agree(own, self._leads[other.identity]))

    def _leads_of(self, record: Record) -> Leads:
        said = {field: _folded(field, record[field]) for field in self._fields if known(record.get(field))}
        return said, frozenset(names(record))

    def _values(self, thing: Thing) -> set[Hashable]:
        said = {(f, _folded(f, thing.latest[f])) for f in self._fields if f != "name" and thing.latest.get(f)}
        code = credit_code(thing.latest)
        return said | {("part", part) for part in (code[:9], code[9:]) if part}

    def _pieces_of(self, thing: Thing) -> set[str]:
        words = names(thing.latest) or [organisation_key(thing.latest.get("organisation") or "")]
        return {word[i : i + 2] for word in words for i in range(max(1, len(word) - 1)) if word}
