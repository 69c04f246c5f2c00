"""Run the migrations on the connection that `app.db` opened."""

from typing import Any

from alembic import context
from sqlmodel import SQLModel

from app import models  # noqa: F401  The import registers the tables that migrations are compared with.


def include_object(thing: Any, name: str | None, kind: str, reflected: bool, compare_to: Any) -> bool:
    """Leave out tables that no model can describe on both databases, and those that the job queue makes for itself."""
    return not (kind == "table" and (name or "").startswith(("claim_search", "huey_")))


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
    include_object=include_object,
)
with context.begin_transaction():
    context.run_migrations()
