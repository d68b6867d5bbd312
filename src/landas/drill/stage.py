"""The stage of a drill: the copies of the project behind one real server, the model's address beside it, and all that
a mode needs to attack and to judge."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from landas.bootstrap import open_project
from landas.dialogue.chat import READING
from landas.dialogue.steps.speak import CONTRACTS
from landas.drill.copies import Plan, check_can_be_copied, make_copies
from landas.drill.model_server import ModelServer
from landas.drill.planting import Plantation, plantation
from landas.drill.server import Client, served
from landas.drill.world import World, world_of
from landas.ranking.contracts.order.contract import ORDER
from landas.settings import LlmSection, TaskSection

PLAIN = "drill-plain"
SILENT = "drill-silent"
"""As PLAIN without a model, but with the texts of TOLD: what its model must not change."""
HOSTILE = "drill-hostile"
HOSTILE_OPEN = "drill-hostile-open"
TOLD = "drill-told"
TOLD_OPEN = "drill-told-open"
NEUTRAL = "drill-neutral"
CHANGED = "drill-changed"
"""TOLD with another model, in the same database."""
LATE = "drill-late"
BUDGETED = "drill-budgeted"

UNEVALUATED = "drill-unevaluated"

DAILY_CALLS = 5
PATIENCE_MS = 60_000
SHORT_DEADLINE_MS = 500


@dataclass(frozen=True)
class Stage:
    """`turns` is about how many turns a mode asks."""

    client: Client
    models: ModelServer
    world: World
    planted: Plantation
    folders: dict[str, Path]
    log: Path
    """What the server writes."""
    deadline_ms: int
    """Of a turn in the copy LATE."""
    turns: int

    @property
    def is_short(self) -> bool:
        return self.turns < FULL


SHORT, FULL = 4, 60
ORDER_CONFIDENCE = 0.5
"""Below it a model's order is not used: the drill's own model has an opinion only where something orders it to."""


@contextmanager
def staged(folder: Path, *, short: bool) -> Iterator[Stage]:
    """A running stage over copies of the project in `folder`; all of it ends with the block.

    Raises SetupError for a project that can't be drilled.
    """
    settings = check_can_be_copied(folder)
    turns = SHORT if short else FULL
    with tempfile.TemporaryDirectory(prefix="landas-drill-") as temporary, ModelServer() as models:
        target = Path(temporary)
        with open_project(folder) as project:
            world = world_of(project)
        planted = plantation(world, each=3 if short else 12)
        deadline_ms = SHORT_DEADLINE_MS if short else settings.project.turn_deadline_ms
        folders = make_copies(folder, target, plans(models, deadline_ms), planted.planted)
        log = target / "serve.log"
        with served(list(folders.values()), log) as address:
            yield Stage(Client(address), models, world, planted, folders, log, deadline_ms, turns)


def plans(models: ModelServer, deadline_ms: int) -> tuple[Plan, ...]:
    """Every copy of the project that is served."""
    quick = min(800, deadline_ms // 2)
    hostile = LlmSection(provider="hostile", seed=1)
    return (
        Plan(PLAIN),
        Plan(SILENT, texts="attacked"),
        Plan(HOSTILE, reading(worded(hostile, "slots", quick), quick)),
        Plan(HOSTILE_OPEN, reading(worded(hostile, "open", quick), quick)),
        Plan(TOLD, worded(told(models, TOLD), "slots"), texts="attacked"),
        Plan(TOLD_OPEN, worded(told(models, TOLD_OPEN), "open"), texts="attacked"),
        Plan(
            CHANGED,
            worded(told(models, CHANGED), "slots").model_copy(update={"model": "drill-changed"}),
            shares_database_of=TOLD,
        ),
        Plan(NEUTRAL, worded(told(models, NEUTRAL), "slots")),
        Plan(LATE, worded(told(models, LATE), "slots"), turn_deadline_ms=deadline_ms),
        Plan(
            UNEVALUATED,
            worded(told(models, UNEVALUATED), "slots").model_copy(update={"require_evaluation": True}),
        ),
        Plan(
            BUDGETED,
            worded(told(models, BUDGETED), "slots").model_copy(update={"max_calls_per_day": DAILY_CALLS}),
        ),
    )


def told(models: ModelServer, name: str) -> LlmSection:
    """The drill's own model, asked anew each time and never left alone for its failures."""
    return LlmSection(
        provider="openai",
        base_url=models.base_url(name),
        cache="off",
        breaker_failures=1_000_000,
        max_concurrent=256,
    )


def worded(llm: LlmSection, wording: str, deadline_ms: int = PATIENCE_MS) -> LlmSection:
    """The section with every task in one mode of wording, with so much time of its own, and the order by model."""
    tasks = {
        contract.task: TaskSection.model_validate({"wording": wording, "deadline_ms": deadline_ms})
        for contract in CONTRACTS
    }
    tasks[ORDER.task] = TaskSection(deadline_ms=deadline_ms, min_confidence=ORDER_CONFIDENCE)
    return llm.model_copy(update={"tasks": tasks})


def reading(llm: LlmSection, deadline_ms: int) -> LlmSection:
    """The section with every task that reads a request or asks the question switched on as well."""
    section = TaskSection(deadline_ms=deadline_ms)
    return llm.model_copy(update={"tasks": {**llm.tasks, **{each.task: section for each in READING}}})
