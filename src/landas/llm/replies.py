"""From a reply's text to its checked type: what is stripped, what is refused, and how a fault is named."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

T = TypeVar("T", bound=BaseModel)

MAX_FAULTS = 8
LONGEST_FAULT = 240
_FENCE = re.compile(r"```(?:json|JSON)?[ \t]*\r?\n(?P<inside>.*?)\r?\n?```", re.DOTALL)
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|“[^”]*”|\{[^{}]*\}")
_KEY = re.compile(r"[a-z][a-z0-9_]{0,30}")
_MODEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,99}")


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """A reply that met its schema, or the faults that it has."""

    value: T | None
    faults: tuple[str, ...] = ()


def read_reply(text: str, output: type[T], longest: int) -> Read[T]:
    """The reply as `output`. Whitespace around it and one JSON fence are taken off; nothing else is repaired."""
    if len(text) > longest:
        return Read(None, (f"the answer is longer than {longest} characters.",))
    text = unfenced(text)
    if not text:
        return Read(None, ("the answer is empty.",))
    try:
        return Read(output.model_validate_json(text, strict=True))
    except ValidationError as error:
        return Read(None, _faults(error))


def unfenced(text: str) -> str:
    """The text without surrounding whitespace and without one Markdown fence around all of it."""
    text = text.strip()
    fenced = _FENCE.fullmatch(text)
    return fenced["inside"].strip() if fenced else text


def capped(faults: Sequence[str]) -> tuple[str, ...]:
    """Few and short faults: a hostile reply must not make an endless retry prompt."""
    return tuple(fault[:LONGEST_FAULT] for fault in faults[:MAX_FAULTS])


def model_name(reported: str | None, asked: str, *contents: str) -> str | None:
    """The model's name as its provider gave it; None for what is no name, or part of what was sent or said.

    It is stored and logged, and a hostile server may put anything there.
    """
    if reported is None or not _MODEL.fullmatch(reported):
        return None
    if not reported.startswith(asked) and any(reported in content for content in contents):
        return None
    return reported


def without_content(fault: str) -> str:
    """A fault as it may be recorded: what it quotes from the reply is left out."""
    return _QUOTED.sub("…", fault)


def _faults(error: ValidationError) -> tuple[str, ...]:
    return capped(
        [_fault(e["type"], e["loc"], e["msg"]) for e in error.errors(include_url=False)[:MAX_FAULTS]]
    )


def _fault(kind: str, place: tuple[int | str, ...], message: str) -> str:
    if kind in ("json_invalid", "string_unicode") and not place:
        return "the answer is not one JSON object."
    if kind == "extra_forbidden":
        # The key is the model's own word; where it stands says enough.
        return f"{_path(place[:-1])}: a key that the schema doesn't have."
    return f"{_path(place)}: {message}."


def _path(place: tuple[int | str, ...]) -> str:
    parts = [str(p) if isinstance(p, int) or _KEY.fullmatch(p) else "?" for p in place]
    return ".".join(parts) or "the answer"
