"""A turn that speaks of items that were shown: to compare them, or to be told something of one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from landas.catalog.fields import Direction
from landas.ids import ItemId
from landas.request.intent import Constraint

AboutKind = Literal["comparison", "item_answer", "acceptance"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the items is asked: `fields` to be told, `wishes` to be answered with yes or no (each with its value),
    `unknown` words that name nothing in this catalogue. All empty: whatever there is to tell.

    `best` is the field and the end of it that is sought ("which one is lighter?").
    """

    fields: tuple[str, ...] = ()
    wishes: tuple[Constraint, ...] = ()
    unknown: tuple[str, ...] = ()
    best: tuple[str, Direction] | None = None

    def to_document(self) -> dict[str, Any]:
        return {
            "fields": list(self.fields),
            "wishes": [wish.to_document() for wish in self.wishes],
            "unknown": list(self.unknown),
            "best": list(self.best) if self.best else None,
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Asked":
        best = document["best"]
        return cls(
            tuple(document["fields"]),
            tuple(Constraint.from_document(wish) for wish in document["wishes"]),
            tuple(document["unknown"]),
            (best[0], best[1]) if best else None,
        )


@dataclass(frozen=True, slots=True)
class AboutItems:
    """The items spoken of, in the order in which they were named or shown."""

    kind: AboutKind
    item_ids: tuple[ItemId, ...]
    asked: Asked
