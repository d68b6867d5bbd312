"""What the words that name an attribute mean: their senses, the concepts they stand for, the numbers in them."""

from collections import Counter
from functools import lru_cache

from landas.grounding.verifier.amounts import Amount, find_amounts
from landas.grounding.verifier.pieces import cut
from landas.grounding.verifier.words import Senses, Vocabulary, vocabulary_of
from landas.language.pack import load_packs


@lru_cache(maxsize=16384)
def read_labels(
    labels: tuple[str, ...], codes: tuple[str, ...]
) -> tuple[tuple[tuple[Senses, ...], ...], tuple[frozenset[str], ...], frozenset[str], Senses]:
    """The senses of each label's words, the concepts each label is in full, those of all labels, and all senses."""
    vocabulary = vocabulary_of(codes)
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


@lru_cache(maxsize=16384)
def label_concepts(label: str, codes: tuple[str, ...], whole: bool = False) -> frozenset[str]:
    """The concepts of the thesaurus that a label's phrases stand for; with `whole`, that all its words stand for."""
    vocabulary = vocabulary_of(codes)
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
def label_amounts(label: str, codes: tuple[str, ...]) -> tuple[Amount, ...]:
    return find_amounts(label, load_packs(codes)) if any(c.isdigit() for c in label) else ()


@lru_cache(maxsize=16384)
def label_keys(label: str) -> tuple[str, ...]:
    """The words of a label as they are compared."""
    return tuple(piece.key for piece in cut(label.replace("_", " ")) if piece.is_word)
