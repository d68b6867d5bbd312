"""What the pages need of a project. `bootstrap.Project` meets it."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from landas.catalog.fields import Schema
from landas.catalog.store import ItemStore
from landas.ids import ReceiptId
from landas.settings import ProjectSettings


class PageProject(Protocol):
    """One opened project, as far as its pages read it."""

    @property
    def settings(self) -> ProjectSettings: ...
    @property
    def schema(self) -> Schema: ...
    @property
    def items(self) -> ItemStore: ...

    def reading(self, receipt_id: ReceiptId) -> AbstractContextManager[tuple[Mapping[str, Any], bool | None]]:
        """A stored receipt and whether it is intact. Raises NotFound for an unknown id, StorageError for a damaged
        receipt, also from what is read of it inside."""
        ...


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A request that the empty page offers. `language` is that of its words, or `mixed`."""

    text: str
    language: str
    shows: str = ""
