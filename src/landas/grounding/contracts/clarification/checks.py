"""When a model's question may be asked: it is one question, names all that is asked for, and says nothing else.

Whatever isn't a slot must be a word for asking (`[asking]` of the language's pack): no list of what is false is needed
where only a list of what asks may be said.
"""

from collections.abc import Iterator

from landas.grounding.contracts.clarification.reply import ClarificationReply
from landas.grounding.contracts.clarification.task_input import ClarificationInput
from landas.grounding.replies.characters import character_faults
from landas.grounding.wording.asking import SLOT
from landas.grounding.wording.phrasebook import load_phrasebook
from landas.language.tokens import tokenize
from landas.llm.contract import Violation

CHECKS_VERSION = 1
_BETWEEN_WORDS = frozenset(" ,:'’-–—")


def check_clarification(told: ClarificationInput, reply: ClarificationReply) -> tuple[Violation, ...]:
    return tuple(Violation(fault) for fault in _faults(told, reply.question.strip()))


def _faults(told: ClarificationInput, asked: str) -> Iterator[str]:
    around = SLOT.sub(" ", asked)
    yield from character_faults(around, told.language)
    if not asked.endswith("?") or not all(c.isalpha() or c in _BETWEEN_WORDS for c in around[:-1]):
        yield "is more than one question; write a single one that ends with its question mark."
    used = SLOT.findall(asked)
    if sorted(used) != sorted(told.slots):
        yield f"must use each of these slots once: {', '.join(told.slots) or 'none'}."
    if any(_is_glued(asked, match.start(), match.end()) for match in SLOT.finditer(asked)):
        yield "joins a slot with other characters; put spaces or punctuation around it."
    allowed = load_phrasebook(told.language).asking
    for token in tokenize(around):
        if token.key not in allowed:
            yield f"says {token.text!r}; a question holds words for asking alone."
            return


def _is_glued(text: str, start: int, end: int) -> bool:
    return any(c.isalnum() or c in "'’-{}" for c in (text[start - 1 : start], text[end : end + 1]) if c)
