"""Stretches that must stand in the grounds letter for letter (web and mail addresses), and forbidden phrases."""

import re
from dataclasses import dataclass

from landas.grounding.verifier.fact_views import value_text
from landas.grounding.verifier.sheets import Sheet
from landas.language.tokens import fold

_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b[a-z0-9-]+\.(?:com|net|org|io|co|id|shop|store|info|biz|app|dev|xyz|ly|me|gg)\b(?:/\S*)?",
    re.IGNORECASE,
)


_LIKE_ASCII = re.compile("[\u017f\u212a\u0130\u0131]")


@dataclass(frozen=True, slots=True)
class Literal:
    """Code points `start`..`end`; `known` when the grounds hold it, `forbidden` when it may never be said."""

    start: int
    end: int
    known: bool
    forbidden: bool = False


def find_literals(text: str, sheet: Sheet) -> tuple[Literal, ...]:
    return (*_addresses(text, sheet), *_forbidden(text, sheet))


def _addresses(text: str, sheet: Sheet) -> list[Literal]:
    found = []
    for match in _ADDRESS.finditer(text):
        said = match.group().rstrip(".,;:!?)")
        known = fold(said) in _source(sheet) or (
            _is_bare(said) and fold(said) in fold(sheet.grounds.request_text)
        )
        found.append(Literal(match.start(), match.start() + len(said), known))
    return found


def _is_bare(address: str) -> bool:
    """A name like "Shop.com", which a person may ask for; nothing that a click would follow."""
    return not any(mark in address for mark in "/@:") and not address.lower().startswith("www.")


def _forbidden(text: str, sheet: Sheet) -> list[Literal]:
    """Careful: phrases are sought in the text as it stands, since folding may change its length."""
    found = []
    for phrase in sheet.grounds.forbidden:
        if phrase.strip() and _may_hold(text, phrase.strip()):
            pattern = rf"(?<!\w){re.escape(phrase.strip())}(?!\w)"
            matches = re.finditer(pattern, text, re.IGNORECASE)
            found += [Literal(match.start(), match.end(), False, True) for match in matches]
    return found


def _may_hold(text: str, phrase: str) -> bool:
    """A fast no. Careful: some letters outside ASCII are another case of one inside."""
    plain = phrase.isascii() and not _LIKE_ASCII.search(text)
    return not plain or phrase.lower() in text.lower()


def _source(sheet: Sheet) -> str:
    values = [value_text(f) for item in sheet.grounds.items for f in item.facts]
    titles = [item.title for item in sheet.grounds.items]
    return fold("\n".join((*values, *titles, sheet.grounds.text or "")))
