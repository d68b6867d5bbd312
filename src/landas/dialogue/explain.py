"""Slates that explain themselves: `recommend` and `search` with words, where somebody asks for them.

The slate is that of the same surface without words. What is told of it goes the way of a turn: evidence, the task
`explanation`, the verifier, the last look; the receipt replays it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from landas.dialogue.draft import ChatDraft
from landas.dialogue.listener import Tell
from landas.dialogue.service import store_worded, usage_document
from landas.dialogue.shadow import Shadow
from landas.dialogue.steps.announce import Announce
from landas.dialogue.steps.evidence import GatherEvidence
from landas.dialogue.steps.relax import Relax
from landas.dialogue.steps.safeguard import Safeguard
from landas.dialogue.steps.speak import Speak, may_word
from landas.errors import BadRequest
from landas.grounding.wording.style import Style
from landas.recommend.draft import Draft, Request, Surface
from landas.recommend.observing import observed
from landas.recommend.parts import Parts
from landas.recommend.receipt import evidence_document
from landas.recommend.run import Step, run_steps
from landas.recommend.service import SURFACES, check_plain, new_draft, slate_items
from landas.recommend.steps.redact import check_locale
from landas.recommend.steps.screen import ScreenItems
from landas.recommend.surfaces.search import search_steps
from landas.settings import ProjectSettings

MOST_EXPLAINED = 10
"""Items of one explanation. All of a slate are told of: "the cheapest of these" must hold for all that is shown."""


def slate_to_explain(parts: Parts, surface: Surface) -> Sequence[Step[Draft]]:
    """The surface's own list, its items looked at as they are before anything is said of them."""
    if surface == "search":
        return search_steps(parts, explained=True)
    return (*SURFACES[surface](parts), ScreenItems(parts))


def explained_steps(
    parts: Parts, surface: Surface, settings: ProjectSettings, tell: Tell | None = None
) -> Sequence[Step[ChatDraft]]:
    """`tell` is given the slate as soon as it stands, before any model words it."""
    return (
        *slate_to_explain(parts, surface),
        Relax(parts),
        GatherEvidence(parts, Style(settings.wording.tone, settings.wording.length)),
        *((Announce(tell),) if tell else ()),
        Speak(parts.gateway, settings),
        Safeguard(parts, settings),
    )


class Explainer:
    """One project's slates with words. Safe to use from several threads."""

    def __init__(self, parts: Parts, settings: ProjectSettings, shadow: Shadow | None = None) -> None:
        self._parts = parts
        self._settings = settings
        self._shadow = shadow

    @property
    def asks_models(self) -> bool:
        """Whether a model may word an explanation; else it is there with the slate."""
        return may_word(self._parts.gateway.settings)

    def explain(self, request: Request, tell: Tell | None = None) -> dict[str, Any]:
        """As `Recommender.recommend` or `search`, each item with its evidence, and `explanation: {reply, language,
        claims, wording, fallback, usage}`.

        Raises what these raise, and BadRequest for a language the project lacks or more items than can be told of.
        """
        request = self._checked(request)
        base = new_draft(self._parts, request)
        draft = ChatDraft(base.request, base.receipt_id, base.view, deadline=base.deadline)
        with observed(self._parts.observer, draft, self._parts.bundle):
            steps = explained_steps(self._parts, request.surface, self._settings, tell)
            run_steps(steps, draft, self._parts.observer)
            store_worded(self._parts, draft, self._parts.gateway, self._settings)
        if self._shadow is not None:
            self._shadow.offer(draft)
        return {**slate_alone(draft), "explanation": _explanation(draft)}

    def _checked(self, request: Request) -> Request:
        """The request with the language of its answer, where no text has one."""
        if request.surface != "search":
            check_plain(request)
        languages = self._settings.project.languages
        check_locale(request.locale, languages)
        if request.k > MOST_EXPLAINED:
            raise BadRequest(
                f"{request.k} items can't be explained at once.", f"Ask for at most {MOST_EXPLAINED} (k)."
            )
        return request if request.text.strip() else replace(request, locale=request.locale or languages[0])


def slate_alone(draft: ChatDraft) -> dict[str, Any]:
    """The answer while nothing is said yet."""
    told: dict[str, list[dict[str, Any]]] = {}
    for entry in draft.evidence:
        told.setdefault(entry.item_id, []).append(evidence_document(entry))
    items = [{**item, "evidence": told.get(item["item_id"], [])} for item in slate_items(draft)]
    intent = {"intent": draft.intent.moved(draft.redacted.span).to_document()}
    return {
        "items": items,
        **(intent if draft.request.surface == "search" else {}),
        "receipt_id": draft.receipt_id,
        "explanation": None,
    }


def _explanation(draft: ChatDraft) -> Mapping[str, Any]:
    spoken = draft.spoken
    if spoken is None:
        raise RuntimeError("an explanation needs the step speak before it")
    return {
        "reply": spoken.reply,
        "language": spoken.language,
        "claims": [claim.to_document() for claim in spoken.claims],
        "wording": spoken.mode,
        "fallback": spoken.fallback,
        "usage": usage_document(draft.model_calls()),
    }
