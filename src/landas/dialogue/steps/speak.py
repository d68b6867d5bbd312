"""Step `speak`: the reply in words, by the model's checked slots or by template, and always verified.

What fails verification is never said: a model's reply falls back to the template, and a template sentence that
fails (a defect of ours) is left out, recorded, and the rest is said.
"""

from landas.dialogue.draft import ChatDraft
from landas.grounding.claims import Claim, Grounds, is_faithful
from landas.grounding.contracts.explanation.contract import ExplanationContract, slot_text_of
from landas.grounding.contracts.explanation.task_input import explanation_input
from landas.grounding.grounds import grounds_of
from landas.grounding.verifier import verify
from landas.grounding.wording.notes import question as question_sentence
from landas.grounding.wording.slots import SlotText, render
from landas.grounding.wording.task import WordingTask
from landas.grounding.wording.template import framed, word_by_template
from landas.llm.calls import Answer, CallRecord, FallbackReason
from landas.llm.gateway import Gateway
from landas.recommend.draft import Spoken
from landas.settings import ProjectSettings, TaskSection

EXPLANATION = ExplanationContract()
_TAIL_MS = 40
"""Left of the turn's deadline for the template, the verifier and the receipt."""


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
        slots, calls, fallback = self._by_model(draft, task, grounds)
        mode = "slots" if slots is not None else "template"
        text, reply, claims = said(slots or word_by_template(task), task, grounds)
        asked = question_sentence(task)
        draft.spoken = Spoken(
            task.language, "slots" if mode == "slots" else "template", text, reply, draft.evidence, claims,
            calls, fallback, asked or None,
        )  # fmt: skip

    def _by_model(
        self, draft: ChatDraft, task: WordingTask, grounds: Grounds
    ) -> tuple[SlotText | None, tuple[CallRecord, ...], FallbackReason | None]:
        section = self._section()
        if not draft.shown or section is None:
            return None, (), None
        deadline = draft.deadline.sooner(
            min(section.deadline_ms, max(0.0, draft.deadline.remaining_ms() - _TAIL_MS))
        )
        outcome = self._gateway.run(
            EXPLANATION, explanation_input(task, grounds), deadline, receipt_id=draft.receipt_id
        )
        if isinstance(outcome, Answer):
            return slot_text_of(task, outcome.value), (outcome.call,), None
        return None, (outcome.call,) if outcome.call else (), outcome.reason

    def _section(self) -> TaskSection | None:
        """The task's settings where a model is configured and words explanations; None otherwise."""
        llm = self._gateway.settings
        if llm is None:
            return None
        section = llm.tasks.get("explanation", TaskSection())
        return section if section.enabled and section.wording != "template" else None


def turn_grounds(task: WordingTask, forbidden: tuple[str, ...]) -> Grounds:
    return grounds_of(
        task.shown,
        task.evidence,
        task.intent,
        task.schema,
        task.packs,
        forbidden=forbidden,
        request_text=task.request_text,
        fitting=task.fitting,
    )
