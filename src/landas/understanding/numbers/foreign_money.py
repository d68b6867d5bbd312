"""Sums that no price of the catalogue is comparable with: of another currency, said or to be told from their size."""

from collections.abc import Sequence

from landas.catalog.fields import Field
from landas.understanding.numbers.adjective_limits import without_currency
from landas.understanding.numbers.said_amounts import Amount
from landas.understanding.scene.scene import Scene

_BEYOND = 50
"""A sum so many times the highest price is of another currency."""


def is_beyond(scene: Scene, at: int, amount: Amount, fields: Sequence[Field]) -> bool:
    """ "Di bawah 100 juta" where the dearest thing costs some thousand dollars: an upper limit so far above every price
    is of another currency, where none was said."""
    if amount.op not in ("lt", "lte", "eq") or without_currency(scene, at, amount) == amount:
        return False
    held = [known for field in fields if (known := scene.lexicon.distribution(field.name))]
    return bool(held) and all(amount.low > known.high * _BEYOND for known in held)


def no_money(scene: Scene, amount: Amount) -> str:
    currencies = sorted({f.currency for f in scene.schema.fields.values() if f.currency})
    return f"prices are in {', '.join(currencies)}" if currencies and amount.currency else "no price is known"
