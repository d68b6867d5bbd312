"""What a model is told in open mode: wishes in the person's words, and the evidence of the shown items as a person
would read it. Public values only; no id, no hidden field, nothing of what the person did before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from landas.grounding.claims import Evidence, Grounds
from landas.grounding.replies.slot_input import LONGEST_REQUEST, LONGEST_TITLE
from landas.grounding.shown import ShownItem
from landas.grounding.wording.naming import label_of, value_text
from landas.grounding.wording.plain import display_titles, plain_text
from landas.grounding.wording.style import Style
from landas.grounding.wording.task import WordingTask
from landas.language.pack import LanguagePack

INPUT_VERSION = "open_input_v1"
"""Changes with what the model is told of a turn."""


@dataclass(frozen=True, slots=True)
class OpenFact:
    """One public value of an item, as it is said in the turn's language."""

    about: str
    value: str
    is_flag: bool = False
    """A yes or no, of which a small model writes "the signed of it is yes"."""

    def to_document(self) -> dict[str, Any]:
        return {"about": self.about, "value": self.value}


@dataclass(frozen=True, slots=True)
class OpenDifference:
    """How far an item's value is from that of the item at another position."""

    about: str
    by: str
    direction: str
    than: int

    def to_document(self) -> dict[str, Any]:
        return {"about": self.about, "by": self.by, "direction": self.direction, "than": self.than}


@dataclass(frozen=True, slots=True)
class OpenItem:
    """One shown item by position (from 1)."""

    position: int
    title: str
    facts: tuple[OpenFact, ...]
    differences: tuple[OpenDifference, ...]

    def to_document(self) -> dict[str, Any]:
        return {
            "position": self.position,
            "title": self.title,
            "facts": [fact.to_document() for fact in self.facts],
            "differences": [difference.to_document() for difference in self.differences],
        }

    def told_briefly(self, facts: int) -> dict[str, str]:
        told = sorted(self.facts, key=lambda fact: fact.is_flag)
        return {"name": self.title, **{fact.about: fact.value for fact in told[:facts]}}


@dataclass(frozen=True, slots=True)
class OpenInput:
    """One free text to be written. Only `request`, `items` and the task's language are ever sent.

    `task` and `grounds` are for checking: what stands around the text, and what all of it must rest on.
    """

    request: str
    items: tuple[OpenItem, ...]
    task: WordingTask
    grounds: Grounds

    @property
    def language(self) -> str:
        return self.task.language

    @property
    def packs(self) -> tuple[LanguagePack, ...]:
        return self.task.packs

    @property
    def style(self) -> Style:
        return self.task.style


def open_input(task: WordingTask, grounds: Grounds) -> OpenInput:
    """The input for one turn's wording. `task.request_text` must be redacted already."""
    titles = display_titles(names_without_ids(task.shown))
    items = tuple(_item(item, title, task) for item, title in zip(task.shown, titles, strict=True))
    return OpenInput(plain_text(task.request_text)[:LONGEST_REQUEST], items, task, grounds)


def names_without_ids(shown: Sequence[ShownItem]) -> tuple[str, ...]:
    """The titles, without the ids that `named_apart` put behind those whose words are the same."""
    bare = [item.title.removesuffix(f" {item.item_id}") for item in shown]
    keys = [title.casefold() for title in bare]
    return tuple(
        own if keys.count(own.casefold()) > 1 else item.title for own, item in zip(bare, shown, strict=True)
    )


def _item(item: ShownItem, title: str, task: WordingTask) -> OpenItem:
    entries = task.evidence.get(item.item_id, ())
    facts = tuple(dict.fromkeys(_facts(entries, task)))
    return OpenItem(item.rank, title[:LONGEST_TITLE], facts, tuple(_differences(entries, task)))


def _facts(entries: Sequence[Evidence], task: WordingTask) -> Iterator[OpenFact]:
    for entry in entries:
        declared = task.schema.fields.get(entry.field or "")
        if entry.type == "tradeoff" or entry.value is None or declared is None or not declared.public:
            continue
        value = entry.value
        said = value_text(value, declared, entry.unit, task.language)
        yield OpenFact(label_of(declared, task.language), said, declared.type == "flag")


def _differences(entries: Sequence[Evidence], task: WordingTask) -> Iterator[OpenDifference]:
    ranks = {item.item_id: item.rank for item in task.shown}
    for entry in entries:
        declared = task.schema.fields.get(entry.field or "")
        if entry.type != "tradeoff" or declared is None or not isinstance(entry.value, int | float):
            continue
        by = value_text(abs(entry.value), declared, entry.unit, task.language)
        direction = "lower" if entry.value < 0 else "higher"
        yield OpenDifference(
            label_of(declared, task.language), by, direction, ranks[entry.inputs["other_item_id"]]
        )
