"""What opens an account: keys, tokens and passwords. They identify nobody by name, and nobody may read them."""

import re
from collections.abc import Iterator

from landas.llm.redaction.found import Kind
from landas.llm.redaction.reading import Place, Reading

_TOKEN = re.compile(
    r"(?<![\w-])(?:"
    r"eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*"  # a JSON web token
    r"|(?:sk|pk|rk)[-_](?:[A-Za-z]+[-_])*[A-Za-z0-9_-]{16,}"
    r"|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abprs]-[\w-]{10,}"
    r"|AKIA[0-9A-Z]{12,}|AIza[\w-]{30,}|hf_[A-Za-z0-9]{20,}"
    r")(?![\w-])"
)
_WORD = re.compile(r"(?<!\S)[^\s,;⟨⟩]{4,64}(?=[\s,;.]|$)")
_STRANGE = re.compile(r"\d|[^\w.\-]|[a-z][A-Z]")
"""What a word of a language doesn't hold."""
_WITHIN = 2
"""Characters between "password is" and the password: a space, a colon."""


class SecretRecogniser:
    """Meets `Recogniser`. A token has a form of its own; a password only follows the words for it."""

    kind: Kind = "secret"

    def find(self, reading: Reading) -> Iterator[Place]:
        for match in _TOKEN.finditer(reading.text):
            yield match.span()
        for match in _WORD.finditer(reading.text):
            cued = reading.is_cued_before("secret", match.start(), within=_WITHIN)
            if cued and _STRANGE.search(match.group()):
                yield match.span()
