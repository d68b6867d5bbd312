"""Vectors outlive builds: nothing is embedded twice, a stopped build goes on, and embedders never mix."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from landas.errors import ProviderError
from landas.retrieval import kept_vectors as kept_module
from landas.retrieval.embedder import Vectors
from landas.retrieval.kept_vectors import KeptVectors
from tests.retrieval.catalogue import LetterEmbedder

TEXTS = [f"thing {letter * 3}" for letter in "abcdefghij"]


class Counting(LetterEmbedder):
    """Counts the texts it embeds; breaks after as many as it is told."""

    def __init__(self, breaks_after: int = 1_000) -> None:
        self.asked: list[str] = []
        self.breaks_after = breaks_after

    def embed(self, texts: Sequence[str]) -> Vectors:
        if len(self.asked) + len(texts) > self.breaks_after:
            raise ProviderError("the server is gone.")
        self.asked += texts
        return super().embed(texts)


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_module, "BATCH", 3)


def all_of(folder: Path, embedder: LetterEmbedder, texts: Sequence[str] = TEXTS) -> Vectors:
    found: Vectors = np.concatenate(list(KeptVectors(folder, embedder).of(texts, lambda done: None)))
    return found


def test_known_texts_keep_their_vector_and_only_new_ones_are_embedded(tmp_path: Path) -> None:
    first = all_of(tmp_path, Counting())
    again = Counting()
    more = all_of(tmp_path, again, ["something new", *TEXTS, "something new"])
    assert again.asked == ["something new"]
    assert np.array_equal(more[1:-1], first)
    assert np.array_equal(more[0], more[-1])
    assert np.allclose(first, LetterEmbedder().embed(TEXTS), atol=1e-3)


def test_a_build_that_broke_goes_on_after_the_last_whole_batch(tmp_path: Path) -> None:
    broken = Counting(breaks_after=7)
    with pytest.raises(ProviderError):
        all_of(tmp_path, broken)
    again = Counting()
    all_of(tmp_path, again)
    assert broken.asked + again.asked == TEXTS


def test_a_batch_that_was_half_written_counts_for_nothing(tmp_path: Path) -> None:
    all_of(tmp_path, Counting(), TEXTS[:3])
    (keys,) = tmp_path.rglob("keys.bin")
    keys.write_bytes(keys.read_bytes()[:-3])
    again = Counting()
    whole = all_of(tmp_path, again, TEXTS[:3])
    assert len(again.asked) == 1
    assert np.allclose(whole, LetterEmbedder().embed(TEXTS[:3]), atol=1e-3)


def test_another_version_of_an_embedder_starts_from_nothing(tmp_path: Path) -> None:
    all_of(tmp_path, Counting())
    newer = Counting()
    newer.version = "2"
    all_of(tmp_path, newer)
    assert newer.asked == TEXTS


def test_vectors_of_texts_that_are_gone_are_not_kept_for_ever(tmp_path: Path) -> None:
    all_of(tmp_path, Counting())
    all_of(tmp_path, Counting(), TEXTS[:2])
    again = Counting()
    all_of(tmp_path, again, TEXTS[:2])
    assert again.asked == TEXTS[:2]
