"""What is to be built is of the text that a project reads: sightings are written anew.

Revision: 0011
"""

from alembic import op

from dashboard.store.resighting import resighted

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    resighted(op.get_bind())
