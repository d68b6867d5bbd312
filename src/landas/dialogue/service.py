"""Conversations: each turn answered within its deadline, with its receipt stored before the reply is given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from landas.catalog.fields import CATEGORY
from landas.clock import Deadline, iso
from landas.dialogue.chat import chat_steps
from landas.dialogue.draft import ChatDraft
from landas.dialogue.listener import Listener
from landas.dialogue.replay import wording_document
from landas.dialogue.shadow import Shadow
from landas.dialogue.state import held_document, memory_of, numbers_of, of_session
from landas.dialogue.steps.speak import may_word
from landas.dialogue.store import ConversationStore
from landas.errors import BadRequest, NotFound
from landas.grounding.wording.task import Question
from landas.ids import ConversationId, UserId, fresh_id
from landas.llm.calls import CallRecord
from landas.llm.gateway import Gateway
from landas.recommend.draft import External, Request
from landas.recommend.observing import observed
from landas.recommend.parts import Parts
from landas.recommend.preferences import SourceTurn, new_preference, preferences_said
from landas.recommend.receipt import evidence_document
from landas.recommend.run import run_steps
from landas.recommend.service import new_draft, store_receipt
from landas.recommend.steps.redact import check_locale, redacted
from landas.request.intent import Constraint
from landas.settings import ProjectSettings, Purpose
from landas.understanding.turns.removing import TakenWish

MAX_TEXT = 4000
"""Code points of one turn; a longer text is refused rather than cut."""


@dataclass(frozen=True, slots=True)
class AskRequest:
    """One turn as it is asked. Without a conversation id a new conversation begins."""

    text: str
    user_id: UserId | None = None
    conversation_id: ConversationId | None = None
    locale: str | None = None
    context: Mapping[str, Any] = field(default_factory=dict)
    external: tuple[External, ...] | None = None
    filters: tuple[Constraint, ...] = ()
    consent: tuple[Purpose, ...] | None = None
    """What the person consents to for this turn; None: for the conversation, or what they said before."""
    remove: tuple[str | TakenWish, ...] = ()
    """Fields whose earlier wishes are taken back, or single wishes, beside or instead of words."""
    known_names: tuple[str, ...] = ()
    """Names of the person that the caller knows, to be taken out of the text."""


class Dialogue:
    """One project's conversations. Safe to use from several threads."""

    def __init__(
        self,
        parts: Parts,
        conversations: ConversationStore,
        gateway: Gateway,
        settings: ProjectSettings,
        shadow: Shadow | None = None,
    ) -> None:
        self._parts = parts
        self._conversations = conversations
        self._gateway = gateway
        self._settings = settings
        self._shadow = shadow

    @property
    def asks_models(self) -> bool:
        """Whether a model may word a turn; else the words are there with the slate."""
        return may_word(self._gateway.settings)

    @property
    def has_model(self) -> bool:
        """Whether any step of a turn may wait for a model."""
        return self._gateway.settings is not None

    def create_conversation(
        self,
        user_id: UserId | None = None,
        locale: str | None = None,
        context: Mapping[str, Any] | None = None,
        consent: Sequence[Purpose] | None = None,
    ) -> ConversationId:
        """Begins a conversation. Raises BadRequest for a language or context key the project doesn't have."""
        check_locale(locale, self._settings.project.languages)
        conversation_id = ConversationId(fresh_id("c"))
        kept = {key: self._redacted(value) for key, value in (context or {}).items()}
        self._conversations.create(conversation_id, user_id, locale, kept, self._parts.clock(), consent)
        return conversation_id

    def ask(self, asked: AskRequest, listener: Listener | None = None) -> dict[str, Any]:
        """The turn's document: reply, items, evidence, claims, receipt id (see docs/http.md).

        `listener` is told of the turn while it is made. Where it calls the turn off, the template words what it
        was told of.

        Raises BadRequest for an empty or too long text, NotFound for an unknown conversation, Conflict when
        another turn of the same conversation was answered meanwhile, Cancelled when it was called off before
        anything was shown: nothing of it is kept then.
        """
        # Careful: before the conversation is read. An erasure before this leaves no conversation to find, one after it
        # is told by its time.
        now = self._parts.clock()
        stop = listener.stop if listener else None
        deadline = Deadline.after_ms(self._settings.project.turn_deadline_ms, stop)
        self._check(asked)
        check_locale(asked.locale, self._settings.project.languages)
        asked = self._in_conversation(asked)
        conversation_id = asked.conversation_id or self.create_conversation(
            asked.user_id, asked.locale, asked.context, asked.consent
        )
        turns = self._conversations.turns(conversation_id)
        request = self._request(asked, conversation_id, len(turns) + 1, now)
        base = new_draft(self._parts, request)
        quiet = timedelta(minutes=self._settings.privacy.session_minutes)
        memory = memory_of(of_session(turns, request.now, quiet))
        draft = ChatDraft(base.request, base.receipt_id, base.view, deadline=deadline)
        if listener is not None:
            listener.begun(draft)
        with observed(self._parts.observer, draft, self._parts.bundle):
            steps = chat_steps(self._parts, memory, self._gateway, self._settings, listener)
            run_steps(steps, draft, self._parts.observer)
            document = self._kept(draft, conversation_id)
        if self._shadow is not None:
            self._shadow.offer(draft)
        # What is kept quotes the redacted text; whoever asked has the text as it was sent.
        return {**document, "intent": _as_sent(draft)}

    def _kept(self, draft: ChatDraft, conversation_id: ConversationId) -> dict[str, Any]:
        """Stores the receipt and the turn; gives the turn's document."""
        store_worded(self._parts, draft, self._gateway, self._settings)
        document = turn_document(draft)
        kept = {
            **(document if "improve" in draft.request.purposes else needed_later(document)),
            "at": iso(draft.request.now),
            "need": [word.to_document() for word in draft.need],
            "wishes": draft.wishes.to_document() if draft.wishes else None,
            "text": draft.request.text if "improve" in draft.request.purposes else "",
            "numbers": numbers_of(s.facts for s in draft.shown),
            "accepted": list(draft.accepted),
            "refused": list(draft.refused),
            "undone": draft.undone,
            "asked": (draft.question.field or draft.question.about) if draft.question else None,
            "offered": [o.constraint.to_document() for o in draft.question.counted] if draft.question else [],
            "told": [preference.preference_id for preference in draft.stated],
        }
        self._conversations.append_turn(conversation_id, draft.request.turn, kept)
        self._remember(draft, conversation_id)
        return document

    def _remember(self, draft: ChatDraft, conversation_id: ConversationId) -> None:
        """Keeps what this turn's own words say of the person's taste, where they consent to that."""
        request, said = draft.request, draft.said
        if request.user_id is None or said is None or "remember" not in request.purposes:
            return
        source = SourceTurn(conversation_id, request.turn)
        expires_at = request.now + timedelta(days=self._settings.privacy.preferences_days)
        found = preferences_said(
            said,
            self._parts.schema,
            self._parts.packs,
            lambda wish: new_preference(wish, request.now, expires_at, source),
        )
        if found:
            self._parts.preferences.put(request.user_id, found, request.now)

    def _in_conversation(self, asked: AskRequest) -> AskRequest:
        """The turn with what its conversation began with, where the turn says nothing else."""
        if asked.conversation_id is None:
            return asked
        known = self._conversations.get(asked.conversation_id)
        if known is None:
            raise NotFound(
                f"no conversation {asked.conversation_id!r}.", "Begin one, or leave the conversation out."
            )
        return replace(
            asked,
            user_id=asked.user_id or known.user_id,
            locale=asked.locale or known.locale,
            context={**known.context, **asked.context},
            consent=known.consent if asked.consent is None else asked.consent,
        )

    def _request(
        self, asked: AskRequest, conversation_id: ConversationId, turn: int, now: datetime
    ) -> Request:
        return Request(
            "chat",
            now,
            k=self._settings.wording.max_items,
            text=asked.text,
            user_id=asked.user_id,
            context=asked.context,
            filters=asked.filters,
            external=asked.external,
            locale=asked.locale,
            conversation_id=conversation_id,
            turn=turn,
            removed=tuple(each for each in asked.remove if isinstance(each, str)),
            removed_wishes=tuple(each for each in asked.remove if isinstance(each, TakenWish)),
            known_names=asked.known_names,
            consent=asked.consent,
        )

    @property
    def _removable(self) -> tuple[str, ...]:
        schema = self._parts.schema
        return tuple(dict.fromkeys((*schema.fields, schema.category_field or CATEGORY)))

    def _redacted(self, value: Any) -> Any:
        return redacted(self._parts, value).text if isinstance(value, str) else value

    def _check(self, asked: AskRequest) -> None:
        text = asked.text
        named = (each if isinstance(each, str) else each.field for each in asked.remove)
        unknown = [name for name in named if name not in self._removable]
        if unknown:
            raise BadRequest(
                f"no field {unknown[0]!r} to remove a wish of.", f"Fields: {', '.join(self._removable)}."
            )
        if not text.strip() and not asked.remove:
            raise BadRequest("the text is empty.", "Say what is looked for.")
        if len(text) > MAX_TEXT:
            raise BadRequest(f"the text has {len(text)} characters, more than {MAX_TEXT}.", "Shorten it.")


def store_worded(parts: Parts, draft: ChatDraft, gateway: Gateway, settings: ProjectSettings) -> None:
    """Stores the receipt of an answer with words: all that they can be made again from, and the bundles behind them."""
    wording = wording_document(draft, settings.wording.forbidden_claims)
    bundles = gateway.bundles_behind(draft.model_calls())
    asked = {"need_summary": draft.summarised, "question_wording": draft.phrased}
    notes = {name: note.to_document() if note else None for name, note in asked.items()}
    store_receipt(parts, draft, {"wording": wording, "bundles": bundles, **notes})


def options_document(question: Question | None) -> list[dict[str, Any]]:
    """The answers that a question offers, each as the wish it would be, with how many live items it leaves."""
    counted = question.counted if question else ()
    return [
        {
            "field": o.constraint.field,
            "op": o.constraint.op,
            "value": o.constraint.to_document()["value"],
            "count": o.count,
        }
        for o in counted
    ]


def item_documents(draft: ChatDraft) -> list[dict[str, Any]]:
    """The turn's items, each with what may be said of it."""
    return [
        {
            "item_id": shown.item_id,
            "rank": shown.rank,
            "title": shown.title,
            "score": round(shown.candidate.score, 6),
            "evidence": [evidence_document(e) for e in draft.evidence if e.item_id == shown.item_id],
        }
        for shown in draft.shown
    ]


def state_document(draft: ChatDraft) -> dict[str, Any]:
    """What a turn wishes, with those before it, as soon as that is understood."""
    return {**_understood(draft), "language": draft.intent.language, "intent": _as_sent(draft)}


def slate_document(draft: ChatDraft) -> dict[str, Any]:
    """The answer to a turn whose words come later: as `turn_document`, with nothing said yet."""
    return {
        **_shown(draft),
        "language": draft.task.language if draft.task else draft.intent.language,
        "intent": _as_sent(draft),
        "reply": None,
        "clarification": None,
        "claims": [],
        "wording": "later",
        "fallback": None,
    }


def _understood(draft: ChatDraft) -> dict[str, Any]:
    return {
        "conversation_id": draft.request.conversation_id,
        "turn": draft.request.turn,
        "receipt_id": draft.receipt_id,
        "state": held_document(draft.wishes or draft.intent, draft.need, draft.accepted),
        "remembered": [preference.used_document() for preference in draft.remembered],
    }


def _shown(draft: ChatDraft) -> dict[str, Any]:
    return {
        **_understood(draft),
        "options": options_document(draft.question),
        "items": item_documents(draft),
        "usage": usage_document(draft.model_calls()),
    }


def _as_sent(draft: ChatDraft) -> dict[str, Any]:
    """The intent, its spans in the text as it was sent."""
    return draft.intent.moved(draft.redacted.span).to_document()


def needed_later(document: Mapping[str, Any]) -> dict[str, Any]:
    """Of a turn what the next one is understood by: no reply, and nothing that leads to the receipt."""
    return {key: document[key] for key in ("conversation_id", "turn", "language", "intent", "items")}


def turn_document(draft: ChatDraft) -> dict[str, Any]:
    """The answer to `ask`, over the command line and HTTP alike; the spans of its intent are of the redacted text."""
    spoken = draft.spoken
    if spoken is None:
        raise RuntimeError("a turn's document needs the step speak before it")
    return {
        **_shown(draft),
        "language": spoken.language,
        "intent": draft.intent.to_document(),
        "reply": spoken.reply,
        "clarification": spoken.clarification,
        "claims": [claim.to_document() for claim in spoken.claims],
        "wording": spoken.mode,
        "fallback": spoken.fallback,
    }


def usage_document(calls: Sequence[CallRecord]) -> dict[str, Any]:
    """What the models of an answer used. `cost` is None where the price of one of them isn't known."""
    costs = [call.cost for call in calls]
    return {
        "calls": len(calls),
        "cached": sum(call.cached for call in calls),
        "input_tokens": sum(call.input_tokens for call in calls),
        "output_tokens": sum(call.output_tokens for call in calls),
        "cost": None if None in costs else sum(cost for cost in costs if cost is not None),
        "tasks": [call.to_document() for call in calls],
    }
