"""What the cases of the suite `understanding` may expect of a text, in the terms of an intent."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

AROUND = "around"
"""The one operator that only cases have: how wide "around 500" is, is the parser's to say, within reason."""


class ExpectedConstraint(BaseModel):
    """A constraint the text should be read as. Without `strength`, how firm the wish is isn't measured."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    field: str
    op: str
    value: Any
    strength: Literal["hard", "soft"] | None = None
    within: float = Field(default=0.25, gt=0, lt=1)
    """Of `around`: the share of the value by which the read limits may stand off."""


class ExpectedOrder(BaseModel):
    """A field and the end of it that is wanted."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    field: str
    direction: Literal["lower", "higher"]


class Expected(BaseModel):
    """What a text should be read as. But for `constraints`, what a case leaves out is not measured."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    category: str | list[str] | None = None
    """Exactly these kinds of thing; an empty list: none."""
    kinds: tuple[tuple[str, ...], ...] | None = None
    """Where kinds are learnt: for each entry one found kind whose name ends in one of its names, and no others."""
    constraints: tuple[ExpectedConstraint, ...] = ()
    sort: ExpectedOrder | None = None
    comparatives: tuple[ExpectedOrder, ...] | None = None
    preferences: tuple[str, ...] | None = None
    """Words that must be among the soft wishes."""

    @property
    def fields(self) -> list[str]:
        """Every field that something is expected of."""
        ordered = [*([self.sort] if self.sort else []), *(self.comparatives or ())]
        return [wish.field for wish in self.constraints] + [wish.field for wish in ordered]


class UnderstandingCase(BaseModel):
    """One text with what it asks for, and the phenomena of language that it shows."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    text: str
    language: str = "en"
    phenomenon: tuple[str, ...] = ()
    split: str | None = None
    expect: Expected

    @field_validator("phenomenon", mode="before")
    @classmethod
    def _one_or_several(cls, given: Any) -> Any:
        return (given,) if isinstance(given, str) else given
