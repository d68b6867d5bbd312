"""Stretches that must stand in the grounds letter for letter (web and mail addresses, telephone numbers), and forbidden
phrases.

A title is a name, no statement: an address or number that stands in a title only may be said with the whole title.
"""

import re
from dataclasses import dataclass

from landas.grounding.verifier.fact_views import value_text
from landas.grounding.verifier.sheets import Sheet
from landas.language.tokens import fold

_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b[a-z0-9-]+\.(?:com|net|org|io|co|id|shop|store|info|biz|app|dev|xyz|ly|me|gg|example|test|online|site|web|cloud|page|link|click|live|news|ai|ru|cn|de|uk|sg|my|au|jp|us|eu|tv|cc|top)\b(?:/\S*)?",
    re.IGNORECASE,
)

_TELEPHONE = re.compile(r"(?<![\w.,])\(?(?:\+\d|0\d)(?:[\s().-]{0,2}\d){6,13}(?!\w)")
"""Digits behind a plus or a zero, which no amount begins with, in groups or without."""
_LIKE_ASCII = re.compile("[\u017f\u212a\u0130\u0131]")


@dataclass(frozen=True, slots=True)
class Literal:
    """Code points `start`..`end`; `known` when the grounds hold it, `forbidden` when it may never be said."""

    start: int
    end: int
    known: bool
    forbidden: bool = False


def find_literals(text: str, sheet: Sheet) -> tuple[Literal, ...]:
    return (*_addresses(text, sheet), *_telephones(text, sheet), *_forbidden(text, sheet))


def _addresses(text: str, sheet: Sheet) -> list[Literal]:
    found = []
    for match in _ADDRESS.finditer(text):
        said = match.group().rstrip(".,;:!?)")
        grounds = sheet.grounds
        named = (*_titles(sheet), grounds.request_text, grounds.offered)
        names = fold("\n".join(named)) if _is_bare(said) else ""
        end = match.start() + len(said)
        known = fold(said) in _source(sheet) + names or _in_title(text, match.start(), end, sheet)
        found.append(Literal(match.start(), end, known))
    return found


def _telephones(text: str, sheet: Sheet) -> list[Literal]:
    found = []
    for match in _TELEPHONE.finditer(text):
        sources = [_source(sheet), fold(sheet.grounds.request_text)]
        known = any(_digits(match.group()) in _digits(line) for s in sources for line in s.splitlines())
        known = known or _in_title(text, match.start(), match.end(), sheet)
        found.append(Literal(match.start(), match.end(), known))
    return found


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def _titles(sheet: Sheet) -> list[str]:
    return [item.title for item in sheet.grounds.items]


def _in_title(text: str, start: int, end: int, sheet: Sheet) -> bool:
    """True where the whole title of an item is said around it."""
    for title in filter(None, map(str.strip, _titles(sheet))):
        at = text.find(title, max(0, end - len(title)))
        if 0 <= at <= start and end <= at + len(title):
            return True
    return False


def _is_bare(address: str) -> bool:
    """A name like "Shop.com", which a person may ask for or a question may offer; nothing that a click would follow."""
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
    """What facts and text say, a line a value; titles left out."""
    values = [value_text(fact.fact) for item in sheet.items for fact in item.facts if not fact.is_title]
    return fold("\n".join((*values, sheet.grounds.text or "")))
