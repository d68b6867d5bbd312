"""Shown items side by side: field by field where the person named what matters, else item by item with what each
gains and loses against the first."""

from collections.abc import Sequence
from typing import NamedTuple

from landas.catalog.fields import Field
from landas.grounding.claims import Evidence
from landas.grounding.salience import price_field
from landas.grounding.wording.facts import say, value_slot
from landas.grounding.wording.items import compared_sentence, plain_sentence
from landas.grounding.wording.naming import counted_label, is_counted, label_of, of_extremes
from landas.grounding.wording.task import WordingTask

MOST_SHARED = 2


def comparison_opening(task: WordingTask) -> list[str]:
    """That these are compared, and which of them is at the end that was asked for: no reply may leave that out."""
    if len(task.shown) < 2:
        return []
    best = _best(task)
    return [best.sentence] if best else [_counted(task, "compare_intro")]


def comparison_sentences(task: WordingTask) -> list[str]:
    if task.asked.fields:
        best = _best(task)
        return [
            sentence
            for declared in _named_fields(task)
            for sentence in field_sentences(task, declared, best.told if best else None)
        ]
    told = [plain_sentence(task, task.shown[0], _told(task, 0), task.style.limits.compared)]
    told += [
        compared_sentence(task, item, _told(task, item.rank - 1), task.style.limits.compared)
        or plain_sentence(task, item, _told(task, item.rank - 1), task.style.limits.compared)
        for item in task.shown[1:]
    ]
    return told + _shared(task)


def field_sentences(task: WordingTask, declared: Field, told: Evidence | None = None) -> list[str]:
    """What each item has in one field, and of which it isn't known. What was `told` already isn't told again."""
    label = label_of(declared, task.language)
    known = [(item, entry) for item in task.shown if (entry := _entry(task, item.rank, declared))]
    silent = [item for item in task.shown if item not in [i for i, _ in known]]
    sentences = []
    if len(known) == len(task.shown) > 1 and len({str(entry.value) for _, entry in known}) == 1:
        sentences.append(_same(task, declared, known[0][1]))
    elif known:
        rest = [(item, entry) for item, entry in known if entry is not told]
        parts = [
            say(task, _part_key(task, declared, entry, number), item, **_values(task, declared, entry))
            for number, (item, entry) in enumerate(rest)
        ]
        sentences.append(task.book.listed(parts) + ".")
    return sentences + [say(task, "unknown_field", item, label=label) for item in silent]


def _part_key(task: WordingTask, declared: Field, entry: Evidence, number: int) -> str:
    if declared.type == "flag":
        return "compare_flag_yes" if entry.value else "compare_flag_no"
    if is_counted(declared, task.language):
        return "compare_count"
    if declared == price_field(task.schema):
        return "compare_price" if number == 0 else "compare_price_next"
    return "compare_value" if number == 0 else "compare_value_next"


def _values(task: WordingTask, declared: Field, entry: Evidence) -> dict[str, str]:
    """What the phrases about one value of a field are filled with."""
    label = label_of(declared, task.language)
    forms = task.book.flag(label)
    counted = counted_label(declared, entry.value, task.language)
    return {
        "label": counted if is_counted(declared, task.language) else label,
        "own": task.book.own(label),
        "value": value_slot(entry),
        "does": forms.does,
        "lacks": forms.lacks,
        "do": forms.do,
    }


class _Best(NamedTuple):
    """The sentence that tells which item is at the end that was asked for, and the entry that it tells."""

    sentence: str
    told: Evidence


def _best(task: WordingTask) -> _Best | None:
    """None unless all values are known and one item alone is at that end."""
    if task.asked.best is None:
        return None
    name, direction = task.asked.best
    declared = task.schema.fields[name]
    entries = [_entry(task, item.rank, declared) for item in task.shown]
    known = [entry for entry in entries if entry and isinstance(entry.value, int | float)]
    values = [float(str(entry.value)) for entry in known]
    if len(known) < len(task.shown):
        return None
    end = min(values) if direction == "lower" else max(values)
    if values.count(end) > 1:
        return None
    item, told = task.shown[values.index(end)], known[values.index(end)]
    key = "lowest" if direction == "lower" else "highest"
    key += "_price" if declared == price_field(task.schema) else ""
    key += of_extremes(declared, task.language)
    slot = value_slot(told)
    label = label_of(declared, task.language)
    return _Best(say(task, key, item, label=label, value=slot, price=slot), told)


def _named_fields(task: WordingTask) -> list[Field]:
    return [task.schema.fields[name] for name in task.asked.fields if task.schema.fields[name].public]


def _told(task: WordingTask, place: int) -> list[Evidence]:
    """An item's entries but for those in which all shown items are alike, which are told once."""
    alike = {declared.name for declared in _alike(task)}
    entries = task.evidence.get(task.shown[place].item_id, ())
    return [entry for entry in entries if entry.field not in alike]


def _alike(task: WordingTask) -> list[Field]:
    found = []
    for declared in task.schema.fields.values():
        entries = [_entry(task, item.rank, declared) for item in task.shown]
        values = {str(entry.value) for entry in entries if entry}
        if all(entries) and len(values) == 1 and declared != price_field(task.schema):
            found.append(declared)
    return found


def _shared(task: WordingTask) -> list[str]:
    first = task.shown[0].rank
    return [_same(task, d, entry) for d in _alike(task)[:MOST_SHARED] if (entry := _entry(task, first, d))]


def _same(task: WordingTask, declared: Field, entry: Evidence) -> str:
    kind = "_price" if declared == price_field(task.schema) else ""
    if declared.type == "flag":
        kind = "_flag_yes" if entry.value else "_flag_no"
    elif is_counted(declared, task.language):
        kind = "_count"
    return _counted(task, f"alike{kind}", **_values(task, declared, entry))


def _counted(task: WordingTask, key: str, **values: str) -> str:
    """The phrase for two items, or for more."""
    count = len(task.shown)
    key = key if count == 2 else f"{key}_many"
    return task.book.say(key, task.seed, count=task.book.count_word(count), **values)


def _entry(task: WordingTask, rank: int, declared: Field) -> Evidence | None:
    entries: Sequence[Evidence] = task.evidence.get(task.shown[rank - 1].item_id, ())
    return next((e for e in entries if e.field == declared.name and e.type != "tradeoff"), None)
