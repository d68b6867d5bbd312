"""What the explanation model is told: wishes in the person's words, and evidence by slot name. Values, ids and
prices stay here; the model learns which slots exist and what they are about."""

from dataclasses import dataclass, field
from typing import Any

from landas.catalog.fields import Schema
from landas.grounding.claims import Evidence, Grounds
from landas.grounding.wording.naming import label_of
from landas.grounding.wording.phrasebook import load_phrasebook
from landas.grounding.wording.plain import display_titles, plain_text
from landas.grounding.wording.slots import parts_of
from landas.grounding.wording.style import Style
from landas.grounding.wording.task import TaskKind, WordingTask
from landas.language.pack import LanguagePack
from landas.request.about import Asked

INPUT_VERSION = "input_v1"
"""Changes with what the model is told of a turn."""
LONGEST_REQUEST = 400
LONGEST_TITLE = 80
PLAIN_TYPES = ("constraint_match", "attribute")
"""Evidence whose slot is just a value of the item."""


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One evidence entry as the model sees it. `slots` are written out in full, ready to be used."""

    type: str
    about: str
    slots: tuple[str, ...]
    note: str = ""
    is_flag: bool = False
    """A yes or no, of which a small model writes "the signed of it is yes"."""

    def to_document(self) -> dict[str, Any]:
        return {"type": self.type, "about": self.about, "slots": list(self.slots), "note": self.note}


@dataclass(frozen=True, slots=True)
class ItemLines:
    """One shown item by position (from 1), with the slots a sentence about it may use."""

    position: int
    title: str
    title_slot: str
    evidence: tuple[EvidenceLine, ...]

    def slots(self) -> frozenset[str]:
        return frozenset({self.title_slot, *(slot for line in self.evidence for slot in line.slots)})

    def to_document(self) -> dict[str, Any]:
        return {
            "position": self.position,
            "title": self.title,
            "title_slot": self.title_slot,
            "evidence": [line.to_document() for line in self.evidence],
        }

    def told_briefly(self, facts: int) -> dict[str, str]:
        told = [line for line in self.evidence if line.type in PLAIN_TYPES and line.about]
        told.sort(key=lambda line: line.is_flag)
        return {"name": self.title_slot, **{line.about: line.slots[0] for line in told[:facts]}}


@dataclass(frozen=True, slots=True)
class SlotInput:
    """One explanation to be written. Only `language`, `request` and `items` are ever sent.

    The rest is for checking: evidence to fill the slots with, and the grounds the filled text must rest on.
    """

    language: str
    request: str
    items: tuple[ItemLines, ...]
    evidence: tuple[Evidence, ...]
    titles: tuple[str, ...]
    schema: Schema
    packs: tuple[LanguagePack, ...]
    grounds: Grounds = field(default_factory=Grounds)
    kind: TaskKind = "explanation"
    asked: Asked = field(default_factory=Asked)
    style: Style = field(default_factory=Style)


def slot_input(task: WordingTask, grounds: Grounds) -> SlotInput:
    """The input for one turn's wording. `task.request_text` must be redacted already."""
    titles = tuple(item.title for item in task.shown)
    shown_titles = display_titles(titles)
    lines = tuple(
        ItemLines(
            item.rank,
            "" if item.item_id in task.distrusted else shown_titles[item.rank - 1][:LONGEST_TITLE],
            f"{{i{item.rank}.title}}",
            tuple(_line(entry, task) for entry in task.evidence.get(item.item_id, ()) if parts_of(entry)),
        )
        for item in task.shown
    )
    entries = tuple(entry for of_item in task.evidence.values() for entry in of_item)
    request = plain_text(task.request_text)[:LONGEST_REQUEST]
    return SlotInput(
        task.language, request, lines, entries, titles, task.schema, task.packs, grounds, task.kind, task.asked,
        task.style,
    )  # fmt: skip


def _line(entry: Evidence, task: WordingTask) -> EvidenceLine:
    slots = [f"{{{entry.id}.{part}}}" for part in parts_of(entry)]
    declared = task.schema.fields.get(entry.field or "")
    about = label_of(declared, task.language) if declared else ""
    note = ""
    if entry.type == "tradeoff":
        other = next(i.rank for i in task.shown if i.item_id == entry.inputs["other_item_id"])
        lower = isinstance(entry.value, int | float) and entry.value < 0
        slots.append(f"{{i{other}.title}}")
        note = f"{'lower' if lower else 'higher'} than item {other}"
    elif entry.type == "similar_to_event":
        note = load_phrasebook(task.language).events.get(str(entry.inputs["kind"]), "")
    is_flag = declared is not None and declared.type == "flag"
    return EvidenceLine(entry.type, about, tuple(slots), note, is_flag)
