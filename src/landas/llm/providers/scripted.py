"""Recorded replies instead of a model: for tests, drills and demonstrations without a network.

A JSONL file, one reply a line: `{"task": "explanation", "reply": {…} or "text"}`. Optional keys: `when` (keys and
values that the task's described input must hold, nested ones too), `contains` (a text that must occur in it),
`repeat` (the line serves every matching call; others serve one), `error` (instead of `reply`: the provider fails).
"""

import json
import threading
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from landas.errors import ProviderError, SetupError
from landas.llm.providers.provider import Completion, ProviderCall
from landas.settings import LlmSection


class RecordedReply(BaseModel):
    """One line of a file of replies."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    task: str
    reply: str | dict[str, Any] | None = None
    error: str | None = None
    when: dict[str, Any] = {}
    contains: str | None = None
    repeat: bool = False
    input_tokens: int = 0
    output_tokens: int = 0

    @model_validator(mode="after")
    def _one_outcome(self) -> "RecordedReply":
        if (self.reply is None) == (self.error is None):
            raise ValueError("a line holds either a reply or an error")
        return self

    def answers(self, call: ProviderCall) -> bool:
        return (
            self.task == call.task
            and _holds(call.described, self.when)
            and (self.contains is None or self.contains in json.dumps(call.described, ensure_ascii=False))
        )

    @property
    def text(self) -> str:
        return self.reply if isinstance(self.reply, str) else json.dumps(self.reply, ensure_ascii=False)


class ScriptedProvider:
    """Meets `Provider`: each call gets the first line left that answers it."""

    name = "scripted"

    def __init__(self, settings: LlmSection, folder: Path) -> None:
        """Raises SetupError where `llm.replies` names no usable file."""
        self.model = settings.model
        self._left = list(recorded_replies(settings.replies, folder))
        self._lock = threading.Lock()

    def warm(self) -> None:
        """Nothing is slow here."""

    def complete(self, call: ProviderCall) -> Completion:
        with self._lock:
            found = next((line for line in self._left if line.answers(call)), None)
            if found is None:
                raise ProviderError(f"no recorded reply is left for the task {call.task}.")
            if not found.repeat:
                self._left.remove(found)
        if found.error is not None:
            raise ProviderError(f"recorded error: {found.error}")
        return Completion(found.text, found.input_tokens, found.output_tokens)

    def close(self) -> None:
        """Nothing is open."""


def recorded_replies(name: str | None, folder: Path) -> tuple[RecordedReply, ...]:
    """The lines of a file of replies. Raises SetupError (with the line) where it can't be used."""
    if name is None:
        raise SetupError("[llm] is scripted but names no replies.", 'Add replies = "FILE.jsonl" to [llm].')
    path = folder / name
    if not path.is_file():
        raise SetupError(f"llm.replies = {name!r}: there is no such file in {folder}.", "Correct the path.")
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(_line(text, name, number) for number, text in enumerate(lines, start=1) if text.strip())


def _line(text: str, name: str, number: int) -> RecordedReply:
    try:
        return RecordedReply.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the line"
        raise SetupError(
            f"{name}, line {number}: {place}: {first['msg']}.",
            'A line is like {"task": "explanation", "reply": {…}}.',
        ) from error


def _holds(described: Any, wanted: Any) -> bool:
    """True when `described` has every key of `wanted` with a value that holds its value."""
    if isinstance(wanted, dict):
        return hasattr(described, "get") and all(
            key in described and _holds(described[key], value) for key, value in wanted.items()
        )
    return bool(described == wanted)
