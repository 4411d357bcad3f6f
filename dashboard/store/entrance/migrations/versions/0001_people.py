"""People, their keys, and a log that nobody can change.

Revision: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_NEVER = "what was done at the door is never changed"


def upgrade() -> None:
    _people()
    _keys()
    _log()
    if op.get_bind().dialect.name == "sqlite":
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER access_events_{deed.lower()} BEFORE {deed} ON access_events "
                f"BEGIN SELECT RAISE(ABORT, '{_NEVER}'); END"
            )
    else:
        op.execute(
            "CREATE FUNCTION access_events_stay() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_NEVER}'; END $$"
        )
        op.execute(
            "CREATE TRIGGER access_events_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON access_events "
            "FOR EACH STATEMENT EXECUTE FUNCTION access_events_stay()"
        )


def _people() -> None:
    op.create_table(
        "access_people",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("shown", sa.Text, nullable=False),
        sa.Column("ended", sa.DateTime, nullable=True),
    )
    op.create_table(
        "access_grants",
        sa.Column("person", sa.Text, sa.ForeignKey("access_people.name"), primary_key=True),
        sa.Column("role", sa.String(10), primary_key=True),
        sa.Column("unit", sa.Text, primary_key=True),
    )
    op.create_table(
        "access_passwords",
        sa.Column("person", sa.Text, sa.ForeignKey("access_people.name"), primary_key=True),
        sa.Column("hash", sa.Text, nullable=False),
    )


def _keys() -> None:
    op.create_table(
        "access_invitations",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("person", sa.Text, sa.ForeignKey("access_people.name"), nullable=False),
        sa.Column("until", sa.DateTime, nullable=False),
        sa.Column("used", sa.DateTime, nullable=True),
    )
    op.create_table(
        "access_links",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("sha256", sa.String(64), nullable=False, unique=True),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("until", sa.DateTime, nullable=False),
        sa.Column("ended", sa.DateTime, nullable=True),
    )
    op.create_table(
        "access_signins",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("person", sa.Text, sa.ForeignKey("access_people.name"), nullable=True),
        sa.Column("link", sa.Integer, sa.ForeignKey("access_links.number"), nullable=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("until", sa.DateTime, nullable=False),
        sa.Column("ended", sa.DateTime, nullable=True),
    )
    op.create_index("ix_access_signins_person", "access_signins", ["person"])


def _log() -> None:
    op.create_table(
        "access_events",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
    )
    op.create_index("ix_access_events_at", "access_events", ["at"])
    op.create_index("ix_access_events_kind_at", "access_events", ["kind", "at"])
