"""Actions that meetings made, as they stand.

Revision: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "actions",
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("act", sa.Integer, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("meeting", sa.Date, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("due", sa.Date, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("item", sa.Text, nullable=False),
        sa.Column("criterion", sa.Text, nullable=False),
        sa.Column("made_at", sa.DateTime, nullable=False),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("settled_at", sa.DateTime, nullable=True),
        sa.Column("settled_by", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_actions"),
        sa.ForeignKeyConstraint(["act"], ["acts.number"], name="fk_actions_act"),
    )
