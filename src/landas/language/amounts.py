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
from landas.language.vocabulary import Vocabulary

_HYPHENS = "-–—"
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
    for written in find_number_words(words, voc):
        # Careful: an amount in digits may hold number words ("5 ratus ribu"), so those are no amounts again.
        after = bisect_left(starts, written.end)
        if after == 0 or found[after - 1].end <= written.start:
            reader = NumberEnding(text, written.end, voc, named=written.multiplied)
            reader.approximate = written.approximate
            reader.magnitudes()
            amount = _finished(written.start, written.value, reader, default_currency, in_words=True)
            in_words += [amount] if amount else []
    wholes = _wholes(text, words, voc, [*found, *in_words])
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
    reader.money(default_currency)
    if reader.currency is None:
        reader.measure(_rough(value, numeral), in_words)
        reader.count()
        if reader.unit is None and reader.named and default_currency is not None:
            reader.currency = default_currency
    number = _read(numeral, reader, default_currency) if value is None and numeral else value
    if number is None or not reader.stands_alone() or number * reader.factor > LARGEST:
        return None
    bare = reader.unit is None and reader.currency is None and not reader.named
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
    """ "1 juta 500" is one and a half million."""
    left_out = last.factor == 1e6 and last.unit is None and amount.is_bare and amount.factor == 1
    return replace(amount, factor=1e3) if left_out and amount.number in range(100, 1000, 50) else amount


def _compounds(text: str, amounts: list[Amount], voc: Vocabulary) -> list[Amount]:
    """ "1 juta 500 ribu" is one amount: each part is named, the second far smaller."""
    joined: list[Amount] = []
    for amount in amounts:
        last = joined[-1] if joined else None
        if last is not None and voc.leaves_thousands_out and text[last.end : amount.start].isspace():
            amount = _with_thousands(last, amount)
        if (
            last is not None
            and last.unit is None
            and amount.unit is None
            and last.factor > amount.factor > 1
            and 0 < amount.value < last.factor
            and (amount.currency in (None, last.currency) or last.currency is None)
            and text[last.end : amount.start].isspace()
        ):
            value = float(f"{last.value + amount.value:.15g}")
            joined[-1] = replace(
                last, end=amount.end, number=value / last.factor, currency=last.currency or amount.currency
            )
        else:
            joined.append(amount)
    return joined
