"""Words that people say for others where they stand so: "laptop yg item" asks for a black one, "item ini" for none."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from landas.language.pack import LanguagePack
from landas.language.tokens import Token


@dataclass(frozen=True, slots=True)
class _SaidFor:
    """What a word is said for behind some words, or behind a thing in a text of its language; not before others."""

    language: str
    meant: str
    behind: frozenset[str]
    not_before: frozenset[str]


class Colloquial:
    """The packs' words of this kind. `is_thing` tells whether a word names a kind of thing that is sold here."""

    def __init__(self, packs: Sequence[LanguagePack], is_thing: Callable[[str], bool]) -> None:
        self._is_thing = is_thing
        self._said: Mapping[str, _SaidFor] = {
            word: _SaidFor(pack.code, told["meant"], frozenset(told["behind"]), frozenset(told["not_before"]))
            for pack in packs
            for word, told in pack.table("understanding").get("colloquial", {}).items()
        }

    def meant(self, tokens: Sequence[Token], at: int, language: str) -> str | None:
        """What the word at a place is said for; None where it means what it says."""
        said = self._said.get(tokens[at].key)
        if said is None or at == 0:
            return None
        before, behind = tokens[at - 1].key, tokens[at + 1].key if at + 1 < len(tokens) else ""
        if behind in said.not_before or behind.isdigit():
            return None
        thing = language == said.language and self._is_thing(tokens[at - 1].text)
        return said.meant if before in said.behind or thing else None
