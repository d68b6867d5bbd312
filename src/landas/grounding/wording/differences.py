"""Trade-offs in words: "$40 more than the first, but it is lighter by 300 g"."""

from collections.abc import Sequence
from typing import NamedTuple

from landas.catalog.fields import Field
from landas.grounding.claims import Evidence
from landas.grounding.salience import price_field
from landas.grounding.shown import ShownItem
from landas.grounding.wording.naming import comparative, counted_label, is_counted, label_of, moment
from landas.grounding.wording.phrasebook import Phrasebook
from landas.grounding.wording.task import WordingTask


class DifferencePart(NamedTuple):
    """One difference as a clause, and as it follows on another of its kind ("it is lighter", "is lighter").

    `sign` is 1 for a gain, -1 for a loss, 0 where neither end is better.
    """

    text: str
    next_text: str
    sign: int


class PriceDifference(NamedTuple):
    """How an item's price stands to the first's: `key` is `less`, `more` or `same`; `slot` the amount's slot."""

    key: str
    slot: str
    sign: int


def difference_parts(
    task: WordingTask, entries: Sequence[Evidence], most: int | None = None
) -> list[DifferencePart]:
    """Clauses about fields but the price in which the item differs from the first shown one; by default as many as
    the project's length allows."""
    price = price_field(task.schema)
    parts = []
    for entry in _against_first(task, entries):
        declared = task.schema.fields.get(str(entry.field))
        if declared and declared != price:
            parts.append(_part(task, declared, entry))
    return parts[: task.style.limits.differences if most is None else most]


def joined_differences(task: WordingTask, parts: Sequence[DifferencePart], after: int | None = None) -> str:
    """The clauses in a row: gains joined to gains with "and", then losses after one "but", or the other way round.

    `after` is the sign of what the sentence said before; None begins the row without a joining word.
    """
    book = task.book
    before = after if after is not None else parts[0].sign if parts else 0
    alike = [part for part in parts if part.sign * before >= 0]
    against = [part for part in parts if part.sign * before < 0]
    text = _run(book, alike)
    if text and after is not None:
        text = book.say("and_also", task.seed, difference=text)
    return text + (book.say("but", task.seed, difference=_run(book, against)) if against else "")


def _run(book: Phrasebook, parts: Sequence[DifferencePart]) -> str:
    """A clause without its subject follows only on one whose subject is the item ("it is lighter")."""
    said = [
        part.next_text if before and before.text != before.next_text else part.text
        for before, part in zip((None, *parts), parts, strict=False)
    ]
    return book.listed(said)


def price_difference(
    task: WordingTask, item: ShownItem, entries: Sequence[Evidence]
) -> PriceDifference | None:
    """None where one of the two prices is unknown."""
    price = price_field(task.schema)
    if price is None or not task.shown:
        return None
    mine, first = item.facts.get(price.name), task.shown[0].facts.get(price.name)
    if mine is None or first is None:
        return None
    entry = next((e for e in _against_first(task, entries) if e.field == price.name), None)
    if entry is None:
        return PriceDifference("same", "", 0) if mine.value == first.value else None
    less = isinstance(entry.value, int | float) and entry.value < 0
    return PriceDifference("less" if less else "more", _slot(entry), 1 if less else -1)


def _against_first(task: WordingTask, entries: Sequence[Evidence]) -> list[Evidence]:
    first = task.shown[0].item_id
    return [e for e in entries if e.type == "tradeoff" and e.inputs.get("other_item_id") == first]


def _part(task: WordingTask, declared: Field, entry: Evidence) -> DifferencePart:
    book = task.book
    gap = float(entry.value) if isinstance(entry.value, int | float) else 0.0
    lower = gap < 0
    sign = 0 if declared.better is None else 1 if lower == (declared.better == "lower") else -1
    label = label_of(declared, task.language)
    word = comparative(declared, lower, task.language)
    if older := moment(declared, lower, task.language):
        key, word = "by_moment", older
    elif word:
        key = "by_word"
    elif is_counted(declared, task.language):
        key, label = "fewer_of" if lower else "more_counted", counted_label(declared, abs(gap), task.language)
    elif entry.unit:
        key = "less_of" if lower else "more_of"
    else:
        key = "lower" if lower else "higher"
    text, following = (
        book.say(
            k, task.seed, difference=_slot(entry), label=label, own=book.own(label), comparative=word or ""
        )
        for k in (key, f"{key}_next")
    )
    return DifferencePart(text, following, sign)


def _slot(entry: Evidence) -> str:
    return f"{{{entry.id}.difference}}"
