"""Step `speak`: the reply in words, by the model's checked slots or by template, and always verified.

What fails verification is never said: a model's reply falls back to the template, and a template sentence that
fails (a defect of ours) is left out, logged, and the rest is said.
"""

import logging
from dataclasses import dataclass

from landas.dialogue.draft import ChatDraft
from landas.dialogue.saying import Said, Speaker, turn_grounds
from landas.grounding.claims import Grounds, is_faithful
from landas.grounding.contracts.explanation.contract import ExplanationContract, slot_text_of
from landas.grounding.contracts.explanation.task_input import explanation_input
from landas.grounding.wording.notes import question as question_sentence
from landas.grounding.wording.task import WordingTask
from landas.grounding.wording.template import word_by_template
from landas.llm.calls import Answer, CallRecord, FallbackReason
from landas.llm.gateway import Gateway
from landas.recommend.draft import Spoken
from landas.settings import ProjectSettings, TaskSection

_log = logging.getLogger(__name__)

EXPLANATION = ExplanationContract()
CONTRACTS = (EXPLANATION,)
"""The model tasks of a turn."""
_TAIL_MS = 40
"""Left of the turn's deadline for the template, the verifier and the receipt."""


@dataclass(frozen=True, slots=True)
class _ByModel:
    """What asking the model came to."""

    said: Said | None = None
    calls: tuple[CallRecord, ...] = ()
    fallback: FallbackReason | None = None


class Speak:
    """Words the turn. Without shown items there is nothing for a model to explain."""

    name = "speak"

    def __init__(self, gateway: Gateway, settings: ProjectSettings) -> None:
        self._gateway = gateway
        self._settings = settings

    def __call__(self, draft: ChatDraft) -> None:
        task = draft.task
        if task is None:
            raise RuntimeError("speak needs the step evidence before it")
        grounds = turn_grounds(task, self._settings.wording.forbidden_claims)
        speaker = Speaker(task, grounds)
        by_model = self._ask_model(draft, task, grounds, speaker)
        said = by_model.said or by_template(task, speaker)
        draft.spoken = Spoken(
            task.language,
            "slots" if by_model.said else "template",
            said.slot_text,
            said.reply,
            draft.evidence,
            said.claims,
            by_model.calls,
            by_model.fallback,
            question_sentence(task),
        )

    def _ask_model(self, draft: ChatDraft, task: WordingTask, grounds: Grounds, speaker: Speaker) -> _ByModel:
        section = self._section()
        if not draft.shown or section is None:
            return _ByModel()
        if draft.flags:
            withheld = self._gateway.withhold(EXPLANATION, "moderated", receipt_id=draft.receipt_id)
            return _ByModel(None, (withheld.call,) if withheld.call else (), withheld.reason)
        left = max(0.0, draft.deadline.remaining_ms() - _TAIL_MS)
        deadline = draft.deadline.sooner(min(section.deadline_ms, left))
        outcome = self._gateway.run(
            EXPLANATION,
            explanation_input(task, grounds),
            deadline,
            receipt_id=draft.receipt_id,
            conversation_id=draft.request.conversation_id,
        )
        if not isinstance(outcome, Answer):
            return _ByModel(None, (outcome.call,) if outcome.call else (), outcome.reason)
        said = speaker.filled_in(slot_text_of(task, outcome.value))
        if not is_faithful(said.claims):
            return _ByModel(None, (outcome.call,), "unfaithful")
        return _ByModel(said, (outcome.call,))

    def _section(self) -> TaskSection | None:
        """The task's settings where a model is configured and words explanations; None otherwise."""
        llm = self._gateway.settings
        if llm is None:
            return None
        section = llm.tasks.get("explanation", TaskSection())
        return section if section.enabled and section.wording != "template" else None


def by_template(task: WordingTask, speaker: Speaker) -> Said:
    """The turn worded without a model."""
    said = speaker.say(word_by_template(task))
    for sentence in said.dropped:
        _log.warning("a template sentence failed verification and was left out: %s", sentence)
    return said
