"""What people consent to, in the database."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import bindparam, delete, select

from landas.clock import iso
from landas.ids import UserId
from landas.settings import Purpose
from landas.storage.conflicts import insert_into
from landas.storage.database import Database
from landas.storage.documents import check_identifier, is_storable
from landas.storage.people import AS_GIVEN, People
from landas.storage.prepared import Prepared
from landas.storage.tables import consents

# Put together once: every answer to somebody known begins with it.
_THEIRS = Prepared(
    select(consents.c.purpose, consents.c.granted).where(consents.c.user_id == bindparam("person"))
)


class SqlConsentStore:
    """`recommend.consent.ConsentStore` on SQLite or PostgreSQL."""

    def __init__(self, database: Database, people: People = AS_GIVEN) -> None:
        self._database = database
        self._people = people

    def of(self, user_id: UserId) -> Mapping[Purpose, bool]:
        if not is_storable(user_id):
            return {}
        found = _THEIRS.rows(self._database, {"person": self._people.id_of(user_id)})
        return {purpose: bool(granted) for purpose, granted in found}

    def put(self, user_id: UserId, granted: Mapping[Purpose, bool], at: datetime) -> None:
        check_identifier(user_id, "user_id")
        with self._database.write() as connection:
            for purpose, is_granted in sorted(granted.items()):
                values = {"granted": is_granted, "changed_at": iso(at)}
                new = insert_into(connection, consents).values(
                    user_id=self._people.id_of(user_id), purpose=purpose, **values
                )
                connection.execute(
                    new.on_conflict_do_update(index_elements=["user_id", "purpose"], set_=values)
                )

    def erase_user(self, user_id: UserId) -> int:
        if not is_storable(user_id):
            return 0
        with self._database.write() as connection:
            return connection.execute(
                delete(consents).where(consents.c.user_id == self._people.id_of(user_id))
            ).rowcount
