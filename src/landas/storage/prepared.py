"""The statements of every answer, written out once.

On SQLite they go straight to the driver: what SQLAlchemy does around a statement takes longer there than the statement.
PostgreSQL, which is asked over a network, gets them as all others.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Insert, Select
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import IntegrityError

from landas.storage.database import Database, Transaction, translated_errors

Row = Sequence[Any]


class Prepared:
    """A statement whose values are texts and whole numbers. `many` names the one value that is a list, if any."""

    def __init__(self, statement: Select[Any] | Insert, many: str | None = None) -> None:
        self.statement = statement
        self._many = many
        self._written: dict[int, _Written] = {}

    def rows(self, database: Database, given: Mapping[str, Any]) -> Sequence[Row]:
        """All rows, read by place, outside any transaction: one statement sees one state by itself.

        Raises StorageError if the database fails.
        """
        if not database.is_sqlite:
            with database.read() as connection:
                return connection.execute(self.statement, given).all()
        written = self._for(given)
        with translated_errors(database.engine.url), database.driver() as driver:
            return list(driver.execute(written.text, written.in_order(self._apart(given))).fetchall())

    def within(self, connection: Transaction, given: Mapping[str, Any]) -> Sequence[Row]:
        """The same inside a transaction, or nothing where rows are put in. Raises SQLAlchemy's IntegrityError."""
        driver: Any = connection
        if isinstance(connection, Connection):
            if connection.dialect.name != "sqlite":
                found = connection.execute(self.statement, given)
                return found.all() if found.returns_rows else ()
            driver = connection.connection.dbapi_connection
        written = self._for(given)
        try:
            return list(driver.execute(written.text, written.in_order(self._apart(given))).fetchall())
        except sqlite3.IntegrityError as error:
            raise IntegrityError(written.text, None, error) from error

    def _apart(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The values with each of the list under a name of its own."""
        values = dict(given)
        listed = values.pop(self._many) if self._many else ()
        return values | {f"{self._many}_{place}": value for place, value in enumerate(listed, start=1)}

    def _for(self, given: Mapping[str, Any]) -> "_Written":
        """The statement with as many values in its list."""
        length = len(given[self._many]) if self._many else 0
        if length not in self._written:
            compiled = self.statement.compile(dialect=sqlite.dialect(), column_keys=list(given))
            state = compiled.construct_expanded_state(dict(given))
            fixed = {
                name: value for name, value in state.parameters.items() if name not in self._apart(given)
            }
            self._written[length] = _Written(state.statement, tuple(state.positiontup or ()), fixed)
        return self._written[length]


@dataclass(frozen=True)
class _Written:
    """A statement as SQLite reads it; `names` are those of its values by place, `fixed` values that it has itself."""

    text: str
    names: tuple[str, ...]
    fixed: Mapping[str, Any]

    def in_order(self, values: Mapping[str, Any]) -> list[Any]:
        return [values[name] if name in values else self.fixed[name] for name in self.names]
