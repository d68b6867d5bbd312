"""How people are called in the database. An id of the caller's that is an e-mail address or a telephone number tells
who somebody is; it gives way to a hash, the same one every time, so events, receipts and consent still find each other.
"""

import base64
import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from landas.language.pack import LanguagePack
from landas.llm.context import with_texts
from landas.llm.redaction import redact

TOLD_BY = frozenset({"email", "phone", "card", "iban", "nik", "kk", "npwp", "account"})
ONLY_AN_ID = frozenset(f"⟨{kind}⟩" for kind in TOLD_BY)
"""What is left of a text that is an address or a number and nothing else."""
_SHORTEST = 6
"""Characters of an id that may tell who somebody is."""
_PLAIN = re.compile(r"[A-Za-z]{1,12}[-_.:]?[0-9]{1,5}")
"""A word and too few digits for a number of anybody's: needs no recognising."""
_IDS_REMEMBERED = 50_000


def _as_given(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class People:
    """`id_of` gives the id under which a person is kept, `text_of` a text as it is kept."""

    id_of: Callable[[str], str] = _as_given
    text_of: Callable[[str], str] = _as_given

    def known(self, user_id: str | None) -> str | None:
        return None if user_id is None else self.id_of(user_id)

    def document(self, document: Any) -> Any:
        """JSON with every text in it as it is kept: one that is nothing but somebody's id, as they are known."""
        return with_texts(document, self._kept)

    def _kept(self, text: str) -> str:
        known = self.id_of(text)
        return known if known != text and self.text_of(text) in ONLY_AN_ID else self.text_of(text)


AS_GIVEN = People()


def people_of(packs: Sequence[LanguagePack]) -> People:
    """Ids that tell who somebody is hashed, texts redacted."""

    # The same people send events again and again, and recognising costs more than storing an event.
    @lru_cache(maxsize=_IDS_REMEMBERED)
    def id_of(given: str) -> str:
        if len(given) < _SHORTEST or _PLAIN.fullmatch(given):
            return given
        if not TOLD_BY & redact(given, packs).counts().keys():
            return given
        digest = hashlib.sha256(given.encode("utf-8", "surrogatepass")).digest()[:20]
        # Letters and digits that no recogniser takes for anything, so that the hash of a hash is itself.
        return f"person-{base64.b32encode(digest).decode().lower().translate(_LETTERS)}"

    return People(id_of, lambda text: redact(text, packs).text)


_LETTERS = str.maketrans("234567", "uvwxyz")
