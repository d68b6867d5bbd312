"""What the pages need of a project. `bootstrap.Project` meets it."""

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

    def receipt(self, receipt_id: ReceiptId) -> dict[str, Any]:
        """A stored receipt. Raises NotFound for an unknown id."""
        ...


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A request that the empty page offers. `language` is that of its words, or `mixed`."""

    text: str
    language: str
    shows: str = ""
