"""Words by which a turn speaks of a purchase or of the people behind a catalogue: `services.toml` of the packs."""

from collections.abc import Sequence
from dataclasses import dataclass

from landas.language.pack import LanguagePack
from landas.language.phrases import Phrases, short_forms, spellings
from landas.language.tokens import word_keys


@dataclass(frozen=True)
class ServiceWords:
    """`asks` are said of nothing else ("where is my order"); one of `matters` needs one of `signs` beside it."""

    asks: Phrases[bool]
    matters: Phrases[bool]
    signs: Phrases[bool]
    short: dict[str, str]

    def spoken(self, text: str) -> list[tuple[str, ...]]:
        """The phrases of a text that speak so, in the words of the text; none where it doesn't."""
        keys = [self.short.get(key, key) for key in word_keys(text)]
        asks = _stretches(self.asks, keys)
        if asks:
            return [tuple(keys[first:last]) for first, last in asks]
        signs = {at for stretch in _stretches(self.signs, keys) for at in range(*stretch)}
        matters = _stretches(self.matters, keys)
        alone = [stretch for stretch in matters if signs - set(range(*stretch))]
        return [tuple(keys[first:last]) for first, last in alone]


def _stretches(known: Phrases[bool], keys: Sequence[str]) -> list[tuple[int, int]]:
    hits = ((at, known.starting(keys, at)) for at in range(len(keys)))
    return [(at, at + hit[0]) for at, hit in hits if hit]


def service_words(packs: Sequence[LanguagePack]) -> ServiceWords:
    tables = [pack.tables.get("services", {}) for pack in packs]

    def listed(kind: str) -> Phrases[bool]:
        return Phrases({phrase: True for table in tables for phrase in spellings(table.get(kind, ()))})

    short = short_forms([pack.tables.get("acts", {}) for pack in packs])
    return ServiceWords(listed("asks"), listed("matters"), listed("signs"), short)
