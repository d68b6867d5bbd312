"""The pages' own words as data: one file a language with the same keys. A third language is a third file."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

Words = Mapping[str, Mapping[str, str]]
"""Words by section and key."""


@cache
def page_words(language: str) -> Words:
    """The words of a language that has a file. Raises FileNotFoundError for any other."""
    found: Words = tomllib.loads(files(__name__).joinpath(f"{language}.toml").read_text(encoding="utf-8"))
    return found


@cache
def page_languages() -> tuple[str, ...]:
    """Codes of the languages the pages speak, English first."""
    names = (entry.name for entry in files(__name__).iterdir())
    codes = sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml"))
    return tuple(sorted(codes, key=lambda code: code != "en"))


def choose_language(asked: str | None, accepted: str, offered: Sequence[str]) -> str:
    """The language to show: the one asked for, else the first of Accept-Language that is offered, else the first."""
    if asked in offered:
        return str(asked)
    for part in accepted.split(","):
        code = part.partition(";")[0].strip().partition("-")[0].lower()
        # Browsers wrote Indonesian as `in` for decades.
        code = "id" if code == "in" else code
        if code in offered:
            return code
    return offered[0]
