"""One sentence for each shown item: what it costs, which of its facts answer the request, and how it differs
from the first."""

from collections.abc import Sequence

from landas.catalog.fields import Field
from landas.grounding.claims import Evidence
from landas.grounding.salience import price_field
from landas.grounding.shown import ShownItem
from landas.grounding.wording.differences import difference_parts, joined_differences, price_difference
from landas.grounding.wording.naming import label_of
from landas.grounding.wording.phrasebook import Phrasebook, load_phrasebook
from landas.grounding.wording.task import WordingTask

DETAILED = 3
"""Items that get a sentence of their own; further ones are only named."""
MAX_FACTS = 2


def item_sentences(task: WordingTask) -> list[str]:
    """Slot sentences in the order of the slate."""
    sentences = [_sentence(task, item) for item in task.shown[:DETAILED]]
    rest = task.shown[DETAILED:]
    if len(rest) == 1:
        sentences.append(_say(task, "item_bare", rest[0]))
    elif rest:
        book = load_phrasebook(task.language)
        titles = book.listed([_title(item) for item in rest])
        sentences.append(book.say("others", task.seed, titles=titles))
    return sentences + _causes(task)


def _sentence(task: WordingTask, item: ShownItem) -> str:
    entries = task.evidence.get(item.item_id, ())
    price = _price_entry(task, entries)
    told = [e for e in entries if _worth_telling(e, task)]
    if item.rank > 1 and (compared := _compared(task, item, entries, price, told)):
        return compared
    if extreme := _extreme(task, item, entries):
        return extreme
    return _plainly(task, item, price, told)


def _plainly(task: WordingTask, item: ShownItem, price: Evidence | None, told: Sequence[Evidence]) -> str:
    if price:
        key = ("item_price", "item_price_fact", "item_price_facts")[min(len(told), MAX_FACTS)]
        return _say(task, key, item, price=_value(price), facts=_facts(task, told))
    if told and (declared := _valued_field(task, told[0])):
        label, value, rest = label_of(declared, task.language), _value(told[0]), told[1:]
        key = ("item_fact", "item_fact_fact", "item_fact_facts")[min(len(rest), MAX_FACTS)]
        return _say(task, key, item, label=label, value=value, facts=_facts(task, rest))
    if told:
        return _say(task, "item_facts", item, facts=_facts(task, told))
    return _say(task, "item_first_bare" if item.rank == 1 and len(task.shown) > 1 else "item_bare", item)


def _compared(
    task: WordingTask,
    item: ShownItem,
    entries: Sequence[Evidence],
    price: Evidence | None,
    told: Sequence[Evidence],
) -> str | None:
    """A sentence of differences from the first shown item; None where there is nothing to compare."""
    parts = difference_parts(task, entries)
    against = price_difference(task, item, entries) if price else None
    if price is None or against is None:
        if not parts:
            return None
        return _say(task, "differs", item, differences=joined_differences(task, parts))
    rest = joined_differences(task, parts, after=against.sign)
    if not parts and (facts := _facts(task, told)):
        rest = load_phrasebook(task.language).say("facts_too", task.seed, facts=facts)
    return _say(
        task, f"{against.key}_price", item, price=_value(price), difference=against.slot, rest=rest
    )  # fmt: skip


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
        return _say(task, f"{end}_price", item, price=_value(entry))
    return _say(task, end, item, label=label_of(declared, task.language), value=_value(entry))


def _causes(task: WordingTask) -> list[str]:
    """At most one sentence about something the person did that led to an item."""
    book = load_phrasebook(task.language)
    for item in task.shown:
        for entry in task.evidence.get(item.item_id, ()):
            did = book.events.get(str(entry.inputs.get("kind")))
            if entry.type == "similar_to_event" and did:
                return [_say(task, "because", item, did=did, other=f"{{{entry.id}.title}}")]
    return []


def _facts(task: WordingTask, told: Sequence[Evidence]) -> str:
    book = load_phrasebook(task.language)
    parts: list[str] = []
    # Stock stands last: "its weight is 1.4 kg and 5 are in stock".
    for entry in sorted(told[:MAX_FACTS], key=lambda e: e.type == "availability"):
        parts.append(_fact(task, book, entry, first=not parts))
    return book.listed(parts)


def _fact(task: WordingTask, book: Phrasebook, entry: Evidence, first: bool) -> str:
    if entry.type == "availability":
        if isinstance(entry.value, bool | str):
            return book.say("in_stock", task.seed)
        return book.say("one_left" if entry.value == 1 else "stock_left", task.seed, value=_value(entry))
    declared = task.schema.fields[str(entry.field)]
    label = label_of(declared, task.language)
    if declared.type == "flag":
        return book.say("fact_flag_yes" if entry.value else "fact_flag_no", task.seed, label=label)
    key = "fact" if first else "fact_next"
    return book.say(key, task.seed, own=book.own(label), label=label, value=_value(entry))


def _worth_telling(entry: Evidence, task: WordingTask) -> bool:
    """News to the person: a value inside a wished range, a wish met that need not be, a fact, stock to be had."""
    price = price_field(task.schema)
    if entry.field is None or (price and entry.field == price.name):
        return False
    if entry.type == "constraint_match":
        hard = {c.field for c in task.intent.hard()}
        return entry.field not in hard or entry.inputs.get("op") not in ("eq", "in")
    if entry.type == "availability":
        return _can_be_had(entry, task.language)
    return entry.type == "attribute"


def _can_be_had(entry: Evidence, language: str) -> bool:
    if isinstance(entry.value, str):
        return entry.value.casefold() in load_phrasebook(language).in_values
    return isinstance(entry.value, int | float) and entry.value > 0


def _price_entry(task: WordingTask, entries: Sequence[Evidence]) -> Evidence | None:
    price = price_field(task.schema)
    if price is None:
        return None
    return next((e for e in entries if e.field == price.name and e.type != "tradeoff"), None)


def _valued_field(task: WordingTask, entry: Evidence) -> Field | None:
    declared = task.schema.fields.get(str(entry.field))
    return declared if declared and declared.type != "flag" and entry.type != "availability" else None


def _value(entry: Evidence) -> str:
    return f"{{{entry.id}.value}}"


def _title(item: ShownItem) -> str:
    return f"{{i{item.rank}.title}}"


def _say(task: WordingTask, key: str, item: ShownItem, **values: str) -> str:
    # The item's rank is part of the seed so that neighbouring sentences differ where variants allow.
    seed = f"{task.seed}:{item.rank}"
    return load_phrasebook(task.language).say(key, seed, title=_title(item), **values)
