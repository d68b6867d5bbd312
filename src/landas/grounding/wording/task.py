"""Everything that wording one turn may use. The dialogue builds it; nothing else is read while wording."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from landas.catalog.fields import Schema
from landas.grounding.claims import Evidence
from landas.grounding.shown import Relaxation, ShownItem
from landas.grounding.wording.phrasebook import Phrasebook, load_phrasebook
from landas.grounding.wording.style import Style
from landas.ids import ItemId
from landas.language.pack import LanguagePack
from landas.request.about import AboutKind, Asked
from landas.request.intent import Intent

TaskKind = Literal["explanation"] | AboutKind


@dataclass(frozen=True, slots=True)
class Question:
    """The one thing worth asking. `field` is asked about `field`; `options` are catalogue values to offer."""

    about: Literal["category", "field", "anything"]
    field: str | None = None
    options: tuple[str, ...] = ()


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

    @property
    def book(self) -> Phrasebook:
        """The sentences of the turn's language, in the project's tone."""
        return load_phrasebook(self.language, self.style.tone)
