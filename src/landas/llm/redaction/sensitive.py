"""What people tell of their health, faith, origin, love, politics or pregnancy ("I have HIV", "saya penderita asma").

Only where it is said of a person: a wish for a thing of that name ("a Christian novel", "baju muslim") stays.
"""

from collections.abc import Iterator

from landas.llm.redaction.found import Kind
from landas.llm.redaction.reading import Place, Reading


class SensitiveRecogniser:
    """Meets `Recogniser`. Takes out the words that tell it, and leaves those around them."""

    kind: Kind = "sensitive"

    def find(self, reading: Reading) -> Iterator[Place]:
        for pattern in reading.words.told_of_people:
            for match in pattern.finditer(reading.text):
                yield match.span("led" if match["led"] is not None else "owned")
