"""Identifiers of people in a reply. The request was redacted, so what isn't public is somebody else's."""

import re
from collections.abc import Iterator

from landas.llm.redaction import redact
from landas.safety.output.check import Kind, Surroundings

_NOT_SAID_OF_PEOPLE = frozenset({"name", "address", "secret", "sensitive"})
"""Without an introduction a name or street in a reply is a thing's or a shop's as likely; secrets and
sensitive attributes have checks of their own."""


class PersonalData:
    """Meets `Check`. A shop's own telephone number is public where it stands in a shown item."""

    kind: Kind = "personal_data"

    def find(self, reply: str, around: Surroundings) -> Iterator[tuple[int, int]]:
        found = redact(around.own_words(reply), around.packs).found
        if not found:
            return
        known = _plain(" ".join((*around.public, around.request)))
        for place in found:
            if place.kind in _NOT_SAID_OF_PEOPLE or _plain(reply[place.start : place.end]) in known:
                continue
            yield place.start, place.end


def _plain(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()
