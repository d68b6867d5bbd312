"""The grounds made ready to be looked up: each fact with its words, amounts and concepts, each item with its names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from landas.grounding.claims import GroundFact, GroundItem, Grounds
from landas.grounding.verifier.amounts import Amount, find_amounts
from landas.grounding.verifier.compounds import Solid, solid_keys
from landas.grounding.verifier.fact_index import FactIndex
from landas.grounding.verifier.fact_views import FactView, thickness, value_text, view_fact
from landas.grounding.verifier.once import once
from landas.grounding.verifier.pieces import cut
from landas.grounding.verifier.rivals import Fields
from landas.grounding.verifier.value_views import senses_of
from landas.grounding.verifier.words import Senses, Vocabulary
from landas.language.pack import LanguagePack
from landas.language.tokens import fold

_MARK, _LETTER = re.compile(r"[(/)\[\]–—.,;:]"), re.compile(r"\w")
_INNER_STOP = re.compile(r"[.!?]\s")


@dataclass(frozen=True)
class ItemView:
    item: GroundItem
    index: int
    facts: tuple[FactView, ...]
    title_keys: tuple[str, ...]
    id_keys: tuple[str, ...]

    @once
    def by_word(self) -> FactIndex:
        return FactIndex(self.facts)

    @once
    def said(self) -> Senses:
        """Senses of all words of its values, titles left out."""
        return frozenset().union(*(fact.value.senses for fact in self.facts if not fact.is_title))


@dataclass(frozen=True)
class Sheet:
    """Everything a clause is checked against."""

    grounds: Grounds
    items: tuple[ItemView, ...]
    vocabulary: Vocabulary
    packs: tuple[LanguagePack, ...]
    fields: Fields
    request_senses: Senses = frozenset()
    offered_senses: Senses = frozenset()
    request_amounts: tuple[Amount, ...] = ()
    prose: tuple["FactView", ...] = field(default_factory=tuple)
    numbered_labels: frozenset[tuple[str, ...]] = frozenset()
    """Words of the labels that hold a number besides letters."""
    marked_values: frozenset[tuple[str, ...]] = frozenset()
    """Pieces of the short values that hold brackets, slashes, commas or stops among their words."""

    @once
    def solid(self) -> Solid:
        """Words of labels and values that a reply may write in two."""
        texts = {" ".join((*f.fact.labels, value_text(f.fact))) for i in self.items for f in i.facts}
        return Solid(frozenset().union(*(solid_keys(cut(text)) for text in texts)))

    @once
    def title_words(self) -> frozenset[str]:
        return frozenset(key for item in self.items for key in item.title_keys)

    @once
    def naming(self) -> frozenset[str]:
        """Words with which the name of an item may begin."""
        return frozenset(key for item in self.items for key in (*item.title_keys, *item.id_keys[:1]))

    @once
    def sole_values(self) -> frozenset[str]:
        """Values of one word, and what these are also called: no praise, and no small words. A level that is "basic", a
        category "Sports"."""
        facts = (f for item in self.items for f in item.facts if f.value.words)
        own = ((value_text(f.fact), f.fact.synonyms) for f in facts)
        said = (word for value, others in own for word in (value, *others.get(value, ())))
        return frozenset(fold(word) for word in said if len(word.split()) == 1)

    @once
    def makers(self) -> frozenset[str]:
        """Brands of one word: "No HP here" speaks of the brand, though "hp" may be a word for a phone."""
        facts = (f for item in self.items for f in item.facts if "brand" in f.concepts)
        return frozenset(fold(value_text(f.fact)) for f in facts)

    @once
    def value_senses(self) -> Senses:
        """Senses of all words of short values, titles left out."""
        facts = (f for item in self.items for f in item.facts if not (f.is_prose or f.is_title))
        return frozenset().union(*(f.value.senses for f in facts))

    @once
    def label_senses(self) -> Senses:
        """Senses of all words that name attributes."""
        return frozenset().union(*(f.label_senses for item in self.items for f in item.facts))

    @once
    def said_senses(self) -> Senses:
        """Senses of all words of labels and values."""
        return frozenset().union(
            *(s for item in self.items for f in item.facts for s in (f.label_senses, f.value.senses))
        )

    @once
    def _labels(self) -> dict[str, tuple[str, ...]]:
        return {f.fact.fact_id: f.fact.labels for item in self.items for f in item.facts if not f.is_title}

    def labels_of(self, fact_ids: Sequence[str]) -> frozenset[tuple[str, ...]]:
        """What the attributes of these facts are called, titles left out."""
        return frozenset(self._labels[i] for i in fact_ids if i in self._labels)

    def facts(self, items: Sequence[int]) -> tuple[FactView, ...]:
        if len(items) == 1:
            return self.items[items[0]].facts
        return tuple(fact for index in items for fact in self.items[index].facts)


def make_sheet(grounds: Grounds, vocabulary: Vocabulary, packs: tuple[LanguagePack, ...]) -> Sheet:
    items = tuple(_view_item(item, i, vocabulary, packs) for i, item in enumerate(grounds.items))
    fields = Fields(fact for item in items for fact in item.facts)
    items = tuple(replace(i, facts=tuple(fields.without_borrowed(fact) for fact in i.facts)) for i in items)
    request = cut(grounds.request_text)
    senses = frozenset(s for meant in senses_of(vocabulary, request) for s in meant)
    offered = frozenset(s for meant in senses_of(vocabulary, cut(grounds.offered)) for s in meant)
    prose = tuple(fact for item in items for fact in item.facts if fact.is_prose)
    amounts = find_amounts(grounds.request_text, packs)
    marked = frozenset(
        _keys(str(fact.fact.value))
        for item in items
        for fact in item.facts
        if not fact.is_prose and _is_marked(str(fact.fact.value))
    )
    marked |= _unbroken(grounds.offered)
    numbered = _numbered_labels(grounds)
    return Sheet(grounds, items, vocabulary, packs, fields, senses, offered, amounts, prose, numbered, marked)


def _is_marked(text: str) -> bool:
    """Whether a bracket, a comma or the like stands inside the text, or a bracket closes it."""
    first = _LETTER.search(text)
    if first is None:
        return False
    mark = _MARK.search(text, first.end())
    return mark is not None and (text.endswith(")") or _LETTER.search(text, mark.end()) is not None)


def _unbroken(question: str) -> frozenset[tuple[str, ...]]:
    """The words of our own question, but for the mark at its end, where a value in it has a stop ("Kab. Bandung")."""
    inner = question.rstrip("?… ")
    return frozenset({_keys(inner)} if _INNER_STOP.search(inner) else ())


@lru_cache(maxsize=16384)
def _keys(value: str) -> tuple[str, ...]:
    return tuple(piece.key for piece in cut(value))


def _numbered_labels(grounds: Grounds) -> frozenset[tuple[str, ...]]:
    labels = {label for item in grounds.items for fact in item.facts for label in fact.labels}
    with_digits = (
        label for label in labels if any(c.isdigit() for c in label) and any(map(str.isalpha, label))
    )
    return frozenset(
        tuple(piece.key for piece in cut(label.replace("_", " ")) if piece.is_word) for label in with_digits
    )


def _view_item(
    item: GroundItem, index: int, vocabulary: Vocabulary, packs: tuple[LanguagePack, ...]
) -> ItemView:
    facts = [view_fact(fact, index, vocabulary, item.title) for fact in item.facts]
    facts += [view_fact(thin, index, vocabulary, item.title) for f in facts if (thin := thickness(f))]
    if item.title and not any(fact.is_title for fact in facts):
        title = GroundFact(f"{item.item_id}#title", ("title", "name"), item.title)
        facts.append(view_fact(title, index, vocabulary, item.title))
    keys = tuple(piece.key for piece in cut(item.title) if piece.is_word)
    ids = tuple(piece.key for piece in cut(item.item_id) if piece.is_word)
    return ItemView(item, index, tuple(facts), keys, ids)
