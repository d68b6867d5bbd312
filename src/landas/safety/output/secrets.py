"""Keys, tokens and passwords: those of this project letter by letter, any other as redaction knows it."""

from collections.abc import Iterator

from landas.llm.redaction.secret import find_secrets
from landas.safety.output.check import Kind, Surroundings

SHORTEST_SECRET = 6


class Secrets:
    """Meets `Check`."""

    kind: Kind = "secret"

    def find(self, reply: str, around: Surroundings) -> Iterator[tuple[int, int]]:
        yield from find_secrets(around.own_words(reply), around.packs)
        for secret in around.secrets:
            if len(secret) >= SHORTEST_SECRET and (start := reply.find(secret)) >= 0:
                yield start, start + len(secret)
