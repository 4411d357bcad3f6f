"""The rows of links: every decision by its act, and from which act on an identity is shown under which other one.

A snapshot looks up its own identities alone, and a decision touches what it is linked with alone: neither grows with
what was decided elsewhere.
"""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, false, func, insert, or_, select

from dashboard.links import Link, Links
from dashboard.store.acts import Act
from dashboard.store.engine import chunks
from dashboard.store.schema import acts, identities, links

_DECISIONS = select(links, acts.c.by).join(acts, acts.c.number == links.c.act)


def enter(connection: Connection, act: Act) -> None:
    """Write the rows of a decision: itself, and every identity that is shown otherwise from it on."""
    said = act.content
    ledger, pair = said["ledger"], (said["one"], said["other"])
    before = Links(link for _, link in closure(connection, ledger, pair))
    row = {name: said[name] for name in ("ledger", "one", "other", "same")}
    connection.execute(insert(links).values(act=act.number, **row))
    found = [link for _, link in closure(connection, ledger, pair)]
    after = Links(found)
    names = sorted({name for link in found for name in (link.one, link.other)})
    rows = [
        {"ledger": ledger, "identity": name, "act": act.number, "canonical": after.canonical(name)}
        for name in names
        if before.canonical(name) != after.canonical(name)
    ]
    if rows:
        connection.execute(insert(identities), rows)


def shown(connection: Connection, ledger: str, names: Iterable[str], known: int) -> Mapping[str, str]:
    """Identities of these that are shown under another one, by what was decided up to an act."""
    found: dict[str, str] = {}
    for chunk in chunks(names):
        newest = (
            select(identities.c.identity, func.max(identities.c.act).label("act"))
            .where(identities.c.ledger == ledger, identities.c.identity.in_(chunk), identities.c.act <= known)
            .group_by(identities.c.identity)
            .subquery()
        )
        rows = select(identities.c.identity, identities.c.canonical).join(
            newest, (identities.c.identity == newest.c.identity) & (identities.c.act == newest.c.act)
        )
        found |= {name: shown_as for name, shown_as in connection.execute(rows.where(identities.c.ledger == ledger))}
    return {name: canonical for name, canonical in found.items() if name != canonical}


def closure(connection: Connection, ledger: str, names: Collection[str]) -> list[tuple[int, Link]]:
    """Every decision about these identities and whatever they lead to, in the order in which they were taken."""
    seen, wanted = set[str](), set(names)
    found: dict[int, Link] = {}
    while wanted:
        for chunk in chunks(wanted):
            either = or_(links.c.one.in_(chunk), links.c.other.in_(chunk))
            for row in connection.execute(_DECISIONS.where(links.c.ledger == ledger, either)):
                found[row.act] = Link(row.one, row.other, row.same, row.by != "")
        seen |= wanted
        wanted = {name for link in found.values() for name in (link.one, link.other)} - seen
    return sorted(found.items(), key=lambda item: item[0])


def parted(connection: Connection, ledger: str, known: int) -> tuple[tuple[str, str], ...]:
    """Pairs of shown identities that only a person may join (`Links.parted`), by what was decided up to an act."""
    asunder = select(links.c.one, links.c.other).where(links.c.ledger == ledger, links.c.act <= known)
    rows = connection.execute(asunder.where(or_(links.c.same.is_(None), links.c.same == false()))).all()
    names = {name for row in rows for name in row}
    return Links(link for act, link in closure(connection, ledger, names) if act <= known).parted()


def last(connection: Connection, ledger: str, link: Link) -> tuple[int, Link] | None:
    """The newest decision about a pair."""
    of_pair = [item for item in closure(connection, ledger, (link.one,)) if item[1].pair == link.pair]
    return of_pair[-1] if of_pair else None
