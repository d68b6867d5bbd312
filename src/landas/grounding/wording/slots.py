"""Slot text: sentences whose values are slots (`{e1.value}`, `{i2.title}`), filled in and formatted by code.

A model, like a template, names what it speaks of and never writes the value itself.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NewType

from landas.catalog.fields import Schema
from landas.errors import ModelReplyError
from landas.grounding.claims import Evidence
from landas.grounding.wording.naming import value_text
from landas.grounding.wording.phrasebook import load_phrasebook
from landas.grounding.wording.plain import display_titles, plain_text
from landas.grounding.wording.wishes import wish_of_evidence

SlotText = NewType("SlotText", str)
"""Text with slots. `{iN.title}` is the title of the N-th shown item; `{eN.part}` a part of evidence eN."""

_SLOT = re.compile(r"\{(?P<name>[ie]\d{1,4})\.(?P<part>[a-z]+)\}")
_BRACED = re.compile(r"\{[^{}]*\}?|\}")


class UnknownSlot(ModelReplyError):
    """A slot that names no shown item or evidence entry, or a part that the entry lacks."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot as written; `start` and `end` are offsets into the slot text."""

    name: str
    part: str
    start: int
    end: int

    @property
    def written(self) -> str:
        return f"{{{self.name}.{self.part}}}"


def slots_in(text: str) -> tuple[Slot, ...]:
    return tuple(Slot(m["name"], m["part"], m.start(), m.end()) for m in _SLOT.finditer(text))


def outside_slots(text: str) -> str:
    """The words around the slots, each slot replaced by one space."""
    return _SLOT.sub(" ", text)


def malformed_slots(text: str) -> tuple[str, ...]:
    """Everything in braces that is no slot (`{price}`, `{e1}`, an open brace)."""
    return tuple(_BRACED.findall(outside_slots(text)))


def parts_of(evidence: Evidence) -> tuple[str, ...]:
    """Which slots an evidence entry offers."""
    if evidence.type == "tradeoff":
        return ("difference",)
    if evidence.type == "similar_to_event":
        return ("title",)
    parts: tuple[str, ...] = ("title",) if "title" in evidence.inputs else ()
    if evidence.value is None or evidence.type == "policy_match":
        return parts
    return ("value", "wish") if evidence.type == "constraint_match" else ("value", *parts)


def render(
    slot_text: str, evidence: Iterable[Evidence], titles: Sequence[str], schema: Schema, language: str
) -> str:
    """The reply a person reads: every slot filled with its value as `language` writes it.

    `titles` are those of the shown items in order of rank. The same arguments always give the same text.
    Raises UnknownSlot.
    """
    entries = {entry.id: entry for entry in evidence}
    names = display_titles(titles)

    def filled(match: re.Match[str]) -> str:
        name, part = match["name"], match["part"]
        if name[0] == "i" and part == "title" and 1 <= int(name[1:]) <= len(names):
            return names[int(name[1:]) - 1]
        entry = entries.get(name)
        if entry is None or part not in parts_of(entry):
            raise UnknownSlot(f"the slot {match[0]} names nothing that was given.")
        return _filled(entry, part, schema, language)

    return _SLOT.sub(filled, slot_text)


def _filled(entry: Evidence, part: str, schema: Schema, language: str) -> str:
    declared = schema.fields.get(entry.field or "")
    if part == "title":
        return display_titles([str(entry.inputs["title"])])[0]
    if part == "wish":
        return wish_of_evidence(entry, schema, language)
    if entry.type == "semantic_match" and isinstance(entry.value, tuple):
        return load_phrasebook(language).quote(" ".join(plain_text(w) for w in entry.value))
    value = entry.value
    if part == "difference" and isinstance(value, int | float):
        value = abs(value)
    assert value is not None
    return value_text(value, declared, entry.unit, language)
