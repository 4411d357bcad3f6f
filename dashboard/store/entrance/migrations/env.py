"""Alembic's entry: runs inside the transaction that `migrate` has begun."""

from alembic import context

from dashboard.store.entrance.migrations import VERSIONS
from dashboard.store.entrance.schema import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, version_table=VERSIONS)
context.run_migrations()
