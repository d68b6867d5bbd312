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
        for told in reading.words.told_of_people:
            last = 0
            for match in told.first.finditer(reading.text):
                start, end = match.span("led" if match["led"] is not None else "owned")
                if start < last:
                    continue  # found as one of several
                yield start, end
                last = match.end()
                while also := told.more.match(reading.text, last):
                    yield also.span("also")
                    last = also.end()
