"""The doors: tries to log in, keys of partners, how much was asked with them a day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    time = sa.DateTime(timezone=True)
    op.create_table(
        "login_tries",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("try_key", sa.String(64), nullable=False),
        sa.Column("at", time, nullable=False),
    )
    op.create_table(
        "api_keys",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("secret_hash", sa.String(64), nullable=False),
        sa.Column("scopes", sa.String(128), nullable=False),
        sa.Column("per_minute", sa.Integer, nullable=False),
        sa.Column("per_day", sa.Integer, nullable=False),
        sa.Column("made_by", sa.String(64), nullable=False),
        sa.Column("at", time, nullable=False),
        sa.Column("revoked", time, nullable=True),
    )
    op.create_table(
        "api_key_days",
        sa.Column("key_id", sa.String(32), primary_key=True),
        sa.Column("day", sa.String(32), primary_key=True),
        sa.Column("used", sa.Integer, nullable=False),
    )
    op.create_index("ix_login_tries_try_key", "login_tries", ["try_key"])
    op.create_index("ix_login_tries_at", "login_tries", ["at"])


def downgrade() -> None:
    for table in ("api_key_days", "api_keys", "login_tries"):
        op.drop_table(table)
