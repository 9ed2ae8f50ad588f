"""The helpdesk: users, sessions, curated answers, dismissals."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    time = sa.DateTime(timezone=True)
    op.create_table(
        "desk_users",
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("password_hash", sa.Text, nullable=False),
        sa.Column("at", time, nullable=False),
    )
    op.create_table(
        "desk_sessions",
        sa.Column("id_hash", sa.String(64), primary_key=True),
        sa.Column("user_name", sa.String(64), nullable=False),
        sa.Column("csrf", sa.String(64), nullable=False),
        sa.Column("valid_until", time, nullable=False),
    )
    op.create_table(
        "curated_answers",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("wordings", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("supports", sa.Text, nullable=False),
        sa.Column("author", sa.String(64), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", time, nullable=False),
    )
    op.create_table(
        "dismissals",
        sa.Column("reply_id", sa.String(128), primary_key=True),
        sa.Column("user_name", sa.String(64), nullable=False),
        sa.Column("at", time, nullable=False),
    )
    op.create_index("ix_desk_sessions_user_name", "desk_sessions", ["user_name"])
    op.create_index("ix_desk_sessions_valid_until", "desk_sessions", ["valid_until"])
    op.create_index("ix_curated_answers_state", "curated_answers", ["state"])


def downgrade() -> None:
    for table in ("dismissals", "curated_answers", "desk_sessions", "desk_users"):
        op.drop_table(table)
