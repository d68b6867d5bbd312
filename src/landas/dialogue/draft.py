"""The draft of a chat turn: a slate's draft with what is said about it."""

from dataclasses import dataclass, field

from landas.grounding.shown import EventLink, Relaxation, ShownItem
from landas.grounding.wording.task import Question, WordingTask
from landas.ids import ItemId
from landas.recommend.draft import Draft


@dataclass(slots=True)
class ChatDraft(Draft):
    """Adds what wording needs."""

    shown: tuple[ShownItem, ...] = ()
    led_by: dict[ItemId, EventLink] = field(default_factory=dict)
    relaxations: tuple[Relaxation, ...] = ()
    question: Question | None = None
    task: WordingTask | None = None
