"""Conversations held by tests: several texts said one after the other, and a model that answers as a test says."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from landas.bootstrap import Project
from landas.dialogue.service import AskRequest
from landas.ids import ConversationId
from landas.llm.providers.provider import Completion, ProviderCall

Turn = dict[str, Any]
Say = Callable[[str, Mapping[str, Any]], Mapping[str, Any]]
"""What a model answers to a task that is told something."""


class Answering:
    """A model that answers each task with what `say` makes of its input, and keeps what it was asked and told."""

    name = model = "answering"

    def __init__(self, say: Say) -> None:
        self._say = say
        self.asked: list[str] = []
        self.told: list[Mapping[str, Any]] = []

    def warm(self) -> None: ...

    def complete(self, call: ProviderCall) -> Completion:
        self.asked.append(call.task)
        self.told.append(call.described)
        return Completion(json.dumps(self._say(call.task, call.described)), 10, 10)

    def close(self) -> None: ...


def conversation(project: Project, *texts: str) -> list[Turn]:
    turns: list[Turn] = []
    for text in texts:
        known = ConversationId(turns[0]["conversation_id"]) if turns else None
        turns.append(project.dialogue.ask(AskRequest(text, conversation_id=known)))
    return turns
