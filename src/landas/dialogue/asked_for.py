"""What of a request the words of its answer may rest on: that to which the slate was really held.

In a conversation every wish filters. In a search bare words only rank: "16 GB laptop" may show a tower, so neither
"laptops" nor "16 GB" may be said of what was found because somebody asked for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from landas.recommend.draft import Surface
from landas.request.intent import Constraint, Intent, Span


@dataclass(frozen=True, slots=True)
class AskedFor:
    """`text` is as long as the request's; words that only ranked are blank in it."""

    intent: Intent
    text: str
    whole: bool = True
    """Whether nothing is blank, so that the text may be quoted as what was asked."""


def asked_for(surface: Surface, text: str, intent: Intent, filters: Sequence[Constraint]) -> AskedFor:
    """The caller's filters hold on every surface."""
    if surface == "chat":
        return AskedFor(intent.with_filters(filters), text)
    only_ranked = [c for c in intent.constraints if c.strength == "soft" and not c.assumption]
    spans = [c.span for c in only_ranked] + [entity.span for entity in intent.entities]
    kept = tuple(c for c in intent.constraints if c not in only_ranked)
    enforced = [c.span for c in kept]
    held_to = replace(intent, categories=(), entities=(), constraints=kept).with_filters(filters)
    blank = [span for span in spans if span and span not in enforced]
    return AskedFor(held_to, _blanked(text, blank), whole=not blank)


def _blanked(text: str, spans: Sequence[Span]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
