"""The facts of one item by the words that name their attributes and by the words that their values say.

Made once for all clauses that are checked against the item: most clauses speak of two or three of its facts.
"""

from collections.abc import Iterable, Mapping, Set
from typing import TypeVar

from landas.grounding.verifier.amounts import Amount, measure_of
from landas.grounding.verifier.fact_views import FactView
from landas.grounding.verifier.words import Senses

Key = TypeVar("Key", str, str | None)


class FactIndex:
    """`facts` in their order, which every look-up keeps."""

    def __init__(self, facts: tuple[FactView, ...]) -> None:
        self.facts = facts
        self._by_label = _places(fact.label_senses for fact in facts)
        self._by_concept = _places(fact.concepts for fact in facts)
        self._by_value = _places(
            fact.value.senses if fact.state == "present" and not fact.is_prose else () for fact in facts
        )
        self.denying = tuple(fact for fact in facts if any(word.negated for word in fact.value.words))
        """Those whose value denies something ("non-removable")."""
        self.measured = tuple(fact for fact in facts if fact.value.amounts and fact.state != "missing")
        """Those whose value holds a number."""
        self._by_measure = _places(
            {measure_of(a) for a, _, _ in fact.value.amounts} for fact in self.measured
        )
        self.numbered = tuple(fact for fact in facts if fact.label_amounts)
        """Those whose name holds a number ("3.5 mm jack")."""

    def named_by(self, senses: Senses, concepts: Set[str]) -> list[FactView]:
        """Facts that one of the words, or one of the concepts, may name."""
        return self._at(_found(self._by_label, senses) | _found(self._by_concept, concepts))

    def of_concepts(self, concepts: Set[str]) -> list[FactView]:
        return self._at(_found(self._by_concept, concepts))

    def saying(self, senses: Senses) -> list[FactView]:
        """Present facts, running text aside, whose value says one of the words."""
        return self._at(_found(self._by_value, senses))

    def measuring(self, amount: Amount) -> list[FactView]:
        """Those of `measured` that hold an amount comparable to this one."""
        return [self.measured[place] for place in self._by_measure.get(measure_of(amount), ())]

    def _at(self, places: Iterable[int]) -> list[FactView]:
        return [self.facts[place] for place in sorted(places)]


def _places(keys: Iterable[Iterable[Key]]) -> dict[Key, list[int]]:
    found: dict[Key, list[int]] = {}
    for place, own in enumerate(keys):
        for key in own:
            found.setdefault(key, []).append(place)
    return found


def _found(places: Mapping[str, list[int]], keys: Set[str]) -> set[int]:
    return {place for key in places.keys() & keys for place in places[key]}
