"""Where Alembic begins: it is handed an open connection by ``tanyapasal.bot.storage.database.migrate``.

``alembic upgrade --sql`` needs none: it writes what it would do in the dialect it is told.
"""

from __future__ import annotations

from alembic import context

from tanyapasal.bot.storage.tables import Base

handed = context.config.attributes
if context.is_offline_mode():
    context.configure(dialect_name=handed["dialect"], target_metadata=Base.metadata)
else:
    connection = handed["connection"]
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
    )
context.run_migrations()
