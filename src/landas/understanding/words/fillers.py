"""What is said around a request without being part of it: "hi, I am looking for", "saya cari"."""

from collections.abc import Sequence

from landas.language.pack import LanguagePack
from landas.language.tokens import tokenize
from landas.understanding.words.marks import marks_of, plain_key


def without_fillers(text: str, packs: Sequence[LanguagePack]) -> str:
    """The text without greetings and fillers of several words; the text itself where nothing else is left."""
    marks = marks_of(packs)
    tokens = tokenize(text)
    keys = [plain_key(token.text) for token in tokens]
    kept, position = [], 0
    while position < len(tokens):
        length = next(
            (n for n, mark in marks.at(keys, position) if mark.kind in ("greeting", "filler") and n > 1), 0
        ) or next((n for n, mark in marks.at(keys, position) if mark.kind == "filler"), 0)
        if length:
            position += length
        else:
            kept.append(tokens[position].text)
            position += 1
    return " ".join(kept) or text
