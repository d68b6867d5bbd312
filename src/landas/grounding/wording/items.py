"""One sentence for each shown item: what it costs, which of its facts answer the request, and how it differs
from the first."""

from collections.abc import Sequence

from landas.grounding.claims import Evidence
from landas.grounding.salience import price_field
from landas.grounding.shown import ShownItem
from landas.grounding.wording.differences import difference_parts, joined_differences, price_difference
from landas.grounding.wording.facts import (
    can_be_had,
    facts_in_a_row,
    price_entry,
    say,
    title_slot,
    value_slot,
    valued_field,
)
from landas.grounding.wording.naming import is_counted, label_of, of_extremes
from landas.grounding.wording.task import WordingTask


def item_sentences(task: WordingTask) -> list[str]:
    """Slot sentences in the order of the slate."""
    detailed = task.style.limits.items
    sentences = [_sentence(task, item) for item in task.shown[:detailed]]
    rest = task.shown[detailed:]
    if len(rest) == 1:
        sentences.append(say(task, "item_bare", rest[0]))
    elif rest:
        book = task.book
        titles = book.listed([title_slot(item) for item in rest])
        sentences.append(book.say("others", task.seed, titles=titles))
    return sentences + _causes(task)


def _sentence(task: WordingTask, item: ShownItem) -> str:
    entries = task.evidence.get(item.item_id, ())
    if item.rank > 1 and (compared := compared_sentence(task, item, entries)):
        return compared
    return _extreme(task, item, entries) or plain_sentence(task, item, entries)


def plain_sentence(
    task: WordingTask, item: ShownItem, entries: Sequence[Evidence], most: int | None = None
) -> str:
    """What an item costs and at most so many other facts of it; by default as many as the project's length allows."""
    most = task.style.limits.facts if most is None else most
    price, told = price_entry(task, entries), _once([e for e in entries if _worth_telling(e, task, item)])
    if price:
        key = ("item_price", "item_price_fact", "item_price_facts")[min(len(told), most, 2)]
        return say(task, key, item, price=value_slot(price), facts=facts_in_a_row(task, told, most))
    if told and (declared := valued_field(task, told[0])) and not is_counted(declared, task.language):
        label, value, rest = label_of(declared, task.language), value_slot(told[0]), told[1:most]
        key = ("item_fact", "item_fact_fact", "item_fact_facts")[min(len(rest), 2)]
        return say(task, key, item, label=label, value=value, facts=facts_in_a_row(task, rest, most))
    if told:
        return say(task, "item_facts", item, facts=facts_in_a_row(task, told, most))
    return say(task, "item_first_bare" if item.rank == 1 else "item_bare", item)


def bare_sentences(task: WordingTask, item: ShownItem) -> list[str]:
    """What is left to say of an item where its sentence may not be said: its price, and that it is there."""
    price = price_entry(task, task.evidence.get(item.item_id, ()))
    there = say(task, "item_first_bare" if item.rank == 1 else "item_bare", item)
    return [say(task, "item_price", item, price=value_slot(price)), there] if price else [there]


def compared_sentence(
    task: WordingTask, item: ShownItem, entries: Sequence[Evidence], most: int | None = None
) -> str | None:
    """A sentence of differences from the first shown item; None where there is nothing to compare."""
    parts, price = difference_parts(task, entries, most), price_entry(task, entries)
    against = price_difference(task, item, entries) if price else None
    if price is None or against is None:
        return say(task, "differs", item, differences=joined_differences(task, parts)) if parts else None
    rest = joined_differences(task, parts, after=against.sign)
    told = _once([e for e in entries if _worth_telling(e, task, item)])
    if task.kind == "comparison":
        told = [e for e in told if not task.schema.fields[str(e.field)].is_numeric]
    if (task.kind == "comparison" or not parts) and (
        facts := facts_in_a_row(task, told, task.style.limits.facts)
    ):
        rest += task.book.say("facts_too", task.seed, facts=facts)
    return say(
        task, f"{against.key}_price", item, price=value_slot(price), difference=against.slot, rest=rest
    )


def _extreme(task: WordingTask, item: ShownItem, entries: Sequence[Evidence]) -> str | None:
    """For a list asked to be sorted: that the first item has the least or most, where it alone does."""
    sort = task.intent.sort
    declared = task.schema.fields.get(sort.field) if sort else None
    if sort is None or declared is None or not declared.is_numeric or item.rank > 1 or len(task.shown) < 2:
        return None
    values = [fact.value for shown in task.shown if (fact := shown.facts.get(sort.field))]
    numbers = [float(v) for v in values if isinstance(v, int | float)]
    if len(numbers) < len(task.shown) or numbers.count(numbers[0]) > 1:
        return None
    if numbers[0] != (min(numbers) if sort.direction == "lower" else max(numbers)):
        return None
    entry = next((e for e in entries if e.field == sort.field and e.type != "tradeoff"), None)
    if entry is None:
        return None
    end = "lowest" if sort.direction == "lower" else "highest"
    if declared == price_field(task.schema):
        return say(task, f"{end}_price", item, price=value_slot(entry))
    end += of_extremes(declared, task.language)
    return say(task, end, item, label=label_of(declared, task.language), value=value_slot(entry))


def _causes(task: WordingTask) -> list[str]:
    """At most one sentence about something the person did that led to an item."""
    book = task.book
    for item in task.shown:
        for entry in task.evidence.get(item.item_id, ()):
            did = book.events.get(str(entry.inputs.get("kind")))
            if entry.type == "similar_to_event" and did:
                return [say(task, "because", item, did=did, other=f"{{{entry.id}.title}}")]
    return []


def _once(entries: Sequence[Evidence]) -> list[Evidence]:
    """Of several wishes about one field the first that tells its value."""
    return list({(entry.field, str(entry.value)): entry for entry in reversed(entries)}.values())[::-1]


def _worth_telling(entry: Evidence, task: WordingTask, item: ShownItem) -> bool:
    """News to the person: a value inside a wished range, a wish met that need not be, a fact that the title doesn't
    tell already, stock to be had."""
    price = price_field(task.schema)
    if entry.field is None or (price and entry.field == price.name):
        return False
    if entry.type == "constraint_match":
        hard = {c.field for c in task.intent.hard()}
        return entry.field not in hard or entry.inputs.get("op") not in ("eq", "in")
    if entry.type == "availability":
        return can_be_had(entry, task.language)
    return entry.type == "attribute" and not _in_title(entry, item)


def _in_title(entry: Evidence, item: ShownItem) -> bool:
    return isinstance(entry.value, str) and entry.value.casefold() in item.title.casefold()
