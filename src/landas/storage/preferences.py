"""What people let be remembered, in the database."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, insert, select

from landas.clock import iso
from landas.ids import UserId, content_hash
from landas.recommend.preferences import MOST_KEPT, RememberedPreference, preference_of
from landas.storage.database import Database
from landas.storage.documents import check_identifier, from_json, is_storable, to_json
from landas.storage.erasures import was_erased
from landas.storage.people import AS_GIVEN, People
from landas.storage.tables import preferences


class SqlPreferenceStore:
    """`recommend.preferences.PreferenceStore` on SQLite or PostgreSQL."""

    def __init__(self, database: Database, people: People = AS_GIVEN) -> None:
        self._database = database
        self._people = people

    def of_user(self, user_id: UserId, now: datetime) -> list[RememberedPreference]:
        if not is_storable(user_id):
            return []
        theirs = preferences.c.user_id == self._people.id_of(user_id)
        newest = preferences.c.created_at.desc(), preferences.c.preference_id.desc()
        wanted = select(preferences.c.document).where(theirs, preferences.c.expires_at > iso(now))
        with self._database.read() as connection:
            return [
                preference_of(from_json(row))
                for row in connection.execute(wanted.order_by(*newest)).scalars()
            ]

    def put(
        self, user_id: UserId, preferences_put: Sequence[RememberedPreference], asked_at: datetime
    ) -> None:
        check_identifier(user_id, "user_id")
        person = self._people.id_of(user_id)
        theirs = preferences.c.user_id == person
        with self._database.write() as connection:
            if was_erased(connection, person, asked_at):
                return
            for preference in preferences_put:
                about = content_hash([preference.field, preference.value])
                same = (preferences.c.about == about) | (
                    preferences.c.preference_id == preference.preference_id
                )
                connection.execute(delete(preferences).where(theirs, same))
                row = {
                    "preference_id": preference.preference_id,
                    "user_id": person,
                    "about": about,
                    "created_at": iso(preference.created_at),
                    "expires_at": iso(preference.expires_at),
                    "document": to_json(preference.to_document()),
                }
                connection.execute(insert(preferences), row)
            kept = connection.execute(select(func.count()).where(theirs)).scalar_one()
            if kept > MOST_KEPT:
                oldest = (
                    select(preferences.c.preference_id)
                    .where(theirs)
                    .order_by(preferences.c.created_at, preferences.c.preference_id)
                    .limit(kept - MOST_KEPT)
                )
                ids = list(connection.execute(oldest).scalars())
                connection.execute(delete(preferences).where(theirs, preferences.c.preference_id.in_(ids)))

    def forget(self, user_id: UserId, preference_id: str) -> bool:
        if not (is_storable(user_id) and is_storable(preference_id)):
            return False
        theirs = preferences.c.user_id == self._people.id_of(user_id)
        same = preferences.c.preference_id == preference_id
        with self._database.write() as connection:
            return connection.execute(delete(preferences).where(theirs, same)).rowcount > 0

    def erase_user(self, user_id: UserId) -> int:
        if not is_storable(user_id):
            return 0
        theirs = preferences.c.user_id == self._people.id_of(user_id)
        with self._database.write() as connection:
            return connection.execute(delete(preferences).where(theirs)).rowcount
