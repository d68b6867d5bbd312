"""E-mail addresses, spelt out ones too: "siti (at) contoh (dot) id"."""

import re
from collections.abc import Iterator

from landas.llm.redaction.found import Kind
from landas.llm.redaction.reading import Place, Reading

_NAME = r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}"
_PLAIN = re.compile(rf"{_NAME}(?:\s?@\s?|%40)[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{{2,}}(?:\.[^\W\d_]{{2,}})*")
# Careful: "4K@60Hz" is no address, so a host without a dot begins with a letter and has several.
_LOCAL = re.compile(rf"{_NAME}@[^\W\d_][\w-]{{2,}}")
_DOT = r"\s*(?:\.|[(\[{<]\s*(?:dot|titik)\s*[)\]}>])\s*|\s+(?:dot|titik)\s+"
_SPELT = re.compile(
    rf"[\w.+-]{{1,64}}(?:\s*[(\[{{<]\s*(?:at|et|@)\s*[)\]}}>]\s*[\w-]+(?:(?:{_DOT})[\w-]+)+"
    rf"|\s+(?:at|et)\s+[\w-]+(?:(?:{_DOT})[\w-]+)*?\s+(?:dot|titik)\s+[^\W\d_]{{2,}})",
    re.I,
)
_QUOTES = "'`*.!?"


class EmailRecogniser:
    """Meets `Recogniser`. No address is checked against a list of top-level domains, which grows every year."""

    kind: Kind = "email"

    def find(self, reading: Reading) -> Iterator[Place]:
        for pattern in (_PLAIN, _LOCAL, _SPELT):
            for match in pattern.finditer(reading.text):
                lead = len(match.group()) - len(match.group().lstrip(_QUOTES))
                yield match.start() + lead, match.end()
