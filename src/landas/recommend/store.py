"""What receipts need of a database: kept whole, found again by id, and blanked when a person is erased."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from landas.ids import ConversationId, ReceiptId, SessionId, UserId

ERASED_ANYWHERE = frozenset({"user_id", "session_id", "conversation_id"})
"""Keys of a receipt that name the person, at any depth."""

ERASED_IN = {
    "": frozenset({"words", "history", "shown", "moderation", "remembered", "interpretation", "expansion"}),
    "request": frozenset({"text", "context", "rules"}),
    "intent": frozenset(
        {"unparsed", "given_up", "preferences", "entities", "rejected", "denied", "loose", "corrections"}
    ),
    "spoken": frozenset({"slot_text", "claims", "preface"}),
    "order": frozenset({"reason"}),
    "wording": frozenset({"seed", "stated"}),
    "asked": frozenset({"words", "absent", "unknown"}),
}
"""Keys that hold the person's own words, or a reply that may quote them, by the section they stand in."""

ERASED_EVIDENCE = frozenset({"semantic_match", "similar_to_event"})
"""Evidence that quotes the person's words, or names what they did."""


@dataclass(frozen=True, slots=True)
class StoredReceipt:
    """A receipt as it was put, with the columns it can be found by. `erased`: personal parts are gone."""

    receipt_id: ReceiptId
    document: Mapping[str, Any]
    user_id: UserId | None
    conversation_id: ConversationId | None
    created_at: datetime
    erased: bool = False


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a person said about one answer. `rating` is the caller's own scale."""

    receipt_id: ReceiptId
    rating: float
    reason: str | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class BundleUse:
    """How many receipts hold a bundle's hash, and when the first and the last of them were made."""

    bundle: str
    receipts: int
    first: datetime
    last: datetime


class ReceiptStore(Protocol):
    """Receipts by id. A stored receipt never changes, but for the erasure of a person."""

    def put(
        self,
        receipt_id: ReceiptId,
        document: Mapping[str, Any],
        *,
        user_id: UserId | None,
        conversation_id: ConversationId | None,
        created_at: datetime,
    ) -> None:
        """Keeps a receipt, with the visit that its request names. Raises Conflict when the id is taken."""
        ...

    def get(self, receipt_id: ReceiptId) -> dict[str, Any] | None:
        """The receipt's document; None for an unknown id."""
        ...

    def is_intact(self, receipt_id: ReceiptId) -> bool | None:
        """Whether the receipt is as it was put, or erased; None for one of before that could be told, and an unknown
        id."""
        ...

    def recent(self, limit: int) -> list[StoredReceipt]:
        """The latest receipts, newest first."""
        ...

    def of_user(self, user_id: UserId, *, limit: int) -> list[StoredReceipt]:
        """A person's latest receipts, newest first."""
        ...

    def of_bundle(self, bundle: str, *, limit: int) -> list[StoredReceipt]:
        """The latest receipts that hold a bundle's hash, an answer's or a task's, newest first."""
        ...

    def bundles(self) -> list[BundleUse]:
        """Every bundle that a receipt holds, the latest used first."""
        ...

    def add_feedback(
        self, receipt_id: ReceiptId, rating: float, reason: str | None, created_at: datetime
    ) -> Feedback:
        """Keeps what a person said about an answer, and gives it back; of an erased person the rating alone.

        Raises NotFound for an unknown receipt.
        """
        ...

    def feedback(self, receipt_id: ReceiptId) -> list[Feedback]:
        """Everything said about one answer, oldest first."""
        ...

    def all_feedback(self, since: datetime | None = None) -> Iterator[Feedback]:
        """Everything said about any answer, oldest first; with `since` only what was said then or later."""
        ...

    def visits_of(self, user_id: UserId) -> set[SessionId]:
        """The visits in which a person asked."""
        ...

    def of_visit(self, session_id: SessionId, *, limit: int) -> list[StoredReceipt]:
        """A visit's latest receipts that name no person, newest first."""
        ...

    def erase_user(self, user_id: UserId, now: datetime, visits: Collection[SessionId] = ()) -> int:
        """Blanks the personal parts of a person's receipts and feedback, and of those that name nobody in `visits`;
        gives how many receipts.

        An answer that was asked for by `now` and is put later is kept blank too.
        """
        ...

    def was_erased(self, user_id: UserId, asked_at: datetime) -> bool:
        """Whether a person was erased at or after a moment."""
        ...


def bundles_of(document: Mapping[str, Any]) -> list[str]:
    """The hashes that a receipt can be found by: its answer's bundle, and those of its model tasks."""
    tasks = [bundle["hash"] for bundle in document.get("bundles", ())]
    return list(dict.fromkeys(hash for hash in (document.get("bundle"), *tasks) if hash))


def without_personal_parts(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document with everything that names or quotes the person blanked, and `"erased": true`.

    Values become None, lists become empty; what was considered, removed and ranked stays, and the reply's hash.
    """
    blanked = _blanked(document, section="")
    if "effects" in document:
        blanked["effects"] = _unnamed(document["effects"], document.get("request", {}).get("rules") or ())
    if document.get("evidence"):
        blanked["evidence"] = [_unquoted(entry) for entry in blanked["evidence"]]
    return {**blanked, "erased": True}


def _unnamed(
    effects: Sequence[Mapping[str, Any]], rules: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """What rules of the request itself did, by their numbers: they may be named after the person they were made for."""
    numbers = {rule["name"]: f"rule {number} of the request" for number, rule in enumerate(rules, start=1)}
    return [{**effect, "rule": numbers.get(effect["rule"], effect["rule"])} for effect in effects]


def _unquoted(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """A piece of evidence without whose words or events it came from."""
    return (
        {**entry, "value": None, "fact_ids": [], "inputs": {}} if entry["type"] in ERASED_EVIDENCE else entry
    )


def _blanked(part: Mapping[str, Any], section: str) -> dict[str, Any]:
    personal = ERASED_ANYWHERE | ERASED_IN.get(section, frozenset())
    return {key: _blank(value) if key in personal else _walked(value, key) for key, value in part.items()}


def _walked(value: Any, section: str) -> Any:
    if isinstance(value, Mapping):
        return _blanked(value, section)
    if isinstance(value, list):
        return [_walked(entry, section) for entry in value]
    return value


def _blank(value: Any) -> Any:
    return [] if isinstance(value, list) else None
