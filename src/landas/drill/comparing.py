"""Comparisons in a reply, read by words of the drill's own: who is said to be cheaper or lighter than whom."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+|\n+")
SHORTEST_NAME = 18
"""Characters of a title's beginning that still name it."""
_SEVERAL = "\ue002"
"""Where a title stands that several items have."""
_MENTION = re.compile("\ue000(\\d+)\ue001")


@dataclass(frozen=True, slots=True)
class Compared:
    """One language's words: `words` says what a comparative is about and which end it means."""

    words: Mapping[str, tuple[str, str]]
    than: tuple[str, ...]
    first: tuple[str, ...]
    beside: tuple[str, ...]
    """Words after which a title is not the one that is spoken of."""
    denied: tuple[str, ...]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "Compared":
        """Of a pack's `drill.toml`."""
        joints = table["comparing"]
        return cls(
            {word: (about, towards) for word, (about, towards) in table["compared"].items()},
            *(tuple(joints[key]) for key in ("than", "first", "beside", "denied")),
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """`places` are those of the two shown items (from 0), the one spoken of first."""

    word: str
    about: str
    towards: Literal["low", "high"]
    places: tuple[int, int]


def comparisons(reply: str, titles: Sequence[str], words: Compared) -> Iterator[Comparison]:
    """The comparisons whose both sides can be told; a sentence that names one of them otherwise gives none."""
    for sentence in SENTENCE_END.split(_marked(reply, titles)):
        folded = sentence.casefold()
        for word, (about, towards) in words.words.items():
            for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", folded):
                places = _places(folded, match, words)
                if places and places[0] != places[1]:
                    yield Comparison(word, about, _meant(folded[: match.start()], towards, words), places)


def _marked(reply: str, titles: Sequence[str]) -> str:
    """The reply with titles, or beginnings that only one of them has, replaced by marks of their places.

    Careful: whole titles come first, as one may stand in another, and what several items are called marks none.
    """
    ordered = sorted(range(len(titles)), key=lambda place: -len(titles[place]))
    for place in ordered:
        alone = titles.count(titles[place]) == 1
        reply = reply.replace(titles[place], f"\ue000{place}\ue001" if alone else _SEVERAL)
    for place in ordered:
        others = [title for other, title in enumerate(titles) if other != place]
        for name in _beginnings(titles[place]):
            if name in reply and not any(title.startswith(name) for title in others):
                reply = reply.replace(name, f"\ue000{place}\ue001")
                break
    return reply


def _beginnings(title: str) -> Iterator[str]:
    words = title.split()
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count]).rstrip(" ,;:-–—/(.\"'&+")
        if count < len(words) and len(name) < SHORTEST_NAME:
            return
        yield name


def _places(sentence: str, match: re.Match[str], words: Compared) -> tuple[int, int] | None:
    subject = _subject(sentence[: match.start()], words)
    reference = _reference(sentence[match.end() :], words)
    return None if subject is None or reference is None else (subject, reference)


def _subject(before: str, words: Compared) -> int | None:
    """The one title before the comparative that stands free; two of them leave it open who is meant."""
    free = [
        int(mention[1])
        for mention in _MENTION.finditer(before)
        if not _ends_with(before[: mention.start()], words.beside)
    ]
    return free[0] if len(set(free)) == 1 else None


def _reference(after: str, words: Compared) -> int | None:
    than = "|".join(map(re.escape, words.than))
    first = "|".join(map(re.escape, words.first))
    # Between the comparative and its joint only an amount may stand: "cheaper by 600 g than …".
    found = re.match(
        rf"[^.;,\ue000]{{0,40}}?(?<!\w)(?:{than})\s+(?:\ue000(\d+)\ue001|(?:{first})(?!\w))", after
    )
    if found is None:
        return None
    return int(found[1]) if found[1] else 0


def _meant(before: str, towards: str, words: Compared) -> Literal["low", "high"]:
    low = (towards == "low") != _ends_with(before, words.denied)
    return "low" if low else "high"


def _ends_with(text: str, phrases: Sequence[str]) -> bool:
    stripped = text.rstrip(" ,")
    return any(re.search(rf"(?<!\w){re.escape(phrase)}$", stripped) for phrase in phrases)
