"""The bundle of a whole answer: one hash over what shapes it, the project file and the bundles of its model tasks."""

from typing import Any

from landas.dialogue.chat import tasks_in_use
from landas.ids import content_hash
from landas.llm.gateway import Gateway
from landas.settings import ProjectSettings


def answer_bundle(settings: ProjectSettings, gateway: Gateway) -> str:
    """The hash under these settings; what only says where things are kept or told changes nothing."""
    shaping = settings.model_dump(mode="json", exclude={"privacy", "observe", "evaluation", "llm"})
    for operating in ("database", "database_schema"):
        del shaping["project"][operating]
    parts: list[Any] = [shaping]
    if settings.llm is not None:
        parts += [
            bundle.hash for contract in tasks_in_use(settings.llm) if (bundle := gateway.bundle(contract))
        ]
    return content_hash(parts)
