"""Submissions, their readings, parts and claims; remembered answers.

Revision: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _submissions()
    _contents()
    _claims()
    op.create_table(
        "memories",
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("template", sa.Text, nullable=False),
        sa.Column("answers", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("unit", "template", name="pk_memories"),
    )


def _submissions() -> None:
    op.create_table(
        "submissions",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("period", sa.Date, nullable=False),
        sa.Column("scope", sa.String(16), nullable=False),
        sa.Column("uploader", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("reader", sa.Text, nullable=False),
        sa.Column("template", sa.Text, nullable=False),
        sa.Column("replaces", sa.Integer, nullable=True),
        sa.Column("replaced", sa.Text, nullable=False),
        sa.Column("records", sa.Integer, nullable=False),
        sa.Column("errors", sa.Integer, nullable=False),
        sa.Column("warnings", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_submissions"),
        sa.UniqueConstraint("key", name="uq_submissions_key"),
        sa.ForeignKeyConstraint(["replaces"], ["submissions.number"], name="fk_submissions_replaces"),
    )
    op.create_index("ix_submissions_period_number", "submissions", ["period", "number"])
    op.create_index("ix_submissions_unit_period_number", "submissions", ["unit", "period", "number"])
    op.create_index("ix_submissions_replaces", "submissions", ["replaces"])
    op.create_index("ix_submissions_at", "submissions", ["at"])


def _contents() -> None:
    op.create_table(
        "readings",
        sa.Column("submission", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("findings", sa.LargeBinary, nullable=False),
        sa.Column("sheets", sa.LargeBinary, nullable=False),
        sa.Column("answers", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("submission", name="pk_readings"),
        sa.ForeignKeyConstraint(["submission"], ["submissions.number"], name="fk_readings_submission"),
    )
    op.create_table(
        "parts",
        sa.Column("submission", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("ledger", sa.String(20), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("submission", "unit", "ledger", name="pk_parts"),
        sa.ForeignKeyConstraint(["submission"], ["submissions.number"], name="fk_parts_submission"),
    )


def _claims() -> None:
    op.create_table(
        "lines",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("ledger", sa.String(20), nullable=False),
        sa.Column("scope", sa.Text, nullable=False),
        sa.Column("sender", sa.Text, nullable=False),
        sa.Column("variant", sa.Text, nullable=False),
        sa.Column("year", sa.Integer, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_lines"),
        sa.UniqueConstraint(
            "unit", "ledger", "scope", "sender", "variant", name="uq_lines_unit_ledger_scope_sender_variant"
        ),
    )
    op.create_index("ix_lines_year", "lines", ["year"])
    op.create_table(
        "claims",
        sa.Column("line", sa.Integer, nullable=False),
        sa.Column("submission", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("period", sa.Date, nullable=False),
        sa.Column("records", sa.Integer, nullable=False),
        sa.Column("sheet", sa.Text, nullable=False),
        sa.Column("cell", sa.String(20), nullable=False),
        sa.Column("mixed", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("line", "submission", name="pk_claims"),
        sa.ForeignKeyConstraint(["line"], ["lines.id"], name="fk_claims_line"),
        sa.ForeignKeyConstraint(["submission"], ["submissions.number"], name="fk_claims_submission"),
    )
    op.create_index("ix_claims_line_kind_period_submission", "claims", ["line", "kind", "period", "submission"])
    op.create_index("ix_claims_submission", "claims", ["submission"])
