"""Single amounts in a text: a number in digits or words, what multiplies it, and its unit or currency.

Model names ("RTX4070", "i7-1260P") are left alone: a number counts only where it stands as a word of its own.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from landas.language.money import is_whole, meant_currency
from landas.language.number_endings import NumberEnding
from landas.language.number_words import find_number_words
from landas.language.numerals import LARGEST, Numeral, find_numerals, read_numeral
from landas.language.tokens import Token, tokenize
from landas.language.units import convert, dimension
from landas.language.vocabulary import Vocabulary

_HYPHENS = "-–—"
_HUNDREDS = range(100, 1000, 50)
_IN_TWO_UNITS = ("time", "length", "mass")
_FARTHEST_BEFORE = 8
"""Characters before a number in which its currency must stand."""


@dataclass(frozen=True, slots=True)
class Amount:
    """One number at `start`..`end`; its value is `number` times `factor`.

    `weak`: counts only beside a comparator or in a range (a small number word, "4K"). `in_words`: not in digits.
    """

    start: int
    end: int
    number: float
    factor: float = 1.0
    unit: str | None = None
    currency: str | None = None
    approximate: bool = False
    weak: bool = False
    in_words: bool = False
    counted_as_money: bool = False
    """Whether nothing but a word such as "thousand" makes it money: "50 to 100 thousand km" is none."""
    at_least: bool = False
    """Whether a plus stands between number and unit: "4+ GB"."""
    out_of: float | None = None
    """The top of the scale that the number is said to be on: "4/5", "4 out of 5"."""

    @property
    def value(self) -> float:
        if self.factor == 1:
            return self.number
        # 1.1 million is 1,100,000, without the noise of binary multiplication.
        return float(f"{self.number * self.factor:.15g}")

    @property
    def is_bare(self) -> bool:
        return self.unit is None and self.currency is None


def find_amounts(
    text: str, words: Sequence[Token], voc: Vocabulary, default_currency: str | None
) -> list[Amount]:
    """Every amount of the text in order, number words too; ranges are still two amounts."""
    found: list[Amount] = []
    in_words: list[Amount] = []
    for numeral in find_numerals(text):
        previous = found[-1].end if found else -1
        if numeral.start >= previous:
            amount = _of_numeral(text, numeral, voc, default_currency, previous)
            found += [amount] if amount else []
    starts = [amount.start for amount in found]
    for written in find_number_words(text, words, voc):
        # Careful: an amount in digits may hold number words ("5 ratus ribu"), so those are no amounts again.
        after = bisect_left(starts, written.end)
        if after == 0 or found[after - 1].end <= written.start:
            reader = NumberEnding(text, written.end, voc, named=written.multiplied)
            reader.approximate = written.approximate
            reader.magnitudes()
            amount = _finished(written.start, written.value, reader, default_currency, in_words=True)
            in_words += [amount] if amount else []
    wholes = _wholes(text, words, voc, [*found, *in_words])
    # "Sekilo setengah": the half is of the kilogram, no half of everything.
    in_words = [a for a in in_words if not any(w.start < a.end and a.start < w.end for w in wholes)]
    return _compounds(text, sorted([*found, *in_words, *wholes], key=lambda amount: amount.start), voc)


def _wholes(text: str, words: Sequence[Token], voc: Vocabulary, found: Sequence[Amount]) -> list[Amount]:
    """One of a unit, without a number: "a terabyte", "setahun", "an hour and a half"."""
    keys = [word.key for word in words]
    amounts: list[Amount] = []
    for at, key in enumerate(keys):
        if voc.wholes.may_start(key) and (whole := voc.wholes.starting(keys, at)):
            start, end = words[at].start, words[at + whole[0] - 1].end
            if not any(start < amount.end and amount.start < end for amount in found):
                reader = NumberEnding(text, end, voc)
                reader.whole(whole[1])
                amounts.append(Amount(start, reader.at, 1.0 + reader.behind, unit=reader.unit, in_words=True))
    return amounts


def _of_numeral(
    text: str, numeral: Numeral, voc: Vocabulary, default_currency: str | None, previous: int
) -> Amount | None:
    reader = NumberEnding(text, numeral.end, voc)
    start, sign = numeral.start, 1.0
    before = text[max(0, start - _FARTHEST_BEFORE) : start]
    if match := voc.currency_before.search(before):
        mark = (match["mark"] or "").lower()
        reader.currency = match["code"] or meant_currency(mark, voc.currency_words[mark], default_currency)
        sign = -1.0 if match["sign"] else 1.0
        start = numeral.start - len(before) + match.start()
    free = start == 0 or start == previous or _stands_free(text, start, previous)
    if not free and not _is_joined_to_comparator(text, start, voc):
        return None
    if start > 0 and text[start - 1] in "-\u2212" and _is_sign(text, start - 1):
        start, sign = start - 1, -1.0
    reader.magnitudes()
    return _finished(start, numeral.value, reader, default_currency, sign=sign, numeral=numeral)


def _stands_free(text: str, start: int, previous: int) -> bool:
    """False inside a word or a name: "RTX4070", "f/1.8", "WH-1000", "3.0.1"."""
    left = text[start - 1]
    if left.isalnum() or left in "_'":
        return False
    if start < 2 or not (text[start - 2].isalnum() or text[start - 2] == "_"):
        return True
    if left in _HYPHENS:
        return previous == start - 1 or left != "-"
    if left == "/":
        return previous == start - 1 or (
            not text[start - 2].isdigit() and start > 2 and text[start - 3].isalnum()
        )
    return left not in ".," and not (left == ":" and text[start - 2].isdigit())


def _is_joined_to_comparator(text: str, start: int, voc: Vocabulary) -> bool:
    """ "Sub-$40"."""
    if text[start - 1] not in _HYPHENS:
        return False
    before = tokenize(text[max(0, start - _FARTHEST_BEFORE) : start - 1])
    return bool(before) and voc.before.starting([before[-1].key], 0) is not None


def _is_sign(text: str, at: int) -> bool:
    """A minus opens the text or follows a space that follows no number."""
    if at == 0 or text[at - 1] in "([":
        return True
    before = text[max(0, at - _FARTHEST_BEFORE) : at].rstrip()
    return text[at - 1].isspace() and not before[-1:].isdigit()


def _finished(
    start: int,
    value: float | None,
    reader: NumberEnding,
    default_currency: str | None,
    sign: float = 1.0,
    numeral: Numeral | None = None,
    in_words: bool = False,
) -> Amount | None:
    reader.plus()
    reader.money(default_currency)
    said = reader.currency is not None
    if reader.currency is None:
        reader.measure(_rough(value, numeral), in_words)
        reader.count()
        reader.scale(value if numeral is None else _rough(value, numeral))
        if reader.unit is None and reader.named and default_currency is not None:
            reader.currency = default_currency
    number = _read(numeral, reader, default_currency) if value is None and numeral else value
    if number is None or not reader.stands_alone() or number * reader.factor > LARGEST:
        return None
    bare = reader.unit is None and reader.currency is None and not reader.named
    if bare and in_words and 0 < number < 1:
        return Amount(start, reader.at, 100 * number, unit="%", weak=True, in_words=True)
    if bare and number < 1 and (in_words or (numeral is not None and numeral.value is not None)):
        return None
    listed = reader.is_listed() or reader.text[start - 1 : start] == "/"
    standard = reader.text[start : reader.at] in reader.voc.standards
    return Amount(
        start,
        reader.at,
        sign * (number + reader.behind),
        reader.factor,
        None if standard else reader.unit,
        reader.currency,
        reader.approximate,
        weak=standard or (bare and (listed or (in_words and number <= 12 and number == int(number)))),
        in_words=in_words,
        counted_as_money=reader.currency is not None and not said,
        at_least=reader.at_least,
        out_of=reader.top,
    )


def _rough(value: float | None, numeral: Numeral | None) -> float | None:
    return read_numeral(numeral.body, ".") if value is None and numeral else value


def _read(numeral: Numeral, reader: NumberEnding, default_currency: str | None) -> float | None:
    """Money has no three decimals, so "$1.500" is 1500; so has a bare "1.500" beside prices in whole rupiah."""
    bare = reader.unit is None and not reader.named
    thousands = reader.currency is not None and not reader.named
    thousands |= bare and (is_whole(default_currency) or numeral.body.endswith("000"))
    return read_numeral(numeral.body, reader.voc.decimal, thousands)


def _with_thousands(last: Amount, amount: Amount) -> Amount:
    """ "1 juta 500", "1 juta 5 ratus" are one and a half million."""
    left_out = last.factor == 1e6 and last.unit is None and amount.unit is None and amount.factor in (1, 1e2)
    return replace(amount, factor=amount.factor * 1e3) if left_out and amount.value in _HUNDREDS else amount


def _compounds(text: str, amounts: list[Amount], voc: Vocabulary) -> list[Amount]:
    """ "1 juta 500 ribu", "1 hour 30 minutes" are one amount each: the second part is far smaller."""
    joined: list[Amount] = []
    for amount in amounts:
        last = joined[-1] if joined else None
        gap = text[last.end : amount.start] if last else ""
        if last is not None and voc.leaves_thousands_out and (gap.isspace() or not gap):
            amount = _with_thousands(last, amount)
        whole = _summed(last, amount, gap) or _measured_in_two(last, amount, gap, voc) if last else None
        if whole is not None:
            joined[-1] = whole
        else:
            joined.append(amount)
    return joined


def _summed(last: Amount, amount: Amount, gap: str) -> Amount | None:
    """Two parts of one sum, each with its magnitude."""
    if last.unit is not None or amount.unit is not None or not (gap.isspace() or not gap):
        return None
    smaller = last.factor > amount.factor > 1 and 0 < amount.value < last.factor
    if not smaller or not (amount.currency in (None, last.currency) or last.currency is None):
        return None
    value = float(f"{last.value + amount.value:.15g}")
    currency = last.currency or amount.currency
    return replace(last, end=amount.end, number=value / last.factor, currency=currency)


def _measured_in_two(last: Amount, amount: Amount, gap: str, voc: Vocabulary) -> Amount | None:
    """ "1 hour and 30 minutes", "5 ft 6 in": one length, weight or time in two units. Behind hours a glued "m" is of
    minutes: "1h 30m"."""
    if last.unit is None or amount.unit is None or not (gap.isspace() or not gap or _is_and(gap, voc)):
        return None
    if last.unit == "h" and amount.unit == "m" and not gap.strip():
        amount = replace(amount, unit="min")
    kind, unit = dimension(last.unit), amount.unit or last.unit
    if kind not in _IN_TWO_UNITS or kind != dimension(unit) or last.unit == unit:
        return None
    part = convert(amount.value, unit, last.unit)
    whole = last.value == int(last.value) and last.factor == 1 and not amount.approximate
    if not whole or not 0 < part < 1:
        return None
    return replace(last, end=amount.end, number=float(f"{last.number + part:.12g}"))


def _is_and(gap: str, voc: Vocabulary) -> bool:
    keys = [word.key for word in tokenize(gap)]
    return (
        "," not in gap and (found := voc.conjunctions.starting(keys, 0)) is not None and found[0] == len(keys)
    )
