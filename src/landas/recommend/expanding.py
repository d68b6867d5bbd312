"""Which of a model's terms are about what the person asked for: measured on this catalogue, not believed.

A term must be a word of the catalogue; it must be near in meaning to the very words it stands for; and the items it
brings must be nearer to those words than most of the catalogue is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from landas.ids import ItemIndex
from landas.llm.calls import CallRecord, FallbackReason
from landas.retrieval.embedder import Embedder
from landas.retrieval.sources.expansion import rows_of_term
from landas.retrieval.view import CatalogView

LEAST_COSINE = 0.5
"""Of 39 pairs that mean the same (half across languages) 88 % reach it, of 3,160 unrelated pairs 2 %."""
LEAST_SHARE = 0.5
"""Of the catalogue that must be farther from the quoted words than a term's items are, in the mean. No more: what is
asked for may be half of a shop."""
_BEST, _SAMPLE = 10, 500


@dataclass(frozen=True, slots=True)
class TriedTerm:
    """One term, what it was for, what it would find, and why it was not accepted (None: it was)."""

    term: str
    quote: str
    found: int = 0
    cosine: float | None = None
    share: float | None = None
    dropped: str | None = None

    def to_document(self) -> dict[str, Any]:
        return {
            "term": self.term,
            "for": self.quote,
            "found": self.found,
            "cosine": None if self.cosine is None else round(self.cosine, 4),
            "share": None if self.share is None else round(self.share, 4),
            "accepted": self.dropped is None,
            "dropped": self.dropped,
        }


@dataclass(frozen=True, slots=True)
class Expanded:
    """What asking a model for other words came to."""

    call: CallRecord | None = None
    fallback: FallbackReason | None = None
    terms: tuple[TriedTerm, ...] = ()

    @property
    def accepted(self) -> tuple[str, ...]:
        return tuple(term.term for term in self.terms if term.dropped is None)

    def to_document(self) -> dict[str, Any]:
        return {
            "terms": [term.to_document() for term in self.terms],
            "fallback": self.fallback,
            "calls": [self.call.to_document()] if self.call else [],
        }


def accepted_before(document: Mapping[str, Any]) -> Expanded:
    """What an answer used, from its receipt."""
    return Expanded(terms=tuple(TriedTerm(t["term"], t["for"]) for t in document["terms"] if t["accepted"]))


def tried(term: str, quote: str, view: CatalogView, embedder: Embedder) -> TriedTerm:
    """The term with its measures. Raises ProviderError where the embedder can't answer."""
    scores = rows_of_term(term, view)
    rows = np.flatnonzero(scores > 0)
    if not len(rows):
        return TriedTerm(term, quote, dropped="no item has such words")
    if not view.has_vectors:
        return TriedTerm(term, quote, len(rows), dropped="the release can't measure meanings")
    meant, named = embedder.embed_query(quote), embedder.embed_query(term)
    cosine = float(meant @ named)
    best = rows[np.argsort(-scores[rows], kind="stable")[:_BEST]]
    share = _share_farther(meant, best.tolist(), view)
    dropped = None
    if cosine < LEAST_COSINE:
        dropped = "means something else than the words it stands for"
    elif share < LEAST_SHARE:
        dropped = "what it finds is no nearer to the request than the rest of the catalogue"
    return TriedTerm(term, quote, len(rows), cosine, share, dropped)


def _share_farther(meant: NDArray[np.float32], best: Sequence[int], view: CatalogView) -> float:
    """How much of the catalogue is farther from a meaning than these rows are, in the mean."""
    near = float(np.mean([view.vector(ItemIndex(row)) @ meant for row in best]))
    living = view.living_rows
    # Evenly spaced rows: the same of the same catalogue, so that an answer can be repeated.
    step = max(1, len(living) // _SAMPLE)
    others = np.array([view.vector(ItemIndex(int(row))) @ meant for row in living[::step]])
    return float(np.mean(others <= near))
