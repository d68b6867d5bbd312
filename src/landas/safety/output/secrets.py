"""Keys, tokens and passwords: those of this project letter by letter, any other by its form."""

import re
from collections.abc import Iterator

from landas.safety.output.check import Kind, Surroundings

SHORTEST_SECRET = 6
_FORMS = re.compile(
    r"(?<!\w)(?:sk|pk|rk|xox[abprs]|gh[pousr]|glpat|hf|AKIA|ASIA|AIza|ya29)[-_.]?[A-Za-z0-9_-]{14,}"
    r"|eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?"
    r"|-----BEGIN [A-Z ]+-----"
    r"|(?<!\w)(?:bearer|basic)\s+[A-Za-z0-9._~+/=-]{16,}"
    r"|(?<!\w)(?:api[ _-]?key|secret(?: key)?|password|passphrase|token|kata sandi|sandi)\s*(?:is|adalah|=|:)\s*\S{6,}"
    r"|(?<![\w-])[0-9a-f]{32,}(?![\w-])"
    r"|(?<![\w-])(?=[A-Za-z0-9+/_-]*\d)(?=[A-Za-z0-9+/_-]*[a-z])(?=[A-Za-z0-9+/_-]*[A-Z])[A-Za-z0-9+/_-]{40,}=*",
    re.I,
)


class Secrets:
    """Meets `Check`."""

    kind: Kind = "secret"

    def find(self, reply: str, around: Surroundings) -> Iterator[tuple[int, int]]:
        for match in _FORMS.finditer(around.own_words(reply)):
            yield match.span()
        for secret in around.secrets:
            if len(secret) >= SHORTEST_SECRET and (start := reply.find(secret)) >= 0:
                yield start, start + len(secret)
