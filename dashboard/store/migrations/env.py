"""Alembic's entry: runs inside the transaction that `migrate` has begun."""

from alembic import context

from dashboard.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
