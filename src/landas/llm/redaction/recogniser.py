"""What finds one kind of personal value. A new kind is a file, a line in `redact.RECOGNISERS` and a test."""

from collections.abc import Iterator
from typing import Protocol

from landas.llm.redaction.found import Kind
from landas.llm.redaction.reading import Place, Reading


class Recogniser(Protocol):
    """Finds one kind. May find places that overlap; it never raises for any text."""

    @property
    def kind(self) -> Kind: ...

    def find(self, reading: Reading) -> Iterator[Place]: ...
