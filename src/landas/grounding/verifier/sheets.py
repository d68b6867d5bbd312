"""The grounds made ready to be looked up: each fact with its words, amounts and concepts, each item with its names."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Literal

from landas.grounding.claims import GroundFact, GroundItem, Grounds
from landas.grounding.verifier.amounts import Amount, find_amounts
from landas.grounding.verifier.compounds import solid_keys, split_senses
from landas.grounding.verifier.dates import spelt
from landas.grounding.verifier.pieces import Piece, cut
from landas.grounding.verifier.words import Senses, Vocabulary
from landas.language.pack import LanguagePack, load_packs
from landas.language.tokens import fold

State = Literal["present", "absent", "missing"]
_ABSENT = frozenset(
    {"no", "false", "none", "tidak", "tidak ada", "n", "not supported", "not available", "bukan"}
)
_PRESENT = frozenset({"yes", "true", "ya", "ada", "y"})
_MISSING = frozenset(
    {"", "-", "n/a", "na", "null", "unknown", "?", "--", "tba", "not specified", "tidak diketahui"}
)
_VOID = frozenset({"n/a", "na", "not applicable"})
_THREE_DECIMALS = re.compile(r"-?\d{1,3}\.\d{3}")
_CHUNK = re.compile(r"[,;/()\n|]")
_MARKED = re.compile(r"\w.*[(/)\[\]–—].*\w|\w.*\)$")
_CORES = re.compile(r"\b(\d{1,2})x(?=[\d.]+ ?[GM]Hz)")
RUNNING_TEXT = 0.25
LONG_TEXT = 25
"""Values with more words than this are prose: matched sentence by sentence, not word by word."""


@dataclass(frozen=True, slots=True)
class ValueWord:
    """One word of a value; `negated` when the value denies it ("non-removable"), `chunk` counts its list part."""

    senses: Senses
    position: int
    chunk: int
    negated: bool


@dataclass(frozen=True, slots=True)
class ValueView:
    """A value as the verifier reads it: its words and its amounts, each with the list part it stands in."""

    words: tuple[ValueWord, ...]
    amounts: tuple[tuple[Amount, int, int], ...]
    """(amount, position among the words, chunk)"""
    senses: Senses
    """All senses of the words that aren't denied."""
    slashed: frozenset[int] = frozenset()
    """List parts that a slash joins to the part before them."""
    closed_share: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class FactView:
    fact: GroundFact
    item: int
    state: State
    labels: tuple[tuple[Senses, ...], ...]
    concepts: frozenset[str]
    value: ValueView
    is_flag: bool
    label_senses: Senses
    is_title: bool = False
    label_amounts: tuple[Amount, ...] = ()
    """Numbers that are part of the name ("3.5 mm jack")."""
    label_concepts: tuple[frozenset[str], ...] = ()
    """The concepts that each label's words stand for as a whole: "screen size", not "screen cover"."""

    @property
    def is_void(self) -> bool:
        """True where the fact says that there is nothing to tell ("N/A")."""
        return str(self.fact.value).strip().casefold() in _VOID

    @property
    def is_prose(self) -> bool:
        """True for running text; a long list of values ("48 MP, f/1.6, …") has few closed words."""
        return len(self.value.words) > LONG_TEXT and self.value.closed_share >= RUNNING_TEXT


@dataclass(frozen=True, slots=True)
class ItemView:
    item: GroundItem
    index: int
    facts: tuple[FactView, ...]
    title_keys: tuple[str, ...]
    id_keys: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """Everything a clause is checked against."""

    grounds: Grounds
    items: tuple[ItemView, ...]
    vocabulary: Vocabulary
    packs: tuple[LanguagePack, ...]
    request_senses: Senses = frozenset()
    request_amounts: tuple[Amount, ...] = ()
    prose: tuple["FactView", ...] = field(default_factory=tuple)
    numbered_labels: frozenset[tuple[str, ...]] = frozenset()
    """Words of the labels that hold a number besides letters."""
    marked_values: frozenset[tuple[str, ...]] = frozenset()
    """Pieces of the short values that hold brackets or slashes among their words."""

    @cached_property
    def solid(self) -> frozenset[str]:
        """Words of labels and values that a reply may write in two."""
        texts = {" ".join((*f.fact.labels, value_text(f.fact))) for i in self.items for f in i.facts}
        return frozenset().union(*(solid_keys(cut(text)) for text in texts))

    @cached_property
    def sole_values(self) -> frozenset[str]:
        """Values of one word, which are no praise: a level that is "basic"."""
        facts = (f for item in self.items for f in item.facts if len(f.value.words) == 1)
        return frozenset(fold(value_text(f.fact)) for f in facts)

    @cached_property
    def value_senses(self) -> Senses:
        """Senses of all words of short values, titles left out."""
        facts = (f for item in self.items for f in item.facts if not (f.is_prose or f.is_title))
        return frozenset().union(*(f.value.senses for f in facts))

    @cached_property
    def label_senses(self) -> Senses:
        """Senses of all words that name attributes."""
        return frozenset().union(*(f.label_senses for item in self.items for f in item.facts))

    @cached_property
    def _labels(self) -> dict[str, tuple[str, ...]]:
        return {f.fact.fact_id: f.fact.labels for item in self.items for f in item.facts if not f.is_title}

    def labels_of(self, fact_ids: Sequence[str]) -> frozenset[tuple[str, ...]]:
        """What the attributes of these facts are called, titles left out."""
        return frozenset(self._labels[i] for i in fact_ids if i in self._labels)

    def facts(self, items: Sequence[int]) -> tuple[FactView, ...]:
        return tuple(fact for index in items for fact in self.items[index].facts)


def make_sheet(grounds: Grounds, vocabulary: Vocabulary, packs: tuple[LanguagePack, ...]) -> Sheet:
    items = tuple(_view_item(item, i, vocabulary, packs) for i, item in enumerate(grounds.items))
    request = cut(grounds.request_text)
    senses = frozenset(s for meant in senses_of(vocabulary, request) for s in meant)
    prose = tuple(fact for item in items for fact in item.facts if fact.is_prose)
    amounts = find_amounts(grounds.request_text, packs)
    marked = frozenset(
        tuple(piece.key for piece in cut(str(fact.fact.value)))
        for item in items
        for fact in item.facts
        if not fact.is_prose and _MARKED.search(str(fact.fact.value))
    )
    return Sheet(grounds, items, vocabulary, packs, senses, amounts, prose, _numbered_labels(grounds), marked)


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
    facts = [_view_fact(fact, index, vocabulary, item.title) for fact in item.facts]
    facts += [_view_fact(thin, index, vocabulary, item.title) for f in facts if (thin := _thickness(f))]
    if item.title and not any(fact.is_title for fact in facts):
        title = GroundFact(f"{item.item_id}#title", ("title", "name"), item.title)
        facts.append(_view_fact(title, index, vocabulary, item.title))
    keys = tuple(piece.key for piece in cut(item.title) if piece.is_word)
    ids = tuple(piece.key for piece in cut(item.item_id) if piece.is_word)
    return ItemView(item, index, tuple(facts), keys, ids)


def _thickness(view: FactView) -> GroundFact | None:
    """The smallest of the three dimensions of a thing ("116 x 62.2 x 11.6 mm"): how thick it is."""
    amounts = [amount for amount, _, chunk in view.value.amounts if chunk == view.value.amounts[0][2]]
    if "size" not in view.concepts or len(amounts) != 3 or len({a.unit for a in amounts}) > 1:
        return None
    if amounts[0].unit is None or view.fact.fact_id.endswith("#title"):
        return None
    least = min(amounts, key=lambda amount: amount.low)
    return GroundFact(view.fact.fact_id, ("thickness",), f"{least.low:g} {least.unit}")


def _view_fact(fact: GroundFact, item: int, vocabulary: Vocabulary, title: str) -> FactView:
    labels, own, concepts, every = _read_labels(fact.labels, vocabulary.codes)
    state, is_flag = _state(fact.value)
    if state == "present" and _denies_itself(str(fact.value), concepts, vocabulary):
        state = "absent"
    counted = isinstance(fact.value, int | float) and not is_flag
    text = value_text(fact) if counted or (state == "present" and not is_flag) else ""
    extra = tuple(word for key in _values(fact.value) for word in fact.synonyms.get(key, ()))
    view = read_value(" ; ".join((text, *extra)) if extra else text, vocabulary.codes)
    is_title = bool(title) and fact.value == title
    numbers = tuple(a for label in fact.labels for a in _label_amounts(label, vocabulary.codes))
    return FactView(fact, item, state, labels, concepts, view, is_flag, every, is_title, numbers, own)


def _values(value: object) -> tuple[str, ...]:
    return tuple(str(v) for v in value) if isinstance(value, tuple) else (str(value),)


def _state(value: object) -> tuple[State, bool]:
    if isinstance(value, bool):
        return ("present" if value else "absent"), True
    if isinstance(value, (int, float)):
        return ("present" if value != value or value else "absent"), False
    text = " ".join(_values(value)).strip().casefold()
    if text in _MISSING:
        return "missing", False
    if text in _ABSENT:
        return "absent", True
    return "present", text in _PRESENT


def _denies_itself(value: str, concepts: frozenset[str], vocabulary: Vocabulary) -> bool:
    """ "No cellular connectivity" of the network: a denial, then only words for the attribute itself."""
    first, _, rest = value.partition(" ")
    if not rest or not vocabulary.has("negators", first.casefold()):
        return False
    return bool(label_concepts(rest, vocabulary.codes, whole=True) & concepts)


def value_text(fact: GroundFact) -> str:
    """The fact's value as text, its unit written behind a number."""
    value = fact.value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        number = f"{value:.10g}" if abs(value) < 1e10 else f"{value:.0f}"
        # Careful: "1.125" means a thousand in some languages; with a fourth decimal it reads one way only.
        number += "0" if _THREE_DECIMALS.fullmatch(number) else ""
        return f"{number} {fact.unit}" if fact.unit else number
    return " ; ".join(_values(value))


@lru_cache(maxsize=16384)
def _read_labels(
    labels: tuple[str, ...], codes: tuple[str, ...]
) -> tuple[tuple[tuple[Senses, ...], ...], tuple[frozenset[str], ...], frozenset[str], Senses]:
    """The senses of each label's words, the concepts each label is in full, those of all labels, and all senses."""
    vocabulary = _VOCABULARIES[codes]
    senses = tuple(_label_senses(label, vocabulary) for label in labels)
    whole = tuple(label_concepts(label, codes, whole=True) for label in labels)
    concepts = _main_concepts(labels, codes).union(*whole)
    return senses, whole, concepts, frozenset(s for label in senses for word in label for s in word)


def _main_concepts(labels: tuple[str, ...], codes: tuple[str, ...]) -> frozenset[str]:
    """Those that at least half of the labels stand for: "berat produk" makes a weight no brand."""
    counts = Counter(c for label in labels for c in label_concepts(label, codes))
    return frozenset(concept for concept, count in counts.items() if 2 * count >= len(labels))


def _label_senses(label: str, vocabulary: Vocabulary) -> tuple[Senses, ...]:
    keys = [piece.key for piece in cut(label.replace("_", " ")) if piece.is_word]
    content = [key for key in keys if not vocabulary.has("closed", key)] or keys
    meant = {
        key: {f"={m.content}" for _, m in vocabulary.markers_at([key], 0) if m.kind == "value_words"}
        for key in content
    }
    return tuple(vocabulary.senses(key) | meant[key] for key in content)


_VOCABULARIES: dict[tuple[str, ...], Vocabulary] = {}


def remember(vocabulary: Vocabulary) -> None:
    """Lets the cached readers below find the vocabulary by its language codes."""
    _VOCABULARIES[vocabulary.codes] = vocabulary


@lru_cache(maxsize=16384)
def label_concepts(label: str, codes: tuple[str, ...], whole: bool = False) -> frozenset[str]:
    """The concepts of the thesaurus that a label's phrases stand for; with `whole`, that all its words stand for."""
    vocabulary = _VOCABULARIES[codes]
    keys = [piece.key for piece in cut(label.replace("_", " ")) if piece.is_word]
    found: set[str] = set()
    rest = position = 0
    while position < len(keys):
        marked = [m for m in vocabulary.markers_at(keys, position) if m[1].kind == "thesaurus"]
        longest = max((length for length, _ in marked), default=0)
        found.update(marker.content for length, marker in marked if length == longest)
        rest += not (longest or vocabulary.has("closed", keys[position]) or keys[position][0].isdigit())
        position += longest or 1
    return frozenset(found) if not (whole and (rest or len(found) > 1)) else frozenset()


@lru_cache(maxsize=16384)
def _label_amounts(label: str, codes: tuple[str, ...]) -> tuple[Amount, ...]:
    return find_amounts(label, load_packs(codes)) if any(c.isdigit() for c in label) else ()


@lru_cache(maxsize=16384)
def read_value(text: str, codes: tuple[str, ...]) -> ValueView:
    """Words and amounts of a value. Cached: a catalogue says the same values again and again."""
    vocabulary = _VOCABULARIES[codes]
    text = _CORES.sub(r"\1 of ", spelt(text))  # "4x1.6 GHz": four of them, no product
    pieces = cut(text)
    senses = senses_of(vocabulary, pieces)
    amounts = find_amounts(text, load_packs(codes))
    words: list[ValueWord] = []
    placed: list[tuple[Amount, int, int]] = []
    chunk, waiting, denied = 0, list(amounts), -2
    slashed: set[int] = set()
    for position, piece in enumerate(pieces):
        if not piece.is_word:
            chunk += bool(_CHUNK.match(piece.text))
            slashed.update({chunk} if piece.text == "/" else ())
            continue
        while waiting and waiting[0].start <= piece.start:
            placed.append((waiting.pop(0), position, chunk))
        if vocabulary.has("negators", piece.key):
            denied = position
            continue
        negated = denied >= 0 and _follows(pieces, denied, position)
        meant = senses[position] | split_senses(pieces, position)
        meant |= vocabulary.implied.get(piece.key, frozenset())
        words.append(ValueWord(meant, position, chunk, negated))
    stated = frozenset(s for word in words if not word.negated for s in word.senses)
    closed = sum(vocabulary.has("closed", piece.key) for piece in pieces if piece.is_word)
    return ValueView(tuple(words), tuple(placed), stated, frozenset(slashed), closed / max(1, len(words)))


def senses_of(vocabulary: Vocabulary, pieces: Sequence[Piece]) -> tuple[Senses, ...]:
    """Senses of each piece, the value it stands for included (`=black` for "hitam"); nothing for marks."""
    words = [i for i, piece in enumerate(pieces) if piece.is_word]
    keys = [pieces[i].base for i in words]
    found: list[Senses] = [frozenset()] * len(pieces)
    meant: dict[int, set[str]] = {}
    for place, at in enumerate(words):
        found[at] = vocabulary.senses(keys[place])
        for length, marker in vocabulary.markers_at(keys, place):
            if marker.kind == "value_words" and _in_one_go(pieces[at : words[place + length - 1]]):
                for i in words[place : place + length]:
                    meant.setdefault(i, set()).add(f"={marker.content}")
    for i, values in meant.items():
        found[i] |= values
    return tuple(found)


def _in_one_go(pieces: Sequence[Piece]) -> bool:
    return all(piece.is_word or piece.text == "-" for piece in pieces)


def _follows(pieces: Sequence[Piece], denied: int, position: int) -> bool:
    """A denial reaches the next word, or the next two, within one part of a list."""
    between = pieces[denied + 1 : position]
    if between and between[0].text == "-":
        return len(between) == 1  # "non-removable Li-Ion"
    return len(between) <= 2 and not any(_CHUNK.match(piece.text) for piece in between)


def vocabulary_of(codes: tuple[str, ...]) -> Vocabulary:
    return _VOCABULARIES[codes]
