"""Sightings: when each project and asset first read as it does, and the words by which it is recognised.

Revision: 0006
"""

import sqlalchemy as sa
from alembic import op

# filled by the projection itself: what follows from the acts has one home
from dashboard.store.resighting import resighted

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    _create()
    resighted(op.get_bind())


def _create() -> None:
    op.create_table(
        "sightings",
        sa.Column("ledger", sa.String(20), nullable=False),
        sa.Column("identity", sa.Text, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("period", sa.Date, nullable=False),
        sa.Column("submission", sa.Integer, nullable=False),
        sa.Column("state", sa.String(64), nullable=False),
        sa.Column("told", sa.Text, nullable=False),
        sa.Column("sheet", sa.Text, nullable=False),
        sa.Column("table", sa.Integer, nullable=False),
        sa.Column("row", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("ledger", "identity", "unit", "period", "submission", name="pk_sightings"),
        sa.ForeignKeyConstraint(["submission"], ["submissions.number"], name="fk_sightings_submission"),
    )
    op.create_index("ix_sightings_submission", "sightings", ["submission"])
    op.create_table(
        "recognitions",
        sa.Column("ledger", sa.String(20), nullable=False),
        sa.Column("word", sa.Text, nullable=False),
        sa.Column("identity", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("ledger", "word", "identity", name="pk_recognitions"),
    )
    op.create_index("ix_recognitions_ledger_identity", "recognitions", ["ledger", "identity"])
