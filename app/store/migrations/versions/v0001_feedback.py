"""The first table: feedback."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "feedback",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("received", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author", sa.String(64), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("relationship", sa.String(16), nullable=False),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("right", sa.Boolean, nullable=False),
        sa.Column("label", sa.String(16)),
        sa.Column("comment", sa.Text),
        sa.Column("text", sa.Text),
        sa.Column("flip_risk", sa.Float),
        sa.Column("model_version", sa.String(64)),
        sa.Column("model_digest", sa.String(80)),
        sa.Column("grade_social", sa.Float),
        sa.Column("grade_mixed", sa.Float),
        sa.Column("market_cues", sa.JSON),
        sa.Column("social_cues", sa.JSON),
        sa.Column("idempotency_key", sa.String(255)),
        sa.UniqueConstraint("author", "idempotency_key", name="feedback_once"),
    )
    op.create_index("ix_feedback_received", "feedback", ["received"])


def downgrade() -> None:
    """Drop it, with all that it holds."""
    op.drop_table("feedback")
