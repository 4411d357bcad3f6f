"""What a thing reads takes in every figure of its amount, and the next step: sightings are written anew.

Revision: 0010
"""

from alembic import op

from dashboard.store.resighting import resighted

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    resighted(op.get_bind())
