"""Tables of the store. Migrations in `dashboard/store/migrations` lead to exactly this; a test compares them.

acts          everything that was ever done, in order, each sealed by the chain; every other table follows from these
submissions   one row a committed file, numbered without gaps: the receipt
retractions   receipts taken back, with the act that did it
withdrawals   archived files whose bytes were taken away
readings      what was read from it besides the records: findings, sheets, answers
parts         its records, one compressed block a (submission, unit, ledger)
lines         every (unit, ledger, scope) that was ever reported, of projects on each form by itself
claims        which submission says something about which line, for which period
links         decisions that two identities are one thing, or two, or open again, by act
identities    from which act on an identity is shown under which other one
sightings     when what a unit says of a project or asset first read as it does
recognitions  the folded words by which those are found again under another identity
verdicts      whether what a unit claims of a thing is accepted, by act
actions       what was promised in a meeting, as it stands since its last act
memories      templates remembered per unit: what was answered about them, and how their columns were read
"""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

HEAD = "0011"
"""Revision of the newest migration."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _number(**options: Any) -> Column[int]:
    return Column("submission", Integer, ForeignKey("submissions.number"), nullable=False, **options)


acts = Table(
    "acts",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", DateTime, nullable=False),
    Column("by", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("content", Text, nullable=False),
    Column("chain", String(64), nullable=False),
    Index(None, "at"),
    Index(None, "kind", "number"),
)

submissions = Table(
    "submissions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("key", Text, nullable=False, unique=True),
    Column("sha256", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("period", Date, nullable=False),
    Column("scope", String(16), nullable=False),
    Column("uploader", Text, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("reader", Text, nullable=False),
    Column("template", Text, nullable=False),
    Column("replaces", Integer, ForeignKey("submissions.number"), nullable=True),
    Column("replaced", Text, nullable=False),
    Column("records", Integer, nullable=False),
    Column("errors", Integer, nullable=False),
    Column("warnings", Integer, nullable=False),
    Column("act", Integer, ForeignKey("acts.number"), nullable=True),
    Index(None, "period", "number"),
    Index(None, "unit", "period", "number"),
    Index(None, "replaces"),
    Index(None, "at"),
    Index(None, "sha256"),
)

retractions = Table(
    "retractions",
    metadata,
    _number(primary_key=True, autoincrement=False),
    Column("act", Integer, ForeignKey("acts.number"), nullable=False),
    Column("reason", Text, nullable=False),
)

withdrawals = Table(
    "withdrawals",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("act", Integer, ForeignKey("acts.number"), nullable=False),
    Column("reason", Text, nullable=False),
)

readings = Table(
    "readings",
    metadata,
    _number(primary_key=True, autoincrement=False),
    Column("findings", LargeBinary, nullable=False),
    Column("sheets", LargeBinary, nullable=False),
    Column("answers", LargeBinary, nullable=False),
)

parts = Table(
    "parts",
    metadata,
    _number(primary_key=True, autoincrement=False),
    Column("unit", Text, primary_key=True),
    Column("ledger", String(20), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

lines = Table(
    "lines",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("unit", Text, nullable=False),
    Column("ledger", String(20), nullable=False),
    Column("scope", Text, nullable=False),
    Column("sender", Text, nullable=False),
    Column("variant", Text, nullable=False),
    Column("year", Integer, nullable=True),
    UniqueConstraint("unit", "ledger", "scope", "sender", "variant"),
    Index(None, "year"),
)

claims = Table(
    "claims",
    metadata,
    Column("line", Integer, ForeignKey("lines.id"), primary_key=True),
    _number(primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("period", Date, nullable=False),
    Column("records", Integer, nullable=False),
    Column("sheet", Text, nullable=False),
    Column("cell", String(20), nullable=False),
    Index(None, "line", "kind", "period", "submission"),
    Index(None, "submission"),
)

memories = Table(
    "memories",
    metadata,
    Column("unit", Text, primary_key=True),
    Column("template", Text, primary_key=True),
    Column("answers", Text, nullable=False),
    Column("layout", Text, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("by", Text, nullable=False),
)

links = Table(
    "links",
    metadata,
    Column("act", Integer, ForeignKey("acts.number"), primary_key=True, autoincrement=False),
    Column("ledger", String(20), nullable=False),
    Column("one", Text, nullable=False),
    Column("other", Text, nullable=False),
    Column("same", Boolean, nullable=True),
    Index(None, "ledger", "one"),
    Index(None, "ledger", "other"),
    Index("ix_links_same", "ledger", "same"),
)

verdicts = Table(
    "verdicts",
    metadata,
    Column("act", Integer, ForeignKey("acts.number"), primary_key=True, autoincrement=False),
    Column("ledger", String(20), nullable=False),
    Column("unit", Text, nullable=False),
    Column("identity", Text, nullable=False),
    Column("verdict", String(10), nullable=False),
    Column("since", Date, nullable=False),
    Column("reason", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Index(None, "ledger"),
)

actions = Table(
    "actions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("act", Integer, ForeignKey("acts.number"), nullable=False),
    Column("state", String(10), nullable=False),
    Column("meeting", Date, nullable=False),
    Column("unit", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("due", Date, nullable=False),
    Column("text", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("criterion", Text, nullable=False),
    Column("made_at", DateTime, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("settled_at", DateTime, nullable=True),
    Column("settled_by", Text, nullable=False),
)

identities = Table(
    "identities",
    metadata,
    Column("ledger", String(20), primary_key=True),
    Column("identity", Text, primary_key=True),
    Column("act", Integer, ForeignKey("acts.number"), primary_key=True, autoincrement=False),
    Column("canonical", Text, nullable=False),
)

sightings = Table(
    "sightings",
    metadata,
    Column("ledger", String(20), primary_key=True),
    Column("identity", Text, primary_key=True),
    Column("unit", Text, primary_key=True),
    Column("period", Date, primary_key=True),
    _number(primary_key=True),
    Column("state", String(64), nullable=False),
    Column("told", Text, nullable=False),
    Column("sheet", Text, nullable=False),
    Column("table", Integer, nullable=False),
    Column("row", Integer, nullable=False),
    Index(None, "submission"),
)

recognitions = Table(
    "recognitions",
    metadata,
    Column("ledger", String(20), primary_key=True),
    Column("word", Text, primary_key=True),
    Column("identity", Text, primary_key=True),
    Index(None, "ledger", "identity"),
)
