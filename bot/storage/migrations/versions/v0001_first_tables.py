"""The first tables: replies, questions, votes, turns, updates."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    time = sa.DateTime(timezone=True)
    op.create_table(
        "replies",
        sa.Column("id", sa.String(128), primary_key=True),
        sa.Column("conversation_id", sa.String(128), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("json", sa.Text, nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("snapshot", sa.String(128), nullable=False),
        sa.Column("shown", sa.Text, nullable=False),
        sa.Column("at", time, nullable=False),
    )
    op.create_table(
        "questions",
        sa.Column("reply_id", sa.String(128), primary_key=True),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("refs", sa.Text, nullable=False),
        sa.Column("latency_ms", sa.Float, nullable=False),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("at", time, nullable=False),
    )
    op.create_table(
        "votes",
        sa.Column("reply_id", sa.String(128), primary_key=True),
        sa.Column("person", sa.String(64), primary_key=True),
        sa.Column("value", sa.String(32), nullable=False),
        sa.Column("reason", sa.Text, nullable=True),
        sa.Column("at", time, nullable=False),
    )
    op.create_table(
        "turns",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("conversation_id", sa.String(128), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("reply_id", sa.String(128), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("memory", sa.Text, nullable=False),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("at", time, nullable=False),
    )
    op.create_table(
        "updates",
        sa.Column("update_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("sent", sa.Integer, nullable=False),
        sa.Column("done", sa.Boolean, nullable=False),
        sa.Column("at", time, nullable=False),
    )
    for table in ("replies", "questions", "turns"):
        op.create_index(f"ix_{table}_person", table, ["person"])
    for table in ("replies", "questions", "turns", "updates"):
        op.create_index(f"ix_{table}_at", table, ["at"])
    op.create_index("ix_replies_conversation_id", "replies", ["conversation_id"])
    op.create_index("ix_turns_conversation_id_id", "turns", ["conversation_id", "id"])


def downgrade() -> None:
    for table in ("updates", "turns", "votes", "questions", "replies"):
        op.drop_table(table)
