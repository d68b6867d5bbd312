"""Facts of an item as parts of a sentence: "its weight is 1.4 kg and 5 are in stock"."""

from collections.abc import Sequence

from landas.catalog.fields import Field
from landas.grounding.claims import Evidence
from landas.grounding.salience import price_field
from landas.grounding.shown import ShownItem
from landas.grounding.wording.naming import counted_label, is_counted, label_of
from landas.grounding.wording.phrasebook import load_phrasebook
from landas.grounding.wording.task import WordingTask


def facts_in_a_row(task: WordingTask, told: Sequence[Evidence], most: int) -> str:
    """At most so many facts, joined; stock stands last: "its weight is 1.4 kg and 5 are in stock".

    What is denied stands behind even that, so that no denial reads on over what follows.
    """
    parts: list[str] = []
    follows = (
        False  # "its weight is 1.4 kg and its colour black": the verb is left out behind one of its kind only
    )
    for entry in sorted(told[:most], key=lambda e: (e.value is False, e.type == "availability")):
        parts.append(fact(task, entry, first=not follows))
        follows = _is_plain(task, entry)
    return task.book.listed(parts)


def _is_plain(task: WordingTask, entry: Evidence) -> bool:
    """Said as a label and its value."""
    declared = valued_field(task, entry)
    return declared is not None and not is_counted(declared, task.language)


def fact(task: WordingTask, entry: Evidence, first: bool = True) -> str:
    """One fact without its subject; `first`: no fact of its kind stands right before it."""
    book = task.book
    if entry.type == "availability":
        if isinstance(entry.value, bool | str):
            return book.say("in_stock", task.seed)
        return book.say("one_left" if entry.value == 1 else "stock_left", task.seed, value=value_slot(entry))
    declared = task.schema.fields[str(entry.field)]
    label = label_of(declared, task.language)
    if declared.type == "flag":
        forms = book.flag(label)
        return book.say("fact_flag", task.seed, tells=forms.listed if entry.value else forms.unlisted)
    if is_counted(declared, task.language):
        label = counted_label(declared, entry.value, task.language)
        return book.say("fact_count", task.seed, label=label, value=value_slot(entry))
    key = "fact" if first else "fact_next"
    return book.say(key, task.seed, own=book.own(label), label=label, value=value_slot(entry))


def can_be_had(entry: Evidence, language: str) -> bool:
    """Whether an `availability` entry says that there is some."""
    if isinstance(entry.value, str):
        return entry.value.casefold() in load_phrasebook(language).in_values
    return isinstance(entry.value, int | float) and entry.value > 0


def price_entry(task: WordingTask, entries: Sequence[Evidence]) -> Evidence | None:
    price = price_field(task.schema)
    if price is None:
        return None
    return next((e for e in entries if e.field == price.name and e.type != "tradeoff"), None)


def valued_field(task: WordingTask, entry: Evidence) -> Field | None:
    """The entry's field where it has a value that can be said beside its label."""
    declared = task.schema.fields.get(str(entry.field))
    return declared if declared and declared.type != "flag" and entry.type != "availability" else None


def value_slot(entry: Evidence) -> str:
    return f"{{{entry.id}.value}}"


def title_slot(item: ShownItem) -> str:
    return f"{{i{item.rank}.title}}"


def say(task: WordingTask, key: str, item: ShownItem, **values: str) -> str:
    """A phrase about one item. Its rank is part of the seed so that neighbouring sentences differ."""
    return task.book.say(key, f"{task.seed}:{item.rank}", title=title_slot(item), **values)
