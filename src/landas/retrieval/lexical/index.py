"""An inverted index over memory-mapped arrays: for each term the rows that hold it, with their BM25F frequency.

Field weights and length discounts are folded into one number a posting when the index is made
(S. Robertson, H. Zaragoza: The Probabilistic Relevance Framework, 2009, section 3.6).
"""

from array import array
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from landas.language.stemming import stem
from landas.releases.files import Array, Lists, WordTable, load_array, save_array
from landas.retrieval.lexical.analysis import TEXT_FIELDS, terms_of

FloatArray = NDArray[np.float32]
_SHORTEST_STEMMED = 4


class Families:
    """Words of the vocabulary by their stem in each language; a word that is its own stem is not listed."""

    def __init__(self, stems: WordTable, members: Lists) -> None:
        self._stems = stems
        self._members = members

    def members(self, stem: str) -> Array:
        """Numbers of the words with that stem."""
        place = self._stems.find(stem)
        return self._members[place] if place is not None else np.zeros(0, dtype=np.int32)

    @classmethod
    def of(cls, words: Sequence[str], languages: Sequence[str]) -> "Families":
        members: dict[str, list[int]] = {}
        for number, word in enumerate(words):
            if word.isalpha() and len(word) >= _SHORTEST_STEMMED:
                for code in languages:
                    stemmed = stem(word, code)
                    if stemmed != word:
                        members.setdefault(f"{code}:{stemmed}", []).append(number)
        stems = sorted(members, key=lambda name: name.encode("utf-8"))
        return cls(WordTable.of(stems), Lists.of([members[name] for name in stems]))

    @classmethod
    def load(cls, folder: Path) -> "Families":
        return cls(WordTable.load(folder, "stems"), Lists.load(folder, "stems.terms"))

    def save(self, folder: Path) -> None:
        self._stems.save(folder, "stems")
        self._members.save(folder, "stems.terms")


class LexicalIndex:
    """Terms of one segment's rows. `lengths` are the average terms a field, by which long texts are discounted."""

    def __init__(
        self,
        vocabulary: WordTable,
        rows: Lists,
        frequencies: Array,
        lengths: FloatArray,
        size: int,
        families: Families,
    ) -> None:
        self.vocabulary = vocabulary
        self.lengths = lengths
        self.size = size
        self._rows = rows
        self._frequencies = frequencies
        self._families = families

    def postings(self, term: str) -> tuple[Array, Array] | None:
        """The rows that hold a term, ascending, and its weighted frequency in each; None for an unknown term."""
        number = self.vocabulary.find(term)
        if number is None:
            return None
        low, high = self._rows.offsets[number], self._rows.offsets[number + 1]
        return self._rows.entries[low:high], self._frequencies[low:high]

    def count(self, term: str) -> int:
        """In how many rows a term occurs."""
        number = self.vocabulary.find(term)
        return 0 if number is None else int(self._rows.offsets[number + 1] - self._rows.offsets[number])

    def family(self, stem: str) -> list[str]:
        """Other terms with the stem, which is written with its language: `en:charg`."""
        return [self.vocabulary[int(number)] for number in self._families.members(stem)]

    def save(self, folder: Path) -> None:
        self._families.save(folder)
        self.vocabulary.save(folder, "terms")
        self._rows.save(folder, "postings")
        save_array(folder, "postings.frequencies", self._frequencies)
        save_array(folder, "terms.lengths", np.append(self.lengths, np.float32(self.size)))

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        lengths = load_array(folder, "terms.lengths")
        return cls(
            WordTable.load(folder, "terms"),
            Lists.load(folder, "postings"),
            load_array(folder, "postings.frequencies"),
            lengths[:-1],
            int(lengths[-1]),
            Families.load(folder),
        )


class LexicalBuilder:
    """Collects the terms of one row after another in compact arrays."""

    def __init__(self, languages: Sequence[str]) -> None:
        self._languages = tuple(languages)
        self._numbers: dict[str, int] = {}
        self._terms, self._rows = array("i"), array("i")
        self._fields, self._counts = array("b"), array("H")
        self._lengths: list[tuple[int, ...]] = []

    def add(self, texts: Sequence[str]) -> None:
        """Adds the next row by its texts, in the order of `TEXT_FIELDS`."""
        self.add_terms([terms_of(text) for text in texts])

    def add_terms(self, fields: Sequence[Sequence[str]]) -> None:
        row = len(self._lengths)
        for number, terms in enumerate(fields):
            for term, count in Counter(terms).items():
                self._terms.append(self._numbers.setdefault(term, len(self._numbers)))
                self._rows.append(row)
                self._fields.append(number)
                self._counts.append(min(count, 65535))
        self._lengths.append(tuple(len(terms) for terms in fields))

    def finish(self, lengths: FloatArray | None = None) -> LexicalIndex:
        """The index. `lengths`: the averages of an index that this one's rows are compared with."""
        own = np.array(self._lengths, dtype=np.float32).reshape(-1, len(TEXT_FIELDS))
        if lengths is None:
            filled = np.maximum((own > 0).sum(axis=0), 1)
            lengths = np.asarray(np.maximum(own.sum(axis=0) / filled, 1), dtype=np.float32)
        rows, fields = np.asarray(self._rows, dtype=np.int64), np.asarray(self._fields, dtype=np.int64)
        weight = np.array([f.weight for f in TEXT_FIELDS], dtype=np.float32)
        discount = np.array([f.length_discount for f in TEXT_FIELDS], dtype=np.float32)
        norm = 1 - discount + discount * (own / lengths)
        frequency = np.asarray(self._counts, dtype=np.float32) * weight[fields]
        if len(rows):
            frequency /= norm[rows, fields]
        return self._arranged(rows, frequency, lengths, len(own))

    def _arranged(
        self, rows: NDArray[np.int64], frequency: FloatArray, lengths: FloatArray, size: int
    ) -> LexicalIndex:
        """One posting a (term, row), terms in the order of the vocabulary and rows ascending."""
        words = sorted(self._numbers, key=lambda word: word.encode("utf-8"))
        place = np.zeros(len(words), dtype=np.int64)
        place[[self._numbers[word] for word in words]] = np.arange(len(words))
        terms = place[np.asarray(self._terms, dtype=np.int64)] if len(rows) else rows
        keys, where = np.unique(terms * max(size, 1) + rows, return_inverse=True)
        summed = np.bincount(where, weights=frequency, minlength=len(keys)).astype(np.float32)
        counts = np.bincount(keys // max(size, 1), minlength=len(words))
        offsets = np.zeros(len(words) + 1, dtype=np.int64)
        np.cumsum(counts, out=offsets[1:])
        posted = (keys % max(size, 1)).astype(np.int32)
        families = Families.of(words, self._languages)
        return LexicalIndex(WordTable.of(words), Lists(posted, offsets), summed, lengths, size, families)
