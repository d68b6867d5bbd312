"""Step `phrase_question`: a model says the turn's one question in its words; else the template asks.

Switched on by `[llm.tasks.clarification]`. What is asked stands already.
"""

from dataclasses import replace

from landas.dialogue.draft import ChatDraft
from landas.dialogue.model_note import ModelNote
from landas.grounding.contracts.clarification.contract import CLARIFICATION
from landas.grounding.contracts.clarification.task_input import ClarificationInput
from landas.grounding.wording.asking import asking_of, question
from landas.grounding.wording.style import TONES
from landas.grounding.wording.task import WordingTask
from landas.llm.calls import Answer
from landas.recommend.asking import ask_model, may_ask
from landas.recommend.parts import Parts

_SHARE_LEFT = 0.5
"""Of the time that is left, what stays for the words about the items."""


class PhraseQuestion:
    name = "phrase_question"

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def __call__(self, draft: ChatDraft) -> None:
        task = draft.task
        if task is None or task.question is None or draft.request.surface in self._parts.safety.high_stakes:
            return
        if may_ask(self._parts, draft, CLARIFICATION.task) is None:
            return
        left = draft.deadline.remaining_ms() * _SHARE_LEFT
        outcome = ask_model(self._parts, draft, CLARIFICATION, clarification_input(task), left)
        if not isinstance(outcome, Answer):
            draft.phrased = ModelNote(outcome.call, outcome.reason)
            return
        draft.phrased = ModelNote(outcome.call)
        draft.question = replace(task.question, words=outcome.value.question.strip())
        draft.task = replace(task, question=draft.question)


def clarification_input(task: WordingTask) -> ClarificationInput:
    """Raises ValueError for a task that asks nothing."""
    asking, plain = asking_of(task), question(task)
    if asking is None or plain is None:
        raise ValueError("the task asks nothing")
    return ClarificationInput(task.language, TONES[task.style.tone], plain, asking.slots)
