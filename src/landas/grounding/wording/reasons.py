"""Why an item was shown, or wasn't: wish by wish what it has, which wish it breaks, or that it fits and was not among
the shown."""

from collections.abc import Sequence

from landas.catalog.fields import Field
from landas.grounding.claims import Evidence
from landas.grounding.salience import price_field
from landas.grounding.shown import ShownItem
from landas.grounding.wording.comparison import field_sentences
from landas.grounding.wording.facts import say, value_slot
from landas.grounding.wording.items import plain_sentence
from landas.grounding.wording.naming import category_noun, label_of
from landas.grounding.wording.plain import quotable
from landas.grounding.wording.task import WordingTask
from landas.grounding.wording.wishes import wish_text
from landas.request.intent import Constraint

MOST_FIELDS = 4
"""Fields whose wishes are told."""


def reason_sentences(task: WordingTask) -> list[str]:
    """Of one item wish by wish; of several what was asked for, and how each stands to it."""
    if len(task.shown) == 1:
        return _of_one(task, task.shown[0])
    fields = _wished_fields(task)
    titles = task.book.listed([f"{{i{item.rank}.title}}" for item in task.shown])
    if not fields:
        return [_by_words(task, titles)]
    told = [task.book.listed([_quoted(task, wish) for _, wishes in fields for wish in wishes])]
    asked = task.book.say("reason_asked", task.seed, wishes=told[0])
    return [asked, *(each for declared, _ in fields for each in field_sentences(task, declared))]


def _of_one(task: WordingTask, item: ShownItem) -> list[str]:
    sentences = _kind(task, item)
    sentences += [
        each for declared, wishes in _wished_fields(task) if (each := _stands(task, item, declared, wishes))
    ]
    absent = item.item_id in task.asked.absent
    if absent and _fits(task, item):
        has_wishes = bool(task.asked.wishes or task.asked.kinds)
        sentences.append(say(task, "reason_absent" if has_wishes else "reason_not_shown", item))
    elif not sentences:
        sentences.append(_by_words(task, f"{{i{item.rank}.title}}"))
    return sentences + _sorted_by(task, item)


def _wished_fields(task: WordingTask) -> list[tuple[Field, list[Constraint]]]:
    """Each public field that some standing wish is about, with these wishes."""
    found: dict[str, list[Constraint]] = {}
    for wish in task.asked.wishes:
        found.setdefault(wish.field, []).append(wish)
    fields = [
        (task.schema.fields[name], wishes) for name, wishes in found.items() if name in task.schema.fields
    ]
    return [(declared, wishes) for declared, wishes in fields if declared.public][:MOST_FIELDS]


def _stands(task: WordingTask, item: ShownItem, declared: Field, wishes: Sequence[Constraint]) -> str | None:
    """One sentence about the wishes of one field; None where the item has no value and none is needed."""
    entry = _entry(task, item, declared)
    told = task.book.listed([_quoted(task, wish) for wish in wishes])
    label = label_of(declared, task.language)
    if entry is None:
        needed = any(wish.op not in ("ne", "not_in") for wish in wishes)
        return say(task, "reason_unknown", item, wishes=told, label=label) if needed else None
    key = "reason_met" if entry.inputs.get("met") else "reason_unmet"
    if declared.type == "flag":
        key += "_flag_yes" if entry.value else "_flag_no"
    elif declared == price_field(task.schema):
        key += "_price"
    forms = task.book.flag(label)
    return say(
        task, key, item, wishes=told, label=label, value=value_slot(entry), does=forms.does, lacks=forms.lacks
    )


def _kind(task: WordingTask, item: ShownItem) -> list[str]:
    """Whether the item is the kind of thing asked for, where that is known."""
    kinds, own = task.asked.kinds, _own_kind(task, item)
    if not kinds or own is None:
        return []
    things = task.book.listed(
        [task.book.quote(category_noun(k, task.schema, task.language)) for k in kinds], "or"
    )
    kind = category_noun(own, task.schema, task.language)
    return [say(task, "reason_kind" if own in kinds else "reason_other_kind", item, things=things, kind=kind)]


def _own_kind(task: WordingTask, item: ShownItem) -> str | None:
    fact = item.facts.get(task.schema.category_field or "")
    return item.category or (str(fact.value) if fact else None)


def _fits(task: WordingTask, item: ShownItem) -> bool:
    """Whether nothing that is known of the item breaks a wish."""
    known = {e.field: e for e in task.evidence.get(item.item_id, ())}
    kind = _own_kind(task, item)
    if task.asked.kinds and kind is not None and kind not in task.asked.kinds:
        return False
    return all(
        bool(known[w.field].inputs.get("met")) if w.field in known else w.op in ("ne", "not_in")
        for w in task.asked.wishes
    )


def _by_words(task: WordingTask, titles: str) -> str:
    """What was looked for where no wish of the catalogue's was said."""
    nouns = [category_noun(kind, task.schema, task.language) for kind in task.asked.kinds]
    words = quotable(" ".join((*nouns, *task.asked.words)))
    if not words:
        return task.book.say("reason_none", task.seed, titles=titles)
    return task.book.say("reason_words", task.seed, titles=titles, words=task.book.quote(words))


def _sorted_by(task: WordingTask, item: ShownItem) -> list[str]:
    """The value by which the list is ordered, unless a wish told it already."""
    told = {wish.field for wish in task.asked.wishes}
    entries = [
        entry
        for name in task.asked.fields
        if name not in told and (entry := _entry(task, item, task.schema.fields[name]))
    ]
    return [plain_sentence(task, item, entries, len(entries))] if entries else []


def _quoted(task: WordingTask, wish: Constraint) -> str:
    return task.book.quote(wish_text(wish, task.schema, task.language))


def _entry(task: WordingTask, item: ShownItem, declared: Field) -> Evidence | None:
    entries = task.evidence.get(item.item_id, ())
    return next((e for e in entries if e.field == declared.name and e.type != "tradeoff"), None)
