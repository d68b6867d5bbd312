"""What people are called on other sites: "ig @budi_s", "t.me/budis", "my instagram is budi.s"."""

import re
from collections.abc import Iterator
from functools import cache

from landas.language.tokens import fold
from landas.llm.redaction.found import Kind
from landas.llm.redaction.reading import Place, Reading
from landas.llm.redaction.words import Words

_MARKED = re.compile(r"(?<![\w@./+-])@[^\W\d][\w.]{2,29}(?<!\.)")
_CALLED = re.compile(r"(?<!\S)@?[^\W\d][\w.]{2,31}(?:#\d{4})?(?<!\.)(?![\w@])")
_STRANGE = re.compile(r"[\d_#]|\w\.\w")
"""What a name on a site may hold and a word doesn't."""
_WITHIN = 3
"""Characters between "instagram" and the name: a space, a colon."""


class HandleRecogniser:
    """Meets `Recogniser`. A page of a site where people have pages, a name with its sign, or one that words lead to."""

    kind: Kind = "handle"

    def find(self, reading: Reading) -> Iterator[Place]:
        for pattern in (_page(reading.words), _MARKED):
            for match in pattern.finditer(reading.text):
                priced = pattern is _MARKED and _is_price(reading.words, match.group())
                if not priced:
                    yield match.span()
        for match in _CALLED.finditer(reading.text):
            start = match.start()
            if fold(match.group()) in reading.words.ends or reading.words.is_site(match.group()):
                continue
            strange = _STRANGE.search(match.group()) and reading.is_cued_before("site", start, within=_WITHIN)
            if strange or reading.is_cued_before("own_site", start, within=_WITHIN):
                yield match.span()


def _is_price(words: Words, written: str) -> bool:
    """ "@Rp50.000": so much for each."""
    letters = written[1:].rstrip("0123456789.")
    return letters != written[1:] and words.money_before.search(letters) is not None


@cache
def _page(words: Words) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w.@-])(?:https?://)?(?:www\.|m\.)?(?:{words.sites})/@?[\w.-]{{2,}}(?:/[\w.-]+)*", re.I
    )
