"""The turn that the recorded replies answer: three laptops for "a light laptop under 800 dollars"."""

from landas.grounding.contracts.explanation.contract import OPEN, SLOTS
from landas.grounding.replies.open_input import OpenInput, open_input
from landas.grounding.replies.open_reply import OpenReply
from landas.grounding.replies.slot_input import SlotInput, slot_input
from landas.grounding.replies.slot_reply import SlotReply, SlotSentence
from landas.grounding.shown import EventLink
from landas.grounding.wording.slots import render
from landas.grounding.wording.task import WordingTask
from landas.ids import EventId, ItemId
from landas.request.intent import Intent
from tests.grounding.world import LAPTOPS, grounds_for, shown_items, task_of, under

CONTRACT = SLOTS
FORBIDDEN = ("guaranteed",)


def turn(language: str, *, viewed: bool = False) -> SlotInput:
    task = wording_task(language, viewed=viewed)
    return slot_input(task, grounds_for(task, FORBIDDEN))


def open_turn(language: str) -> OpenInput:
    task = wording_task(language)
    return open_input(task, grounds_for(task, FORBIDDEN))


def wording_task(language: str, *, viewed: bool = False) -> WordingTask:
    sources = ("lexical", "covisitation") if viewed else ("lexical",)
    led_by = (
        {ItemId("s1"): EventLink(EventId("ev9"), "view", ItemId("x1"), "Dano Pad 11")} if viewed else None
    )
    return task_of(
        shown_items(LAPTOPS, sources=sources),
        Intent(constraints=(under(800),)),
        language,
        request_text="a light laptop under 800 dollars",
        led_by=led_by,
    )


def open_faults(task_input: OpenInput, text: str) -> list[str]:
    """What the contract has against this text in open mode."""
    return [violation.problem for violation in OPEN.check(task_input, OpenReply(text=text))]


def faults(task_input: SlotInput, *sentences: tuple[int | None, str]) -> list[str]:
    """What the contract has against a reply of these (item, text) sentences."""
    return [violation.problem for violation in CONTRACT.check(task_input, reply_of(*sentences))]


def reply_of(*sentences: tuple[int | None, str]) -> SlotReply:
    return SlotReply(sentences=tuple(SlotSentence(item=i, text=t) for i, t in sentences))


def rendered(task_input: SlotInput, reply: SlotReply) -> str:
    text = " ".join(sentence.text for sentence in reply.sentences)
    return render(text, task_input.evidence, task_input.titles, task_input.schema, task_input.language)
