"""The sections `[surfaces.NAME]` and `[[merchandising.rules]]` of the project file: what a slate is made to look like
beyond what ranking says of its items."""

from typing import Literal

from pydantic import Field, field_validator, model_validator

from landas.model_settings import Section

SurfaceName = Literal["home", "related", "cart", "search", "chat"]
EffectName = Literal["boost", "bury", "pin"]
_FACTORS = {"boost": 1.5, "bury": 0.0, "pin": 1.0}


class FreshnessSection(Section):
    field: str
    """A field of type `date`: since when the item is there."""
    half_life_days: float = Field(default=30.0, gt=0)
    weight: float = Field(default=0.2, gt=0, le=10)
    """What a brand-new item gains, as a share of its score."""


class SurfaceSection(Section):
    exclude: tuple[str, ...] | None = None
    """Types of events: an item that the person sent one of isn't shown. None: `purchase` on `home` and `cart`, else
    nothing."""
    exclude_days: float | None = Field(default=None, gt=0)
    """How long an event keeps its item out; None: for ever."""
    caps: dict[str, int] = Field(default_factory=dict)
    """Field (or `category`) -> how many items of one value a slate may hold."""
    diversity: float = Field(default=0.0, ge=0, le=1)
    """How much unlikeness counts against the score when the slate is filled: 0 not at all, 1 alone."""
    freshness: FreshnessSection | None = None
    exploration: float = Field(default=0.0, ge=0, le=0.5)
    """The share of places given to items that nobody has turned to yet."""

    @field_validator("caps")
    @classmethod
    def _at_least_one(cls, caps: dict[str, int]) -> dict[str, int]:
        for name, most in caps.items():
            if most < 1:
                raise ValueError(f"a cap of {most} for {name!r} would show nothing; give at least 1")
        return caps


class MerchandisingRule(Section):
    name: str = Field(min_length=1, max_length=100)
    effect: EffectName
    when: str | None = Field(default=None, max_length=1000)
    """CEL over `item.<field>`, `user`, `context`, `surface`, `now`: the items it concerns."""
    items: tuple[str, ...] = Field(default=(), max_length=100)
    """Ids of the items it concerns, besides those of `when`."""
    surfaces: tuple[SurfaceName, ...] = ()
    """Surfaces it holds on; empty: all."""
    queries: tuple[str, ...] = Field(default=(), max_length=100)
    """Texts it holds for, whatever their case; empty: any text, and none."""
    factor: float | None = Field(default=None, ge=0, le=100)
    """What the score is multiplied by. None: 1.5 for boost, 0 for bury, which puts the item behind all others."""
    place: int = Field(default=1, ge=1, le=100)
    """Where a pinned item is shown."""

    @model_validator(mode="after")
    def _whole(self) -> "MerchandisingRule":
        if self.when is None and not self.items:
            raise ValueError("a rule needs when or items, which say what it concerns")
        if self.effect == "boost" and self.factor is not None and self.factor < 1:
            raise ValueError(f"a boost with factor {self.factor:g} would lower the score; use bury")
        if self.effect == "bury" and self.factor is not None and self.factor > 1:
            raise ValueError(f"bury with factor {self.factor:g} would raise the score; use boost")
        return self

    @property
    def multiplier(self) -> float:
        return _FACTORS[self.effect] if self.factor is None else self.factor


class MerchandisingSection(Section):
    rules: tuple[MerchandisingRule, ...] = ()

    @model_validator(mode="after")
    def _unique(self) -> "MerchandisingSection":
        names = [rule.name for rule in self.rules]
        for name in names:
            if names.count(name) > 1:
                raise ValueError(f"two rules are named {name!r}; an effect must name one rule")
        return self
