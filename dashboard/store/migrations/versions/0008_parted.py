"""What was decided to be two, or opened again, is found without reading every link.

Revision: 0008
"""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_index("ix_links_same", "links", ["ledger", "same"])
