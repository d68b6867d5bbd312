"""Everything that wording one turn may use. The dialogue builds it; nothing else is read while wording."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from landas.catalog.fields import Schema
from landas.grounding.claims import Evidence
from landas.grounding.shown import Relaxation, ShownItem
from landas.grounding.wording.phrasebook import Phrasebook, load_phrasebook
from landas.grounding.wording.style import Style
from landas.ids import ItemId
from landas.language.pack import LanguagePack
from landas.request.about import AboutKind, Asked
from landas.request.intent import Constraint, Intent

TaskKind = Literal["explanation"] | AboutKind


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question, as the wish that it would be, and how many live items it leaves."""

    constraint: Constraint
    count: int


@dataclass(frozen=True, slots=True)
class Question:
    """The one thing worth asking. `field` is asked about `field`; `options` are catalogue values to offer, `counted`
    the same as wishes with what each leaves."""

    about: Literal["category", "field", "anything"]
    field: str | None = None
    options: tuple[str, ...] = ()
    counted: tuple[Option, ...] = ()
    words: str | None = None
    """A model's sentence around the slots of `Asking`; None: the template asks."""

    def to_document(self) -> dict[str, Any]:
        counted = [{"constraint": o.constraint.to_document(), "count": o.count} for o in self.counted]
        return {
            "about": self.about,
            "field": self.field,
            "options": list(self.options),
            "counted": counted,
            "words": self.words,
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Question":
        counted = document.get("counted", ())
        return cls(
            document["about"],
            document["field"],
            tuple(document["options"]),
            tuple(Option(Constraint.from_document(o["constraint"]), o["count"]) for o in counted),
            document.get("words"),
        )


@dataclass(frozen=True, slots=True)
class WordingTask:
    """One turn to be put into words.

    `evidence` comes from `gather_evidence`; `request_text` is the redacted text of this turn; `fitting` counts
    the catalogue's items that satisfy every hard constraint and are eligible; `seed` chooses among variants.
    """

    language: str
    seed: str
    intent: Intent
    schema: Schema
    packs: tuple[LanguagePack, ...]
    shown: tuple[ShownItem, ...] = ()
    evidence: Mapping[ItemId, tuple[Evidence, ...]] = field(default_factory=dict)
    request_text: str = ""
    quotes_request: bool = True
    """Whether the request text is all that was asked, so that the opening may quote it."""
    fitting: int = 0
    relaxations: tuple[Relaxation, ...] = ()
    question: Question | None = None
    distrusted: frozenset[ItemId] = frozenset()
    """Items whose own words no model is told: they read like instructions."""
    kind: TaskKind = "explanation"
    asked: Asked = field(default_factory=Asked)
    """What is asked of the shown items, where the turn is about them."""
    style: Style = field(default_factory=Style)
    remembered: tuple[Constraint, ...] = ()
    """What is remembered of the person, moved the order, and is stated in this turn."""

    @property
    def held_to(self) -> Intent:
        """Every wish that the turn's words may speak of."""
        held = self.intent.with_filters(self.remembered)
        if self.kind != "reason":
            return held
        held = replace(held, categories=(*held.categories, *self.asked.kinds))
        return held.with_filters(self.asked.wishes)

    @property
    def book(self) -> Phrasebook:
        """The sentences of the turn's language, in the project's tone."""
        return load_phrasebook(self.language, self.style.tone)
