"""What a person is said to be or to have that is theirs alone to say: health, faith, origin, whom they love, politics,
pregnancy, money. Said of a thing ("suitable during pregnancy") it is a claim like any other.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from landas.language.pack import load_pack
from landas.safety.output.check import Kind, Surroundings

_CLAUSE = re.compile(r"[^.!?;\n]+")
_QUOTED = re.compile(r"“([^”]*)”|\"([^\"]*)\"")


class SensitiveAttributes:
    """Meets `Check`. Words in the packs, all at once: people mix languages. What the person wrote may be quoted."""

    kind: Kind = "sensitive_attribute"

    def find(self, reply: str, around: Surroundings) -> Iterator[tuple[int, int]]:
        patterns = _patterns(tuple(pack.code for pack in around.packs))
        own = _without_quotes(around.own_words(reply), around.request)
        for clause in _CLAUSE.finditer(own):
            for pattern in patterns:
                for match in pattern.finditer(own, clause.start(), clause.end()):
                    yield match.span("attribute")


def _without_quotes(reply: str, request: str) -> str:
    asked = request.casefold()

    def blank(match: re.Match[str]) -> str:
        quoted = (match[1] or match[2] or "").casefold().rstrip("…").strip()
        return " " * len(match.group()) if quoted in asked else match.group()

    return _QUOTED.sub(blank, reply)


@cache
def _patterns(codes: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Within a clause: "your … diabetes", "diabetes … you have", "you are … pregnant", "as a diabetic"."""
    tables = [load_pack(code).table("safety")["sensitive"] for code in codes]
    has, is_, roles = (
        _any(word for table in tables for word in table[key]) for key in ("person", "is", "as")
    )
    attributes, people = (
        _any(word for table in tables for words in table[key].values() for word in words)
        for key in ("attributes", "people")
    )
    return (
        re.compile(rf"(?<!\w)(?:{has})(?!\w){_words(5)}(?P<attribute>(?:{attributes}))(?!\w)", re.I),
        re.compile(
            rf"(?<!\w)(?P<attribute>(?:{attributes}))\s+(?:(?:that|which|of|yang)\s+)?(?:{has})(?!\w)", re.I
        ),
        re.compile(rf"(?<!\w)(?:{is_})(?!\w){_words(3)}(?P<attribute>(?:{people}))(?!\w)", re.I),
        re.compile(rf"(?<!\w)(?:{roles})\s+(?:\w+\s+)?(?P<attribute>(?:{people}))(?!\w)", re.I),
    )


def _words(most: int) -> str:
    """At most so many words between two."""
    return rf"(?:[\W_]+\w+){{0,{most}}}?[\W_]+"


def _any(words: Iterable[str]) -> str:
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(r"[\W_]+".join(map(re.escape, word.split())) for word in longest_first) or r"(?!)"
