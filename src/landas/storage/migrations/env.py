"""Alembic's entry: runs the migrations on the connection that `storage.migrating` opened and locked."""

from alembic import context

from landas.storage.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
