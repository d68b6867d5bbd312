"""The placeholders that stand where something was taken out, and the text as it is read: without them.

`⟨email⟩` has marks that nobody types, so later steps can tell a placeholder from a wish for an e-mail program.
"""

import re
from collections.abc import Sequence
from typing import get_args

from landas.language.pack import LanguagePack
from landas.llm.redaction.found import Kind
from landas.llm.redaction.words import words_of

PLACEHOLDER = re.compile(rf"⟨(?:{'|'.join(get_args(Kind))})⟩")

LEADS_WITHIN = 120
"""Characters before a placeholder in which the words that lead up to it stand."""
GAP = "\u2029"
"""White space that ends what stands before a placeholder, so that the words on both sides stay apart."""


def placeholder(kind: Kind) -> str:
    return f"⟨{kind}⟩"


def without_placeholders(text: str, packs: Sequence[LanguagePack]) -> str:
    """The text with spaces for each placeholder and the words that only lead up to it ("my e-mail is").

    As long as the text, so that offsets in the one hold in the other.
    """
    if "⟨" not in text:
        return text
    led_by = words_of(packs).introduced_by
    blanked = text
    for match in PLACEHOLDER.finditer(text):
        led = led_by.search(blanked, max(match.start() - LEADS_WITHIN, 0), match.start())
        start = led.start() if led else match.start()
        blanked = f"{blanked[:start]}{' ' * (match.end() - start - 1)}{GAP}{blanked[match.end() :]}"
    return blanked
