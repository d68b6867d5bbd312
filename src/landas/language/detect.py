"""The language of a text among the project's: by the packs' own words, and by py3langid where those don't tell."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from landas.language.pack import LanguagePack, load_pack
from landas.language.tokens import tokenize, word_keys

_FUNCTION_WORD, _GENERAL_WORD = 3, 1
_SHORTEST_STEM = 3
"""Letters before an ending that tells a language: "Sonya" is a name."""
_SHORTEST_FOR_MODEL = 3
"""Words below which a statistical model guesses by chance."""


@lru_cache(maxsize=4096)
def _detect(text: str, codes: tuple[str, ...], default: str) -> str:
    keys = _telling([token.key for token in tokenize(text)], codes)
    if not keys or len(codes) < 2:
        return default if default in codes or not codes else codes[0]
    evidence = _evidence(codes)
    scores = dict.fromkeys(codes, 0)
    for key in keys:
        for code, weight in evidence.get(key) or _by_ending(key, codes):
            scores[code] += weight
    best, second = sorted(codes, key=lambda code: -scores[code])[:2]
    if scores[best] > scores[second]:
        return best
    if len(keys) < _SHORTEST_FOR_MODEL:
        return default
    return _by_model(text, codes) if scores[best] == 0 else default


def detect_language(text: str, codes: Sequence[str], default: str) -> str:
    """One of `codes`; `default` where the text doesn't tell (no letters, as many words of one as of another).

    Words that only one of the packs knows decide; only a text without any such word needs the model.
    """
    return _detect(text, tuple(codes), default)


def make_ready(codes: Sequence[str]) -> None:
    """Loads what a text needs whose words tell no language, so that no text waits for it."""
    if len(codes) > 1:
        _evidence(tuple(codes))
        _model(tuple(codes))


@cache
def _evidence(codes: tuple[str, ...]) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """Word -> (language, weight) for words that only one of the languages has."""
    weights: dict[str, dict[str, int]] = {}
    for code in codes:
        for word, weight in _words(code, codes).items():
            weights.setdefault(word, {})[code] = weight
    return {word: tuple(by_code.items()) for word, by_code in weights.items() if len(by_code) == 1}


def _telling(keys: Sequence[str], codes: tuple[str, ...]) -> list[str]:
    """The words that may tell a language: no numbers, nor what ends one, written apart ("100rb an")."""
    endings = {ending for code in codes for ending in _rough_endings(load_pack(code))}
    behind = zip(("", *keys), keys, strict=False)
    return [
        key for before, key in behind if not (key[0].isdigit() or (key in endings and before[:1].isdigit()))
    ]


def _by_ending(key: str, codes: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """The language whose words alone end so: "budgetnya"."""
    for code in codes:
        for ending in load_pack(code).table("understanding").get("suffixes", ()):
            if ending.isalpha() and key.endswith(ending) and len(key) >= len(ending) + _SHORTEST_STEM:
                return ((code, _FUNCTION_WORD),)
    return ()


def _words(code: str, codes: tuple[str, ...]) -> dict[str, int]:
    """A language's own words by weight. Glossaries are into English, so they hold English words too."""
    pack = load_pack(code)
    general = [*pack.glossary, *pack.months, *(w for labels in pack.field_labels.values() for w in labels)]
    if code == "en":
        general += [english for other in codes for english in load_pack(other).glossary.values()]
    general += pack.table("understanding").get("colloquial", ())
    function = [*pack.stop_words, *pack.fillers, *pack.greetings, *pack.negations, *pack.hedges]
    function += [*pack.before_number, *pack.after_number, *pack.numbers, *_magnitudes(pack)]
    function += [form for adjective in pack.adjectives for form in adjective.forms]
    words = dict.fromkeys((key for phrase in general for key in word_keys(phrase)), _GENERAL_WORD)
    return words | dict.fromkeys((key for phrase in function for key in word_keys(phrase)), _FUNCTION_WORD)


def _magnitudes(pack: LanguagePack) -> list[str]:
    """ "Juta", and "jutaan" with its ending that makes it a rough number."""
    return [word + ending for word in pack.magnitudes for ending in ("", *_rough_endings(pack))]


def _rough_endings(pack: LanguagePack) -> list[str]:
    """ "-an" of "100ribuan"."""
    return [word.removeprefix("-") for word in pack.approximate_after if word.startswith("-")]


def _by_model(text: str, codes: tuple[str, ...]) -> str:
    return str(_model(codes).classify(text)[0])


@cache
def _model(codes: tuple[str, ...]) -> Any:
    """Careful: the import takes longer than everything else here, so it waits until a text needs it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(codes))
    return identifier
