"""Where a project's database is: a file's path, or an SQLAlchemy address of SQLite or PostgreSQL."""

from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from landas.errors import StorageError

DEFAULT_FILE = Path(".landas") / "landas.db"
_FORMS = "Use sqlite, a file's path, sqlite:///file.db or postgresql://user:password@host/database."


def project_address(setting: str, folder: Path) -> str:
    """The address `[project].database` means in a project's folder: relative files are the project's own."""
    if setting == "sqlite":
        return str(folder / DEFAULT_FILE)
    if "://" not in setting:
        return str(folder / setting)
    url = parse_address(setting)
    if url.get_backend_name() != "sqlite" or url.database is None:
        return setting
    return url.set(database=str(folder / url.database)).render_as_string(hide_password=False)


def parse_address(address: str) -> URL:
    """The address in parts, with the driver that Landas uses.

    Raises StorageError, which never repeats the address, for other databases and for SQLite in memory.
    """
    if "://" not in address:
        return _file(URL.create("sqlite", database=address))
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise StorageError("The database address can't be read.", _FORMS) from error
    match url.get_backend_name():
        case "sqlite":
            return _file(url.set(drivername="sqlite"))
        case "postgresql" | "postgres":
            return url.set(drivername="postgresql+psycopg")
        case other:
            raise StorageError(f"A database of kind {other!r} isn't supported.", _FORMS)


def _file(url: URL) -> URL:
    # A database in memory belongs to one connection: two threads would each see their own empty catalogue.
    if not url.database or url.database == ":memory:":
        raise StorageError("SQLite in memory can't be shared by threads and workers.", "Name a file.")
    return url


def shown(url: URL) -> str:
    """The address without user, password and options, for messages."""
    if url.get_backend_name() == "sqlite":
        return f"SQLite file {url.database}"
    host = url.host or "local socket"
    return f"PostgreSQL at {host}{f':{url.port}' if url.port else ''}, database {url.database or '(default)'}"
