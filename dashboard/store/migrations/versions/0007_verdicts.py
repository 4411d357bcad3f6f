"""Verdicts on what units claim.

Revision: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "verdicts",
        sa.Column("act", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("ledger", sa.String(20), nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("identity", sa.Text, nullable=False),
        sa.Column("verdict", sa.String(10), nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("evidence", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("act", name="pk_verdicts"),
        sa.ForeignKeyConstraint(["act"], ["acts.number"], name="fk_verdicts_act"),
    )
    op.create_index("ix_verdicts_ledger", "verdicts", ["ledger"])
