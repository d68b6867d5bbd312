"""What a sum is paid for: "1.2 million a month", "500rb per bulan" say no wish about months."""

from landas.catalog.fields import Field
from landas.language.units import dimension
from landas.language.vocabulary import vocabulary
from landas.understanding.numbers.field_fitness import is_near
from landas.understanding.numbers.said_amounts import Amount, amount_of
from landas.understanding.scene.scene import Scene


def is_rate(scene: Scene, at: int) -> bool:
    """Whether a piece is one unit of time right behind a sum of money."""
    piece = scene.pieces[at]
    if piece.amount is not None:
        amount = amount_of(piece.amount)
        of_time = amount is not None and amount.unit is not None and dimension(amount.unit) == "time"
        one = amount is not None and amount.low == amount.high == 1 and not amount.compared
        return of_time and one and (_is_money(scene, at - 1) or _leads_to_money(scene, at))
    if piece.payload is not None:
        return False
    said = scene.text[piece.start : piece.end].casefold()
    unit = vocabulary(scene.packs).unit_words.get(said)
    return unit is not None and dimension(unit) == "time" and _is_money(scene, at - 1)


def _leads_to_money(scene: Scene, at: int) -> bool:
    """ "Sewa sebulan 1,3 juta": between the name of a sum and the sum."""
    named = at > 0 and any(
        (field := scene.schema.fields.get(sense.field)) is not None and field.type == "money"
        for sense in scene.pieces[at - 1].senses
    )
    return named and at + 1 < len(scene.pieces) and _is_money(scene, at + 1)


def _is_money(scene: Scene, at: int) -> bool:
    """A sum of money at a piece, a word such as "per" behind it passed over."""
    while at > 0 and scene.pieces[at].mark("stop") and not scene.broken(at - 1, at):
        at -= 1
    said = scene.pieces[at].amount if at >= 0 else None
    amount = amount_of(said) if said else None
    if amount is None:
        return False
    return amount.currency is not None or (amount.is_bare and amount.compared and _near_prices(scene, amount))


def is_paid_for(scene: Scene, at: int) -> bool:
    """Whether what follows a number says for what it is paid: "under 400 a night" is of no nights."""
    said = scene.pieces[at].amount
    amount = amount_of(said) if said else None
    if amount is None or amount.unit is not None or at + 1 >= len(scene.pieces):
        return False
    slash = scene.text[scene.pieces[at].end : scene.pieces[at + 1].start].strip() == "/"
    spoken = scene.is_word_of(at + 1, "per") and at + 2 < len(scene.pieces) and not scene.broken(at, at + 2)
    return (slash or spoken) and (amount.currency is not None or _near_prices(scene, amount))


def _near_prices(scene: Scene, amount: Amount) -> bool:
    prices = (field for field in scene.measured_fields if is_price(scene, field))
    return any(is_near(scene, field, amount) for field in prices)


def is_price(scene: Scene, field: Field) -> bool:
    """Whether a field holds sums, which feeds may give as plain numbers: a "price per night" without a currency."""
    return field.type == "money" or field.name in scene.lexicon.standard.get("price", ())
