"""Step `speak`: the reply in words, by a model's checked slots or free text or by template, and always verified.

What fails verification is never said: a model's reply falls back to the template, and a template sentence that
fails (a defect of ours) is left out, logged, and the rest is said.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from landas.dialogue.draft import ChatDraft
from landas.dialogue.saying import Said, Speaker, turn_grounds
from landas.grounding.claims import Grounds, is_faithful
from landas.grounding.contracts.comparison import contract as comparison
from landas.grounding.contracts.explanation import contract as explanation
from landas.grounding.contracts.item_answer import contract as item_answer
from landas.grounding.replies.wording_contract import WordingContract
from landas.grounding.wording.asking import question as question_sentence
from landas.grounding.wording.task import WordingTask
from landas.grounding.wording.template import leaves_room, word_by_template
from landas.llm.calls import Answer, CallRecord, FallbackReason
from landas.llm.gateway import Gateway
from landas.recommend.draft import Spoken
from landas.recommend.withheld import withheld
from landas.settings import LlmSection, ProjectSettings, TaskSection

_log = logging.getLogger(__name__)

AnyContract = WordingContract[Any, Any]
CONTRACTS: tuple[AnyContract, ...] = (
    explanation.SLOTS, explanation.OPEN, explanation.BRIEF_SLOTS, explanation.BRIEF_OPEN,
    comparison.SLOTS, comparison.OPEN, item_answer.SLOTS, item_answer.OPEN,
)  # fmt: skip
"""The model tasks of a turn, each in both of the ways in which a model may write; some for small models too."""
_TAIL_MS = 40
"""Left of the turn's deadline for the template, the verifier and the receipt."""


def contracts_in_use(llm: LlmSection) -> Iterator[AnyContract]:
    """Of each task the contract that the project's settings choose."""
    for contract in CONTRACTS:
        section = llm.tasks.get(contract.task, TaskSection())
        if (
            section.enabled
            and section.wording == contract.mode
            and contract.brief == _is_brief(contract, llm)
        ):
            yield contract


def may_word(llm: LlmSection | None) -> bool:
    """Whether a model may word an answer; else its words are there with the slate."""
    return llm is not None and any(contracts_in_use(llm))


def _is_brief(contract: AnyContract, llm: LlmSection) -> bool:
    """Whether the task's model is a small one, and the task has a contract for such."""
    has_both = any(each.brief for each in CONTRACTS if each.task == contract.task)
    return has_both and llm.is_small(contract.task)


@dataclass(frozen=True, slots=True)
class _ByModel:
    """What asking the model came to."""

    said: Said | None = None
    calls: tuple[CallRecord, ...] = ()
    fallback: FallbackReason | None = None


def _in_slots(contract: AnyContract) -> AnyContract:
    """The same task in the mode in which a model writes no value and no name itself."""
    wanted = (contract.task, "slots", contract.brief)
    return next(each for each in CONTRACTS if (each.task, each.mode, each.brief) == wanted)


class Speak:
    """Words the turn: by the contract of its task in the mode that the project chose, or by template."""

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
        contract = self._contract_for(draft, task)
        by_model = self._asked(contract, draft, task, grounds, speaker) if contract else _ByModel()
        said = by_model.said or by_template(task, speaker)
        draft.spoken = Spoken(
            task.language,
            contract.mode if contract and by_model.said else "template",
            said.slot_text,
            said.reply,
            draft.evidence,
            said.claims,
            by_model.calls,
            by_model.fallback,
            question_sentence(task),
        )

    def _contract_for(self, draft: ChatDraft, task: WordingTask) -> AnyContract | None:
        """The contract by which a model words this turn; None where the template does."""
        llm = self._gateway.settings
        if llm is None or not leaves_room(task):
            return None
        chosen = next((c for c in contracts_in_use(llm) if c.task == task.kind), None)
        return _in_slots(chosen) if chosen and not self._may_write_freely(draft) else chosen

    def _may_write_freely(self, draft: ChatDraft) -> bool:
        """Not where a text reads like instructions to a model, nor where the stakes are high."""
        return not draft.signals and draft.request.surface not in self._settings.safety.high_stakes

    def _asked(
        self, contract: AnyContract, draft: ChatDraft, task: WordingTask, grounds: Grounds, speaker: Speaker
    ) -> _ByModel:
        if reason := withheld(draft):
            refused = self._gateway.withhold(contract, reason, receipt_id=draft.receipt_id)
            return _ByModel(None, (refused.call,) if refused.call else (), refused.reason)
        outcome = self._gateway.run(
            contract,
            contract.input_of(task, grounds),
            draft.deadline.sooner(max(0.0, draft.deadline.remaining_ms() - _TAIL_MS)),
            receipt_id=draft.receipt_id,
            conversation_id=draft.request.conversation_id,
        )
        if not isinstance(outcome, Answer):
            return _ByModel(None, (outcome.call,) if outcome.call else (), outcome.reason)
        said = speaker.filled_in(contract.text_of(task, outcome.value))
        if not is_faithful(said.claims):
            return _ByModel(None, (outcome.call,), "unfaithful")
        return _ByModel(said, (outcome.call,))


def by_template(task: WordingTask, speaker: Speaker) -> Said:
    """The turn worded without a model."""
    said = speaker.say(word_by_template(task))
    if said.dropped:
        # Not the sentences: they may quote the person.
        _log.warning("%d template sentences failed verification and were left out", len(said.dropped))
    return said
