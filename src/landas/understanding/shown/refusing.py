"""Words that turn down the shown item beside them: "not the first one", "yang kedua jangan", "hide number 3"."""

import re
from collections.abc import Sequence

from landas.language.tokens import Token
from landas.understanding.shown.about_words import AboutWords

_BREAK = re.compile(r"[.?!,;:\n]")
_LEAD = 12
"""Words among which a text begins by asking why."""


def refusing(
    text: str, tokens: Sequence[Token], keys: Sequence[str], pointer: range, words: AboutWords
) -> range | None:
    """The places of a pointer's tokens with those of the words that turn it down; None where nothing does."""
    start, end = pointer.start, pointer.stop
    while start and keys[start - 1] in words.definite | words.describing:
        start -= 1
    if not is_broken(text, tokens, start):
        if found := words.leaves_out.ending(keys, start):
            # "Don't hide the second" keeps it.
            first = start - found[0]
            return None if words.keeps_in.ending(keys, first) else range(first, end)
        denied = words.turns_down.ending(keys, start)
        if denied and not _asks(text, tokens, end - 1, words):
            return range(start - denied[0], end)
    while end < len(keys) and words.marks["ones"].starting(keys, end):
        end += 1
    behind = words.turned_down.starting(keys, end)
    if behind and _ends(text, tokens, keys, end + behind[0], words):
        return None if _asks(text, tokens, end, words) else range(start, end + behind[0])
    return None


def is_broken(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a mark stands before a token: "no, the second" turns nothing down."""
    return at == 0 or bool(_BREAK.search(text[tokens[at - 1].end : tokens[at].start]))


def _asks(text: str, tokens: Sequence[Token], at: int, words: AboutWords) -> bool:
    """Whether the clause that reaches over that token asks something, be it why."""
    mark = _BREAK.search(text, tokens[at].end)
    return bool(mark and mark[0] == "?") or words.acts.opens_with_why([token.key for token in tokens[:_LEAD]])


def _ends(text: str, tokens: Sequence[Token], keys: Sequence[str], at: int, words: AboutWords) -> bool:
    """Whether nothing that matters stands between a token and the end of its clause."""
    while at < len(keys) and not is_broken(text, tokens, at):
        if keys[at] in words.joints:
            return True
        if keys[at] not in words.idle:
            return False
        at += 1
    return True
