"""What retrieval works on, whatever surface asked."""

from dataclasses import dataclass

from landas.ids import ItemId
from landas.request.intent import Sort


@dataclass(frozen=True, slots=True)
class ExternalCandidate:
    """An item that the caller's own search engine proposes, with its score."""

    item_id: ItemId
    score: float


@dataclass(frozen=True, slots=True)
class RetrievalQuery:
    """The words to match and the items to start from.

    `anchor` is the item a slate is about, `history` the person's liked items, newest first. With `candidates`
    only those are considered. `categories` are values of the view's category field.
    """

    text: str = ""
    language: str = "en"
    categories: tuple[str, ...] = ()
    anchor: ItemId | None = None
    history: tuple[ItemId, ...] = ()
    history_times: tuple[float, ...] = ()
    """When each of the history was turned to, in seconds since 1970; empty where that isn't known."""
    candidates: tuple[ExternalCandidate, ...] | None = None
    sort: Sort | None = None
    expansion: tuple[str, ...] = ()
    """Other words for the request that were measured to mean the same: further queries."""
