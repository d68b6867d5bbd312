"""A model's free text as plain sentences: Markdown, HTML, links, hidden characters and emoji are taken out.

Everything that is left is verified, so nothing here can make a statement pass; it only keeps true ones from being
refused, or shown, for the clothes they come in.
"""

import re
import unicodedata

from landas.grounding.wording.plain import plain_text

_KEPT_SYMBOLS = frozenset("°™®©")
_LIST_MARK = re.compile(r"^\s*(?:[-*•–·>#]+|\(?\d{1,2}[.)])\s+")
_ENDS = frozenset(".!?…:;,")
_DOUBLED = re.compile(r"\s+([.,;:!?])")


def plain_reply(text: str) -> str:
    """The text as one line. A line of a list becomes a sentence of its own."""
    visible = "".join(c for c in unicodedata.normalize("NFC", text) if not _is_hidden(c))
    lines = (plain_text(_LIST_MARK.sub("", line)) for line in visible.splitlines())
    return " ".join(_sentence(_DOUBLED.sub(r"\1", line)) for line in lines if line)


def _is_hidden(character: str) -> bool:
    if character.isspace():
        return False
    return not character.isprintable() or (
        unicodedata.category(character) == "So" and character not in _KEPT_SYMBOLS
    )


def _sentence(line: str) -> str:
    return line if line[-1] in _ENDS or line[-1] in "\"”')" else f"{line}."
