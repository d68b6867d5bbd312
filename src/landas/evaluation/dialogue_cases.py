"""Dialogues of a JSONL file: what people said turn by turn, and the state that should hold after each."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from landas.evaluation.cases import json_cases

StateValue = str | bool | float
ANY = "dontcare"
"""Expected of a field: nobody minds its value, so nothing of it holds."""


class DialogueTurn(BaseModel):
    """One thing said, and the state after it: field -> the value, or a list of values of which any is right."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    user: str = Field(min_length=1)
    expect_state: dict[str, StateValue | list[StateValue]] | None = None
    """None: the state of this turn isn't measured."""


class DialogueCase(BaseModel):
    """One conversation. `accept`: items that would satisfy the person."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    language: str | None = None
    turns: tuple[DialogueTurn, ...] = Field(min_length=1)
    accept: tuple[str, ...] = ()


def dialogue_cases(path: Path) -> list[DialogueCase]:
    """Raises DataError, naming the line, for one that is no dialogue."""
    return json_cases(
        path, DialogueCase, '{"id", "language", "turns": [{"user", "expect_state": {field: value}}]}'
    )
