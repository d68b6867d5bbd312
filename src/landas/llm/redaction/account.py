"""Numbers that only the words beside them tell: bank accounts, driving licences, social security, memberships."""

import re
from collections.abc import Iterator

from landas.llm.redaction.found import Kind
from landas.llm.redaction.reading import Place, Reading

_WRITTEN = re.compile(
    r"(?<![\w-])(?=[A-Za-z]{0,4}-?\d)(?=(?:[^\s\d]{0,4}[ -]?\d){5})[A-Za-z0-9]+(?:[-. ](?=\d)[A-Za-z0-9]+)*(?![\w])"
)
_SOCIAL_SECURITY = re.compile(r"(?<![\w-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])")


class AccountRecogniser:
    """Meets `Recogniser`. The American social security number has a form of its own and needs no word."""

    kind: Kind = "account"

    def find(self, reading: Reading) -> Iterator[Place]:
        text, words = reading.text, reading.words
        for match in _SOCIAL_SECURITY.finditer(text):
            if not reading.is_cued_before("product", match.start()):
                yield match.span()
        for match in _WRITTEN.finditer(text):
            start, end = match.span()
            if reading.is_cued("account", start, end) and not words.is_priced(text, start, end):
                yield start, end
