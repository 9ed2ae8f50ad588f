"""Updates are held by leases, and parked while they wait."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_INDEXED = ("chat", "holder", "due")


def upgrade() -> None:
    time = sa.DateTime(timezone=True)
    op.add_column("updates", sa.Column("chat", sa.String(64), nullable=False, server_default=""))
    op.add_column("updates", sa.Column("holder", sa.String(64), nullable=False, server_default=""))
    op.add_column("updates", sa.Column("held_until", time, nullable=True))
    op.add_column("updates", sa.Column("rounds", sa.Integer, nullable=False, server_default="0"))
    op.add_column("updates", sa.Column("due", time, nullable=True))
    op.add_column("updates", sa.Column("payload", sa.Text, nullable=True))
    for column in _INDEXED:
        op.create_index(f"ix_updates_{column}", "updates", [column])


def downgrade() -> None:
    for column in _INDEXED:
        op.drop_index(f"ix_updates_{column}", "updates")
    for column in ("chat", "holder", "held_until", "rounds", "due", "payload"):
        op.drop_column("updates", column)
