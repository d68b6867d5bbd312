"""What the contracts for a turn's words have in common, in slots or in free text: a prompt with its rules, and data.

A brief contract tells a small model less: one short instruction, the first items, the first things that may be said.
"""

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import Any, ClassVar, Generic, Literal, Protocol, TypeVar

from landas.grounding.replies.brief import BRIEF_FACTS, BRIEF_ITEMS, brief_version, examples
from landas.grounding.replies.task_prompt import FALLBACK_VERSION, TaskPrompt
from landas.grounding.verifier.version import verifier_version
from landas.grounding.wording.style import Style
from landas.grounding.wording.task import TaskKind
from landas.language.pack import LanguagePack
from landas.llm.contract import Versions

BRIEF_SENT = ("items.*",)
"""What `told_briefly` gives: slots, or a title and public values by their label."""


class ToldItem(Protocol):
    """A shown item as a model is told of it."""

    def to_document(self) -> dict[str, Any]: ...

    def told_briefly(self, facts: int) -> dict[str, str]:
        """`name`, and at most so many things that may be said of the item, by their label."""
        ...


class ReplyInput(Protocol):
    """What every kind of reply is written from."""

    @property
    def language(self) -> str: ...

    @property
    def request(self) -> str: ...

    @property
    def items(self) -> Sequence[ToldItem]: ...

    @property
    def packs(self) -> tuple[LanguagePack, ...]: ...

    @property
    def style(self) -> Style: ...


InputT = TypeVar("InputT", bound=ReplyInput)


class ReplyContract(Generic[InputT]):
    """The half of a `WordingContract` that doesn't depend on how the reply is written. `brief`: for a small model."""

    mode: Literal["slots", "open"]
    rules: ClassVar[str]
    sent: ClassVar[Collection[str]]
    input_version: ClassVar[str]
    checks_version: ClassVar[str]

    def __init__(self, task: TaskKind, package: str, prompt: str, *, brief: bool = False) -> None:
        """`prompt`: the file of the task's instructions in `package`."""
        self.task = task
        self.brief = brief
        self._prompt = TaskPrompt(package, prompt, self.rules)

    @cached_property
    def versions(self) -> Versions:
        return Versions(
            prompt=self._prompt.version,
            context=f"{self.input_version}_{brief_version()}" if self.brief else self.input_version,
            checks=f"{self.checks_version}_{verifier_version()}",
            fallback=FALLBACK_VERSION,
        )

    @property
    def sends(self) -> Collection[str]:
        return BRIEF_SENT if self.brief else self.sent

    def instructions(self, task_input: InputT) -> str:
        prompt = self._prompt.filled(task_input.language, task_input.packs, task_input.style)
        if not self.brief:
            return prompt
        told = next((item.told_briefly(BRIEF_FACTS) for item in task_input.items[:BRIEF_ITEMS]), {})
        return f"{prompt}\n\n{examples(told, task_input.language, self.mode)}".rstrip()

    def describe(self, task_input: InputT) -> dict[str, Any]:
        if self.brief:
            return {"items": [item.told_briefly(BRIEF_FACTS) for item in task_input.items[:BRIEF_ITEMS]]}
        return {
            "language": task_input.language,
            "request": task_input.request,
            "items": [item.to_document() for item in task_input.items],
        }
