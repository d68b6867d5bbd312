"""Which columns play a part by what they are called: the words are the packs' `[roles]`, best first."""

from collections.abc import Sequence
from dataclasses import dataclass

from landas.catalog.proposal.concepts import head_is_first
from landas.catalog.proposal.names import Head
from landas.language.pack import LanguagePack

_PART = 100


@dataclass(frozen=True, slots=True)
class _Phrase:
    """One head of a role, with its rank in the pack's list."""

    rank: int
    words: tuple[str, ...]
    head_first: bool


class RoleWords:
    """The heads that columns of a role have, in the project's languages."""

    def __init__(self, packs: Sequence[LanguagePack]) -> None:
        self._phrases: dict[str, list[_Phrase]] = {}
        for pack in packs:
            table = pack.table("feeds")
            lists = table["roles"] | {f"names.{key}": words for key, words in table["names"].items()}
            for role, heads in lists.items():
                first = head_is_first(pack)
                ranked = [_Phrase(rank, tuple(head.split()), first) for rank, head in enumerate(heads)]
                self._phrases.setdefault(role, []).extend(ranked)

        self._generic = frozenset(w for pack in packs for w in pack.table("feeds")["names"]["generic"])

    def fit(self, role: str, head: Head, *, whole: bool = False, ranks: int = 1000) -> int | None:
        """How well a head fits a role: 0 is best, None is not at all.

        `whole` refuses heads that are a kind of the role's ("supplier name"); else its first `ranks` phrases may
        be the head's noun: the last words in English, the first in Indonesian.
        """
        plain = tuple(word for word in head.words if word not in self._generic)
        fits = [self._fit(role, words, whole, ranks) for words in {head.words, plain} if words]
        return min((fit for fit in fits if fit is not None), default=None)

    def _fit(self, role: str, words: tuple[str, ...], whole: bool, ranks: int) -> int | None:
        best: int | None = None
        for phrase in self._phrases.get(role, ()):
            size = len(phrase.words)
            if words == phrase.words or (size > 1 and words == ("".join(phrase.words),)):
                score = phrase.rank
            elif whole or phrase.rank >= ranks:
                continue
            elif phrase.words == (words[:size] if phrase.head_first else words[-size:]):
                score = phrase.rank + _PART
            else:
                continue
            best = score if best is None else min(best, score)
        return best

    def has(self, role: str, head: Head, *, whole: bool = False, ranks: int = 1000) -> bool:
        return self.fit(role, head, whole=whole, ranks=ranks) is not None

    def asks(self, head: Head) -> bool:
        """Whether a head reads like a question: "is new", "ada garansi"."""
        return any(phrase.words[0] == head.words[0] for phrase in self._phrases.get("names.flags", ()))

    def about_packing(self, head: Head) -> bool:
        """Whether a head is about the box and its way rather than the thing in it."""
        return any(phrase.words[0] in head.words for phrase in self._phrases.get("names.packing", ()))
