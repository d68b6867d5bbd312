"""Answers where the stakes are high: each is put before a person, and everything that is decided is in the audit.

The audit is a chain: every record holds the hash of the one before, so none can be changed or left out unseen. It names
no person: an answer's `who` is a hash that tells nothing without the user id and the receipt id.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from landas.clock import iso
from landas.ids import ReceiptId, UserId, content_hash
from landas.recommend.draft import Draft

ReviewStatus = Literal["open", "approved", "rejected"]
FIRST = "0" * 32
"""What the first record names as the hash before it."""


@dataclass(frozen=True, slots=True)
class Review:
    """One answer to be looked at. `reasons`: the kinds for which it was reworded, or `high_stakes` alone."""

    review_id: str
    receipt_id: ReceiptId
    surface: str
    reasons: tuple[str, ...]
    created_at: datetime
    status: ReviewStatus = "open"
    closed_at: datetime | None = None
    closed_by: str | None = None
    note: str | None = None

    def to_document(self) -> dict[str, Any]:
        return {
            "review_id": self.review_id,
            "receipt_id": self.receipt_id,
            "surface": self.surface,
            "reasons": list(self.reasons),
            "status": self.status,
            "created_at": iso(self.created_at),
            "closed_at": iso(self.closed_at) if self.closed_at else None,
            "closed_by": self.closed_by,
            "note": self.note,
        }


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """Who did what, when, over which receipt and bundle, and what was decided."""

    at: datetime
    who: str
    what: str
    receipt_id: str
    bundle: str | None
    decision: str

    def to_document(self) -> dict[str, Any]:
        return {
            "at": iso(self.at),
            "who": self.who,
            "what": self.what,
            "receipt_id": self.receipt_id,
            "bundle": self.bundle,
            "decision": self.decision,
        }


@dataclass(frozen=True, slots=True)
class Chained:
    """A stored record: `hash` is over `previous` and the document."""

    number: int
    document: Mapping[str, Any]
    previous: str
    hash: str


class OversightStore(Protocol):
    """Reviews and the audit. Every call is one transaction."""

    def begin(self, review: Review, record: AuditRecord) -> None:
        """Keeps an open review and appends to the audit."""
        ...

    def reviews(self, status: ReviewStatus | None, limit: int) -> list[Review]:
        """The oldest first; with None those of every status."""
        ...

    def close(self, review_id: str, status: ReviewStatus, by: str, note: str | None, at: datetime) -> Review:
        """Closes an open review and appends to the audit. Raises NotFound, or Conflict for one that is closed."""
        ...

    def audit(self) -> Iterator[Chained]:
        """Every record, the first first."""
        ...


def link(previous: str, document: Mapping[str, Any]) -> str:
    """The hash of a record that follows the one with the hash `previous`."""
    return content_hash([previous, dict(document)])


def broken_at(records: Iterator[Chained]) -> int | None:
    """The number of the first record that doesn't follow from the one before it; None where all do."""
    previous, expected = FIRST, 1
    for record in records:
        sound = record.previous == previous and record.hash == link(previous, record.document)
        if not sound or record.number != expected:
            return record.number
        previous, expected = record.hash, record.number + 1
    return None


def review_of(draft: Draft, bundle: str, review_id: str) -> tuple[Review, AuditRecord]:
    """What is kept of an answer where the stakes are high."""
    request = draft.request
    reasons: Sequence[str] = draft.reworded or ("high_stakes",)
    review = Review(review_id, draft.receipt_id, request.surface, tuple(reasons), request.now)
    mode = draft.spoken.mode if draft.spoken else "slate"
    who = person_in(draft.receipt_id, request.user_id)
    return review, AuditRecord(request.now, who, "answered", draft.receipt_id, bundle, mode)


def person_in(receipt_id: ReceiptId, user_id: UserId | None) -> str:
    return "anonymous" if user_id is None else f"person:{content_hash([receipt_id, user_id])[:16]}"
