"""Every way an explanation may break its promises. The last check fills the slots in and asks the verifier, so
nothing that passes here can say more than the evidence does."""

import re
from collections.abc import Callable, Collection, Iterator

from landas.grounding.replies.characters import character_faults
from landas.grounding.replies.labels import label_faults
from landas.grounding.replies.own_language import language_faults
from landas.grounding.replies.slot_input import ItemLines, SlotInput
from landas.grounding.replies.slot_reply import SlotReply, SlotSentence
from landas.grounding.replies.twists import twist_faults
from landas.grounding.verifier.phrases import split_key
from landas.grounding.verifier.verify import verify
from landas.grounding.verifier.words import vocabulary
from landas.grounding.wording.naming import value_word
from landas.grounding.wording.phrasebook import load_phrasebook
from landas.grounding.wording.slots import outside_slots, render, slots_in
from landas.llm.contract import Violation

CHECKS_VERSION = 2
SHORTEST_VALUE = 3
MAX_FAULTS = 8
"""Violations named at once: a hostile reply must not make an endless retry prompt."""

_DIGITS = re.compile(r"[\d%$€£¥₹‰½¼¾²³]|(?<!\w)(?:Rp|IDR|USD|EUR)(?!\w)")
_CAPITALISED = re.compile(r"(?<=[\w,;:)'’”] )[^\W\d_][\w'’-]*")

_WORD = re.compile(r"[^\W_]+")

SentenceCheck = Callable[[SlotInput, SlotSentence], Iterator[str]]


def check_slots(task_input: SlotInput, reply: SlotReply) -> tuple[Violation, ...]:
    """Violations, the cheap ones first; the verifier is asked only about a reply that breaks no other rule."""
    faults = [
        f"sentence {number}: {fault}"
        for number, sentence in enumerate(reply.sentences, start=1)
        for check in SENTENCE_CHECKS
        for fault in check(task_input, sentence)
    ]
    faults += _says_enough(task_input, reply)
    if not faults:
        return tuple(_unfaithful(task_input, reply))[:MAX_FAULTS]
    return tuple(Violation(fault) for fault in faults[:MAX_FAULTS])


def _plain(task_input: SlotInput, sentence: SlotSentence) -> Iterator[str]:
    yield from character_faults(sentence.text, task_input.language)


def _own_slots(task_input: SlotInput, sentence: SlotSentence) -> Iterator[str]:
    """Slots must be known, and be of the item the sentence says it speaks of."""
    item = _item_at(task_input, sentence.item)
    if sentence.item is not None and item is None:
        yield f"there is no item {sentence.item}."
        return
    titles = frozenset(i.title_slot for i in task_input.items)
    allowed = titles if item is None else item.slots()
    used = [slot.written for slot in slots_in(sentence.text)]
    for slot in used:
        if slot not in allowed:
            yield f"the slot {slot} isn't listed for {'all items' if item is None else f'item {sentence.item}'}."
        elif used.count(slot) > 1:
            yield f"uses the slot {slot} more than once."
        elif item and slot in titles - {item.title_slot} and not _compares_with(item, slot, used):
            yield f"names {slot} but not how the item differs from it; use a difference to it, or leave it out."
    if item is not None and not item.slots() & set(used):
        yield f"speaks of item {sentence.item} but uses none of its slots."


def _compares_with(item: ItemLines, title_slot: str, used: Collection[str]) -> bool:
    """True when the sentence uses a difference to the item of that title."""
    return any(
        title_slot in line.slots and set(line.slots) & {*used} - {title_slot} for line in item.evidence
    )


def _no_values(task_input: SlotInput, sentence: SlotSentence) -> Iterator[str]:
    """Numbers and catalogue values come from slots only, true ones too: a model's memory is no evidence."""
    around = outside_slots(sentence.text)
    if found := _DIGITS.search(around):
        yield f"writes the value {found[0]!r} itself; use a slot."
    words = {w.casefold() for w in re.findall(r"[\w'’-]+", around)}
    if spelled := sorted(words & _number_words(task_input)):
        yield f"writes the number {spelled[0]!r} itself; use a slot."
    folded = f" {_folded(around)} "
    values = _catalogue_values(task_input)
    meant = {said for said, value in _value_words(around, task_input) if value in values}
    for value in sorted(meant | {value for value in values if f" {value} " in folded}):
        yield f"writes the value {value!r} itself; use a slot."


def _no_names(task_input: SlotInput, sentence: SlotSentence) -> Iterator[str]:
    """A capital inside a sentence is a name, and names come from slots."""
    allowed = load_phrasebook(task_input.language).capitals
    labels = {w for i in task_input.items for line in i.evidence for w in line.about.split()}
    for word in _CAPITALISED.findall(outside_slots(sentence.text)):
        if word[0].isupper() and word not in allowed and word not in labels:
            yield f"names {word!r} itself; use a title slot or plain words."


def _no_twists(task_input: SlotInput, sentence: SlotSentence) -> Iterator[str]:
    """A true value in false words is false: what changes a slot must rest on a slot."""
    yield from twist_faults(sentence.text, _item_at(task_input, sentence.item), task_input.packs)


def _own_labels(task_input: SlotInput, sentence: SlotSentence) -> Iterator[str]:
    yield from label_faults(sentence.text, task_input)


def _own_language(task_input: SlotInput, sentence: SlotSentence) -> Iterator[str]:
    yield from language_faults(sentence.text, task_input.language, task_input.packs)


SENTENCE_CHECKS: tuple[SentenceCheck, ...] = (
    _plain,
    _own_slots,
    _no_values,
    _no_names,
    _no_twists,
    _own_labels,
    _own_language,
)


def _says_enough(task_input: SlotInput, reply: SlotReply) -> Iterator[str]:
    """A true reply that doesn't do its task is no answer."""
    spoken_of = {sentence.item for sentence in reply.sentences} - {None}
    if not spoken_of:
        yield "no sentence speaks of a shown item."
    elif task_input.kind == "comparison" and len(spoken_of) < 2:
        yield "speaks of one item only; compare the items."
    elif task_input.kind == "item_answer" and not _tells_what_was_asked(task_input, reply):
        yield "doesn't tell what was asked; use the slot of that value."


def _tells_what_was_asked(task_input: SlotInput, reply: SlotReply) -> bool:
    fields = {e.id: e.field for e in task_input.evidence if e.type != "tradeoff"}
    told = {fields.get(slot.name) for sentence in reply.sentences for slot in slots_in(sentence.text)} - {
        None
    }
    return bool(told & set(task_input.asked.fields) if task_input.asked.fields else told)


def _unfaithful(task_input: SlotInput, reply: SlotReply) -> Iterator[Violation]:
    text = " ".join(sentence.text.strip() for sentence in reply.sentences)
    said = render(text, task_input.evidence, task_input.titles, task_input.schema, task_input.language)
    for claim in verify(said, task_input.grounds, task_input.packs, task_input.language):
        if claim.verdict in ("contradicted", "unsupported"):
            # The rendered claim holds values the model must not learn to write, so only the fault is named.
            yield Violation(
                f"a statement is {claim.verdict}: say only what a listed slot backs.", claim.verdict
            )


def _item_at(task_input: SlotInput, position: int | None) -> ItemLines | None:
    return next((item for item in task_input.items if item.position == position), None)


def _number_words(task_input: SlotInput) -> set[str]:
    """Words from two up, of every language; "one" and "no" are ordinary words too, which the verifier reads."""
    said = {word.casefold() for pack in task_input.packs for word in load_phrasebook(pack.code).numbers[2:]}
    return said | {word for pack in task_input.packs for word, value in pack.numbers.items() if value > 1}


def _catalogue_values(task_input: SlotInput) -> set[str]:
    """Word values of every shown item's facts with their synonyms, folded.

    The kind of thing ("laptop") is no value here: nobody can speak without it, and the verifier checks it.
    """
    values: set[str] = set()
    kind = task_input.schema.category_field
    for item in task_input.grounds.items:
        for fact in item.facts:
            if kind and f"#{kind}@" in fact.fact_id:
                continue
            own = fact.value if isinstance(fact.value, tuple) else (fact.value,)
            words = [v for v in own if isinstance(v, str)]
            words += [s for several in fact.synonyms.values() for s in several]
            words += [t for v in own for t in _translations(task_input, fact.fact_id, v)]
            values |= {_folded(w) for w in words}
    return {v for v in values if len(v) >= SHORTEST_VALUE}


def _translations(task_input: SlotInput, fact_id: str, value: object) -> list[str]:
    """A word value as every language of the project says it."""
    declared = task_input.schema.fields.get(fact_id.split("#")[-1].split("@")[0])
    if declared is None or not isinstance(value, str):
        return []
    return [value_word(value, declared, pack.code) for pack in task_input.packs]


def _value_words(text: str, task_input: SlotInput) -> Iterator[tuple[str, str]]:
    """Words that mean a value in any language of the project ("hitam"), with that value ("black")."""
    known, words = vocabulary(task_input.packs), split_key(text)
    for position in range(len(words)):
        for size, marker in known.markers_at(words, position):
            if marker.kind == "value_words":
                yield " ".join(words[position : position + size]), marker.content


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
