"""Answers about shown items: the exact value with its fact, yes or no, or that the data doesn't say."""

from landas.catalog.fields import Field
from landas.grounding.claims import Evidence
from landas.grounding.salience import price_field
from landas.grounding.shown import ShownItem
from landas.grounding.wording.facts import facts_in_a_row, say, value_slot
from landas.grounding.wording.items import plain_sentence
from landas.grounding.wording.naming import counted_label, is_counted, label_of
from landas.grounding.wording.plain import quotable
from landas.grounding.wording.task import WordingTask
from landas.grounding.wording.wishes import wish_text
from landas.language.tokens import tokenize
from landas.request.intent import Constraint
from landas.request.satisfaction import value_satisfies

MOST_TOLD = 6


def answer_sentences(task: WordingTask) -> list[str]:
    """Item by item: what was asked of it, in the order in which it was asked."""
    asked = task.asked
    if asked.unknown and len(task.shown) > 1 and not (asked.fields or asked.wishes):
        key = "unknown_which" if asked.compares else "unknown_said_all"
        return [task.book.say(key, task.seed, word=_quoted(task, word)) for word in asked.unknown]
    return [sentence for item in task.shown for sentence in _about_item(task, item)]


def is_for_values(task: WordingTask) -> bool:
    """True for a question that is answered by known values of every item, and by nothing else."""
    if task.asked.wishes or task.asked.unknown or not task.shown:
        return False
    told = [_known_first(task, item) for item in task.shown]
    if not task.asked.fields:
        return all(task.evidence.get(item.item_id) for item in task.shown)
    return all(
        declared.type != "flag" and _entry(task, item, declared) is not None
        for item, fields in zip(task.shown, told, strict=True)
        for declared in fields
    )


def _about_item(task: WordingTask, item: ShownItem) -> list[str]:
    asked = task.asked
    if not (asked.fields or asked.wishes or asked.unknown):
        return [plain_sentence(task, item, task.evidence.get(item.item_id, ()), MOST_TOLD)]
    sentences = [_yes_or_no(task, item, wish) for wish in asked.wishes]
    sentences += [_value(task, item, declared) for declared in _known_first(task, item)]
    for word in asked.unknown:
        key = (
            "unknown_asked"
            if " " in word and not _asks_for_a_value(task)
            else "unknown_word"
            if _asks_what_it_has(task)
            else "unknown_said"
        )
        sentences.append(say(task, key, item, word=_quoted(task, word)))
    return sentences


def _asks_for_a_value(task: WordingTask) -> bool:
    """ "Who is in it?" asks for no yes and no."""
    asking = {word for pack in task.packs for word in pack.table("about")["ask"].get("values", ())}
    return not asking.isdisjoint(token.key for token in tokenize(task.request_text))


def _asks_what_it_has(task: WordingTask) -> bool:
    """ "Does it have NFC?" asks for a thing that items have; "who directed it?" doesn't."""
    having = {word for pack in task.packs for word in pack.flag_words["with"]}
    return not having.isdisjoint(token.key for token in tokenize(task.request_text))


def _quoted(task: WordingTask, word: str) -> str:
    return task.book.quote(quotable(word))


def _known_first(task: WordingTask, item: ShownItem) -> list[Field]:
    """The fields asked for. Where one word names several, those that the item has; else the first."""
    fields = [task.schema.fields[name] for name in task.asked.fields if task.schema.fields[name].public]
    known = [declared for declared in fields if declared.name in item.facts]
    return known or fields[:1]


def _value(task: WordingTask, item: ShownItem, declared: Field) -> str:
    entry = _entry(task, item, declared)
    label = label_of(declared, task.language)
    if entry is None:
        return _unknown(task, item, declared, label)
    if entry.type == "availability":
        return say(task, "item_facts", item, facts=facts_in_a_row(task, [entry], 1))
    if declared.type == "flag":
        return _flag(task, item, entry, label)
    if declared == price_field(task.schema):
        return say(task, "item_price", item, price=value_slot(entry))
    if is_counted(declared, task.language):
        counted = counted_label(declared, entry.value, task.language)
        return say(task, "item_count", item, label=counted, value=value_slot(entry))
    return say(task, "item_fact", item, label=label, value=value_slot(entry))


def _unknown(task: WordingTask, item: ShownItem, declared: Field, label: str) -> str:
    if declared.type == "flag":
        return say(task, "unknown_flag", item, does=task.book.flag(label).does)
    return say(task, "unknown_field", item, label=label)


def _flag(task: WordingTask, item: ShownItem, entry: Evidence, label: str) -> str:
    forms = task.book.flag(label)
    if entry.value:
        return say(task, "yes_flag", item, does=forms.does)
    return say(task, "no_flag", item, lacks=forms.lacks)


def _yes_or_no(task: WordingTask, item: ShownItem, wish: Constraint) -> str:
    declared = task.schema.fields[wish.field]
    entry, label = _entry(task, item, declared), label_of(declared, task.language)
    if entry is None or entry.value is None:
        return _unknown(task, item, declared, label)
    fits = value_satisfies(entry.value, wish)
    if declared.type == "flag":
        return _flag(task, item, entry, label)
    if declared.type == "tags":
        named = wish_text(wish, task.schema, task.language)
        # A list that doesn't name a feature doesn't deny it.
        key = "yes_tag" if fits else "unknown_word"
        return say(task, key, item, value=named, word=task.book.quote(quotable(named)))
    kind = "_price" if declared == price_field(task.schema) else "_value"
    return say(task, f"{'yes' if fits else 'no'}{kind}", item, label=label, value=value_slot(entry))


def _entry(task: WordingTask, item: ShownItem, declared: Field) -> Evidence | None:
    entries = task.evidence.get(item.item_id, ())
    return next((e for e in entries if e.field == declared.name and e.type != "tradeoff"), None)
