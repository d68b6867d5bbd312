"""Passport numbers. Their shapes are those of model numbers too, so the word passport must stand beside."""

import re
from collections.abc import Iterator

from landas.llm.redaction.found import Kind
from landas.llm.redaction.reading import Place, Reading

_SHAPE = re.compile(
    r"(?<![\w-])(?:[A-Za-z]{0,2}[ -]?\d{6,9}[A-Za-z]?|[A-Za-z]{1,2}[ -]?\d{2,4}[ -]\d{3,5})(?![\w-])"
)


class PassportRecogniser:
    """Meets `Recogniser`."""

    kind: Kind = "passport"

    def find(self, reading: Reading) -> Iterator[Place]:
        for match in _SHAPE.finditer(reading.text):
            if reading.is_cued("passport", match.start(), match.end()):
                yield match.start(), match.end()
