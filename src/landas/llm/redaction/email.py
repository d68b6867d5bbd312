"""E-mail addresses, spelt out ones too: "siti (at) contoh (dot) id"."""

import re
from collections.abc import Iterator
from functools import cache

from landas.llm.redaction.found import Kind
from landas.llm.redaction.reading import Place, Reading
from landas.llm.redaction.words import Words

_NAME = r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}"
_TLD = r"[^\W\d_]{2,}"
_LABEL = r"[^\W_][\w-]{0,62}"
"""One part of a host's name."""
_PLAIN = re.compile(
    rf"(?:{_NAME} \. )?{_NAME}(?:\s?@\s?|%40)[\w-]+(?:\.[\w-]+)*(?:\.| \. ){_TLD}(?:\.{_TLD})*"
)
# Careful: "4K@60Hz" is no address, so a host without a dot begins with a letter and has several.
_LOCAL = re.compile(rf"{_NAME}@[^\W\d_][\w-]{{2,}}")
_SPREAD = re.compile(
    rf"(?:(?<!\w)(?:[\w.] ){{2,40}}|{_NAME} )@ [^\W\d_][\w-]+(?: ?\. ?[\w-]+)*? ?\. ?{_TLD}(?!\w)"
)
"""With spaces around each mark, or around each letter of the name."""
_LETTERS = re.compile(
    r"(?<![\w.])(?:[\w+-][ .]){2,40} ?@ ?(?:[\w-] ){2,40}\. ?(?:[^\W\d_] ){1,5}[^\W\d_](?![\w])"
)
"""With spaces around each letter of the whole."""
_QUOTES = "'`*.!?"
_OPEN, _SHUT = r"\s{0,3}[(\[{<*_-]{1,3}\s{0,3}", r"\s{0,3}[)\]}>*_-]{1,3}\s{0,3}"
"""Careful: without limits a text of nothing but dashes is read for half a minute."""


class EmailRecogniser:
    """Meets `Recogniser`. No address is checked against a list of top-level domains, which grows every year."""

    kind: Kind = "email"

    def find(self, reading: Reading) -> Iterator[Place]:
        for pattern in (_PLAIN, _LOCAL, _SPREAD, _LETTERS, *_spelt(reading.words)):
            for match in pattern.finditer(reading.text):
                lead = len(match.group()) - len(match.group().lstrip(_QUOTES))
                yield match.start() + lead, match.end()
        for match in _host_after_word(reading.words).finditer(reading.text):
            telling = not match["name"].isalpha() or reading.is_cued_before("email", match.start())
            if telling or match["host"].lower() in reading.words.mail_hosts:
                yield match.span()


@cache
def _spelt(words: Words) -> tuple[re.Pattern[str], ...]:
    """The marks as words: between brackets with any host, bare only where the dot is a word too; also letter by letter,
    and with a word that is the sign only before a host of mail ("budi di gmail titik com")."""
    at, dot = words.at_word, words.dot_word
    any_dot = rf"(?:\s*\.\s*|{_OPEN}(?:{dot}|\.){_SHUT}|\s+(?:{dot})\s+)"
    # Careful: begun within a word, every ending of a long one is tried.
    name = rf"(?<![A-Za-z0-9_])[\w.+-]{{1,64}}(?:\s+(?:{dot}|{words.mark_word})\s+[\w+-]{{1,64}}){{0,3}}"
    hosts = "|".join(sorted(words.mail_hosts))
    bracketed = rf"{_OPEN}(?:{at}|a|@){_SHUT}{_LABEL}(?:{any_dot}{_LABEL})+?{any_dot}?(?:(?<=\w))(?!\w)"
    bare = rf"\s+(?:{at})\s+{_LABEL}(?:{any_dot}{_LABEL})*?\s+(?:{dot})\s+{_TLD}(?:\s+(?:{dot})\s+{_TLD})*"
    loose = rf"\s+(?:{words.at_word_of_hosts})\s+(?:{hosts})\s*(?:\s(?:{dot})\s|\.)\s*{_TLD}(?!\w)"
    letters = rf"(?<!\w)(?:\w ){{2,40}}(?:{at})(?: \w){{2,40}} (?:{dot})(?: [^\W\d_]){{2,6}}(?!\w)"
    return re.compile(rf"{name}(?:{bracketed}|{bare}|{loose})", re.I), re.compile(letters, re.I)


@cache
def _host_after_word(words: Words) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<name>[\w.+-]{{2,64}})\s+(?:{words.at_word})\s+(?P<host>[\w-]+)(?:\.[\w-]+)*\.{_TLD}", re.I
    )
