"""Every error Landas raises on purpose, drawn by whose fault it is.

LandasError
├── CallerError            the request or the command is wrong          HTTP 4xx, exit 2
│   ├── BadRequest         a value in it can't be used                  HTTP 400 / 422
│   ├── NotFound           it names something that doesn't exist        HTTP 404
│   ├── Conflict           another request was there first              HTTP 409
│   └── Cancelled          it was taken back before it was answered     HTTP 409
├── DataError              a file we were given can't be used           exit 1
│   ├── ProjectFileError   landas.toml: line, key, value, remedy
│   └── FeedError          a feed or an event file as a whole
├── ModelReplyError        a model's reply broke its contract           → retry, then fallback
├── DependencyError        something outside failed                     HTTP 503
│   ├── StorageError       the database
│   └── ProviderError      the model provider                           → fallback
└── SetupError             a step before this one is missing            HTTP 503, exit 1

A message says what was wrong, with which value; `remedy` says what to do.
"""

import unicodedata
from typing import Any

LONGEST_SHOWN = 60


class LandasError(Exception):
    """Base of all. `str()` gives the problem and the remedy in one line."""

    def __init__(self, problem: str, remedy: str = "") -> None:
        super().__init__(f"{problem} {remedy}".strip())
        self.problem = problem
        self.remedy = remedy


class CallerError(LandasError):
    """The request or the command is wrong."""


class BadRequest(CallerError):
    """A value in the request can't be used."""


class NotFound(CallerError):
    """The request names something that doesn't exist."""


class Conflict(CallerError):
    """Another request took the place (a turn's number, an id) that this one wanted."""


class Cancelled(CallerError):
    """The request was taken back before anything was answered."""


class DataError(LandasError):
    """A file we were given can't be used."""


class ProjectFileError(DataError):
    """landas.toml can't be used as it is."""

    def __init__(self, problem: str, remedy: str = "", *, line: int | None = None) -> None:
        super().__init__(f"landas.toml{f', line {line}' if line else ''}: {problem}", remedy)
        self.line = line


class FeedError(DataError):
    """A feed or an event file can't be read at all. Bad rows are results, not errors."""


class ModelReplyError(LandasError):
    """A model's reply broke its contract."""


class DependencyError(LandasError):
    """Something outside Landas failed."""


class StorageError(DependencyError):
    """The database can't be reached or refused the work."""


class ProviderError(DependencyError):
    """The model provider failed, was late, or can't be reached."""


class SetupError(LandasError):
    """A step that must come before this one is missing."""


def shown(value: Any, longest: int = LONGEST_SHOWN) -> str:
    """A bad value as a message quotes it, on one line and cut.

    Spaces of every kind become plain ones and invisible characters go: escaped as `repr` does, they would hide what
    identifies a person from whoever takes that out of messages.

    >>> shown("BE46\\u00a06759")
    "'BE46 6759'"
    """
    if isinstance(value, str):
        value = " ".join("".join(c for c in value if unicodedata.category(c) != "Cf").split())
    text = repr(value)
    return text if len(text) <= longest else text[: longest - 3] + "..."
