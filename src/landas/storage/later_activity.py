"""What happened since a release, as of full hours, in the database: every worker reads the same."""

from sqlalchemy import select

from landas.clock import iso, utc_now
from landas.ids import ReleaseId
from landas.recommend.feature_store import Later
from landas.storage.conflicts import insert_into
from landas.storage.database import Database
from landas.storage.documents import from_json, to_json
from landas.storage.tables import later_activity


class SqlLaterActivity:
    """`recommend.feature_store.LaterActivity` on SQLite or PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, release_id: ReleaseId, hour: int, later: Later) -> Later:
        row = {"release_id": release_id, "hour": hour, "kept_at": iso(utc_now())}
        with self._database.write() as connection:
            new = insert_into(connection, later_activity).on_conflict_do_nothing()
            connection.execute(new, {**row, "document": to_json(later.to_document())})
        return self.kept(release_id, hour) or later

    def kept(self, release_id: ReleaseId, hour: int) -> Later | None:
        same = later_activity.c.release_id == release_id, later_activity.c.hour == hour
        with self._database.read() as connection:
            found = connection.execute(select(later_activity.c.document).where(*same)).scalar_one_or_none()
        return None if found is None else Later.from_document(from_json(found))
