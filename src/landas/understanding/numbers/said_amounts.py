"""What a text says of a number, before anything is known of the field it speaks of."""

from dataclasses import dataclass, replace

from landas.language.comparisons import Comparison
from landas.language.quantities import Quantity
from landas.request.intent import Op

ABOUT = 0.1
"""What "about" leaves to either side, as a share of the number."""


@dataclass(frozen=True, slots=True)
class Amount:
    """What a text says of a number: `op` and its bounds, still in the unit or currency that was said."""

    op: Op
    low: float
    high: float
    unit: str | None
    currency: str | None
    compared: bool
    """Whether a comparator or a range was said, rather than a number alone."""
    counts: str | None = None
    """The field whose label was said instead of a unit."""

    out_of: float | None = None
    """The top of the scale that was said: "4/5"."""

    @property
    def is_bare(self) -> bool:
        return self.unit is None and self.currency is None


def amount_of(payload: Comparison | Quantity) -> Amount | None:
    """The amount of a piece; None where the number is open in a way no constraint expresses."""
    amount = _amount_of(payload)
    return replace(amount, out_of=payload.out_of) if amount is not None and payload.out_of else amount


def _amount_of(payload: Comparison | Quantity) -> Amount | None:
    low = payload.low if payload.low is not None else payload.high
    high = payload.high if payload.high is not None else payload.low
    if low is None or high is None:
        return None
    if isinstance(payload, Comparison):
        return Amount(payload.op, low, high, payload.unit, payload.currency, True)
    if low != high:
        return Amount("between", low, high, payload.unit, payload.currency, True)
    if payload.approximate:
        return Amount(
            "between",
            tidy(low * (1 - ABOUT)),
            tidy(high * (1 + ABOUT)),
            payload.unit,
            payload.currency,
            True,
        )
    return Amount("eq", low, high, payload.unit, payload.currency, False)


def tidy(number: float) -> float:
    return float(f"{number:.10g}")
