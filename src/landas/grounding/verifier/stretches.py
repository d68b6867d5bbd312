"""The words, phrases, amounts and names of one clause, and which of them name or say what of the facts."""

from itertools import pairwise

from landas.grounding.verifier.clauses import Clause
from landas.grounding.verifier.fact_views import FactView
from landas.grounding.verifier.once import once
from landas.grounding.verifier.reading import Hit, Reading
from landas.grounding.verifier.rivals import Field
from landas.grounding.verifier.sheets import Sheet
from landas.grounding.verifier.words import Senses

_NONE: frozenset[int] = frozenset()


class Stretch:
    """The words, phrases, amounts and names of one clause, each looked up once."""

    def __init__(self, reading: Reading, sheet: Sheet, clause: Clause) -> None:
        self.reading, self.sheet, self.clause = reading, sheet, clause
        self.span = range(clause.first, clause.last)
        self.start = reading.pieces[clause.first].start
        self.end = reading.pieces[clause.last - 1].end
        # What every clause needs is read at once: a lazy property takes a lock each time it is made.
        self.hits = reading.hits_in(clause.first, clause.last)
        self.amounts = reading.amounts_in(self.start, self.end)
        self.mentions = reading.mentions_in(clause.first, clause.last)
        self.named = frozenset(i for m in self.mentions for i in range(m.first, m.last))
        """Pieces inside items' names."""
        self.by_kind: dict[str, list[Hit]] = {}
        """The phrases of the clause by what they mean, each list in order of place."""
        for hit in self.hits:
            self.by_kind.setdefault(hit.marker.kind, []).append(hit)
        self._labelled: dict[int, dict[FactView, frozenset[int]]] = {}
        self._valued: dict[int, dict[FactView, frozenset[int]]] = {}

    @once
    def spoken(self) -> tuple[int, ...]:
        """Every word, names and closed ones too."""
        pieces = self.reading.pieces
        return tuple([i for i in self.span if pieces[i].is_word])

    @property
    def opening(self) -> int:
        """The first word, or the first piece of a clause without words."""
        return self.spoken[0] if self.spoken else self.clause.first

    @property
    def closing(self) -> int:
        """The last word, or the first piece of a clause without words."""
        return self.spoken[-1] if self.spoken else self.clause.first

    @once
    def keys(self) -> frozenset[str]:
        """What the pieces are compared by, all of them."""
        return frozenset(self.reading.keys[self.span.start : self.span.stop])

    @once
    def idioms(self) -> frozenset[int]:
        """Pieces of phrases that mean nothing word by word ("under the hood")."""
        return frozenset(i for h in self.by_kind.get("idioms", ()) for i in range(h.first, h.last))

    @once
    def unavailable(self) -> list[Hit]:
        """Phrases that say a thing can't be had; right before a price they deny the price ("tidak dijual $90")."""
        found = self.by_kind.get("unavailable", [])
        priced = {min(self.reading.pieces_of(a.start, a.end)) for a in self.amounts if a.currency and found}
        return [hit for hit in found if not priced & {hit.last, hit.last + 1}]

    @once
    def denials(self) -> frozenset[int]:
        """Pieces of phrases that deny ("left out")."""
        return frozenset(
            i
            for kind in ("denials", "turning")
            for h in self.by_kind.get(kind, ())
            for i in range(h.first, h.last)
        )

    @once
    def words(self) -> tuple[int, ...]:
        taken = self.named.union(*(self.reading.pieces_of(a.start, a.end) for a in self.amounts))
        taken |= self.idioms | self.denials
        return tuple([i for i in self.spoken if i not in taken])

    @once
    def content(self) -> tuple[int, ...]:
        vocabulary, pieces = self.sheet.vocabulary, self.reading.pieces
        return tuple(
            i
            for i in self.words
            if (not vocabulary.is_idle(pieces[i].key) or self._ends_as_value(i))
            and not self._praises(i)
            and i not in self.references
        )

    @once
    def references(self) -> frozenset[int]:
        """Words that only point at the item: "the phone", "this tablet's", "ponsel ini"."""
        has, pieces = self.sheet.vocabulary.has, self.reading.pieces
        attributes = {hit.first for hit in self.by_kind.get("thesaurus", ())}
        titles = self.sheet.title_words
        found = set()
        for before, index in pairwise((-1, *self.words)):
            kind = has("made_things", pieces[index].base) or pieces[index].text in titles
            if not kind or index in attributes:
                continue
            pointed = before == index - 1 and before >= 0 and has("definite", pieces[before].key)
            behind = pieces[index + 1].key if index + 1 in self.span else ""
            if pointed or has("definite_behind", behind):
                found.add(index)
        return frozenset(found)

    def _praises(self, index: int) -> bool:
        """Praise, unless it is written like a name within its sentence ("made by Sharp")."""
        piece = self.reading.pieces[index]
        if not self.sheet.vocabulary.has("praise", piece.key) or piece.key in self.sheet.sole_values:
            return False
        inside = index > self.clause.first or self._opens_brand(index + 1)
        return not (piece.text[0].isupper() and inside and not self.reading.is_shouted)

    def _opens_brand(self, index: int) -> bool:
        """ "Sharp makes …": a word of praise that is a maker's name."""
        markers = [hit.marker for hit in self.hits if hit.first == index]
        return any(marker.kind == "thesaurus" and marker.content == "brand" for marker in markers)

    @once
    def senses(self) -> Senses:
        """All senses of the words that aren't closed."""
        return frozenset().union(*(self.reading.senses[i] for i in self.open_words))

    @once
    def open_words(self) -> tuple[int, ...]:
        """The words that aren't closed."""
        return tuple(i for i in self.words if not self.is_closed(i))

    @once
    def concepts(self) -> dict[str, frozenset[int]]:
        """Concept -> the pieces of the phrases that stand for it, outside names."""
        found: dict[str, frozenset[int]] = {}
        for hit in self.by_kind.get("thesaurus", ()):
            small = hit.first in self.idioms and self.is_closed(hit.first)  # "by the way" tells of no maker
            if hit.first not in self.named and not small:
                concept = hit.marker.content
                found[concept] = found.get(concept, frozenset()).union(range(hit.first, hit.last))
        return found

    @once
    def all_senses(self) -> Senses:
        """All senses of the words, closed ones too."""
        return frozenset().union(*(self.reading.senses[i] for i in self.words))

    @once
    def value_pieces(self) -> tuple[int, ...]:
        """Words that some fact's value says."""
        return tuple(
            i for i in self.content if not self.reading.senses[i].isdisjoint(self.sheet.value_senses)
        )

    def is_closed(self, index: int) -> bool:
        return self.reading.keys[index] in self.sheet.vocabulary.closed and not self._ends_as_value(index)

    def _ends_as_value(self, index: int) -> bool:
        """ "Kisaran harganya sedang": a small word elsewhere ("now"), and here the whole of a value."""
        is_last = bool(self.spoken) and index == self.spoken[-1]
        return is_last and self.reading.pieces[index].key in self.sheet.sole_values

    def label_hits(self, fact: FactView) -> frozenset[int]:
        return self.labelled(fact.item).get(fact, _NONE)

    def labelled(self, item: int) -> dict[FactView, frozenset[int]]:
        """The facts of an item whose attribute the clause names, with the pieces that name it."""
        if (known := self._labelled.get(item)) is None:
            facts = self.sheet.items[item].by_word.named_by(self.senses, self.concepts.keys())
            known = self._labelled[item] = {f: hits for f in facts if (hits := self._find_label_hits(f))}
        return known

    def valued(self, item: int) -> dict[FactView, frozenset[int]]:
        """The facts of an item whose value says words of the clause, with these words."""
        if (known := self._valued.get(item)) is None:
            senses, facts = self.reading.senses, self.sheet.items[item].by_word.saying(self.senses)
            hits = ((f, [i for i in self.telling if senses[i] & f.value.senses]) for f in facts)
            known = self._valued[item] = {f: frozenset(said) for f, said in hits if said}
        return known

    def _find_label_hits(self, fact: FactView) -> frozenset[int]:
        own = fact.label_senses
        found = {i for i, senses in self._naming if not senses.isdisjoint(own)}
        if not fact.concepts.isdisjoint(self.concepts):
            for concept in fact.concepts & self.concepts.keys():
                found |= self.concepts[concept]
        if self._named_fields:
            found -= {i for i in found & self._named_fields.keys() if self._names_another(i, fact)}
        if found and (twins := self.sheet.fields.twins_of(fact)):
            found = {
                i for i in found if not any(twin.is_meant(self._beside(i), self._around) for twin in twins)
            }
        return frozenset(found - self._of_others(fact) if self._phrases else found)

    @once
    def _naming(self) -> list[tuple[int, Senses]]:
        """The words that may name an attribute, with their senses: neither closed nor praise."""
        return [(i, self.reading.senses[i]) for i in self.open_words if not self._praises(i)]

    def _beside(self, index: int) -> frozenset[str]:
        """The words right before and behind a piece, over a hyphen."""
        pieces, places = self.reading.pieces, []
        for step in (-1, 1):
            at = index + step
            at += step * (at in self.span and pieces[at].text == "-")
            places += [at] if at in self.span else []
        solid = self.sheet.fields.solid.get(pieces[index].key, ())
        return frozenset(solid[1:]).union(*(self._keys(at) for at in places))

    @once
    def _around(self) -> frozenset[str]:
        return frozenset(key for i in self.words for key in self._keys(i))

    @once
    def _named_fields(self) -> dict[int, dict[Field, int]]:
        words = {i: (self._keys(i), self.reading.senses[i]) for i in self.words}
        return self.sheet.fields.named(words)

    def _names_another(self, index: int, fact: FactView) -> bool:
        senses, named = self.reading.senses[index], self._named_fields[index]
        called = any(
            (hit.first, hit.last) == (index, index + 1) and hit.marker.content in fact.concepts
            for hit in self.by_kind.get("thesaurus", ())
        )
        return self.sheet.fields.is_rival(fact, self._keys(index), senses, named, called=called)

    def _keys(self, index: int) -> frozenset[str]:
        piece = self.reading.pieces[index]
        return frozenset((piece.key, piece.base, self.sheet.vocabulary.base(piece.base)))

    def _of_others(self, fact: FactView) -> set[int]:
        """Pieces inside a phrase that names something else: the "camera" of "front camera" is not the main one."""
        return {
            i
            for phrase in self._phrases
            if phrase.marker.content not in fact.concepts and not self._is_label(phrase, fact)
            for i in range(phrase.first, phrase.last)
            if not any(p.first <= i < p.last and p.marker.content in fact.concepts for p in self._phrases)
        }

    def _is_label(self, phrase: Hit, fact: FactView) -> bool:
        pieces = [i for i in range(phrase.first, phrase.last) if self.reading.pieces[i].is_word]
        return all(self.reading.senses[i] & fact.label_senses for i in pieces)

    @once
    def telling(self) -> tuple[int, ...]:
        """Words that may say a value: neither closed, nor pointing at the item, nor part of "available in"."""
        idle = {i for h in self.by_kind.get("available_in", ()) for i in range(h.first, h.last)}
        return tuple(i for i in self.words if not (self.is_closed(i) or i in self.references or i in idle))

    @once
    def phrased(self) -> frozenset[int]:
        """Pieces inside names of attributes that take several words."""
        return frozenset(i for phrase in self._phrases for i in range(phrase.first, phrase.last))

    @once
    def _phrases(self) -> list[Hit]:
        """The names of attributes that take several words; of one inside another, the outer."""
        found = [
            hit
            for hit in self.by_kind.get("thesaurus", ())
            if sum(self.reading.pieces[i].is_word for i in range(hit.first, hit.last)) > 1
        ]
        return [
            hit
            for hit in found
            if not any(
                o.first <= hit.first and hit.last <= o.last and o.last - o.first > hit.last - hit.first
                for o in found
            )
        ]
