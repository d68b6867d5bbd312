"""The draft of a chat turn: a slate's draft with what is said about it."""

from dataclasses import dataclass, field

from landas.dialogue.model_note import ModelNote
from landas.grounding.shown import EventLink, Relaxation, ShownItem
from landas.grounding.wording.task import Question, WordingTask
from landas.ids import ItemId
from landas.llm.calls import CallRecord
from landas.recommend.draft import Draft
from landas.recommend.preferences import RememberedPreference
from landas.request.about import AboutItems
from landas.request.intent import Intent
from landas.understanding.shown.references import Talk
from landas.understanding.turns.need import Need, text_of


@dataclass(slots=True)
class ChatDraft(Draft):
    """Adds what wording needs."""

    shown: tuple[ShownItem, ...] = ()
    led_by: dict[ItemId, EventLink] = field(default_factory=dict)
    relaxations: tuple[Relaxation, ...] = ()
    question: Question | None = None
    talk: Talk = field(default_factory=Talk)
    """What the turn may refer to, with its own words that point at it."""
    about: AboutItems | None = None
    """Set where the turn speaks of items that were shown instead of searching."""
    need: Need = ()
    """The words that are matched and carried on, with the wishes that they name."""
    wishes: Intent | None = None
    """What such a turn leaves standing of earlier turns."""
    undone: bool = False
    """Whether this turn takes back what the last change of the wishes brought."""
    preface: str | None = None
    """Which sentence of the pack's `acts` stands before the reply of a turn that is talk."""
    accepted: tuple[ItemId, ...] = ()
    """Items that the person has taken up in this conversation."""
    refused: tuple[ItemId, ...] = ()
    """Items that the person has turned down one by one in this conversation."""
    stated: tuple[RememberedPreference, ...] = ()
    """Remembered preferences that this turn's reply states: those that no earlier one did."""
    task: WordingTask | None = None
    summarised: ModelNote | None = None
    """None where no model was asked which words still matter."""
    phrased: ModelNote | None = None
    """None where no model was asked to put the question into words."""

    def need_words(self, need: Need) -> None:
        """Makes these the words that are matched."""
        self.need, self.words = need, text_of(need)

    def model_calls(self) -> tuple[CallRecord, ...]:
        notes = (self.summarised, self.phrased)
        return (*(note.call for note in notes if note and note.call), *Draft.model_calls(self))
