"""Fixtures for all tests: one PostgreSQL server a session, and a database of each kind."""

import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

# Before anything loads OpenMP: several processes whose threads wait for each other busily take four times as long.
os.environ.setdefault("OMP_NUM_THREADS", "1")

from landas.bootstrap import Project, open_project
from landas.cli.demo import make_sample
from landas.model_settings import LlmSection, ShadowSection, TaskSection
from landas.settings import ProjectSection, ProjectSettings
from landas.storage.database import Database, open_database
from tests.postgres_server import PostgresMissing, running_postgres

_schemas = itertools.count(1)

PATIENCE_MS = 60_000


@pytest.fixture(scope="session", autouse=True)
def _all_the_time_in_the_world() -> None:
    """A machine that stands still for two seconds fails no test: where a test or its project file names no deadline,
    tasks and turns have a minute in this process.
    """
    TaskSection.model_fields["deadline_ms"].default = PATIENCE_MS
    ProjectSection.model_fields["turn_deadline_ms"].default = PATIENCE_MS
    for section in (TaskSection, ProjectSection, ShadowSection, LlmSection, ProjectSettings):
        section.model_rebuild(force=True)


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    """The address of an empty PostgreSQL server; the test is skipped where none can be started."""
    server = running_postgres()
    try:
        address = server.__enter__()
    except PostgresMissing as missing:
        pytest.skip(f"PostgreSQL is not tested: {missing}")
    try:
        yield address
    finally:
        server.__exit__(None, None, None)


@pytest.fixture
def sqlite_database(tmp_path: Path) -> Iterator[Database]:
    database = open_database(tmp_path / "landas.db")
    yield database
    database.close()


@pytest.fixture
def postgres_database(postgres_address: str) -> Iterator[Database]:
    """A database in a schema of its own."""
    database = open_database(postgres_address, schema=f"project_{next(_schemas)}")
    yield database
    database.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Database:
    """An empty migrated database, once of each kind."""
    name = "sqlite_database" if request.param == "sqlite" else "postgres_database"
    found: Database = request.getfixturevalue(name)
    return found


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project, imported and built once a session. Tests only read from it; those that write copy it."""
    folder = tmp_path_factory.mktemp("sample")
    make_sample(folder)
    return folder


@pytest.fixture(scope="session")
def sample(sample_folder: Path) -> Iterator[Project]:
    with open_project(sample_folder) as project:
        yield project


@pytest.fixture
def own_sample(sample_folder: Path, tmp_path: Path) -> Iterator[Project]:
    """A copy of the sample project for one test to change."""
    folder = tmp_path / "own"
    shutil.copytree(sample_folder, folder)
    with open_project(folder) as project:
        yield project


@pytest.fixture
def patient_sample(own_sample: Project) -> Project:
    """The same with all the time in the world for a turn; tasks have their own `deadline_ms`."""
    patient = own_sample.settings.project.model_copy(update={"turn_deadline_ms": 120_000})
    own_sample.settings = own_sample.settings.model_copy(update={"project": patient})
    return own_sample
