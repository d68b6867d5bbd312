"""JSON documents and text as every database can keep them: no lone surrogates, and no NUL outside JSON.

Both come with real feeds (a cut-off emoji, a padded export). Inside a document a lone surrogate becomes
U+FFFD; an identifier that holds either is refused, since a mended one would name another thing.
"""

import hashlib
import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import orjson

from landas.errors import DataError, StorageError

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SORTED = orjson.OPT_SORT_KEYS | orjson.OPT_SERIALIZE_NUMPY


def to_json(document: Any) -> str:
    """The document as JSON text, keys sorted, so that equal content gives equal text.

    Values that JSON lacks (a date, a decimal) become their text.
    """
    # Keys that are no text are rare, and looking out for them takes as long as all the rest.
    for option in (_SORTED, _SORTED | orjson.OPT_NON_STR_KEYS):
        with suppress(orjson.JSONEncodeError, UnicodeEncodeError):
            return orjson.dumps(document, default=str, option=option).decode()
    return orjson.dumps(_mended(document), default=str, option=_SORTED | orjson.OPT_NON_STR_KEYS).decode()


def from_json(text: str) -> Any:
    return orjson.loads(text)


def stored_json(text: str, what: str) -> Any:
    """A document of the database. Raises StorageError, with `what` it is, for one that was cut off or written over."""
    try:
        return from_json(text)
    except ValueError as error:
        problem = f"{what} is damaged in the database."
        raise StorageError(problem, "Restore it from a backup; it can't be made again.") from error


def digest_of(text: str) -> str:
    """SHA-256 over a document's text as it is stored."""
    return hashlib.sha256(text.encode()).hexdigest()


def plain_text(text: str) -> str:
    """Free text for a text column: NUL and lone surrogates become U+FFFD."""
    return _UNSTORABLE.sub("\ufffd", text)


def is_storable(identifier: str) -> bool:
    return _UNSTORABLE.search(identifier) is None


def check_identifier(identifier: str, kind: str) -> None:
    """Raises DataError for an identifier that no database can keep as it is."""
    if not is_storable(identifier):
        raise DataError(
            f"{kind} {identifier!r} holds a NUL or half a character, which a database can't keep.",
            "Correct it where it comes from.",
        )


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, Mapping):
        return {_mended(str(key)): _mended(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_mended(entry) for entry in value]
    if isinstance(value, int) and abs(value) >= 2**63:
        return str(value)
    return value
