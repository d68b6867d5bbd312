"""Words that make a question and refuse nothing: the "ga" of "ada speaker ga?" asks whether there is one."""

import re
from collections.abc import Sequence

from landas.language.pack import LanguagePack
from landas.language.tokens import tokenize
from landas.understanding.words.marks import phrase_of, plain_key

_BREAK = re.compile(r"[,;.!?]")


def without_question_tags(text: str, packs: Sequence[LanguagePack]) -> str:
    """The text with each such word as spaces, so that every other word stays where it is.

    A word asks where its clause began with a word such as "ada" ("is there") and it ends the clause, or something
    follows that is said of the thing anyway ("di", "buat"); right after "yang" it refuses what follows.
    """
    tables = [pack.table("understanding").get("questions", {}) for pack in packs]
    openers, tags, relatives, followers = (
        frozenset(word for table in tables for word in table.get(kind, ()))
        for kind in ("openers", "tags", "relatives", "followers")
    )
    denied = ("denied", "denied_if_asked") if text.rstrip().endswith("?") else ("denied",)
    phrases = [phrase for table in tables for kind in denied for phrase in table.get(kind, ())]
    text = _without_denied_opening(text, phrases)
    tokens = tokenize(text)
    keys = [plain_key(token.text) for token in tokens]
    opened = False
    for n, (token, key) in enumerate(zip(tokens, keys, strict=True)):
        if n and _BREAK.search(text[tokens[n - 1].end : token.start]):
            opened = False
        if key in tags and opened and keys[n - 1] not in relatives:
            ends = n + 1 == len(tokens) or _BREAK.search(text[token.end : tokens[n + 1].start])
            if ends or keys[n + 1] in followers:
                text = text[: token.start] + " " * (token.end - token.start) + text[token.end :]
        opened = opened or key in openers
    return text


def _without_denied_opening(text: str, phrases: Sequence[str]) -> str:
    """ "Isn't there a cheaper one?" asks for one. A single word asks only in a question: "nothing over $25" refuses."""
    tokens = tokenize(text)
    keys = tuple(plain_key(token.text) for token in tokens)
    for phrase in sorted((phrase_of(phrase) for phrase in phrases), key=len, reverse=True):
        asks = len(phrase) > 1 or text.rstrip().endswith("?")
        if phrase and asks and keys[: len(phrase)] == phrase:
            return " " * tokens[len(phrase) - 1].end + text[tokens[len(phrase) - 1].end :]
    return text
