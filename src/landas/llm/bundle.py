"""The bundle: everything that shapes what a model answers to a task, each part with its version, and one hash.

The hash stands on every call record and receipt and in the metrics, so that answers of two bundles can be compared.
"""

from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from landas.ids import content_hash
from landas.llm.context import CONTEXT_VERSION
from landas.llm.contract import Contract
from landas.settings import LlmSection, TaskSection

_SHAPING = ("base_url", "max_tokens", "max_context", "replies", "seed", "sees_personal_data")
"""Settings beside the model's name that may change its answers; what they cost or how long they may take doesn't."""


@dataclass(frozen=True)
class Bundle:
    """The versions behind one task's answers."""

    task: str
    model: str
    """`provider:name`."""
    prompt: str
    schema: str
    tools: tuple[str, ...]
    context: str
    checks: str
    fallback: str
    settings: str

    @cached_property
    def hash(self) -> str:
        return content_hash(asdict(self))

    def to_document(self) -> dict[str, Any]:
        """JSON-ready, for receipts."""
        return {"hash": self.hash, **asdict(self), "tools": list(self.tools)}


def bundle_of(contract: Contract[Any, Any], llm: LlmSection) -> Bundle:
    """The bundle of a task under a project's `[llm]`, of which the task's own keys come first."""
    section, task = llm.for_task(contract.task), llm.tasks.get(contract.task, TaskSection())
    versions = contract.versions
    return Bundle(
        task=contract.task,
        model=f"{section.provider}:{section.model}",
        prompt=versions.prompt,
        schema=content_hash(contract.output.model_json_schema())[:8],
        tools=versions.tools,
        context=f"{versions.context}+{CONTEXT_VERSION}",
        checks=f"{versions.checks}+confidence_{task.min_confidence:g}",
        fallback=versions.fallback,
        settings=content_hash(
            [
                task.enabled,
                task.wording,
                task.passes,
                task.min_stability,
                {key: getattr(section, key) for key in _SHAPING},
            ]
        )[:8],
    )
