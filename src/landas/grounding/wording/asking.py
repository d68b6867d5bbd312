"""The one question of a turn, in our words or in a model's around slots that code fills in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from landas.grounding.wording.naming import category_noun, label_of, things, value_word
from landas.grounding.wording.task import WordingTask

MAX_OPTIONS = 4
SLOT = re.compile(r"\{(?:label|o\d)\}")


@dataclass(frozen=True, slots=True)
class Asking:
    """What a question asks. `phrase` is the phrasebook's for it; `slots` are the values that its words must name."""

    phrase: str
    label: str = ""
    options: tuple[str, ...] = ()

    @property
    def slots(self) -> Mapping[str, str]:
        named = {"{label}": self.label} if self.label else {}
        return {**named, **{f"{{o{n}}}": option for n, option in enumerate(self.options, start=1)}}


def is_lacking(task: WordingTask) -> bool:
    """Whether what the turn asks for isn't there at all, and nothing is shown for it."""
    return not task.shown and task.intent.names_what_is_lacking


def asking_of(task: WordingTask) -> Asking | None:
    """What the turn asks; None where it asks nothing."""
    asked = task.question
    if asked is None:
        return None
    if is_lacking(task):
        nouns = [things(o, 2, task.schema, task.language) for o in asked.options[:MAX_OPTIONS]]
        return Asking("ask_kinds", options=tuple(nouns)) if nouns else Asking("ask_else")
    if asked.about == "category" and asked.options:
        nouns = [category_noun(o, task.schema, task.language) for o in asked.options[:MAX_OPTIONS]]
        return Asking("ask_category", options=tuple(nouns))
    declared = task.schema.fields.get(asked.field or "")
    if asked.about != "field" or declared is None:
        return Asking("ask_anything")
    label = label_of(declared, task.language)
    if not asked.options:
        return Asking("ask_field_open", label)
    if declared.type == "flag":
        return Asking("ask_flag", label)
    options = [value_word(o, declared, task.language) for o in asked.options[:MAX_OPTIONS]]
    # Numbers stand beside the question, where a page offers them; in a sentence they would tell something.
    if declared.is_numeric:
        return Asking("ask_field_open", label)
    if any(char.isdigit() for option in options for char in option):
        return Asking("ask_which", label)
    return Asking("ask_field", label, tuple(options))


def question(task: WordingTask) -> str | None:
    """The clarifying question as it is asked; None where the task has none."""
    asking = asking_of(task)
    if asking is None:
        return None
    own = task.question.words if task.question else None
    asked = _filled(own, asking) if own else _by_template(task, asking)
    return asked[:1].upper() + asked[1:]


def _filled(words: str, asking: Asking) -> str:
    return SLOT.sub(lambda match: asking.slots.get(match[0], ""), words)


def _by_template(task: WordingTask, asking: Asking) -> str:
    options = task.book.listed(asking.options, "or")
    return task.book.say(asking.phrase, task.seed, label=asking.label, options=options)
