"""Numbers written in words: "two hundred and fifty", "dua ratus lima puluh", "setengah", "one and a half"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from landas.language.tokens import Token
from landas.language.vocabulary import Vocabulary

_HUNDRED, _THOUSAND, _MILLION = 1e2, 1e3, 1e6
_LONGEST_RUN = 16
_HUNDREDS = range(100, 1000, 50)


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Words at `start`..`end` and the number they make; `multiplied` when one of them is a magnitude."""

    start: int
    end: int
    value: float
    multiplied: bool
    approximate: bool = False
    """Whether one of them has an ending that makes it a rough number: "seratusan"."""


def find_number_words(text: str, words: Sequence[Token], voc: Vocabulary) -> Iterator[NumberWords]:
    """Every run of number words, each as long as it makes one number."""
    said = [word.key for word in words]
    keys = [_without_ending(key, voc) for key in said]
    position = 0
    while position < len(words):
        if not voc.numbers.may_start(keys[position]):
            position += 1
            continue
        length, value, multiplied = _run(_clause(text, words, keys, position, voc), position, voc)
        if length:
            last = position + length - 1
            rough = keys[position : last + 1] != said[position : last + 1]
            yield NumberWords(words[position].start, words[last].end, value, multiplied, rough)
        position += length or 1


def _clause(
    text: str, words: Sequence[Token], keys: Sequence[str], start: int, voc: Vocabulary
) -> Sequence[str]:
    """The words up to a comma: "two million, five rooms" are two numbers. "Two thousand, five hundred" is one."""
    for at in range(start + 1, min(len(words), start + _LONGEST_RUN)):
        if "," in text[words[at - 1].end : words[at].start]:
            goes_on = keys[at - 1] in voc.magnitudes and any(
                k in voc.magnitudes for k in keys[at + 1 : at + 3]
            )
            if not goes_on:
                return keys[:at]
    return keys


def _without_ending(key: str, voc: Vocabulary) -> str:
    """ "Seratusan" is about a hundred; magnitudes with such an ending are read where numbers end."""
    for ending in voc.about_endings:
        bare = key.removesuffix(ending)
        if bare != key and voc.numbers.starting([bare], 0) and not voc.numbers.may_start(key):
            return bare
    return key


def _run(keys: Sequence[str], start: int, voc: Vocabulary) -> tuple[int, float, bool]:
    """(number of words, value, multiplied): small numbers gather in `current` until a magnitude closes them."""
    total, current, at, last = 0.0, 0.0, start, float("inf")
    multiplied = False
    keys = keys[: _end_of_first(keys, start, voc)]
    while at < len(keys):
        ahead = at
        if at > start and (joint := voc.conjunctions.starting(keys, at)):
            ahead += joint[0]
        number = voc.numbers.starting(keys, ahead)
        if at > start and number is not None and _begins_anew(keys, ahead, number, last, voc, ahead > at):
            break
        if at == start + 1 and (hundreds := _hundreds_left_out(keys, at, current, number, voc)):
            current, last, at = hundreds, number[1] if number else last, at + 1
            continue
        if number is not None and number[1] < 1 and not current and last >= 1000 and at > start:
            # "sejuta setengah": half of the thousand or million right before.
            return ahead + number[0] - start, float(f"{total + number[1] * last:.15g}"), True
        if number is not None and _is_tiny(keys, ahead + number[0], total, last, number[1], voc):
            if _closes_sum(keys, ahead + number[0], number[1], voc):
                # "Sejuta dua": a million and two hundred thousand.
                return ahead + number[0] - start, total + number[1] * _MILLION / 10, True
            break
        if number is not None and _continues(current, number[1], last, at == start):
            # "seribu lima ratus": what is a thousand by itself is no factor of the hundreds that follow.
            total, current = (
                (total + number[1], current) if number[1] >= 1000 else (total, current + number[1])
            )
            multiplied |= number[1] >= 1000
            last, at = number[1], ahead + number[0]
            continue
        if at > start and (digits := _digits_behind(keys, at, voc)):
            current, at = current + digits[1], at + digits[0]
            continue
        factor = voc.magnitudes.get(keys[at]) if at > start and len(keys[at]) > 1 else None
        if factor is None:
            break
        multiplied, last, at = True, factor, at + 1
        if factor < 1000:
            current = (current or 1.0) * factor
        else:
            total, current = total + (current or 1.0) * factor, 0.0
    if voc.leaves_thousands_out and current in _HUNDREDS and total and total % _MILLION == 0:
        current *= _THOUSAND
    return at - start, float(f"{total + current:.15g}"), multiplied


def _is_tiny(
    keys: Sequence[str], after: int, total: float, last: float, number: float, voc: Vocabulary
) -> bool:
    """ "Two million five rooms": nobody says so small a part of millions."""
    behind = keys[after] if after < len(keys) else ""
    multiplied = behind in voc.magnitudes or voc.numbers.may_start(behind)
    return total >= _MILLION and last >= _MILLION and 1 <= number < _HUNDRED and not multiplied


def _closes_sum(keys: Sequence[str], after: int, number: float, voc: Vocabulary) -> bool:
    """Whether one figure behind millions ends the sum, in a language where people leave its thousands out."""
    if not voc.leaves_thousands_out or not number < 10:
        return False
    behind = keys[after] if after < len(keys) else None
    if behind is None:
        return True
    return behind in voc.behind_sums or voc.after.starting(keys, after) is not None


def _end_of_first(keys: Sequence[str], start: int, voc: Vocabulary) -> int:
    """Where the first number ends of "between two hundred and one thousand": at the one joint of the range that was
    opened, if there is just one. Without an opening, or with more joints, the words themselves must tell."""
    opening = voc.openings.ending(keys, start)
    if opening is None:
        return len(keys)
    joints, at = [], start
    while at < len(keys):
        if number := voc.numbers.starting(keys, at):
            at += number[0]
        elif keys[at] in voc.magnitudes:
            at += 1
        elif (joint := voc.conjunctions.starting(keys, at)) and voc.numbers.starting(keys, at + joint[0]):
            said = " ".join(keys[at : at + joint[0]])
            joints += [at] if opening[1] in voc.ranges.get(said, ()) else []
            at += joint[0]
        else:
            break
    if len(joints) != 1:
        return len(keys)
    first, second = _run(keys[start : joints[0]], 0, voc)[1], _run(keys[joints[0] + 1 :], 0, voc)[1]
    return joints[0] if first < second else len(keys)


def _begins_anew(
    keys: Sequence[str], at: int, number: tuple[int, float], last: float, voc: Vocabulary, joined: bool
) -> bool:
    """Whether a number is the next one, for what multiplies it is no smaller than what came before: "two thousand and
    three thousand", "fifty and one hundred"; "fifty one hundred" is one number."""
    if number[1] < 1:
        return False
    behind = at + number[0]
    factor = voc.magnitudes.get(keys[behind], 0.0) if behind < len(keys) and len(keys[behind]) > 1 else 0.0
    if last >= _THOUSAND:
        further = voc.magnitudes.get(keys[behind + 1], 0.0) if behind + 1 < len(keys) else 0.0
        return number[1] >= last or max(factor, further) >= last
    return factor > 0 and (last == _HUNDRED == factor or (joined and last < _HUNDRED))


def _hundreds_left_out(
    keys: Sequence[str], at: int, current: float, number: tuple[int, float] | None, voc: Vocabulary
) -> float | None:
    """ "Two fifty" as two hundred and fifty, in a language where people say it so."""
    if not voc.leaves_hundreds_out or number is None or number[0] != 1 or not 1 <= current < 20:
        return None
    after = keys[at + 1] if at + 1 < len(keys) else ""
    small = voc.magnitudes.get(after, _THOUSAND) < _THOUSAND
    if not 20 <= number[1] < _HUNDRED or small or voc.numbers.may_start(after):
        return None
    return current * _HUNDRED + number[1]


def _digits_behind(keys: Sequence[str], at: int, voc: Vocabulary) -> tuple[int, float] | None:
    """(number of words, what they add) of "koma lima" and "point two five", said digit by digit."""
    if keys[at] not in voc.decimal_words:
        return None
    digits = ""
    for ahead in range(at + 1, len(keys)):
        number = voc.numbers.starting(keys, ahead)
        if number is None or number[0] != 1 or number[1] not in range(10):
            break
        digits += str(int(number[1]))
    return (1 + len(digits), float(f"0.{digits}")) if digits else None


def _continues(current: float, number: float, last: float, first: bool) -> bool:
    """ "fifty five" and "one and a half" go on; "two two" and "five six" are two numbers each."""
    if first:
        return True
    if number < 1:
        return current == int(current) and current > 0
    return number < last and (last >= 1000 or _zeros(last) > number or last == 100 > number)


def _zeros(number: float) -> float:
    """The place value of a round number: 100 for 300, 10 for 20, 1 for 7."""
    place = 1.0
    while number and number % (place * 10) == 0:
        place *= 10
    return place
