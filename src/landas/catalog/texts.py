"""Text of a feed made readable: no markup, no control characters, single spaces."""

import html
import json
import re
from typing import Any

MISSING_WORDS = frozenset({"", "-", "--", "n/a", "na", "nan", "null", "none", "nil", "#n/a"})
"""Spellings of "no value" that exports write; they are no value of an item in any language."""

_SEPARATORS = re.compile(r"\s*[|;\n]\s*")
_COMMAS = re.compile(r"\s*,\s*")
_MARKUP = re.compile(r"<(br|p|/p|li|/li|div|/div|tr|/tr)\b[^<>]*>|</?[a-z!][^<>]*>", re.I)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def is_missing(value: Any) -> bool:
    if isinstance(value, str):
        return value.strip().casefold() in MISSING_WORDS
    return value is None or value == [] or value == {}


def clean_text(value: Any) -> str:
    """Readable text; entries of a list are joined by commas, lines are kept."""
    if isinstance(value, list | tuple):
        return ", ".join(text for entry in value if (text := clean_text(entry)))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = str(value)
    if "<" in text and ">" in text:
        text = _MARKUP.sub(lambda tag: "\n" if tag[1] else " ", text)
    if "&" in text:
        text = html.unescape(text)
    text = _CONTROL.sub("", text)
    return "\n".join(line for part in text.splitlines() if (line := " ".join(part.split())))


def clean_line(value: Any) -> str:
    """As `clean_text`, on one line."""
    return " ".join(clean_text(value).split())


def split_list(text: str) -> list[Any]:
    """The entries of a list written as text: JSON, or separated by `|`, `;` or line ends, else by commas."""
    if (entries := json_list(text)) is not None:
        return entries
    return (_SEPARATORS if _SEPARATORS.search(text.strip()) else _COMMAS).split(text.strip())


def json_list(text: str) -> list[Any] | None:
    """The list that a text writes in JSON, or in Python's spelling with single quotes; None for other text."""
    if not text.lstrip().startswith("["):
        return None
    for spelling in (text, text.replace("'", '"')):
        try:
            entries = json.loads(spelling)
        except (ValueError, RecursionError):  # no JSON, or brackets nested without end: a text
            continue
        return entries if isinstance(entries, list) else None
    return None
