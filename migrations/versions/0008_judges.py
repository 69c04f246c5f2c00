"""Judges: a story may say who judges its passages.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_JUDGE = sa.Enum("lexical", "semantic", "llm", name="judgename", native_enum=False, length=32)


def upgrade() -> None:
    op.add_column("story", sa.Column("judge", _JUDGE, nullable=True))


def downgrade() -> None:
    op.drop_column("story", "judge")
