"""Wording without a model: the reply is put together from the phrasebook of the language, sentence by sentence."""

from landas.grounding.wording.items import item_sentences
from landas.grounding.wording.notes import assumptions, nothing_fits, question, unknown_words
from landas.grounding.wording.opening import opening
from landas.grounding.wording.phrasebook import load_phrasebook
from landas.grounding.wording.slots import SlotText
from landas.grounding.wording.task import WordingTask


def word_by_template(task: WordingTask) -> SlotText:
    """The whole turn as slot text: deterministic, and built of nothing but the task."""
    if not task.shown and task.intent.intent_type in ("greeting", "other"):
        key = "greeting" if task.intent.intent_type == "greeting" else "other"
        return SlotText(load_phrasebook(task.language).say(key, task.seed))
    if not task.shown:
        body = [] if _only_asks(task) else nothing_fits(task)
        return framed(task, [], body)
    return framed(task, [opening(task)], item_sentences(task))


def framed(task: WordingTask, before: list[str], body: list[str]) -> SlotText:
    """Sentences about items between the opening and the notes that no reply may leave out."""
    asked = question(task)
    sentences = [*before, *body, *assumptions(task), *unknown_words(task), *([asked] if asked else [])]
    return SlotText(" ".join(_capitalised(s) for s in sentences))


def _only_asks(task: WordingTask) -> bool:
    """A turn with no wish to search by: the question is the whole reply."""
    return task.question is not None and not task.intent.constraints and not task.intent.categories


def _capitalised(sentence: str) -> str:
    return sentence if sentence.startswith("{") else sentence[:1].upper() + sentence[1:]
