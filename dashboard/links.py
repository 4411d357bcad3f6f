"""Links: what is known to be one thing under several identities, and what was decided to be two.

One home for it: the store shows canonical identities by it, metrics compare days by it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

RECOGNISED: Mapping[str, tuple[str, ...]] = {
    "projects": (
        *("unit", "name", "registered_name", "investor", "credit_code", "content", "industry", "stage"),
        *("investment", "first_contact_on", "signed_on"),
    ),
    "assets": ("unit", "name", "kind", "location", "owner", "area"),
    "prospects": ("unit", "organisation", "location", "chain", "segment"),
    "leaders": ("unit", "name", "post"),
}
"""What things of each ledger are recognised by."""
STATES: Mapping[str, tuple[str, ...]] = {
    "projects": (
        *("stage", "investment", "investment_low", "investment_high", "investment_usd"),
        *("content", "progress", "problem", "next_step"),
    ),
    "assets": ("status", "revitalised_area", "idle_area", "idle_reason"),
}
"""By followed ledger what a thing reads - stage, amount, text - and stands still while none of it changes."""


@dataclass(frozen=True, slots=True)
class Link:
    """One decision about two identities of a ledger: one thing (True), two (False), or open again (None).

    `by_person` tells whether a person took it, so far as the trail was asked: what a person opened again, only a person
    joins.
    """

    one: str
    other: str
    same: bool | None = True
    by_person: bool = field(default=False, compare=False)

    @property
    def pair(self) -> frozenset[str]:
        return frozenset((self.one, self.other))


class Links:
    """All decisions about one ledger's identities, in the order in which they were taken.

    The latest decision about a pair stands. What was decided to be two is never joined, neither by a link of its own
    nor through a third identity: a link that would do so has no effect.
    """

    def __init__(self, links: Iterable[Link] = ()) -> None:
        standing: dict[frozenset[str], Link] = {}
        for link in links:
            standing.pop(link.pair, None)
            standing[link.pair] = link
        self._apart = {pair for pair, link in standing.items() if link.same is False}
        self._opened = {pair for pair, link in standing.items() if link.same is None and link.by_person}
        self._members: dict[str, tuple[str, ...]] = {}
        self._age: dict[str, int] = {}
        for link in standing.values():
            if link.same and not self.apart(link.one, link.other):
                self._join(link)

    def canonical(self, identity: str) -> str:
        """The identity under which a thing is shown: the first one of its earliest link; its own without any."""
        return self.members(identity)[0]

    def members(self, identity: str) -> tuple[str, ...]:
        """Every identity of the same thing, the canonical one first."""
        return self._members.get(identity, (identity,))

    def apart(self, one: str, other: str) -> bool:
        """Whether the two things were decided to be two, by any of their identities."""
        return self._among(self._apart, one, other)

    def opened(self, one: str, other: str) -> bool:
        """Whether a person took back that the two things are one, by any of their identities, and left it open."""
        return self._among(self._opened, one, other)

    def parted(self) -> tuple[tuple[str, str], ...]:
        """Pairs of shown identities that the program does not join: two by decision, or opened again by a person."""
        pairs = {tuple(sorted(map(self.canonical, pair))) for pair in self._apart | self._opened}
        return tuple(sorted((pair[0], pair[1]) for pair in pairs if len(set(pair)) == 2))

    def _among(self, pairs: Collection[frozenset[str]], one: str, other: str) -> bool:
        return bool(pairs) and any(frozenset((a, b)) in pairs for a in self.members(one) for b in self.members(other))

    def _join(self, link: Link) -> None:
        groups = self.members(link.one), self.members(link.other)
        if groups[0] == groups[1]:
            return
        # the group that was linked before leads; of two new identities the first one named
        first, second = sorted(groups, key=lambda group: self._age.get(group[0], len(self._age)))
        self._age.setdefault(first[0], len(self._age))
        for identity in (*first, *second):
            self._members[identity] = (*first, *second)
