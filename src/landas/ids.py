"""Identifier types, declared once, and the two ways an identifier is made: fresh, or from content."""

import hashlib
import secrets
import time
from typing import Any, NewType

import orjson

ItemId = NewType("ItemId", str)
UserId = NewType("UserId", str)
SessionId = NewType("SessionId", str)
EventId = NewType("EventId", str)
FactId = NewType("FactId", str)
ReceiptId = NewType("ReceiptId", str)
ConversationId = NewType("ConversationId", str)
ReleaseId = NewType("ReleaseId", str)

ItemIndex = NewType("ItemIndex", int)
"""Row number of an item inside one view of a release. Never leaves `retrieval/` and `ranking/`."""

OverlayNumber = NewType("OverlayNumber", int)
"""Position in a project's sequence of catalogue changes. 0 is the empty catalogue."""


def fresh_id(prefix: str) -> str:
    """A new identifier that sorts by the millisecond it was made: `r-0199f3c2a1b4-9c1e5d3a7f20`."""
    return f"{prefix}-{time.time_ns() // 1_000_000:012x}-{secrets.token_hex(6)}"


def canonical_json(value: Any) -> bytes:
    """JSON with sorted keys, so that equal content always has equal bytes."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS | orjson.OPT_SERIALIZE_NUMPY)


def content_hash(value: Any) -> str:
    """The first 16 hex digits of SHA-256 over the canonical JSON of `value`."""
    return hashlib.sha256(canonical_json(value)).hexdigest()[:16]
