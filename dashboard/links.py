"""Links: what is known to be one thing under several identities, and what was decided to be two.

One home for it: the store shows canonical identities by it, metrics compare days by it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Link:
    """One decision about two identities of a ledger: one thing (True), two (False), or open again (None)."""

    one: str
    other: str
    same: bool | None = True

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
        if not self._apart:
            return False
        return any(frozenset((a, b)) in self._apart for a in self.members(one) for b in self.members(other))

    def _join(self, link: Link) -> None:
        groups = self.members(link.one), self.members(link.other)
        if groups[0] == groups[1]:
            return
        # the group that was linked before leads; of two new identities the first one named
        first, second = sorted(groups, key=lambda group: self._age.get(group[0], len(self._age)))
        self._age.setdefault(first[0], len(self._age))
        for identity in (*first, *second):
            self._members[identity] = (*first, *second)
