"""A visit's events are found as a person's are."""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_index("events_by_session", "events", ["session_id", "time", "event_id"], if_not_exists=True)
