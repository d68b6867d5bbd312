"""Wording without a model: the reply is put together from the phrasebook of the language, sentence by sentence.

Whoever writes the middle, our own opening and notes stand around it, and no model can drop them.
"""

from collections.abc import Callable, Mapping, Sequence

from landas.grounding.wording.answers import answer_sentences, is_for_values
from landas.grounding.wording.asking import is_lacking, question
from landas.grounding.wording.comparison import comparison_opening, comparison_sentences
from landas.grounding.wording.items import item_sentences
from landas.grounding.wording.naming import things
from landas.grounding.wording.notes import (
    assumptions,
    lacking,
    nothing_fits,
    purposes,
    remembered,
    unknown_words,
)
from landas.grounding.wording.opening import opening
from landas.grounding.wording.reasons import reason_sentences
from landas.grounding.wording.slots import SlotText
from landas.grounding.wording.task import TaskKind, WordingTask
from landas.request.intent import IntentType


def word_by_template(task: WordingTask) -> SlotText:
    """The whole turn as slot text: deterministic, and built of nothing but the task."""
    if is_lacking(task):
        return SlotText(f"{lacking(task)} {question(task) or task.book.say('ask_else', task.seed)}")
    if not task.shown and task.intent.intent_type in _TALK:
        return SlotText(question(task) or task.book.say(_TALK[task.intent.intent_type], task.seed))
    if not task.shown:
        return framed(task, [] if _only_asks(task) else _nothing_to_say(task))
    return framed(task, [capitalised(sentence) for sentence in _BODIES[task.kind](task)])


def leaves_room(task: WordingTask) -> bool:
    """Whether a model may write anything: yes and no, and that something isn't known, are said by us alone."""
    if task.kind in ("acceptance", "reason", "beyond"):
        return False
    if task.kind == "item_answer":
        return is_for_values(task)
    return bool(task.shown) and (task.kind != "comparison" or len(task.shown) > 1)


def framed(task: WordingTask, body: Sequence[str]) -> SlotText:
    """Sentences about items between the opening and the notes that no reply may leave out."""
    notes = [capitalised(note) for note in _notes(task)]
    return SlotText(" ".join([*opening_sentences(task), *body, *notes]))


def opening_sentences(task: WordingTask) -> list[str]:
    """What stands before the sentences about items; nothing where nothing is shown."""
    return [capitalised(sentence) for sentence in _OPENINGS[task.kind](task)] if task.shown else []


def capitalised(sentence: str) -> str:
    return sentence if sentence.startswith("{") else sentence[:1].upper() + sentence[1:]


_OPENINGS: Mapping[TaskKind, Callable[[WordingTask], list[str]]] = {
    "explanation": lambda task: [opening(task)],
    "comparison": comparison_opening,
    "item_answer": lambda task: [],
    "reason": lambda task: [],
    "beyond": lambda task: [_shown_only(task)],
    "acceptance": lambda task: [task.book.say("accepted", task.seed, titles=_titles(task))],
}
_BODIES: Mapping[TaskKind, Callable[[WordingTask], list[str]]] = {
    "explanation": item_sentences,
    "comparison": comparison_sentences,
    "item_answer": answer_sentences,
    "acceptance": lambda task: [],
    "beyond": lambda task: item_sentences(task) if len(task.shown) == 1 else [],
    "reason": reason_sentences,
}
_TALK: Mapping[IntentType, str] = {
    "greeting": "greeting", "small_talk": "welcome", "unsafe": "unsafe", "other": "other", "out_of_scope": "unsafe",
}  # fmt: skip


def _titles(task: WordingTask) -> str:
    slots = [f"{{i{item.rank}.title}}" for item in task.shown]
    return task.book.listed(slots, "and")


def _shown_only(task: WordingTask) -> str:
    count = len(task.shown)
    nouns = things(None, count, task.schema, task.language)
    return task.book.say("shown_only", task.seed, count=task.book.count_word(count), things=nouns)


def _nothing_to_say(task: WordingTask) -> list[str]:
    return nothing_fits(task) if task.kind == "explanation" else [task.book.say("about_gone", task.seed)]


def _notes(task: WordingTask) -> list[str]:
    asked = question(task)
    return [
        *assumptions(task),
        *purposes(task),
        *remembered(task),
        *unknown_words(task),
        *([asked] if asked else []),
    ]


def _only_asks(task: WordingTask) -> bool:
    """A turn with no wish to search by: the question is the whole reply."""
    return task.question is not None and not task.intent.constraints and not task.intent.categories
