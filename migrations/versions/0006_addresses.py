"""Articles by address: an item may be fetched, and has no bytes until then.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("import_item", schema=None) as batch_op:
        batch_op.add_column(sa.Column("url", sa.String(length=2000), nullable=True))
        batch_op.add_column(sa.Column("fetched_url", sa.String(length=2000), nullable=True))
        batch_op.add_column(sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.alter_column("capture_sha256", existing_type=sa.String(length=64), nullable=True)


def downgrade() -> None:
    # What was never fetched can't be told without its address.
    op.execute("DELETE FROM import_item WHERE capture_sha256 IS NULL")
    with op.batch_alter_table("import_item", schema=None) as batch_op:
        batch_op.alter_column("capture_sha256", existing_type=sa.String(length=64), nullable=False)
        batch_op.drop_column("fetched_at")
        batch_op.drop_column("fetched_url")
        batch_op.drop_column("url")
