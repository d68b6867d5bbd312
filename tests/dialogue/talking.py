"""Conversations held by tests: several texts said one after the other."""

from typing import Any

from landas.bootstrap import Project
from landas.dialogue.service import AskRequest
from landas.ids import ConversationId

Turn = dict[str, Any]


def conversation(project: Project, *texts: str) -> list[Turn]:
    turns: list[Turn] = []
    for text in texts:
        known = ConversationId(turns[0]["conversation_id"]) if turns else None
        turns.append(project.dialogue.ask(AskRequest(text, conversation_id=known)))
    return turns
