"""Remembered templates with their layout, by whom and when, and the trail of every change.

Revision: 0002
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    kept = op.get_bind().execute(sa.text("SELECT unit, template, answers FROM memories")).all()
    op.drop_table("memories")
    made = op.create_table(
        "memories",
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("template", sa.Text, nullable=False),
        sa.Column("answers", sa.Text, nullable=False),
        sa.Column("layout", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("unit", "template", name="pk_memories"),
    )
    unknown = {"layout": "[]", "at": datetime.fromtimestamp(0, UTC).replace(tzinfo=None), "by": ""}
    op.bulk_insert(made, [{**row._mapping, **unknown} for row in kept])
    op.create_table(
        "changes",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("template", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("after", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_changes"),
    )
    op.create_index("ix_changes_unit_template", "changes", ["unit", "template"])
