"""The turn that the recorded replies answer: three laptops for "a light laptop under 800 dollars"."""

from landas.grounding.contracts.explanation.contract import ExplanationContract
from landas.grounding.contracts.explanation.reply import ExplanationReply, ExplanationSentence
from landas.grounding.contracts.explanation.task_input import ExplanationInput, explanation_input
from landas.grounding.shown import EventLink
from landas.grounding.wording.slots import render
from landas.ids import EventId, ItemId
from landas.request.intent import Intent
from tests.grounding.world import LAPTOPS, grounds_for, shown_items, task_of, under

CONTRACT = ExplanationContract()


def turn(language: str, *, viewed: bool = False) -> ExplanationInput:
    sources = ("lexical", "covisitation") if viewed else ("lexical",)
    led_by = (
        {ItemId("s1"): EventLink(EventId("ev9"), "view", ItemId("x1"), "Dano Pad 11")} if viewed else None
    )
    task = task_of(
        shown_items(LAPTOPS, sources=sources),
        Intent(constraints=(under(800),)),
        language,
        request_text="a light laptop under 800 dollars",
        led_by=led_by,
    )
    return explanation_input(task, grounds_for(task, ("guaranteed",)))


def faults(task_input: ExplanationInput, *sentences: tuple[int | None, str]) -> list[str]:
    """What the contract has against a reply of these (item, text) sentences."""
    return [violation.problem for violation in CONTRACT.check(task_input, reply_of(*sentences))]


def reply_of(*sentences: tuple[int | None, str]) -> ExplanationReply:
    return ExplanationReply(sentences=tuple(ExplanationSentence(item=i, text=t) for i, t in sentences))


def rendered(task_input: ExplanationInput, reply: ExplanationReply) -> str:
    text = " ".join(sentence.text for sentence in reply.sentences)
    return render(text, task_input.evidence, task_input.titles, task_input.schema, task_input.language)
