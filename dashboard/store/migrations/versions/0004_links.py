"""Links between identities, and under which identity a thing is shown from which act on.

Revision: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "links",
        sa.Column("act", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("ledger", sa.String(20), nullable=False),
        sa.Column("one", sa.Text, nullable=False),
        sa.Column("other", sa.Text, nullable=False),
        sa.Column("same", sa.Boolean, nullable=True),
        sa.PrimaryKeyConstraint("act", name="pk_links"),
        sa.ForeignKeyConstraint(["act"], ["acts.number"], name="fk_links_act"),
    )
    op.create_index("ix_links_ledger_one", "links", ["ledger", "one"])
    op.create_index("ix_links_ledger_other", "links", ["ledger", "other"])
    op.create_table(
        "identities",
        sa.Column("ledger", sa.String(20), nullable=False),
        sa.Column("identity", sa.Text, nullable=False),
        sa.Column("act", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("canonical", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("ledger", "identity", "act", name="pk_identities"),
        sa.ForeignKeyConstraint(["act"], ["acts.number"], name="fk_identities_act"),
    )
