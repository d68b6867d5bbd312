"""The label beside a slot must be that slot's own: "costs {e3.value}" is false where e3 is the weight.

Between two values of a sentence, every word for a known field must be for the one before or the one behind it.
"""

from collections.abc import Iterator, Mapping, Sequence

from landas.catalog.fields import Field
from landas.grounding.contracts.explanation.task_input import ExplanationInput
from landas.grounding.verifier.words import Vocabulary, split_key, vocabulary
from landas.grounding.wording.slots import slots_in

Phrase = tuple[str, ...]


def label_faults(text: str, task_input: ExplanationInput) -> Iterator[str]:
    """The first word that names a field other than those of the slots beside it."""
    known = vocabulary(task_input.packs)
    fields = task_input.schema.fields
    concepts = {name: _concepts(field, known) for name, field in fields.items() if field.public}
    for words, beside in _stretches(text, task_input):
        for said, named in _named(words, fields, concepts, known):
            if beside and named and not named & beside:
                yield f"says {said!r} beside a slot of something else; use the slot's own label."
                return


def _stretches(text: str, task_input: ExplanationInput) -> Iterator[tuple[Sequence[str], frozenset[str]]]:
    """The words between values (titles are no values), with the fields of the values on both sides."""
    field_of = {entry.id: entry.field for entry in task_input.evidence}
    values = [s for s in slots_in(text) if s.name[0] == "e" and field_of.get(s.name)]
    left, start = "", 0
    for slot in values:
        right = field_of[slot.name] or ""
        yield _words(text[start : slot.start]), frozenset({left, right} - {""})
        left, start = right, slot.end
    yield _words(text[start:]), frozenset({left} - {""})


def _words(text: str) -> Sequence[str]:
    for slot in reversed(slots_in(text)):
        text = f"{text[: slot.start]} {text[slot.end :]}"
    return split_key(text)


def _named(
    words: Sequence[str],
    fields: Mapping[str, Field],
    concepts: Mapping[str, frozenset[str]],
    known: Vocabulary,
) -> Iterator[tuple[str, frozenset[str]]]:
    """(phrase, fields that it names), by the words that languages have for what fields stand for, and by labels."""
    labels = {name: _labels(field) for name, field in fields.items() if name in concepts}
    for first in range(len(words)):
        if known.has("closed", words[first]):
            continue
        for size, marker in known.markers_at(words, first):
            if marker.kind == "thesaurus":
                named = {name for name, held in concepts.items() if marker.content in held}
                yield " ".join(words[first : first + size]), frozenset(named)
        for name, phrases in labels.items():
            for phrase in phrases:
                if tuple(words[first : first + len(phrase)]) == phrase:
                    yield (
                        " ".join(phrase),
                        frozenset({n for n, own in labels.items() if phrase in own} | {name}),
                    )


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
