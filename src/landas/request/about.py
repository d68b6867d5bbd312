"""A turn that speaks of items: to compare shown ones, to be told something of one, to take one up, to hear why it was
shown or wasn't."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from landas.catalog.fields import Direction
from landas.ids import ItemId
from landas.request.intent import Constraint

AboutKind = Literal["comparison", "item_answer", "acceptance", "reason", "beyond"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the items is asked: `fields` to be told, `wishes` to be answered with yes or no (each with its value),
    `unknown` words that name nothing in this catalogue. All empty: whatever there is to tell.

    `best` is the field and the end of it that is sought ("which one is lighter?"). Of a reason `wishes` are those that
    stand, `fields` holds the one that the list is sorted by, and `unknown` what is asked after and isn't there.
    """

    fields: tuple[str, ...] = ()
    wishes: tuple[Constraint, ...] = ()
    unknown: tuple[str, ...] = ()
    best: tuple[str, Direction] | None = None
    absent: tuple[ItemId, ...] = ()
    """Of a reason: the items that were not among those shown."""
    words: tuple[str, ...] = ()
    """Of a reason: the words that were looked for beside the wishes."""
    kinds: tuple[str, ...] = ()
    """Of a reason: the kinds of things that were asked for."""
    compares: bool = False
    """Whether it is asked which of the items is more `unknown` than the others."""

    def to_document(self) -> dict[str, Any]:
        return {
            "fields": list(self.fields),
            "wishes": [wish.to_document() for wish in self.wishes],
            "unknown": list(self.unknown),
            "best": list(self.best) if self.best else None,
            "absent": list(self.absent),
            "words": list(self.words),
            "kinds": list(self.kinds),
            "compares": self.compares,
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Asked":
        best = document["best"]
        return cls(
            tuple(document["fields"]),
            tuple(Constraint.from_document(wish) for wish in document["wishes"]),
            tuple(document["unknown"]),
            (best[0], best[1]) if best else None,
            # Receipts of before hold none of these.
            tuple(map(ItemId, document.get("absent", ()))),
            tuple(document.get("words", ())),
            tuple(document.get("kinds", ())),
            document.get("compares", False),
        )


@dataclass(frozen=True, slots=True)
class AboutItems:
    """The items spoken of, in the order in which they were named or shown."""

    kind: AboutKind
    item_ids: tuple[ItemId, ...]
    asked: Asked
