"""What opens an account: keys, tokens and passwords. They identify nobody by name, and nobody may read them.

The one list of their forms, for what people write and for what a reply says.
"""

import re
from collections.abc import Iterator, Sequence

from landas.language.pack import LanguagePack
from landas.llm.redaction.found import Kind
from landas.llm.redaction.reading import Place, Reading, read

FORMS = (
    r"eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?",  # a JSON web token
    r"(?:sk|pk|rk)[-_](?:[A-Za-z]+[-_])*[A-Za-z0-9_-]{16,}",
    r"gh[pousr]_[A-Za-z0-9]{20,}",
    r"github_pat_\w{20,}",
    r"glpat-[\w-]{14,}",
    r"xox[abprs]-[\w-]{10,}",
    r"(?:AKIA|ASIA)[0-9A-Z]{12,}",
    r"AIza[\w-]{30,}",
    r"ya29\.[\w-]{14,}",
    r"hf_[A-Za-z0-9]{20,}",
    r"(?i:[0-9a-f]{32,})",
    r"(?i:bearer|basic)\s+(?=\S*\d)[A-Za-z0-9._~+/=-]{16,}",
    # Any other key in base 64. Careful: with hyphens or slashes it could be the address of a page, a row of models.
    r"(?=[A-Za-z0-9+]*\d)(?=[A-Za-z0-9+]*[a-z])(?=[A-Za-z0-9+]*[A-Z])[A-Za-z0-9+]{36,}=*",
)
_TOKEN = re.compile(rf"(?<![\w-])(?:{'|'.join(FORMS)})(?![\w-])")
_BLOCK = re.compile(r"-----BEGIN [A-Z ]{3,40}-----(?:[^-]{0,10000}-----END [A-Z ]{3,40}-----)?")
_WORD = re.compile(r"(?<!\S)[^\s,;⟨⟩]{4,64}(?=[\s,;.]|$)")
_STRANGE = re.compile(r"\d|[^\w.\-]|[a-z][A-Z]")
"""What a word of a language doesn't hold."""
_WITHIN = 2
"""Characters between "password is" and the password: a space, a colon."""


class SecretRecogniser:
    """Meets `Recogniser`. A token has a form of its own; a password only follows the words for it."""

    kind: Kind = "secret"

    def find(self, reading: Reading) -> Iterator[Place]:
        for pattern in (_TOKEN, _BLOCK):
            for match in pattern.finditer(reading.text):
                yield match.span()
        for match in _WORD.finditer(reading.text):
            cued = reading.is_cued_before("secret", match.start(), within=_WITHIN)
            if cued and _STRANGE.search(match.group()):
                yield match.span()


def find_secrets(text: str, packs: Sequence[LanguagePack]) -> Iterator[Place]:
    """Where secrets stand in `text`."""
    reading = read(text, packs, ())
    for start, end in SecretRecogniser().find(reading):
        yield reading.origin[start], reading.origin[end - 1] + 1
