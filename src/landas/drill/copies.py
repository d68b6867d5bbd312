"""Copies of a project in a temporary folder, each with a model, a rule and items of the drill's own."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from landas.bootstrap import STATE_FOLDER, open_project
from landas.catalog.items import Item
from landas.clock import utc_now
from landas.drill.project_text import project_text
from landas.errors import SetupError
from landas.ids import ItemId
from landas.settings import (
    PROJECT_FILE,
    LlmSection,
    ProjectSettings,
    RuleSection,
    load_project,
    parse_project,
)
from landas.storage.address import DEFAULT_FILE, parse_address, project_address

FIRST = "first"
"""The copy that all others are copies of, and that nobody is asked about: what the others were before."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One copy: its name, its models, and what else of its settings differs."""

    name: str
    llm: LlmSection | None = None
    turn_deadline_ms: int | None = None
    shares_database_of: str | None = None
    """Another copy in whose database its receipts stand too."""
    texts: str = "neutral"
    """Which texts its items have: `neutral` or `attacked`."""


@dataclass(frozen=True, slots=True)
class Planted:
    """What every copy holds beside the project's own: items that `rule` keeps out, and items that are withdrawn."""

    rule: RuleSection
    barred: tuple[Item, ...]
    withdrawn: tuple[Item, ...]
    texts: dict[str, tuple[Item, ...]]
    """Items as a copy of that kind of texts has them."""


def check_can_be_copied(folder: Path) -> ProjectSettings:
    """The settings of a project that the drill can copy. Raises SetupError for one on PostgreSQL or without release."""
    settings = load_project(folder)
    if parse_address(project_address(settings.project.database, folder)).get_backend_name() != "sqlite":
        raise SetupError(
            "the project's database is PostgreSQL, and the drill works on copies in SQLite only.",
            "Copy landas.toml into another folder, leave out database there, import the feed, build, and drill that.",
        )
    if not (folder / STATE_FOLDER / "releases").is_dir():
        raise SetupError("the project has no release.", "Build one: landas build")
    return settings


def make_copies(source: Path, target: Path, plans: Sequence[Plan], planted: Planted) -> dict[str, Path]:
    """The folder of each copy by the plan's name. Raises SetupError where the project can't be copied."""
    settings = check_can_be_copied(source)
    first = target / FIRST
    _copy_state(source, first, settings)
    _write_settings(first, drilled(settings, Plan(FIRST), planted.rule))
    _plant(first, [*planted.barred, *planted.withdrawn, *planted.texts["neutral"]], planted.withdrawn)
    folders = {}
    for plan in plans:
        folder = folders[plan.name] = target / plan.name
        _copy_state(first, folder, load_project(first))
        _link_others(source, folder)
        _write_settings(folder, drilled(settings, plan, planted.rule))
        if plan.texts != "neutral":
            _plant(folder, planted.texts[plan.texts])
    return folders


def drilled(settings: ProjectSettings, plan: Plan, rule: RuleSection) -> ProjectSettings:
    """The project's settings as a copy has them: only name, database, models, deadline and one rule differ."""
    project = settings.project.model_dump(exclude_unset=True, exclude={"database", "database_schema"})
    project |= {"name": plan.name}
    if plan.turn_deadline_ms is not None:
        project |= {"turn_deadline_ms": plan.turn_deadline_ms}
    if plan.shares_database_of is not None:
        project |= {"database": f"../{plan.shares_database_of}/{DEFAULT_FILE.as_posix()}"}
    rules = (rule, *settings.policy.rules)
    changed = {
        "project": settings.project.model_validate(project),
        "policy": settings.policy.model_copy(update={"rules": rules}),
        "llm": plan.llm,
    }
    return settings.model_copy(update=changed)


def _write_settings(folder: Path, settings: ProjectSettings) -> None:
    text = project_text(settings)
    if parse_project(text) != settings:
        raise RuntimeError("the copy's project file doesn't read as it was meant")
    (folder / PROJECT_FILE).write_text(text, encoding="utf-8")


def _copy_state(source: Path, folder: Path, settings: ProjectSettings) -> None:
    """The database as it is at one moment, and the release, whose files never change and are shared where possible."""
    (folder / STATE_FOLDER).mkdir(parents=True)
    shutil.copytree(
        source / STATE_FOLDER / "releases",
        folder / STATE_FOLDER / "releases",
        copy_function=_linked,
        symlinks=True,
    )
    address = parse_address(project_address(settings.project.database, source))
    if address.database is None or not Path(address.database).is_file():
        raise SetupError("the project has no items yet.", "Import some: landas import items FILE")
    with (
        closing(sqlite3.connect(address.database)) as before,
        closing(sqlite3.connect(folder / DEFAULT_FILE)) as after,
    ):
        before.backup(after)


def _linked(source: str, target: str) -> str:
    # A release's files are immutable; its pointer is replaced, never written into.
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return target


def _link_others(source: Path, folder: Path) -> None:
    """Other files of the project's folder, which settings may name by a relative path."""
    for entry in source.iterdir():
        if entry.name not in (PROJECT_FILE, STATE_FOLDER):
            (folder / entry.name).symlink_to(entry.resolve())


def _plant(folder: Path, items: Sequence[Item], withdrawn: Sequence[Item] = ()) -> None:
    now = utc_now()
    with open_project(folder) as project:
        project.items.upsert(items, observed_at=now, source="drill")
        if withdrawn:
            project.items.withdraw([item.item_id for item in withdrawn], observed_at=now)


def new_id(existing: Callable[[ItemId], bool], stem: str) -> ItemId:
    """An id that no item of the project has."""
    number = 1
    while existing(ItemId(f"drill-{stem}-{number}")):
        number += 1
    return ItemId(f"drill-{stem}-{number}")
