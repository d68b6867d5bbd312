"""Two declared fields never stand for each other: a word that is one field's own name names no other field.

"The rating is above 4.5" speaks of the field called "rating", not of a "rate" that stems alike, and not of "stars",
which the thesaurus takes for the same thing. The thesaurus only helps where no field has the word for its name.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise, permutations

from landas.grounding.verifier.amounts import kind_of
from landas.grounding.verifier.fact_views import FactView
from landas.grounding.verifier.labels import label_keys
from landas.grounding.verifier.words import Senses

_BY_CONCEPT, _BY_STEM, _EXACT = 0, 1, 2
"""How a word names a field: as a word of its concept, as another form of its name, letter for letter."""
_ANYTHING = "anything"


@dataclass(frozen=True, slots=True)
class Field:
    """One attribute of the shown items: the names it goes by, and what its values measure."""

    labels: tuple[str, ...]
    names: frozenset[tuple[str, ...]]
    senses: Senses
    """Senses of the names that are one word."""
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Twin:
    """A field whose name differs from another's in small words only ("check-in", "check-out"; "rooms" and "rooms
    available"): the words that only the other's own names have, and those that only this one's have."""

    own: frozenset[str]
    its: frozenset[str]
    longer_or_shorter: tuple[str, ...] = ()
    """The labels of this field, where one name is the other with words more: no rival then, the words decide."""

    def is_meant(self, beside: Set[str], around: Set[str]) -> bool:
        """Whether the words beside a name, and those of its clause, say that this field is meant and not the other."""
        if not self.its:
            return not around & self.own
        return bool(beside & self.its) and not beside & self.own


class Fields:
    """The attributes of all shown items, by the words that are their whole names."""

    def __init__(self, facts: Iterable[FactView]) -> None:
        told = [fact for fact in facts if not fact.is_title]
        self._fields = _fields(told)
        self._twins = _twins(told)
        names = (name for labels in self._twins for name in self._fields[labels].names)
        self.solid = {"".join(pair): pair for name in names for pair in pairwise(name)}
        """Two words of a name that has a twin, written as one: "checkout"."""
        self._openings: dict[str, list[tuple[tuple[str, ...], Field]]] = {}
        for field in self._fields.values():
            for name in field.names:
                self._openings.setdefault(name[0], []).append((name, field))
        self._by_sense: dict[str, list[Field]] = {}
        for field in self._fields.values():
            for sense in field.senses:
                self._by_sense.setdefault(sense, []).append(field)

    def named(self, words: Mapping[int, tuple[Set[str], Senses]]) -> dict[int, dict[Field, int]]:
        """Piece -> the fields whose whole name it is, or stands in, and how. `words`: piece -> (keys, senses)."""
        found: dict[int, dict[Field, int]] = {}
        order = sorted(words)
        for at, piece in enumerate(order):
            keys, senses = words[piece]
            for key in keys:
                for name, field in self._openings.get(key, ()):
                    rest = order[at : at + len(name)]
                    if len(rest) == len(name) and all(
                        part in words[i][0] for part, i in zip(name, rest, strict=True)
                    ):
                        for i in rest:
                            found.setdefault(i, {})[field] = _EXACT
            for sense in self._by_sense.keys() & senses:
                for field in self._by_sense[sense]:
                    found.setdefault(piece, {}).setdefault(field, _BY_STEM)
        return found

    def is_rival(
        self, fact: FactView, keys: Set[str], senses: Senses, named: Mapping[Field, int], *, called: bool
    ) -> bool:
        """True where the word names another field better than that of `fact`. `called`: the thesaurus has the word as
        it stands for what `fact` tells, which is no worse than a word of one stem ("pembuat", "terbuat dari").
        """
        own = self._fields.get(fact.fact.labels)
        if own is None or any(key in name for key in keys for name in own.names):
            return False
        level = _BY_STEM if called or not senses.isdisjoint(fact.label_senses) else _BY_CONCEPT
        twins = {twin.longer_or_shorter for twin in self._twins.get(own.labels, ())}
        return any(
            other is not own
            and other.labels not in twins
            and how > level
            and (level == _BY_STEM or _measure_alike(own, other))
            for other, how in named.items()
        )

    def twins_of(self, fact: FactView) -> Sequence[Twin]:
        return self._twins.get(fact.fact.labels, ())

    def are_twins(self, one: FactView, other: FactView) -> bool:
        names = self._fields.get(other.fact.labels)
        its = frozenset(key for name in names.names for key in name) if names else frozenset()
        return any(twin.its and twin.its <= its for twin in self.twins_of(one))

    def without_borrowed(self, fact: FactView) -> FactView:
        """The fact without concepts that another field, measured alike, is called by ("stars" beside "rating")."""
        own = self._fields.get(fact.fact.labels)
        if own is None or not fact.concepts:
            return fact
        borrowed = {
            concept
            for concept in fact.concepts
            if not any(concept in name for name in own.names)
            and any(
                _is_called(other, concept) and _measure_alike(own, other)
                for other in self._fields.values()
                if other is not own
            )
        }
        if not borrowed:
            return fact
        whole = tuple(concepts - borrowed for concepts in fact.label_concepts)
        return replace(fact, concepts=fact.concepts - borrowed, label_concepts=whole)


def _twins(facts: Sequence[FactView]) -> dict[tuple[str, ...], list[Twin]]:
    """A field's labels -> the fields that are called alike."""
    alike: dict[tuple[Senses, ...], dict[tuple[str, ...], tuple[str, ...]]] = {}
    for fact in facts:
        for label, told in zip(fact.fact.labels, fact.labels, strict=True):
            alike.setdefault(told, {})[label_keys(label)] = fact.fact.labels
    found: dict[tuple[str, ...], list[Twin]] = {}
    extra: dict[tuple[tuple[str, ...], tuple[str, ...]], set[str]] = {}
    """(longer, shorter) field -> the words by which its names are longer, in any language."""
    for names in alike.values():
        for one, other in permutations(names, 2) if len(names) > 1 else ():
            own, its = frozenset(one) - frozenset(other), frozenset(other) - frozenset(one)
            if names[one] == names[other]:
                continue
            if own and its:
                found.setdefault(names[one], []).append(Twin(own, its))
            elif own or its:
                longer = names[one if own else other], names[other if own else one]
                extra.setdefault(longer, set()).update(own or its)
    kinds = _measured(facts)
    for (long, short), words in extra.items():
        # Careful: a "display" has a type and a size, and may be said for each; but one number is never the other.
        if kinds[long] != kinds[short] or kinds[long] & {"words", _ANYTHING}:
            continue
        found.setdefault(long, []).append(Twin(frozenset(words), frozenset(), short))
        found.setdefault(short, []).append(Twin(frozenset(), frozenset(words), long))
    return found


def _is_called(field: Field, concept: str) -> bool:
    """ "Size" alone is no name of what is called "display size" in full."""
    return (concept,) in field.names and not any(concept in n for n in field.names if len(n) > 1)


def _measured(facts: Iterable[FactView]) -> dict[tuple[str, ...], set[str]]:
    """A field's labels -> what its values measure."""
    kinds: dict[tuple[str, ...], set[str]] = {}
    for fact in facts:
        kinds.setdefault(fact.fact.labels, set()).update(_kinds(fact))
    return kinds


def _fields(facts: Sequence[FactView]) -> dict[tuple[str, ...], Field]:
    kinds = _measured(facts)
    words: dict[tuple[str, ...], Senses] = {}
    for fact in facts:
        named = zip(fact.fact.labels, fact.labels, strict=True)
        single = [senses for label, told in named if len(label_keys(label)) == 1 for senses in told]
        words.setdefault(fact.fact.labels, frozenset().union(*single))
    return {
        labels: Field(labels, frozenset(map(label_keys, labels)) - {()}, words[labels], frozenset(measured))
        for labels, measured in kinds.items()
    }


def _kinds(fact: FactView) -> set[str]:
    if fact.state == "missing":
        return {_ANYTHING}
    return {kind_of(amount) for amount, _, _ in fact.value.amounts} or {"words"}


def _measure_alike(one: Field, other: Field) -> bool:
    """Whether a value of one could be taken for a value of the other; a bare number may be of any measure."""
    if _ANYTHING in one.kinds | other.kinds or one.kinds & other.kinds:
        return True
    return "" in one.kinds | other.kinds and "words" not in one.kinds | other.kinds
