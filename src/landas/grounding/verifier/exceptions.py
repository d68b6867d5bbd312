"""What a sentence of a text takes back ("every day except Monday"), and which of its numbers belongs to which thing."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from landas.grounding.verifier.passages import Passage, Told
from landas.grounding.verifier.words import Vocabulary

REACH = 4
"""Telling words behind "except" that it takes back."""


def exception_in(passage: Passage, vocabulary: Vocabulary) -> tuple[int, tuple[Told, ...]] | None:
    """Where "except" stands behind a word for all, and the words taken back that the sentence doesn't also affirm."""
    keys = [word.key for word in passage.words]
    for at in range(1, len(keys)):
        ends = [at + n for n, m in vocabulary.markers_at(keys, at) if m.kind == "excepting"]
        whole = any(vocabulary.has("all_of", k) or vocabulary.has("negators", k) for k in keys[:at])
        if not ends or not whole:
            continue
        behind = [w for w in passage.words[max(ends) :] if w.tells and w.part == passage.words[at].part]
        before = frozenset().union(*(word.senses for word in passage.words[:at]))
        taken = tuple(word for word in behind[:REACH] if before.isdisjoint(word.senses))
        if taken:
            return at, taken
    return None


def has_exception(passage: Passage, vocabulary: Vocabulary) -> bool:
    keys = [word.key for word in passage.words]
    return any(m.kind == "excepting" for at in range(len(keys)) for _, m in vocabulary.markers_at(keys, at))


def wrong_partner(claim: Passage, passage: Passage, vocabulary: Vocabulary) -> str | None:
    """A number told with the other thing: "child $20" where the text has "adult $20 and child $10"."""
    numbers = _numbers(passage.words)
    segments = _segments(passage.words, numbers, vocabulary) if len(numbers) > 1 else []
    for said in _numbers(claim.words) if segments else ():
        mine = [n for n, number in enumerate(numbers) if number.key == said.key]
        if len(mine) != 1 or not (own := _only_in(segments, mine[0])) or _says(claim, own):
            continue
        for other, number in enumerate(numbers):
            if other != mine[0] and (only := _only_in(segments, other)) and _says(claim, only):
                return f"the text says {number.key} of “{only[0].key}”, not {said.key}"
    return None


@dataclass(frozen=True, slots=True)
class _Number:
    """Words `first`..`last` (half-open) that write one number ("20.000" is cut in two)."""

    first: int
    last: int
    key: str


def _numbers(words: Sequence[Told]) -> list[_Number]:
    found: list[_Number] = []
    for at, word in enumerate(words):
        if not _is_number(word):
            continue
        if found and found[-1].last == at:
            found[-1] = _Number(found[-1].first, at + 1, f"{found[-1].key}.{word.key}")
        else:
            found.append(_Number(at, at + 1, word.key))
    return found


def _segments(words: Sequence[Told], numbers: Sequence[_Number], vocabulary: Vocabulary) -> list[list[Told]]:
    """The words that belong to each number; none where it isn't clear where one ends and the next begins.

    Where a number opens its part ("… and $10 for children") what it is of stands behind, else before it.
    """
    cuts = []
    for one, other in pairwise(numbers):
        between = range(one.last, other.first + 1)
        new = [
            i
            for i in between
            if vocabulary.has("joiners", words[i].key) or words[i].part != words[i - 1].part
        ]
        if not new or any(b - a > 1 for a, b in pairwise(new)):
            return []
        cuts.append(new[-1])
    opens = [all(not w.tells for w in words[cut : n.first]) for cut, n in zip(cuts, numbers[1:], strict=True)]
    if any(opens) != all(opens):
        return []
    starts = [numbers[0].first if opens[0] else 0, *cuts]
    ends = [*cuts, len(words)]
    parts = [words[start:end] for start, end in zip(starts, ends, strict=True)]
    return [[word for word in part if word.tells and not _is_number(word)] for part in parts]


def _only_in(segments: Sequence[Sequence[Told]], number: int) -> list[Told]:
    others = frozenset().union(
        *(word.senses for n, part in enumerate(segments) if n != number for word in part)
    )
    return [word for word in segments[number] if others.isdisjoint(word.senses)]


def _says(claim: Passage, words: Sequence[Told]) -> bool:
    return bool(words) and all(not claim.senses.isdisjoint(word.senses) for word in words)


def _is_number(word: Told) -> bool:
    return any(c.isdigit() for c in word.key)
