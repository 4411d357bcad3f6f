"""Tables of the entrance: who may come in, by which key, and what was done at the door.

On a server they lie beside the store's own tables; embedded they are a file of their own, so that a sign-in never
waits for an import and a rebuilt store keeps its people.

access_people        who may sign in, by the name that they type or that their provider says
access_grants        what each may do: a role, for a reporter with the unit
access_passwords     the hash of each password
access_invitations   codes for a first password, each good once and for some days
access_links         upload links that the bureau has issued for a unit
access_signins       sign-ins, by the hash of what the browser shows for one
access_events        everything that was done at the door, and what was taken out of it; never changed
"""

from sqlalchemy import Column, DateTime, ForeignKey, Index, Integer, MetaData, String, Table, Text

HEAD = "0001"
"""Revision of the newest migration."""
LOCK = 7_240_330
"""Under it writers take turns on PostgreSQL; another than the store's, whose writers may be long."""

metadata = MetaData()

people = Table(
    "access_people",
    metadata,
    Column("name", Text, primary_key=True),
    Column("shown", Text, nullable=False),
    Column("ended", DateTime, nullable=True),
)

grants = Table(
    "access_grants",
    metadata,
    Column("person", Text, ForeignKey("access_people.name"), primary_key=True),
    Column("role", String(10), primary_key=True),
    Column("unit", Text, primary_key=True),
)

passwords = Table(
    "access_passwords",
    metadata,
    Column("person", Text, ForeignKey("access_people.name"), primary_key=True),
    Column("hash", Text, nullable=False),
)

invitations = Table(
    "access_invitations",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("person", Text, ForeignKey("access_people.name"), nullable=False),
    Column("until", DateTime, nullable=False),
    Column("used", DateTime, nullable=True),
)

upload_links = Table(
    "access_links",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("unit", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("until", DateTime, nullable=False),
    Column("ended", DateTime, nullable=True),
)

signins = Table(
    "access_signins",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("person", Text, ForeignKey("access_people.name"), nullable=True),
    Column("link", Integer, ForeignKey("access_links.number"), nullable=True),
    Column("at", DateTime, nullable=False),
    Column("until", DateTime, nullable=False),
    Column("ended", DateTime, nullable=True),
    Index("ix_access_signins_person", "person"),
)

events = Table(
    "access_events",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", DateTime, nullable=False),
    Column("who", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("origin", Text, nullable=False),
    Column("content", Text, nullable=False),
    Index("ix_access_events_at", "at"),
    Index("ix_access_events_kind_at", "kind", "at"),
)
