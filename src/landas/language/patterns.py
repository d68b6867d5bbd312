"""Regular expressions made of a pack's words: what may follow or precede a number."""

import re
from collections.abc import Iterable, Mapping, Sequence

from landas.language.money import currencies

_WORD_ENDS = r"(?![^\W_])"
_SPACE = r"[^\S\n]"


def magnitude_after(words: Sequence[str], suffixes: Sequence[str]) -> re.Pattern[str]:
    """Groups `word` or `letter` (a single letter must be glued to the number), and `about` ("5 jutaan") or, set apart
    from a word of some letters, `apart` ("5 jt an"). Digits may be glued behind a word: "2jt500rb"."""
    long = _any(word for word in words if len(word) > 1)
    letter = _any(word for word in words if len(word) == 1)
    about = rf"(?:-?(?P<about>{_any(suffixes)}))?"
    about_ends = rf"(?:-?(?:{_any(suffixes)}))?{_WORD_ENDS}"
    apart = rf"(?:(?<=[^\W\d_]{{2}}){_SPACE}(?P<apart>{_any(suffixes)}){_WORD_ENDS})?"
    return re.compile(
        rf"(?:(?:{_SPACE}|-)?(?P<word>{long})(?=[0-9]|{about_ends})|(?P<letter>{letter})(?={about_ends}))"
        rf"{about}{apart}",
        re.I,
    )


def about_after(suffixes: Sequence[str]) -> re.Pattern[str]:
    """An ending that makes a plain number a rough one: "4000an"."""
    return re.compile(rf"-?(?:{_any(suffixes)}){_WORD_ENDS}", re.I)


def unit_after(spellings: Iterable[str], suffixes: Sequence[str] = ()) -> re.Pattern[str]:
    """Group `unit`, which ends a word if it ends in a letter; a longer word may take `about` ("2 meteran")."""
    about = rf"(?:(?<=[^\W\d_]{{4}})-?(?P<about>{_any(suffixes)}))?"
    return re.compile(
        rf"(?:{_SPACE}|-)?(?P<unit>{_any(spellings)}){about}(?:(?<=[^\W_]){_WORD_ENDS}|(?<![^\W_]))", re.I
    )


def fraction_after(phrases: Iterable[str]) -> re.Pattern[str]:
    """Group `fraction`: what a unit takes on behind it."""
    return re.compile(rf"{_SPACE}+(?P<fraction>{_any(phrases)}){_WORD_ENDS}", re.I)


def counter_after(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{_any(words)}){_WORD_ENDS}", re.I)


def scale_after(words: Iterable[str]) -> re.Pattern[str]:
    """Group `top`: what a number is out of. A slash behind it makes a date of it."""
    joints = rf"{_SPACE}?/{_SPACE}?|{_SPACE}+(?:{_any(words)}){_SPACE}+"
    return re.compile(rf"(?:{joints})(?P<top>[0-9]{{1,3}})(?![\w/-]|[.,][0-9])", re.I)


def currency_before(words: Mapping[str, str]) -> re.Pattern[str]:
    """Groups `mark` or `code`, and the `sign`. Of the words only symbols and short codes: "won 5" is no price.

    Careful: a code in capitals needs a space unless a pack lists it, since model numbers look like "SHP2000".
    """
    marks = [w for w, code in words.items() if not w.isalpha() or len(w) == 2 or w == code.casefold()]
    mark = rf"(?P<mark>(?i:{_any(marks)}))\.?{_SPACE}?"
    return re.compile(
        rf"(?<![^\W_])(?:{mark}|(?P<code>{_codes()}){_SPACE})(?:(?<![^\W_])(?P<sign>[-\u2212]))?$"
    )


def currency_after(words: Iterable[str], suffixes: Sequence[str] = ()) -> re.Pattern[str]:
    """Groups `mark` or `code`; a symbol before a further number belongs to that one. A longer word may take `about`
    ("50 dolaran")."""
    about = rf"(?:(?<=[^\W\d_]{{4}})-?(?P<about>(?i:{_any(suffixes)})))?"
    mark = rf"(?P<mark>(?i:{_any(words)})){about}(?:(?<=[^\W_]){_WORD_ENDS}|(?<![^\W_])(?!{_SPACE}?[0-9]))"
    return re.compile(rf"(?:{_SPACE}|-)?(?:{mark}|(?P<code>{_codes()}){_WORD_ENDS})")


def _codes() -> str:
    return "|".join(sorted(currencies().codes))


def _any(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest first."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(r"\s?".join(map(re.escape, word.split())) for word in longest_first) or r"(?!)"
