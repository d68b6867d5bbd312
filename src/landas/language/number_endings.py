"""What follows a number: the words that multiply it, its unit or its currency, and whether it ends there."""

import re
from dataclasses import dataclass

from landas.language.money import is_whole, meant_currency
from landas.language.numerals import LARGEST
from landas.language.vocabulary import Vocabulary

_LONGEST_QUOTE = 80
_SHORTEST_BEHIND_WORDS = 2
"""Letters of the shortest unit behind a number in words: "five m" may be anything."""
_OPENED_BY = {'"': '"', "'": "'", "”": "“"}
"""Marks that stand for inches, or end a quotation: by which mark that is opened."""
_LETTERS_OF_UNITS = frozenset("ghmMlLvVwW")
_SUM_BEHIND = re.compile(r"-(?P<mark>[^\W\d_]{1,4})\.?\s?[0-9]")
_CLAUSE_ENDS = re.compile(r"\s*(?:$|[,;.!?\n])")
RATED_OUT_OF = (5.0, 10.0, 100.0)
"""The tops of the scales that people rate on."""
_LETTERS_OF_NAMES = frozenset("GBN")
"""Single letters glued to a number that always or never are its unit; others only from 10 to 99 ("15A", "24h")."""


@dataclass(slots=True)
class NumberEnding:
    """Reads forward from the end of a number over its magnitude, unit and currency; `at` moves on behind them."""

    text: str
    at: int
    voc: Vocabulary
    factor: float = 1.0
    unit: str | None = None
    currency: str | None = None
    approximate: bool = False
    named: bool = False
    """True when a word of magnitude was read."""
    at_least: bool = False
    """Whether a plus stands before the unit: "4+ GB"."""
    behind: float = 0.0
    """What the unit took on behind it, as a part of one."""
    top: float | None = None
    """The top of the scale that the number is on: "4/5"."""

    def magnitudes(self) -> None:
        """ "5 ratus ribu" has two; "50an ribu" is rough before the first."""
        if (rough := self.voc.about_after.match(self.text, self.at)) is not None:
            self.approximate, self.at = True, rough.end()
        self._fraction_between()
        for _ in range(2):
            match = self.voc.magnitude_after.match(self.text, self.at)
            if match is None:
                break
            word = (match["word"] or match["letter"]).lower()
            factor = self.voc.magnitudes.get(word) or self._of_money(word)
            if factor is None or self.factor * factor > LARGEST:
                break
            self.factor *= factor
            self.approximate |= match["about"] is not None or match["apart"] is not None
            self.named, self.at = True, match.end()
        if self.factor > 1:
            self._fraction()

    def plus(self) -> None:
        """The plus of "4+ GB" and "100+ dollars"; before anything else it is a comparator behind the number."""
        patterns = (self.voc.unit_after, self.voc.currency_after)
        if self.text[self.at : self.at + 1] == "+" and any(p.match(self.text, self.at + 1) for p in patterns):
            self.at_least, self.at = True, self.at + 1

    def _fraction_between(self) -> None:
        """ "2 setengah juta", "5 and a half inches"; or where a clause ends with it: "minimal 3 setengah"."""
        match = self.voc.fraction_after.match(self.text, self.at)
        following = (_CLAUSE_ENDS, self.voc.magnitude_after, self.voc.unit_after) if match else ()
        if match and any(pattern.match(self.text, match.end()) for pattern in following):
            self.behind, self.at = self.voc.fractions[match["fraction"].lower()], match.end()

    def _of_money(self, word: str) -> float | None:
        """ "M" is a million dollars, a billion (miliar) rupiah: whole currencies are counted in larger numbers."""
        factors = self.voc.money_magnitudes.get(word)
        if factors is None or self.currency is None:
            return None
        return max(factors) if is_whole(self.currency) else min(factors)

    def money(self, default_currency: str | None) -> None:
        match = self.voc.currency_after.match(self.text, self.at)
        if match is None:
            return
        mark = (match["mark"] or "").lower()
        code = match["code"] or meant_currency(mark, self.voc.currency_words[mark], default_currency)
        if (
            match["mark"]
            and self.currency is None
            and mark in self.voc.unit_words
            and code != default_currency
        ):
            return
        self.currency, self.at = code, match.end()
        self.approximate |= match["about"] is not None

    def measure(self, number: float | None, in_words: bool) -> None:
        match = self.voc.unit_after.match(self.text, self.at)
        if match is None:
            return
        written = match["unit"]
        key = " ".join(written.lower().split())
        symbol = self.voc.exact_units.get(written) or self.voc.unit_words.get(key)
        if len(key) == 1 and re.match(r"/[^\W\d_]", self.text[match.end() : match.end() + 2]):
            return  # "3 s/d 5" is no time
        after_magnitude = self.named and key in self.voc.after_words
        if (
            symbol is None
            or after_magnitude
            or self._ends_a_name(match, number)
            or (in_words and self._is_hardly_a_unit(key))
        ):
            return
        if key in self.voc.unit_not_before and not self._reads_as_unit(match, number):
            return
        if written in _OPENED_BY and not self._closes_no_quote(match.start("unit"), written):
            return
        self.unit, self.at = symbol, match.end()
        self.approximate |= match["about"] is not None
        self._fraction()

    def _is_hardly_a_unit(self, key: str) -> bool:
        """Behind a number in words a letter, or a word that is often none: "one in stock", but "half a kg"."""
        short = _SHORTEST_BEHIND_WORDS + (key in self.voc.unit_not_before)
        return key.isalpha() and len(key) < short

    def _fraction(self) -> None:
        """ "1 jam setengah", "3 juta setengah": the unit or magnitude takes on half of itself."""
        if match := self.voc.fraction_after.match(self.text, self.at):
            self.behind, self.at = self.voc.fractions[match["fraction"].lower()], match.end()

    def whole(self, unit: str) -> None:
        """One of a unit was read, which had no number: "an hour"."""
        self.unit = unit
        self._fraction()

    def count(self) -> None:
        """ "2pcs" is a bare two."""
        if self.unit is None and (match := self.voc.counter_after.match(self.text, self.at)):
            self.at = match.end()

    def scale(self, number: float | None) -> None:
        """ "4/5", "4 out of 5": a number on a scale that things are rated on, and no part of a sum or a date."""
        match = self.voc.scale_after.match(self.text, self.at)
        if match is None or number is None or self.unit is not None or self.named:
            return
        top, voc = float(match["top"]), self.voc
        goes_on = any(
            pattern.match(self.text, match.end())
            for pattern in (voc.magnitude_after, voc.unit_after, voc.currency_after)
        )
        if top in RATED_OUT_OF and 0 < number <= top and not goes_on:
            self.top, self.at = top, match.end()

    def _ends_a_name(self, match: re.Match[str], number: float | None) -> bool:
        """Product codes end in a single letter too: "503A", "iPhone 5s", "Cat6a 10G"."""
        letter = match["unit"]
        if match.start("unit") > self.at or len(letter) > 1 or not letter.isalpha():
            return False
        if letter in _LETTERS_OF_UNITS:
            return False
        return letter in _LETTERS_OF_NAMES or number is None or not 10 <= number < 100

    def _reads_as_unit(self, match: re.Match[str], number: float | None) -> bool:
        """ "14 in laptop" against "2 in stock", "2-in-1" and "2 in Jakarta"."""
        rest = self.text[match.end() : match.end() + 30]
        if re.match(r"-[^\W_]", rest):
            return False
        following = re.match(r"[^\S\n]*([^\W_]+)", rest)
        if following is None or (number is not None and number != int(number)):
            return True
        word = following[1]
        is_name = word[0].isupper() and word[1:].islower()
        return not is_name and word.lower() not in self.voc.unit_not_before[match["unit"].lower()]

    def _closes_no_quote(self, at: int, mark: str) -> bool:
        """False where the mark ends a quotation that an earlier one began."""
        before, opening = self.text[max(0, at - _LONGEST_QUOTE) : at], _OPENED_BY[mark]
        return not re.search(rf"(?:^|[\s(]){opening}[^{opening}{mark}]*$", before)

    def stands_alone(self) -> bool:
        """True when no letter, digit or joining mark follows what was read."""
        rest = self.text[self.at : self.at + 2]
        if not rest or self._is_joined():
            return True
        if rest[0].isalnum() or rest[0] == "_":
            return False
        if rest[0] in "-:" and len(rest) > 1:
            return not (rest[1].isalpha() if rest[0] == "-" else rest[1].isdigit()) or self.unit is not None
        return True

    def _is_joined(self) -> bool:
        """ "2jt500rb", "Rp500.000-Rp1.000.000": a further number is glued to this one."""
        if self.named and self.text[self.at : self.at + 1].isdigit():
            return self.text[self.at - 2 : self.at].isalpha()
        following = _SUM_BEHIND.match(self.text, self.at)
        return following is not None and following["mark"].lower() in self.voc.currency_words

    def is_listed(self) -> bool:
        """True before "/128GB": the number alone says too little."""
        return re.match(r"/[0-9]", self.text[self.at : self.at + 2]) is not None
