"""What the ordering model is told: the person's words, the criteria, and checked facts of the candidates by position.

Not one word of an item's own text is in it (see `told.py`): what a feed writes can't speak to this model.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from landas.ids import content_hash

INPUT_VERSION = "input_v1"
"""Changes with what the model is told of a request."""
MOST_CANDIDATES = 20
LONGEST_REQUEST = 400


@dataclass(frozen=True, slots=True)
class OrderCriterion:
    """One wish in plain form: what it is about, what is wanted, and whether every candidate meets it already."""

    about: str
    wants: str
    must: bool

    def to_document(self) -> dict[str, Any]:
        return {"about": self.about, "wants": self.wants, "must": self.must}


@dataclass(frozen=True, slots=True)
class OrderCandidate:
    """What is told of one candidate: facts by label, and which words of the request its title has.

    `kind` is how the kind of thing it is fits the words: "asked for", "goes with it", "another thing".
    """

    facts: Mapping[str, str]
    title_has: tuple[str, ...] = ()
    kind: str | None = None

    def to_document(self, position: int) -> dict[str, Any]:
        kind = {"kind": self.kind} if self.kind else {}
        return {"position": position, **kind, "title_has": list(self.title_has), "facts": dict(self.facts)}


@dataclass(frozen=True, slots=True)
class OrderInput:
    """One list to be put in order. `candidates` stand in the base order; the model sees them as `presented`.

    `presented[p - 1]` is the place in the base order (from 0) of what stands at position `p`.
    """

    language: str
    request: str
    criteria: tuple[OrderCriterion, ...]
    candidates: tuple[OrderCandidate, ...]
    presented: tuple[int, ...]

    def to_document(self) -> dict[str, Any]:
        shown = enumerate(self.presented, start=1)
        return {
            "language": self.language,
            "request": self.request,
            "criteria": [criterion.to_document() for criterion in self.criteria],
            "items": [self.candidates[place].to_document(position) for position, place in shown],
        }

    def turned_around(self) -> "OrderInput":
        """The same list, shown from its other end: what comes first now came last before."""
        return replace(self, presented=self.presented[::-1])


def shuffled(language: str, request: str, size: int) -> tuple[int, ...]:
    """An order of presentation that says nothing of the base order, the same for the same request."""
    places = list(range(size))
    random.Random(content_hash([language, request, size])).shuffle(places)
    return tuple(places)
