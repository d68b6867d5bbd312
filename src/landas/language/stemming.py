"""Word stems, to find one word in another form: snowball and Sastrawi, chosen by `packs/<code>/stemming.toml`."""

import re
import threading
import tomllib
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from landas.errors import SetupError
from landas.language.pack import load_pack

Stemmer = Callable[[str], str]


@lru_cache(maxsize=65536)
def stem(word: str, code: str) -> str:
    """The stem of a folded word in a language; the word itself where it holds a digit or nothing stems it."""
    if not word.isalpha():
        return word
    return _stemmer(code)(word) or word


@lru_cache(maxsize=65536)
def singular(word: str) -> str:
    """An English plural as its singular, by rule: "cables" gives "cable"; other words as they are."""
    rules = _singular_rules()
    if word in rules["same"]:
        return word
    irregular: str | None = rules["irregular"].get(word)
    if irregular is not None:
        return irregular
    for pattern, ending in rules["endings"] if len(word) > 3 else ():
        found, count = re.subn(pattern, ending, word)
        if count:
            return str(found)
    return word


def one_spelling(word: str) -> str:
    """The spelling under which a word with several is looked up: "colour" gives "color"; other words as they are."""
    return _spellings().get(word, word)


@cache
def _spellings() -> dict[str, str]:
    """Of every language there is, since a word is looked up before its language is known."""
    folders = sorted(files("landas.language").joinpath("packs").iterdir(), key=lambda folder: folder.name)
    found = [folder.joinpath("stemming.toml") for folder in folders]
    tables = [tomllib.loads(file.read_text(encoding="utf-8")) for file in found if file.is_file()]
    return {word: spelling for table in tables for word, spelling in table.get("spellings", {}).items()}


@cache
def _singular_rules() -> dict[str, Any]:
    table = load_pack("en").table("stemming")["singular"]
    return {
        "same": frozenset(table["same"]),
        "irregular": table["irregular"],
        "endings": tuple((re.compile(pattern), ending) for pattern, ending in table["endings"]),
    }


@cache
def _stemmer(code: str) -> Stemmer:
    """Careful: the stemmers are imported when first used; together they would slow every command down."""
    name = load_pack(code).tables.get("stemming", {}).get("stemmer", "none")
    kind, _, language = name.partition(":")
    if kind == "none":
        return str
    if kind == "snowball":
        import snowballstemmer

        return _one_at_a_time(snowballstemmer.stemmer(language).stemWord)
    if kind == "sastrawi":
        from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

        return _one_at_a_time(StemmerFactory().create_stemmer().stem)
    raise SetupError(
        f"language pack {code!r} names the stemmer {name!r}.",
        'Write stemmer = "snowball:<language>", "sastrawi" or "none" in its stemming.toml.',
    )


def _one_at_a_time(stemmer: Stemmer) -> Stemmer:
    """Careful: these stemmers keep the word in themselves; two threads in one give wrong stems, or fail."""
    lock = threading.Lock()

    def locked(word: str) -> str:
        with lock:
            return stemmer(word)

    return locked
