"""The best matches are those of scoring every row, whatever is left unread on the way."""

import numpy as np
import pytest

from landas.retrieval.best import best
from landas.retrieval.lexical import matching
from landas.retrieval.lexical.analysis import TEXT_FIELDS
from landas.retrieval.lexical.bm25f import bm25f
from landas.retrieval.lexical.index import LexicalBuilder, LexicalIndex
from landas.retrieval.lexical.matching import Matching
from landas.retrieval.lexical.terms import TermGroup

WORDS = [f"w{n}" for n in range(30)]
SIZE = 3000


def index_of(chance: np.random.Generator, size: int) -> LexicalIndex:
    """Rows of three to nine words, the first ones in nearly every row, the last in a few."""
    builder = LexicalBuilder(("en",))
    shares = 1 / np.arange(1, len(WORDS) + 1) ** 1.5
    for _ in range(size):
        words = chance.choice(WORDS, size=int(chance.integers(3, 10)), p=shares / shares.sum())
        texts = [" ".join(words[:2]), " ".join(words[2:])]
        builder.add([*texts, *[""] * (len(TEXT_FIELDS) - len(texts))])
    return builder.finish()


@pytest.mark.parametrize("few", [10, 100_000])
@pytest.mark.parametrize("searched", [1, 1_000_000])
def test_the_best_matches_are_those_of_scoring_every_row(
    monkeypatch: pytest.MonkeyPatch, few: int, searched: int
) -> None:
    monkeypatch.setattr(matching, "_FEW", few)
    monkeypatch.setattr(matching, "_SEARCHED", searched)
    chance = np.random.default_rng(3)
    base, fresh = index_of(chance, SIZE), index_of(chance, 40)
    passed_over = 0
    for _ in range(150):
        groups = groups_of(chance)
        allowed = chance.random(SIZE) < chance.choice([1.0, 0.5, 0.02])
        every, changed = bm25f(groups, (base, fresh))
        found = Matching(groups, base, fresh)
        rows, scores = found.contenders(allowed, 7)
        assert np.array_equal(found.fresh, changed)
        assert np.array_equal(scores, every[rows])
        wanted = best(np.flatnonzero(allowed & (every > 0)), every[allowed & (every > 0)], 7)
        got = best(rows[scores > 0], scores[scores > 0], 7)
        assert [(int(row), float(score)) for row, score in zip(*got, strict=True)] == [
            (int(row), float(score)) for row, score in zip(*wanted, strict=True)
        ]
        passed_over += int(np.count_nonzero(allowed & (every > 0))) - len(rows)
    assert passed_over > 10_000


def groups_of(chance: np.random.Generator) -> list[TermGroup]:
    """One to five wishes of one to three variants each; now and then a word that no row holds."""
    words = [*WORDS, "unheard"]
    return [
        TermGroup(
            tuple(
                (str(word), weight)
                for word, weight in zip(
                    chance.choice(words, size=3, replace=False), (1.0, 0.3, 0.8), strict=True
                )
            )[: int(chance.integers(1, 4))]
        )
        for _ in range(int(chance.integers(1, 6)))
    ]


def test_of_rows_that_match_alike_the_lowest_are_the_best() -> None:
    rows, scores = best(np.arange(500)[::-1], np.ones(500, dtype=np.float32), 3)
    assert (rows.tolist(), scores.tolist()) == ([0, 1, 2], [1.0, 1.0, 1.0])
