"""The tables, as the newest migration leaves them."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa


class UtcTime(sa.TypeDecorator[datetime]):
    """A moment in UTC, which SQLite gives back without its zone."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002
        """Give the zone back."""
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


metadata = sa.MetaData()

feedback = sa.Table(
    "feedback",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("received", UtcTime, nullable=False, index=True),
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
    sa.Column("market_cues", sa.JSON(none_as_null=True)),
    sa.Column("social_cues", sa.JSON(none_as_null=True)),
    sa.Column("idempotency_key", sa.String(255)),
    sa.UniqueConstraint("author", "idempotency_key", name="feedback_once"),
)
