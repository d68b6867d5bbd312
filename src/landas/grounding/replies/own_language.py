"""A reply is in the language that was asked for: its words are those of that language's pack, not of another's."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from landas.grounding.verifier.phrases import split_key
from landas.grounding.verifier.words import vocabulary
from landas.grounding.wording.slots import outside_slots
from landas.language.pack import LanguagePack, load_pack

_LISTS = ("closed", "praise", "social", "verbs", "subjects", "negators")


def language_faults(text: str, language: str, packs: Sequence[LanguagePack]) -> Iterator[str]:
    """A fault where more words belong to other languages alone than to the one asked for."""
    by_code = {pack.code: _known(pack.code) for pack in packs}
    own = by_code.pop(language, frozenset())
    words = split_key(outside_slots(text))
    foreign = [word for word in words if word not in own and any(word in other for other in by_code.values())]
    if len(foreign) > sum(word in own for word in words):
        name = next((pack.name for pack in packs if pack.code == language), language)
        yield f"says {foreign[0]!r}; write in {name}."


@lru_cache(maxsize=8)
def _known(code: str) -> frozenset[str]:
    known = vocabulary((load_pack(code),))
    listed = frozenset[str]().union(*(known.lists[name] for name in _LISTS))
    single = {words[0] for words in known.phrases if len(words) == 1}
    return listed | single
