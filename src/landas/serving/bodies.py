"""What bodies share: unknown fields are refused, types are exact, ids and texts can be stored as they are."""

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from landas.ids import ItemId
from landas.recommend.draft import External
from landas.settings import Purpose
from landas.surface_settings import MerchandisingRule

_HALF = re.compile("[\x00\ud800-\udfff]")
LONGEST_TEXT = 4000
LONGEST_ID = 512
MOST_CANDIDATES = 10_000


def _number_as_text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _storable(text: str) -> str:
    if _HALF.search(text):
        raise ValueError("holds a NUL or half a character, which can't be kept")
    return text


Identifier = Annotated[
    str,
    BeforeValidator(_number_as_text),
    AfterValidator(_storable),
    Field(min_length=1, max_length=LONGEST_ID),
]
"""An id; a whole number counts as its digits."""
Text = Annotated[str, Field(max_length=LONGEST_TEXT), AfterValidator(_storable)]
Context = dict[str, Any]
"""A flat object; checked against the project's `[context]` by `context.checked_context`."""


class Body(BaseModel):
    """Base of every request body."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


class CandidateBody(Body):
    item_id: Identifier
    score: float


Consent = list[Purpose]
"""What the person consents to for this request."""
Names = Annotated[
    list[Annotated[str, Field(max_length=200), AfterValidator(_storable)]], Field(max_length=20)
]
"""Names of the person that the caller knows, to be taken out of the text; never kept."""
Candidates = Annotated[list[CandidateBody], Field(max_length=MOST_CANDIDATES)]


def _differently_named(rules: list[MerchandisingRule]) -> list[MerchandisingRule]:
    names = [rule.name for rule in rules]
    if len(set(names)) < len(names):
        raise ValueError("two rules have the same name; an effect must name one rule")
    return rules


Rules = Annotated[list[MerchandisingRule], Field(max_length=20), AfterValidator(_differently_named)]
"""Merchandising rules of the caller's, as in the project file; they hold for this request alone."""


def consent_of(given: list[Purpose] | None) -> tuple[Purpose, ...] | None:
    return None if given is None else tuple(given)


def external(candidates: list[CandidateBody] | None) -> tuple[External, ...] | None:
    """The caller's own candidates; None where they sent none, so that ours are used."""
    if candidates is None:
        return None
    return tuple(External(ItemId(candidate.item_id), candidate.score) for candidate in candidates)
