"""The label beside a slot must be that slot's own: "costs {e3.value}" is false where e3 is the weight.

A label belongs to the value behind it; where a comma or a word like "and" parts the two, it may belong to the one
before ("16 GB of RAM, 1.4 kg").
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from landas.catalog.fields import Field
from landas.grounding.replies.slot_input import SlotInput
from landas.grounding.verifier.phrases import split_key
from landas.grounding.verifier.pieces import cut
from landas.grounding.verifier.words import Vocabulary, vocabulary
from landas.grounding.wording.phrasebook import load_phrasebook
from landas.grounding.wording.slots import outside_slots, slots_in

Phrase = tuple[str, ...]
Naming = tuple[range, str, frozenset[str]]
"""The places of a phrase, the phrase, the fields that it names."""


def label_faults(text: str, task_input: SlotInput) -> Iterator[str]:
    """The first word that names a field other than that of the slot it belongs to."""
    known = vocabulary(task_input.packs)
    fields = task_input.schema.fields
    concepts = {name: _concepts(field, known) for name, field in fields.items() if field.public}
    parting = {word for pack in task_input.packs for word in load_phrasebook(pack.code).separating}
    for stretch in _stretches(text, task_input):
        own: list[range] = []
        for place, said, named in sorted(_named(stretch.words, fields, concepts, known), key=_longest_first):
            parted = any(_parts(word, known) or word in parting for word in stretch.words[place.stop :])
            beside = {stretch.right} if stretch.right and not parted else {stretch.left, stretch.right}
            if named & beside:
                own.append(place)
            # "Host interface" is one label, though an interface may be the name of something else.
            elif (
                beside != {""}
                and named
                and not any(place[0] in label and place[-1] in label for label in own)
            ):
                yield f"says {said!r} beside a slot of something else; use the slot's own label."
                return


def _longest_first(naming: Naming) -> int:
    return -len(naming[0])


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words and marks between two values (titles are no values), and the fields of these values, "" at the ends."""

    words: tuple[str, ...]
    left: str
    right: str


def _stretches(text: str, task_input: SlotInput) -> Iterator[_Stretch]:
    field_of = {entry.id: entry.field or "" for entry in task_input.evidence}
    left, start = "", 0
    for slot in slots_in(text):
        if right := field_of.get(slot.name, ""):
            yield _Stretch(_words(text[start : slot.start]), left, right)
            left, start = right, slot.end
    yield _Stretch(_words(text[start:]), left, "")


def _words(text: str) -> tuple[str, ...]:
    return tuple(piece.key for piece in cut(outside_slots(text)))


def _parts(word: str, known: Vocabulary) -> bool:
    """True for what ends a statement inside a sentence: a comma, "and", "with"; a colon leads on."""
    mark = not word[0].isalnum() and word not in ":-"
    return mark or known.has("joiners", word) or known.has("breakers", word)


def _named(
    words: Sequence[str],
    fields: Mapping[str, Field],
    concepts: Mapping[str, frozenset[str]],
    known: Vocabulary,
) -> Iterator[Naming]:
    """By labels and by a language's words for what fields are."""
    labels = {name: _labels(field) for name, field in fields.items() if name in concepts}
    for first in range(len(words)):
        if known.has("closed", words[first]):
            continue
        exact: set[int] = set()
        for phrase in {phrase for phrases in labels.values() for phrase in phrases}:
            if tuple(words[first : first + len(phrase)]) == phrase:
                named = frozenset(name for name, own in labels.items() if phrase in own)
                exact.add(len(phrase))
                yield range(first, first + len(phrase)), " ".join(phrase), named
        for size, marker in known.markers_at(words, first):
            # A shop's own label says which field is meant, however alike others are.
            if marker.kind == "thesaurus" and size not in exact:
                named = frozenset(name for name, held in concepts.items() if marker.content in held)
                yield range(first, first + size), " ".join(words[first : first + size]), named


def _labels(field: Field) -> frozenset[Phrase]:
    said = (split_key(label) for several in field.labels.values() for label in several)
    return frozenset({*said, split_key(field.name.replace("_", " "))} - {()})


def _concepts(field: Field, known: Vocabulary) -> frozenset[str]:
    """What the field stands for, as the language packs call it: a label that is a whole phrase of that concept."""
    return frozenset(
        marker.content
        for label in _labels(field)
        for size, marker in known.markers_at(label, 0)
        if marker.kind == "thesaurus" and size == len(label)
    )
