"""The request as it is asked, and the draft of its answer, which the steps fill in one after another."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, cast, get_args

import numpy as np
from numpy.typing import NDArray

from landas.catalog.items import Fact, ItemVersion
from landas.clock import Deadline, iso, parse_iso
from landas.errors import BadRequest
from landas.events.events import Event
from landas.grounding.claims import Claim, Evidence
from landas.ids import ConversationId, ItemId, ReceiptId, SessionId, UserId
from landas.llm.calls import CallRecord, FallbackReason
from landas.llm.redaction.found import Redacted
from landas.recommend.expanding import Expanded
from landas.recommend.interpreting import Interpreted
from landas.recommend.preferences import RememberedPreference
from landas.request.candidates import Candidate, Effect, Removal
from landas.request.intent import Constraint, Intent
from landas.retrieval.query import RetrievalQuery
from landas.retrieval.view import CatalogView
from landas.safety.injection import Signal
from landas.safety.moderation import Moderated
from landas.settings import Purpose
from landas.surface_settings import MerchandisingRule
from landas.understanding.turns.removing import TakenWish

Surface = Literal["home", "related", "cart", "search", "chat"]
ALL_PURPOSES: frozenset[Purpose] = frozenset(get_args(Purpose))
BoolArray = NDArray[np.bool_]


def surface_named(name: str) -> Surface:
    """The surface of that name. Raises BadRequest for an unknown one."""
    for known in get_args(Surface):
        if known == name:
            return cast(Surface, known)
    raise BadRequest(f"surface {name!r} is unknown.", f"Use one of: {', '.join(get_args(Surface))}.")


@dataclass(frozen=True, slots=True)
class External:
    """A candidate that the caller's own search engine proposes."""

    item_id: ItemId
    score: float


@dataclass(frozen=True, slots=True)
class Request:
    """What one answer is asked for; `context` and `filters` have been checked. The step `redact` comes first and puts
    the redacted text in the place of `text`, so that no other step sees the original."""

    surface: Surface
    now: datetime
    k: int = 10
    text: str = ""
    user_id: UserId | None = None
    session_id: SessionId | None = None
    """The visit, known or not whose: what happened in it counts as what the person did."""
    anchor: ItemId | None = None
    exclude: tuple[ItemId, ...] = ()
    context: Mapping[str, Any] = field(default_factory=dict)
    filters: tuple[Constraint, ...] = ()
    external: tuple[External, ...] | None = None
    rules: tuple[MerchandisingRule, ...] = ()
    """The caller's own, which hold for this request beside the project's."""
    pinned: tuple[ItemId, ...] = ()
    """Items that are spoken of: they are the slate, in this order, as far as they are eligible."""
    locale: str | None = None
    conversation_id: ConversationId | None = None
    turn: int = 1
    earlier: str = ""
    """Words to match that earlier turns left."""
    consent: tuple[Purpose, ...] | None = None
    """What the caller says the person consents to, for this request; None: what they said before."""
    purposes: frozenset[Purpose] = ALL_PURPOSES
    """What its data may be used for; settled when the draft is begun."""
    removed: tuple[str, ...] = ()
    """Fields whose wish of earlier turns the person takes back by hand."""
    removed_wishes: tuple[TakenWish, ...] = ()
    """Single wishes of earlier turns that the person takes back by hand."""
    known_names: tuple[str, ...] = ()
    """Names of the person that the caller knows; gone with the step `redact`, and never stored."""


@dataclass(frozen=True, slots=True)
class HistoryEvent:
    """Something the person did that may lead to an item."""

    event_id: str
    kind: str
    item_id: ItemId
    time: datetime | None = None
    """None in receipts of before."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An item that the person was shown before, how often, and when last."""

    item_id: ItemId
    times: int
    last: datetime

    def to_document(self) -> dict[str, Any]:
        return {"item_id": self.item_id, "times": self.times, "last": iso(self.last)}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Shown":
        return cls(ItemId(document["item_id"]), document["times"], parse_iso(document["last"]))


@dataclass(frozen=True, slots=True)
class RankedBy:
    """What put the candidates in order: the sum of weighted features, or a learned ranker by its version."""

    kind: Literal["formula", "learned"] = "formula"
    version: str | None = None
    reason: str | None = None
    """Why it was not the learned ranker."""
    features_before: datetime | None = None
    """The hour before which items' features count what people did."""

    def to_document(self) -> dict[str, Any]:
        before = None if self.features_before is None else iso(self.features_before)
        return {
            "kind": self.kind,
            "version": self.version,
            "reason": self.reason,
            "features_before": before,
        }


@dataclass(frozen=True, slots=True)
class Place:
    """One item of the slate with what was read live for it."""

    candidate: Candidate
    version: ItemVersion
    title: str
    facts: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Masked:
    """How many items a rule or constraint kept out before anything was retrieved."""

    step: str
    rule: str
    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class ScreenedText:
    """A text with its signal. `item_id` is None for the person's own words."""

    item_id: ItemId | None
    signal: Signal


@dataclass(frozen=True, slots=True)
class Spoken:
    """The words of an answer and what they rest on. `reply` is `slot_text` with the evidence's values filled in; in
    mode `open`, what the model wrote stands in it as it is."""

    language: str
    mode: Literal["template", "slots", "open"]
    slot_text: str
    reply: str
    evidence: tuple[Evidence, ...]
    claims: tuple[Claim, ...]
    calls: tuple[CallRecord, ...] = ()
    fallback: FallbackReason | None = None
    clarification: str | None = None
    preface: str | None = None
    """What is said before everything else, of no item; `slot_text` doesn't hold it."""
    trimmed: bool = False
    """Sentences that may not be said were left out, so `slot_text` isn't all that the template would say."""


@dataclass(frozen=True, slots=True)
class OrderedByModel:
    """What asking a model for the order of the best candidates came to. `base` is the order of ranking.

    `proposed` holds the model's own order for each time it was asked; `accepted` is what is shown. `base_kept` says why
    that is the base order, and is None where it is the model's. `reason` is the model's: for receipts, never shown.
    """

    base: tuple[ItemId, ...]
    accepted: tuple[ItemId, ...]
    base_kept: str | None = None
    proposed: tuple[tuple[ItemId, ...], ...] = ()
    faults: tuple[Mapping[str, int], ...] = ()
    """For each proposal: how many places were left to the base order, and why."""
    confidence: float | None = None
    stability: float | None = None
    reason: str = ""
    calls: tuple[CallRecord, ...] = ()

    @property
    def touched(self) -> bool:
        return self.accepted != self.base


@dataclass(slots=True)
class Draft:
    """The answer in the making. Each step reads what earlier ones left and adds its own."""

    request: Request
    receipt_id: ReceiptId
    view: CatalogView
    deadline: Deadline = field(default_factory=lambda: Deadline.after_ms(2500))
    """Shared by every model task of the answer."""
    redacted: Redacted = field(default_factory=lambda: Redacted(""))
    """What the step `redact` took out, by place and kind."""
    signals: tuple[ScreenedText, ...] = ()
    """Texts that read like instructions to a model."""
    moderated: Moderated = field(default_factory=Moderated)
    """Why this turn's text is sent to no model, by kind."""
    intent: Intent = field(default_factory=Intent)
    words: str = ""
    """What retrieval matches: the request's words and those that still hold from earlier turns."""
    said: Intent | None = None
    """What this turn's text alone was read as; `intent` also holds what earlier turns left."""
    person_events: tuple[Event, ...] | None = None
    """What the person did, newest first; None until a step reads it (`recommend.person_events`)."""
    ever_sent: tuple[frozenset[str], tuple[Event, ...]] = (frozenset(), ())
    """Events however long ago, newest first, and of which types they were read."""
    history: tuple[HistoryEvent, ...] = ()
    shown_before: tuple[Shown, ...] | None = None
    """What the person was shown before, until a learned ranker asks for it None."""
    remembered: tuple[RememberedPreference, ...] = ()
    """What the person lets be remembered, as far as this request says nothing else."""
    interpreted: Interpreted | None = None
    """None where no model was asked what unknown words mean."""
    expanded: Expanded | None = None
    """None where no model was asked for other words."""
    query: RetrievalQuery | None = None
    allowed: BoolArray | None = None
    masks: tuple[BoolArray, ...] = ()
    """Eligible rows, then the rows that satisfy each filter and hard constraint, in their order."""
    masked: tuple[Masked, ...] = ()
    fitting: int = 0
    """Items of the whole catalogue that pass every mask."""
    candidates: tuple[Candidate, ...] = ()
    unseen: tuple[Candidate, ...] = ()
    """Items that nobody has turned to and no source proposed, to explore among."""
    unseen_share: float = 1.0
    """Which share of all such items they are."""
    ranked_by: RankedBy = field(default_factory=RankedBy)
    features_before: datetime | None = None
    """Of the receipt that is being repeated."""
    order: OrderedByModel | None = None
    """None where no model is asked for an order."""
    removals: list[Removal] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    """What rules, freshness, diversity and exploration did to the order."""
    slate: tuple[Place, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    spoken: Spoken | None = None
    reworded: tuple[str, ...] = ()
    """Why words that were ready were not sent, by kind."""
    timings_ms: dict[str, float] = field(default_factory=dict)

    @property
    def distrusts_request(self) -> bool:
        return any(found.item_id is None for found in self.signals)

    @property
    def distrusted_items(self) -> frozenset[ItemId]:
        """Items whose own words no model is told."""
        return frozenset(found.item_id for found in self.signals if found.item_id is not None)

    def leave_out(self, step: str, rule: str, reasons: Mapping[ItemId, str]) -> None:
        """Drops the candidates for which there is a reason."""
        if not reasons:
            return
        self.removals += [
            Removal(c.item_id, step, rule, reasons[c.item_id])
            for c in self.candidates
            if c.item_id in reasons
        ]
        self.candidates = tuple(c for c in self.candidates if c.item_id not in reasons)

    def model_calls(self) -> tuple[CallRecord, ...]:
        """Every model call of the answer, in the order in which they were made."""
        asked = (self.interpreted, self.expanded)
        first = [each.call for each in asked if each and each.call]
        return (
            *first,
            *(self.order.calls if self.order else ()),
            *(self.spoken.calls if self.spoken else ()),
        )
