"""The chat list: a turn from the person's words to a verified reply, every step in order."""

from collections.abc import Sequence
from typing import Any

from landas.dialogue.draft import ChatDraft
from landas.dialogue.listener import Listener
from landas.dialogue.state import Memory
from landas.dialogue.steps.about import ReadAbout
from landas.dialogue.steps.act import ReadAct
from landas.dialogue.steps.announce import Announce
from landas.dialogue.steps.clarify import Clarify
from landas.dialogue.steps.evidence import GatherEvidence
from landas.dialogue.steps.merge import MergeTurns
from landas.dialogue.steps.phrase_question import PhraseQuestion
from landas.dialogue.steps.refer import Refer
from landas.dialogue.steps.relax import Relax
from landas.dialogue.steps.safeguard import Safeguard
from landas.dialogue.steps.speak import Speak, contracts_in_use
from landas.dialogue.steps.summarise import Summarise
from landas.dialogue.steps.talk import LeaveTalkAlone
from landas.dialogue.steps.worded import LeaveOutUnworded
from landas.grounding.contracts.clarification.contract import CLARIFICATION
from landas.grounding.wording.style import Style
from landas.llm.contract import Contract
from landas.llm.gateway import Gateway
from landas.ranking.contracts.order.contract import ORDER
from landas.recommend.draft import Draft
from landas.recommend.parts import Parts
from landas.recommend.run import Step
from landas.recommend.steps.category import KeepToCategory
from landas.recommend.steps.decide import ApplyPolicy
from landas.recommend.steps.expand import Expand
from landas.recommend.steps.history import HideRefused, ReadHistory
from landas.recommend.steps.interpret import Interpret
from landas.recommend.steps.leave_done import LeaveOutDone
from landas.recommend.steps.live import ReadLive
from landas.recommend.steps.masks import MaskEligible
from landas.recommend.steps.merchandise import AddPinned, Merchandise, Pin
from landas.recommend.steps.order import OneOfEachGroup, Rank
from landas.recommend.steps.order_by_model import OrderByModel
from landas.recommend.steps.prefer import Prefer, ReadPreferences
from landas.recommend.steps.redact import Redact
from landas.recommend.steps.retrieve import FormQuery, Retrieve
from landas.recommend.steps.screen import ScreenItems, ScreenRequest
from landas.recommend.steps.understand import Understand
from landas.recommend.steps.vary import Vary
from landas.settings import LlmSection, ProjectSettings, switched_on
from landas.understanding.contracts.expansion.contract import EXPANSION
from landas.understanding.contracts.intent.contract import INTENT
from landas.understanding.contracts.need_summary.contract import NEED_SUMMARY

RETRIEVED = 300


READING: tuple[Contract[Any, Any], ...] = (INTENT, EXPANSION, NEED_SUMMARY, CLARIFICATION)
"""The model tasks that read a request or ask the turn's question; like `order`, each runs only where it is named."""


def tasks_in_use(llm: LlmSection) -> tuple[Contract[Any, Any], ...]:
    """The model tasks that shape a project's answers."""
    return (*contracts_in_use(llm), *(each for each in (ORDER, *READING) if switched_on(llm, each.task)))


def slate_steps(parts: Parts) -> Sequence[Step[Draft]]:
    """From the merged intent to the slate, read live."""
    return (
        ReadHistory(parts.events),
        Expand(parts),
        FormQuery(),
        MaskEligible(parts.eligibility),
        KeepToCategory(parts.schema.category_field is not None),
        Retrieve(parts.sources, limit=RETRIEVED, learned=parts.learned),
        AddPinned(parts.shaping),
        LeaveTalkAlone(),
        LeaveOutUnworded(),
        HideRefused(parts.events),
        LeaveOutDone(parts.events, parts.shaping),
        ApplyPolicy(parts.rules, parts.schema),
        Rank(),
        Prefer(),
        Merchandise(parts.shaping),
        OneOfEachGroup(parts.shaping),
        Vary(parts.shaping),
        OrderByModel(parts),
        Pin(parts.shaping),
        ReadLive(parts.read_items, parts.rules, parts.schema),
    )


def chat_steps(
    parts: Parts,
    memory: Memory,
    gateway: Gateway,
    settings: ProjectSettings,
    listener: Listener | None = None,
) -> Sequence[Step[ChatDraft]]:
    """`listener` is told what was understood and what is shown as soon as each stands."""
    return (
        Redact(parts),
        ScreenRequest(parts, asks_models=gateway.settings is not None),
        Understand(
            parts,
            mode="chat",
            before=memory.intent,
            asked=memory.asked[-1] if memory.asked else None,
            listed=len(memory.talk.listed),
        ),
        Interpret(parts),
        Refer(parts, memory),
        ReadAbout(parts, memory),
        ReadAct(parts, memory),
        MergeTurns(parts, memory),
        Summarise(parts, memory),
        ReadPreferences(parts, memory.set_aside),
        *((Announce(listener.understood),) if listener else ()),
        *slate_steps(parts),
        Relax(parts),
        ScreenItems(parts),
        Clarify(parts, memory),
        GatherEvidence(parts, Style(settings.wording.tone, settings.wording.length), memory.told),
        *((Announce(listener.shown),) if listener else ()),
        PhraseQuestion(parts),
        Speak(gateway, settings),
        Safeguard(parts, settings),
    )
